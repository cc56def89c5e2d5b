// Element-wise operations on two operands. Elements go one after another in index order, so a result may overwrite an operand.

import { halfValues, roundBasic } from './half.js';
import { NAN_F32, type Views } from './views.js';

/** Rows and columns; addresses and strides in elements. A step of 0 repeats one element along the row. */
export interface BinaryShape {
  readonly rows: number;
  readonly cols: number;
  readonly dst: number;
  readonly dstStride: number;
  readonly a: number;
  readonly aStride: number;
  readonly aStep: number;
  readonly b: number;
  readonly bStride: number;
  readonly bStep: number;
}

export type BinaryOp = (a: number, b: number) => number;

export const BINARY: Readonly<Record<string, BinaryOp>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  // NaN if either is NaN, +0 above −0: exactly what Math.max and Math.min do.
  max: (a, b) => Math.max(a, b),
  min: (a, b) => Math.min(a, b),
};

export function binaryF32(op: BinaryOp, dst: Views, a: Views, b: Views, s: BinaryShape): void {
  const { f32, u32 } = dst;
  const [x, y] = [a.f32, b.f32];
  for (let i = 0; i < s.rows; i++) {
    let [at, ai, bi] = [s.dst + i * s.dstStride, s.a + i * s.aStride, s.b + i * s.bStride];
    for (const end = at + s.cols; at < end; at++, ai += s.aStep, bi += s.bStep) {
      const value = op(x[ai], y[bi]);
      if (!Number.isNaN(value)) f32[at] = value;
      else u32[at] = NAN_F32;
    }
  }
}

export function binaryF16(op: BinaryOp, dst: Views, a: Views, b: Views, s: BinaryShape): void {
  const values = halfValues();
  const [into, x, y] = [dst.u16, a.u16, b.u16];
  for (let i = 0; i < s.rows; i++) {
    let [at, ai, bi] = [s.dst + i * s.dstStride, s.a + i * s.aStride, s.b + i * s.bStride];
    for (const end = at + s.cols; at < end; at++, ai += s.aStep, bi += s.bStep) {
      into[at] = roundBasic(op(values[x[ai]], values[y[bi]]));
    }
  }
}
