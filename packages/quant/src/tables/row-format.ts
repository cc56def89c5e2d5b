// Rows of an embedding table as unsigned integers with a scale and a bias of their own: real = stored · scale + bias. A row's bytes are its packed
// integers, first element in the low bits, then scale and bias.

import { f16ToNumber, numberToF16, packedBytes, packSubByte, roundF16, unpackSubByte } from '@afterglow/core';

export interface RowFormat {
  readonly elem: 'u8' | 'u4';
  /** Precision of scale and bias. */
  readonly params: 'f16' | 'f32';
}

/** Scale and bias as stored. */
export interface RowParams {
  readonly scale: number;
  readonly bias: number;
}

const BITS = { u8: 8, u4: 4 } as const;

/** Largest stored integer. */
function top({ elem }: RowFormat): number {
  return 2 ** BITS[elem] - 1;
}

/** Bytes of a row of `width` elements. */
export function rowBytes(format: RowFormat, width: number): number {
  return packedBytes(format.elem, width) + (format.params === 'f32' ? 8 : 4);
}

/**
 * Scale and bias for a row that spans `low … high`: the bias is the smallest element, the scale makes the largest integer the largest element, both
 * rounded to the precision they are stored in. A row of one value has a scale of 1, so that no scale is 0 for want of a span.
 */
export function rowParams(low: number, high: number, format: RowFormat): RowParams {
  const round = format.params === 'f32' ? Math.fround : roundF16;
  return { scale: low === high ? 1 : round((high - low) / top(format)), bias: round(low) };
}

/** Stored integers of a row: nearest, halves up, clamped. `params` are those it will be read with. */
export function quantizeRow(row: ArrayLike<number>, { scale, bias }: RowParams, format: RowFormat): Uint8Array {
  const highest = top(format);
  return Uint8Array.from(row, (x) => Math.min(highest, Math.max(0, Math.floor((x - bias) / scale + 0.5))));
}

/** Writes the bytes of a row to `into` at `at`. */
export function writeRow(
  stored: Uint8Array,
  { scale, bias }: RowParams,
  format: RowFormat,
  into: Uint8Array,
  at: number,
): void {
  const packed = format.elem === 'u8' ? stored : packSubByte(stored, 4);
  into.set(packed, at);
  const view = new DataView(into.buffer, into.byteOffset + at + packed.length);
  [scale, bias].forEach((value, i) => {
    if (format.params === 'f32') view.setFloat32(4 * i, value, true);
    else view.setUint16(2 * i, numberToF16(value), true);
  });
}

/** The numbers that the bytes of a row stand for. */
export function readRow(bytes: Uint8Array, width: number, format: RowFormat): number[] {
  const packed = packedBytes(format.elem, width);
  const view = new DataView(bytes.buffer, bytes.byteOffset + packed);
  const [scale = 0, bias = 0] = [0, 1].map((i) =>
    format.params === 'f32' ? view.getFloat32(4 * i, true) : f16ToNumber(view.getUint16(2 * i, true)),
  );
  const stored = unpackSubByte(bytes, BITS[format.elem], 0, new Uint8Array(width));
  return Array.from(stored, (q) => q * scale + bias);
}
