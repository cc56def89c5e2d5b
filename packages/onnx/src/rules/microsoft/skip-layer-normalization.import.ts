import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule, type RuleResult } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { inverseDeviation } from '../nn/inverse-deviation.js';

/** Input, skip and bias (operand `bias`) added; the skip broadcasts. */
function sumOf(n: NodeReader, b: ImportBuilder, bias: number): Value {
  const sum = build.add(b, n.in(0), n.in(1));
  return n.has(bias) ? build.add(b, sum, n.in(bias)) : sum;
}

/** Mean and inverse deviation are f32 and there where somebody reads them; the sum is output 3. */
function results(
  n: NodeReader,
  b: ImportBuilder,
  y: Value,
  sum: Value,
  centers: boolean,
): readonly (RuleResult | undefined)[] {
  if (!n.wants(1) && !n.wants(2)) return [y, undefined, undefined, sum];
  const x = b.cast(sum, 'f32');
  const axes = [n.rank(0) - 1];
  const mean = build.reduceMean(b, x, { axes, keepdims: true });
  const centered = centers ? build.sub(b, x, mean) : x;
  return [y, mean, n.wants(2) ? inverseDeviation(n, b, centered, axes) : undefined, sum];
}

export const skipLayerNormalizations: readonly ImportRule[] = [
  importRule('com.microsoft', 'SkipLayerNormalization', {
    '1-': (n, b) => {
      const sum = sumOf(n, b, 4);
      return results(n, b, build.layerNorm(b, sum, n.in(2), n.maybe(3), { epsilon: n.float('epsilon') }), sum, true);
    },
  }),
  importRule('com.microsoft', 'SkipSimplifiedLayerNormalization', {
    '1-': (n, b) => {
      const sum = sumOf(n, b, 3);
      return results(n, b, build.rmsNorm(b, sum, n.in(2), { epsilon: n.float('epsilon') }), sum, false);
    },
  }),
];
