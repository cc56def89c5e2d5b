// Products of integers whose result is real: DynamicQuantizeMatMul, which quantises its left operand by its own range, and
// MatMulIntegerToFloat, whose operands are stored already. Scale and zero point of the right one belong to all of it or to
// columns.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { dynamicQuantize } from '../quant/dynamic-quantize.js';
import { alongColumns, alongRows, centered } from '../quant/scales.js';

/** left · right, both integers less their zero points, in f32, times the scales, plus the bias. */
function scaled(
  n: NodeReader,
  b: ImportBuilder,
  left: Value,
  right: Value,
  scales: readonly [Value, Value],
  bias: number,
): Value {
  const [aScale, bScale] = scales.map((scale) => b.cast(scale, 'f32')) as [Value, Value];
  const sums = b.cast(build.matmul(b, left, right), 'f32');
  const y = build.mul(b, sums, build.mul(b, aScale, bScale));
  return n.has(bias) ? build.add(b, y, b.cast(n.in(bias), 'f32')) : y;
}

export const integerMatMulToFloatRules: readonly ImportRule[] = [
  importRule('com.microsoft', 'DynamicQuantizeMatMul', {
    '1-': (n, b) => {
      const a = dynamicQuantize(b, n.in(0));
      const right = centered(b, n.in(1), n.has(3) ? alongColumns(n, b, 3, n.in(1)) : undefined);
      return scaled(n, b, centered(b, a.stored, a.zero), right, [a.scale, alongColumns(n, b, 2, n.in(1))], 4);
    },
  }),
  importRule('com.microsoft', 'MatMulIntegerToFloat', {
    '1-': (n, b) => {
      const left = centered(b, n.in(0), n.has(4) ? alongRows(n, b, 4, n.in(0)) : undefined);
      const right = centered(b, n.in(1), n.has(5) ? alongColumns(n, b, 5, n.in(1)) : undefined);
      return b.cast(
        scaled(n, b, left, right, [alongRows(n, b, 2, n.in(0)), alongColumns(n, b, 3, n.in(1))], 6),
        n.elem(2),
      );
    },
  }),
];
