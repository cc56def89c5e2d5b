// Row buffers. A sweep reads a row whole before it writes the row, so results are made in a buffer first; that is also what lets
// a run of halves be rounded by one call.

import { f32ArrayToF16, numberToF16 } from '@afterglow/core';
import { NAN_F32, type Views } from './views.js';

/** Rows shorter than this are rounded number by number: two subarrays cost more. */
const SHORT = 3;

export class RowBuffer {
  #row = new Float32Array(0);
  #bytes = new Uint8Array(0);

  /** Room for a row of binary32 results. */
  numbers(cols: number): Float32Array {
    if (this.#row.length < cols) this.#row = new Float32Array(2 * cols);
    return this.#row;
  }

  bytes(count: number): Uint8Array {
    if (this.#bytes.length < count) this.#bytes = new Uint8Array(2 * count);
    return this.#bytes;
  }
}

/** Writes a row of results; a NaN becomes the canonical one. */
export function storeF32(row: Float32Array, cols: number, dst: Views, at: number): void {
  const { f32, u32 } = dst;
  for (let j = 0; j < cols; j++) {
    const value = row[j];
    if (!Number.isNaN(value)) f32[at + j] = value;
    else u32[at + j] = NAN_F32;
  }
}

/**
 * Rounds a row of binary32 numbers to binary16 and writes it. Exact for results of one + − × ÷ √ on halves too: going through
 * binary32 first cannot change those (24 >= 2 · 11 + 2 bits, Figueroa 1995).
 */
export function storeF16(row: Float32Array, cols: number, dst: Views, at: number, clip = false): void {
  const into = dst.u16;
  if (cols >= SHORT) {
    f32ArrayToF16(row.subarray(0, cols), into.subarray(at, at + cols), clip);
    return;
  }
  for (let j = 0; j < cols; j++) {
    const bits = numberToF16(row[j]);
    into[at + j] = clip && (bits & 0x7fff) === 0x7c00 ? bits - 1 : bits;
  }
}
