// NonZero-13: the coordinates of all elements that are not zero, one row an axis, in row-major order. A scalar gives
// [0, n], as ONNX asks.

import { arrayOf, isFloat, type Tensor, tensorFromArray } from '@afterglow/core';
import { pairsOf } from '../../data/complex.js';
import { floatsOf } from '../../data/elements.js';
import { stridesOf } from '../../data/shape.js';
import { kernel, tensorAt } from '../../kernel.js';

/** For each element, whether it is not zero. Of texts the empty one counts as zero, as NumPy has it. */
function isNonZero(x: Tensor): readonly boolean[] {
  if (x.elem === 'string') return Array.from(arrayOf(x) as readonly string[], (text) => text !== '');
  if (x.elem === 'c64' || x.elem === 'c128') return pairsOf(arrayOf(x)).map(([re, im]) => re !== 0 || im !== 0);
  const values = (isFloat(x.elem) ? floatsOf(x) : arrayOf(x)) as ArrayLike<number | bigint>;
  return Array.from(values, (value) => Number(value) !== 0);
}

export const nonZero = kernel('non_zero', (context) => {
  const x = tensorAt(context, 0);
  const found: number[] = [];
  for (const [i, counts] of isNonZero(x).entries()) if (counts) found.push(i);
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
