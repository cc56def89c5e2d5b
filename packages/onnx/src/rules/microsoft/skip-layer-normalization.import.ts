import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule, type RuleResult } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Input, skip and bias (operand `bias`) added; the skip broadcasts. */
function sumOf(n: NodeReader, b: ImportBuilder, bias: number): Value {
  const sum = build.add(b, n.in(0), n.in(1));
  return n.has(bias) ? build.add(b, sum, n.in(bias)) : sum;
}

/** Mean and deviation are for training and have no translation; the sum is output 3. */
function results(y: Value, sum: Value): readonly (RuleResult | undefined)[] {
  return [y, undefined, undefined, sum];
}

export const skipLayerNormalizations: readonly ImportRule[] = [
  importRule('com.microsoft', 'SkipLayerNormalization', {
    '1-': (n, b) => {
      const sum = sumOf(n, b, 4);
      return results(build.layerNorm(b, sum, n.in(2), n.maybe(3), { epsilon: n.float('epsilon') }), sum);
    },
  }),
  importRule('com.microsoft', 'SkipSimplifiedLayerNormalization', {
    '1-': (n, b) => {
      const sum = sumOf(n, b, 3);
      return results(build.rmsNorm(b, sum, n.in(2), { epsilon: n.float('epsilon') }), sum);
    },
  }),
];
