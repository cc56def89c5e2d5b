// Element-wise operations on two operands, row by row.

import { halfValues } from './half.js';
import { type RowBuffer, storeF16, storeF32 } from './row.js';
import type { Views } from './views.js';

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

type Steps = Pick<BinaryShape, 'cols' | 'aStep' | 'bStep'>;

/** One row of results into `row`. Each operation has a loop of its own: a call an element would cost more than the element. */
type RowOp = (row: Float32Array, x: Float32Array, ai: number, y: Float32Array, bi: number, steps: Steps) => void;

export const BINARY: Readonly<Record<string, RowOp>> = {
  add(row, x, ai, y, bi, { cols, aStep, bStep }) {
    for (let j = 0, a = ai, b = bi; j < cols; j++, a += aStep, b += bStep) row[j] = x[a] + y[b];
  },
  sub(row, x, ai, y, bi, { cols, aStep, bStep }) {
    for (let j = 0, a = ai, b = bi; j < cols; j++, a += aStep, b += bStep) row[j] = x[a] - y[b];
  },
  mul(row, x, ai, y, bi, { cols, aStep, bStep }) {
    for (let j = 0, a = ai, b = bi; j < cols; j++, a += aStep, b += bStep) row[j] = x[a] * y[b];
  },
  div(row, x, ai, y, bi, { cols, aStep, bStep }) {
    for (let j = 0, a = ai, b = bi; j < cols; j++, a += aStep, b += bStep) row[j] = x[a] / y[b];
  },
  // NaN if either is NaN, +0 above −0: exactly what Math.max and Math.min do.
  max(row, x, ai, y, bi, { cols, aStep, bStep }) {
    for (let j = 0, a = ai, b = bi; j < cols; j++, a += aStep, b += bStep) row[j] = Math.max(x[a], y[b]);
  },
  min(row, x, ai, y, bi, { cols, aStep, bStep }) {
    for (let j = 0, a = ai, b = bi; j < cols; j++, a += aStep, b += bStep) row[j] = Math.min(x[a], y[b]);
  },
};

export type { RowOp };

export function binaryF32(op: RowOp, dst: Views, a: Views, b: Views, s: BinaryShape, buffer: RowBuffer): void {
  const row = buffer.numbers(s.cols);
  for (let i = 0; i < s.rows; i++) {
    op(row, a.f32, s.a + i * s.aStride, b.f32, s.b + i * s.bStride, s);
    storeF32(row, s.cols, dst, s.dst + i * s.dstStride);
  }
}

/** Unpacks a row of halves, or its one element. */
function unpack(from: Uint16Array, at: number, count: number, into: Float32Array): void {
  const values = halfValues();
  for (let j = 0; j < count; j++) into[j] = values[from[at + j]];
}

export function binaryF16(op: RowOp, dst: Views, a: Views, b: Views, s: BinaryShape, buffer: RowBuffer): void {
  const { cols, aStep, bStep } = s;
  const row = buffer.numbers(3 * cols);
  const [x, y] = [row.subarray(cols, 2 * cols), row.subarray(2 * cols, 3 * cols)];
  for (let i = 0; i < s.rows; i++) {
    unpack(a.u16, s.a + i * s.aStride, aStep ? cols : 1, x);
    unpack(b.u16, s.b + i * s.bStride, bStep ? cols : 1, y);
    op(row, x, 0, y, 0, s);
    storeF16(row, cols, dst, s.dst + i * s.dstStride);
  }
}
