// Element-wise functions. The binary16 forms are tables of all 65,536 results, made on first use from the same scalar rule.

import { f16ToNumber, math, numberToF16 } from '@afterglow/core';
import { NAN_F32, type Views } from './views.js';

/** Rows and columns of a sweep; addresses and strides in elements of source and destination. */
export interface SweepShape {
  readonly rows: number;
  readonly cols: number;
  readonly dst: number;
  readonly dstStride: number;
  readonly src: number;
  readonly srcStride: number;
}

export type UnaryOp = (x: number) => number;

export const UNARY: Readonly<Record<string, UnaryOp>> = {
  relu: (x) => (x > 0 || Number.isNaN(x) ? x : 0),
  neg: (x) => -x,
  abs: (x) => Math.abs(x),
  copy: (x) => x,
  sqrt: (x) => Math.sqrt(x),
  reciprocal: (x) => 1 / x,
  exp: (x) => math.exp(x),
  log: (x) => math.log(x),
  sigmoid: (x) => 1 / (1 + math.exp(-x)),
  tanh: (x) => math.tanh(x),
  erf: (x) => math.erf(x),
};

export function unaryF32(op: UnaryOp, dst: Views, src: Views, s: SweepShape): void {
  const { f32, u32 } = dst;
  const from = src.f32;
  for (let i = 0; i < s.rows; i++) {
    let [at, si] = [s.dst + i * s.dstStride, s.src + i * s.srcStride];
    for (const end = at + s.cols; at < end; at++, si++) {
      const value = op(from[si]);
      if (!Number.isNaN(value)) f32[at] = value;
      else u32[at] = NAN_F32;
    }
  }
}

/** All results of `op` on halves: through binary32, then rounded to binary16. */
export function unaryTable(op: UnaryOp): Uint16Array {
  return Uint16Array.from({ length: 65536 }, (_, bits) => numberToF16(Math.fround(op(f16ToNumber(bits)))));
}

export function mapF16(table: Uint16Array, dst: Views, src: Views, s: SweepShape): void {
  const [into, from] = [dst.u16, src.u16];
  for (let i = 0; i < s.rows; i++) {
    let [at, si] = [s.dst + i * s.dstStride, s.src + i * s.srcStride];
    for (const end = at + s.cols; at < end; at++, si++) into[at] = table[from[si]];
  }
}
