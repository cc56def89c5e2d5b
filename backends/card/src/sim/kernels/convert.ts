// Conversions between element types, element by element in index order. 64-bit integers are two 32-bit words, low one first;
// the few steps that need them whole use exact arithmetic on doubles below 2^53.

import { numberToF16 } from '@afterglow/core';
import { halfValues } from './half.js';
import type { SweepShape } from './unary.js';
import { NAN_F32, type Views } from './views.js';

type ElementConverter = (dst: Views, to: number, src: Views, from: number) => void;

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

function storeF32(dst: Views, to: number, value: number): void {
  if (!Number.isNaN(value)) dst.f32[to] = value;
  else dst.u32[to] = NAN_F32;
}

function storeI64(dst: Views, to: number, value: number): void {
  if (value >= 2 ** 63) {
    dst.u32[2 * to] = 0xffffffff;
    dst.u32[2 * to + 1] = 0x7fffffff;
    return;
  }
  const whole = Number.isNaN(value) ? 0 : value < -(2 ** 63) ? -(2 ** 63) : Math.trunc(value);
  const hi = Math.floor(whole / TWO_32);
  dst.u32[2 * to] = whole - hi * TWO_32;
  dst.i32[2 * to + 1] = hi;
}

function toI32(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Math.trunc(value)));
}

function toU8(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.max(0, Math.min(255, Math.trunc(value)));
}

/** Converters of one element by name; `to` and `from` are numbers of elements of their own types. */
export const CONVERT: Readonly<Record<string, ElementConverter>> = {
  'f16.f32': (dst, to, src, from) => storeF32(dst, to, halfValues()[src.u16[from]]),
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
  'f32.f16': (dst, to, src, from) => {
    dst.u16[to] = numberToF16(src.f32[from]);
  },
  'f32.i32': (dst, to, src, from) => {
    dst.i32[to] = toI32(src.f32[from]);
  },
  'f32.i64': (dst, to, src, from) => storeI64(dst, to, src.f32[from]),
  'f16.i32': (dst, to, src, from) => {
    dst.i32[to] = toI32(halfValues()[src.u16[from]]);
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
  'u8.f32': (dst, to, src, from) => {
    dst.f32[to] = src.u8[from];
  },
  'u8.f16': (dst, to, src, from) => {
    dst.u16[to] = numberToF16(src.u8[from]);
  },
  'f32.u8': (dst, to, src, from) => {
    dst.u8[to] = toU8(src.f32[from]);
  },
  'f16.u8': (dst, to, src, from) => {
    dst.u8[to] = toU8(halfValues()[src.u16[from]]);
  },
};

/** binary32 to binary16 with overflow, infinities included, held at ±65504. */
export const clipF32F16: ElementConverter = (dst, to, src, from) => {
  const bits = numberToF16(src.f32[from]);
  dst.u16[to] = (bits & 0x7fff) === 0x7c00 ? bits - 1 : bits;
};

export function convert(element: ElementConverter, dst: Views, src: Views, s: SweepShape): void {
  for (let i = 0; i < s.rows; i++) {
    const [to, from] = [s.dst + i * s.dstStride, s.src + i * s.srcStride];
    for (let j = 0; j < s.cols; j++) element(dst, to + j, src, from + j);
  }
}
