// MatMul-13, NumPy's rules: vectors gain an axis that the result drops again, batch axes broadcast.
// Exact: summed in double, rounded once. Card: summed in f32, k in order, one rounding per product and per add.

import { isFloat } from '@afterglow/core';
import { floatsOf } from '../../data/elements.js';
import { forEachRow } from '../../data/rows.js';
import { broadcast, broadcastStrides, sizeOf } from '../../data/shape.js';
import { badOperand, type KernelContext, kernel, tensorAt } from '../../kernel.js';
import { accumulator } from '../../linear/accumulator.js';
import { activate } from '../../linear/activation.js';
import { integerProduct } from '../../linear/integer.js';
import { columnPanel, rowPanel } from '../../linear/panel.js';

export function checkDepth(context: KernelContext, a: number, b: number): void {
  if (a !== b) badOperand(context, `inner sizes ${a} and ${b} differ`);
}

/** Offsets of the matrices of each batch: strides count elements, so a matrix' size scales the batch index. */
function batchOffsets(
  shape: readonly number[],
  a: readonly number[],
  b: readonly number[],
  sizes: readonly [number, number],
): { a: number; b: number }[] {
  const offsets: { a: number; b: number }[] = [];
  forEachRow(shape, [broadcastStrides(a, shape), broadcastStrides(b, shape)], (_, count, [pa, pb], [sa, sb]) => {
    for (let i = 0; i < count; i++) offsets.push({ a: (pa + i * sa) * sizes[0], b: (pb + i * sb) * sizes[1] });
  });
  return offsets;
}

export const matmul = kernel('matmul', (context) => {
  const [a, b] = [tensorAt(context, 0), tensorAt(context, 1)];
  const aShape = a.shape.length === 1 ? [1, ...a.shape] : a.shape;
  const bShape = b.shape.length === 1 ? [...b.shape, 1] : b.shape;
  const [m, k] = aShape.slice(-2);
  const [depth, n] = bShape.slice(-2);
  checkDepth(context, k, depth);
  const [aBatch, bBatch] = [aShape.slice(0, -2), bShape.slice(0, -2)];
  const batch = broadcast(context, [aBatch, bBatch]);
  const shape = [...batch, ...(a.shape.length === 1 ? [] : [m]), ...(b.shape.length === 1 ? [] : [n])];
  const batches = batchOffsets(batch, aBatch, bBatch, [m * k, k * n]);
  if (!isFloat(a.elem)) return [integerProduct(context, a, b, { shape, m, n, k, batches })];
  const acc = accumulator(context.numerics, a.elem, sizeOf(shape));
  const [x, y] = [floatsOf(a), floatsOf(b)];
  batches.forEach((offset, index) => {
    acc.multiply(rowPanel(x, m, k, offset.a), columnPanel(y, n, n, offset.b), k, index * m * n, n);
  });
  return [activate(context, acc.seal(shape))];
});
