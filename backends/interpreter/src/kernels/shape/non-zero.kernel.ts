// NonZero-13: the coordinates of all elements that are not zero, one row an axis, in row-major order. A scalar gives
// [0, n], as ONNX asks.

import { isFloat, tensorFromArray } from '@afterglow/core';
import { bigsOf, floatsOf, isBig, storedOf } from '../../data/elements.js';
import { stridesOf } from '../../data/shape.js';
import { kernel, tensorAt } from '../../kernel.js';

export const nonZero = kernel('non_zero', (context) => {
  const x = tensorAt(context, 0);
  const values = isBig(x.elem) ? bigsOf(x) : isFloat(x.elem) ? floatsOf(x) : storedOf(x);
  const found: number[] = [];
  for (let i = 0; i < values.length; i++) if (Number(values[i]) !== 0) found.push(i);
  const rank = x.shape.length;
  const strides = stridesOf(x.shape);
  const out = new BigInt64Array(rank * found.length);
  for (let axis = 0; axis < rank; axis++) {
    found.forEach((offset, i) => {
      out[axis * found.length + i] = BigInt(Math.floor(offset / strides[axis]) % x.shape[axis]);
    });
  }
  return [tensorFromArray('i64', [rank, found.length], out)];
});
