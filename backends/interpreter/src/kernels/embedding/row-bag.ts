// Bags of a table whose rows are integers with a scale and a bias of their own, in the card's arithmetic (its manual: `egather.u8`). Everything is
// binary16: parameters and weights are rounded to it, and so is every multiply-add, once.

import { f16ToNumber, packedBytes, readElements, roundF16, type Tensor, unpackSubByte } from '@afterglow/core';
import type { TensorType } from '@afterglow/ir';

/** A row as it is stored. */
export interface StoredRow {
  readonly scale: number;
  readonly bias: number;
  readonly elements: ArrayLike<number>;
}

/** Reads stored rows of a table of type `type`, which has a row encoding. */
export function storedRows(table: Tensor, type: TensorType): (row: number) => StoredRow {
  const { elem, encoding } = type;
  const [stride, width] = [table.shape[1], Number(type.shape[1])];
  const packed = packedBytes(elem, width);
  const wide = encoding?.kind === 'row' && encoding.params === 'f32';
  const elements = elem.startsWith('i') ? new Int8Array(width) : new Uint8Array(width);
  return (row) => {
    // Of u8, as row encodings are stored.
    const bytes = Uint8Array.from(readElements(table, row * stride, stride) as Uint8Array);
    const view = new DataView(bytes.buffer, packed);
    const parameter = (i: number) => (wide ? view.getFloat32(4 * i, true) : f16ToNumber(view.getUint16(2 * i, true)));
    if (elem.endsWith('4')) unpackSubByte(bytes, 4, 0, elements);
    else elements.set(bytes.subarray(0, width));
    return { scale: parameter(0), bias: parameter(1), elements };
  };
}

/**
 * One rounding of `a · b + c` to binary16. In doubles the product is exact, and the sum is wherever its neighbourhood holds a midpoint of binary16:
 * a sum that loses bits has terms too far apart for the smaller one to matter.
 */
function fused(a: number, b: number, c: number): number {
  return roundF16(a * b + c);
}

/** Two accumulators take turns in narrow rows of even width. */
function alternates(width: number): boolean {
  return width % 2 === 0 && width <= 96;
}

/** Sums of one bag, `count` rows. Rounded to binary16; a mean divides the binary32 sum first. */
export function rowBag(
  count: number,
  width: number,
  mode: string,
  rowAt: (i: number) => StoredRow,
  weightAt: (i: number) => number,
): Float64Array {
  const start = mode === 'max' ? Number.NEGATIVE_INFINITY : 0;
  const two = mode !== 'max' && alternates(width);
  const sums = [new Float64Array(width).fill(start), new Float64Array(width)];
  for (let i = 0; i < count; i++) {
    const { scale, bias, elements } = rowAt(i);
    const weight = roundF16(weightAt(i));
    const step = roundF16(roundF16(scale) * weight);
    const shift = roundF16(bias);
    const acc = sums[two ? i % 2 : 0];
    for (let d = 0; d < width; d++) {
      if (mode === 'max') acc[d] = Math.max(acc[d], fused(step, elements[d], roundF16(shift * weight)));
      else acc[d] = fused(step, elements[d], fused(shift, weight, acc[d]));
    }
  }
  return sums[0].map((sum, d) => {
    const whole = two ? Math.fround(sum + sums[1][d]) : sum;
    return roundF16(mode === 'mean' && count > 0 ? Math.fround(whole / Math.fround(count)) : whole);
  });
}
