// Comparisons with broadcasting: Equal-19, Less-13, LessOrEqual-16, Greater-13, GreaterOrEqual-16. The result is bool.
// IEEE order: NaN equals nothing and compares false; 64-bit integers and strings compare exactly.
// Bounds: rows come from `forEachRow` over the result's shape with strides made from the operands' own shapes.

import { arrayOf, isFloat, type Tensor, tensorFromArray } from '@afterglow/core';
import { floatsOf } from '../../data/elements.js';
import { forEachRow } from '../../data/rows.js';
import { broadcast, broadcastStrides, sizeOf } from '../../data/shape.js';
import { type Kernel, type KernelContext, kernel, tensorAt } from '../../kernel.js';

type Comparable = number | bigint | string;
type Compare = (a: Comparable, b: Comparable) => boolean;

const rows: readonly (readonly [string, Compare])[] = [
  ['equal', (a, b) => a === b],
  ['less', (a, b) => a < b],
  ['less_equal', (a, b) => a <= b],
  ['greater', (a, b) => a > b],
  ['greater_equal', (a, b) => a >= b],
];

function valuesOf(tensor: Tensor): ArrayLike<Comparable> {
  return isFloat(tensor.elem) ? floatsOf(tensor) : arrayOf(tensor);
}

function compare(context: KernelContext, test: Compare): Tensor {
  const [a, b] = [tensorAt(context, 0), tensorAt(context, 1)];
  const shape = broadcast(context, [a.shape, b.shape]);
  const out = new Uint8Array(sizeOf(shape));
  const [x, y] = [valuesOf(a), valuesOf(b)];
  const strides = [broadcastStrides(a.shape, shape), broadcastStrides(b.shape, shape)];
  forEachRow(shape, strides, (at, count, [pa, pb], [sa, sb]) => {
    for (let i = 0; i < count; i++) out[at + i] = test(x[pa + i * sa], y[pb + i * sb]) ? 1 : 0;
  });
  return tensorFromArray('bool', shape, out);
}

export const comparisons: readonly Kernel[] = rows.map(([op, test]) =>
  kernel(op, (context) => [compare(context, test)]),
);
