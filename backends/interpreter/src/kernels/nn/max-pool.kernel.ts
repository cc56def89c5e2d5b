// MaxPool-22, any spatial rank: the largest element of each window and its index. Indices count through the whole input
// (n, c, spatial), the spatial part row-major or, with column_major, first axis fastest. Padding never wins; NaN does.
// Card: +0 is above −0, as everywhere there.
// Bounds: windows hold offsets inside one spatial plane.

import { arrayOf, isFloat, tensorFromArray } from '@afterglow/core';
import { floatsOf, moved, wordsIn } from '../../data/elements.js';
import { sizeOf, stridesOf } from '../../data/shape.js';
import { boolAttr, intsAttr, kernel, tensorAt } from '../../kernel.js';
import { windowAttrs } from '../../spatial/attrs.js';
import { forEachWindow } from '../../spatial/for-each-window.js';

/** Bits of −∞ in the types that are kept as bits. */
const MINUS_INFINITY: Readonly<Record<string, number>> = { f16: 0xfc00, bf16: 0xff80 };

function isNan(value: number | bigint): boolean {
  return typeof value === 'number' && Number.isNaN(value);
}

/** Index of a row-major offset when the first axis runs fastest. */
function columnMajor(offset: number, shape: readonly number[]): number {
  const strides = stridesOf(shape);
  let index = 0;
  let scale = 1;
  for (let axis = 0; axis < shape.length; axis++) {
    index += (Math.floor(offset / strides[axis]) % shape[axis]) * scale;
    scale *= shape[axis];
  }
  return index;
}

export const maxPool = kernel('max_pool', (context) => {
  const x = tensorAt(context, 0);
  const [batch, channels, ...spatial] = x.shape;
  const window = windowAttrs(context, spatial, intsAttr(context, 'kernel'));
  const shape = [batch, channels, ...window.output];
  const [plane, positions] = [sizeOf(spatial), sizeOf(window.output)];
  const values = (isFloat(x.elem) ? floatsOf(x) : arrayOf(x)) as ArrayLike<number | bigint>;
  // −1 marks a window that covers nothing but padding.
  const picks = new Float64Array(sizeOf(shape)).fill(-1);
  const ordersZeros = context.numerics === 'card' && isFloat(x.elem);
  forEachWindow(window, (position, offsets, count) => {
    if (count === 0) return;
    for (let c = 0; c < batch * channels; c++) {
      let best = c * plane + offsets[0];
      for (let i = 1; i < count; i++) {
        const at = c * plane + offsets[i];
        const isZeroAbove = ordersZeros && Object.is(values[best], -0) && Object.is(values[at], 0);
        if (values[at] > values[best] || isZeroAbove || (isNan(values[at]) && !isNan(values[best]))) best = at;
      }
      picks[c * positions + position] = best;
    }
  });
  const from = wordsIn(x);
  const y = moved(x.elem, shape, (out, elements) => {
    if (elements instanceof Float32Array || elements instanceof Float64Array) elements.fill(-Infinity);
    else if (x.elem in MINUS_INFINITY) (elements as Uint16Array).fill(MINUS_INFINITY[x.elem]);
    for (let i = 0; i < picks.length; i++) if (picks[i] >= 0) out[i] = from[picks[i]];
  });
  const byColumn = boolAttr(context, 'column_major');
  const indices = BigInt64Array.from(picks, (at) => {
    if (at < 0 || !byColumn) return BigInt(at);
    return BigInt(Math.floor(at / plane) * plane + columnMajor(at % plane, spatial));
  });
  return [y, tensorFromArray('i64', shape, indices)];
});
