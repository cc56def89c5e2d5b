// Sums, products and joins of stored numbers, on the reals that they stand for. Operands are single floats, so that a sum or product in double
// rounds to f32 as one computed there does: bit for bit DequantizeLinear, the operator, QuantizeLinear.

import { axisOf } from '../../data/shape.js';
import { intAttr, type KernelContext, kernel, tensorAt } from '../../kernel.js';
import { runOnReals } from '../../run/on-reals.js';
import { binary } from '../math/binary.kernel.js';
import { concatenate } from '../shape/concat.kernel.js';

const onReals = (op: string, run: (context: KernelContext) => ReturnType<typeof binary>) =>
  kernel(op, (context) =>
    runOnReals(
      kernel(op, (inner) => [run(inner)]),
      context,
    ),
  );

const arithmetic = (op: string, float: (a: number, b: number) => number) =>
  onReals(op, (context) => binary(context, tensorAt(context, 0), tensorAt(context, 1), { op, float }));

export const quantizedAdd = arithmetic('quantized_add', (a, b) => a + b);

export const quantizedMul = arithmetic('quantized_mul', (a, b) => a * b);

export const quantizedConcat = onReals('quantized_concat', (context) => {
  const parts = context.operands.map((_, i) => tensorAt(context, i));
  return concatenate(context, parts, axisOf(intAttr(context, 'axis'), parts[0].shape.length));
});
