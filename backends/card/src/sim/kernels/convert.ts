// Conversions between element types, row by row. 64-bit integers are two 32-bit words, low one first;
// the few steps that need them whole use exact arithmetic on doubles below 2^53.

import { numberToF16 } from '@afterglow/core';
import { halfValues } from './half.js';
import { type RowBuffer, storeF16, storeF32 } from './row.js';
import type { SweepShape } from './unary.js';
import { makeViews, type Views } from './views.js';

/** Converts element `from` of `src` to element `to` of `dst`. */
export type ElementConverter = (dst: Views, to: number, src: Views, from: number) => void;

const TWO_32 = 2 ** 32;

/** A number that rounds to binary32 as the 64-bit integer `hi · 2^32 + lo` does: bits below the 53rd become one sticky bit. */
function roundable(hi: number, lo: number): number {
  const exact = hi * TWO_32 + lo;
  if (hi >= -(2 ** 21) && hi < 2 ** 21) return exact;
  // Drop the low 11 bits of the word exactly, and remember whether any was set.
  const sticky = (lo & 0x7ff) !== 0 ? 1 : 0;
  const kept = hi * 2 ** 21 + (lo >>> 11);
  return (kept * 2 + sticky) * 2 ** 10;
}

/** The whole part modulo 2^64. Both words come from exact steps on doubles, whatever the size of the number. */
function storeI64(dst: Views, to: number, value: number): void {
  const whole = Number.isFinite(value) ? Math.trunc(value) : 0;
  dst.u32[2 * to] = whole % TWO_32;
  dst.u32[2 * to + 1] = Math.floor(whole / TWO_32) % TWO_32;
}

/** Converters of one element by name; `to` and `from` are numbers of elements of their own types. */
export const CONVERT: Readonly<Record<string, ElementConverter>> = {
  'i32.f32': (dst, to, src, from) => {
    dst.f32[to] = src.i32[from];
  },
  'i64.f32': (dst, to, src, from) => {
    dst.f32[to] = roundable(src.i32[2 * from + 1], src.u32[2 * from]);
  },
  'i32.f16': (dst, to, src, from) => {
    dst.u16[to] = numberToF16(src.i32[from]);
  },
  'i64.f16': (dst, to, src, from) => {
    dst.u16[to] = numberToF16(roundable(src.i32[2 * from + 1], src.u32[2 * from]));
  },
  'f32.i32': (dst, to, src, from) => {
    // Typed arrays drop the fraction and wrap; what is not finite becomes 0.
    dst.i32[to] = src.f32[from];
  },
  'f32.i64': (dst, to, src, from) => storeI64(dst, to, src.f32[from]),
  'f16.i32': (dst, to, src, from) => {
    dst.i32[to] = halfValues()[src.u16[from]];
  },
  'f16.i64': (dst, to, src, from) => storeI64(dst, to, halfValues()[src.u16[from]]),
  'i64.i32': (dst, to, src, from) => {
    dst.i32[to] = src.i32[2 * from];
  },
  'i32.i64': (dst, to, src, from) => {
    const value = src.i32[from];
    dst.i32[2 * to] = value;
    dst.i32[2 * to + 1] = value >> 31;
  },
  'i8.i32': (dst, to, src, from) => {
    dst.i32[to] = (src.u8[from] << 24) >> 24;
  },
  'u8.i32': (dst, to, src, from) => {
    dst.i32[to] = src.u8[from];
  },
  'i16.i32': (dst, to, src, from) => {
    dst.i32[to] = (src.u16[from] << 16) >> 16;
  },
  'u16.i32': (dst, to, src, from) => {
    dst.i32[to] = src.u16[from];
  },
  'i32.u8': (dst, to, src, from) => {
    dst.u8[to] = src.i32[from];
  },
  'i32.u16': (dst, to, src, from) => {
    dst.u16[to] = src.i32[from];
  },
  'u32.i64': (dst, to, src, from) => {
    dst.u32[2 * to] = src.u32[from];
    dst.u32[2 * to + 1] = 0;
  },
  'u8.f32': (dst, to, src, from) => {
    dst.f32[to] = src.u8[from];
  },
  'u8.f16': (dst, to, src, from) => {
    dst.u16[to] = numberToF16(src.u8[from]);
  },
  'f32.u8': (dst, to, src, from) => {
    dst.u8[to] = src.f32[from];
  },
  'f16.u8': (dst, to, src, from) => {
    dst.u8[to] = halfValues()[src.u16[from]];
  },
};

/** Sweeps with a rule of one element. Rows are converted beside the memory first: a row is read whole before it is written. */
export function convert(element: ElementConverter, sizeOut: number, dst: Views, src: Views, s: SweepShape): void {
  const row = makeViews(s.cols * sizeOut);
  for (let i = 0; i < s.rows; i++) {
    const from = s.src + i * s.srcStride;
    for (let j = 0; j < s.cols; j++) element(row, j, src, from + j);
    dst.u8.set(row.u8, (s.dst + i * s.dstStride) * sizeOut);
  }
}

/** binary16 to binary32. */
export function widen(dst: Views, src: Views, s: SweepShape, buffer: RowBuffer): void {
  const row = buffer.numbers(s.cols);
  const values = halfValues();
  const from = src.u16;
  for (let i = 0; i < s.rows; i++) {
    const at = s.src + i * s.srcStride;
    for (let j = 0; j < s.cols; j++) row[j] = values[from[at + j]];
    storeF32(row, s.cols, dst, s.dst + i * s.dstStride);
  }
}

/** binary32 to binary16; with `clip`, what would be infinite is ±65504. */
export function narrow(dst: Views, src: Views, s: SweepShape, clip: boolean, buffer: RowBuffer): void {
  const row = buffer.numbers(s.cols);
  for (let i = 0; i < s.rows; i++) {
    const at = s.src + i * s.srcStride;
    row.set(src.f32.subarray(at, at + s.cols));
    storeF16(row, s.cols, dst, s.dst + i * s.dstStride, clip);
  }
}
