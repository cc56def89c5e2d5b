// Element-wise functions, row by row. The binary16 forms are tables of all 65,536 results, made on first use from the same
// scalar rule.

import { f16ToNumber, math, numberToF16 } from '@afterglow/core';
import { FUNCTIONS } from './functions.js';
import { type RowBuffer, storeF32 } from './row.js';
import type { Views } from './views.js';

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
  ...FUNCTIONS,
};

export function unaryF32(op: UnaryOp, dst: Views, src: Views, s: SweepShape, buffer: RowBuffer): void {
  const row = buffer.numbers(s.cols);
  const from = src.f32;
  for (let i = 0; i < s.rows; i++) {
    const at = s.src + i * s.srcStride;
    for (let j = 0; j < s.cols; j++) row[j] = op(from[at + j]);
    storeF32(row, s.cols, dst, s.dst + i * s.dstStride);
  }
}

/** All results of `op` on halves: through binary32, then rounded to binary16. */
export function unaryTable(op: UnaryOp): Uint16Array {
  return Uint16Array.from({ length: 65536 }, (_, bits) => numberToF16(Math.fround(op(f16ToNumber(bits)))));
}

/** `f` of each half pattern of a sweep, as a pattern. */
export function mapF16(f: (bits: number) => number, dst: Views, src: Views, s: SweepShape, buffer: RowBuffer): void {
  const row = buffer.numbers(s.cols);
  const [into, from] = [dst.u16, src.u16];
  for (let i = 0; i < s.rows; i++) {
    const [to, at] = [s.dst + i * s.dstStride, s.src + i * s.srcStride];
    for (let j = 0; j < s.cols; j++) row[j] = f(from[at + j]);
    for (let j = 0; j < s.cols; j++) into[to + j] = row[j];
  }
}

/** The table's entry for each half pattern of a sweep. */
export function lookUpF16(table: Uint16Array, dst: Views, src: Views, s: SweepShape, buffer: RowBuffer): void {
  const row = buffer.numbers(s.cols);
  const [into, from] = [dst.u16, src.u16];
  for (let i = 0; i < s.rows; i++) {
    const [to, at] = [s.dst + i * s.dstStride, s.src + i * s.srcStride];
    for (let j = 0; j < s.cols; j++) row[j] = table[from[at + j]];
    for (let j = 0; j < s.cols; j++) into[to + j] = row[j];
  }
}
