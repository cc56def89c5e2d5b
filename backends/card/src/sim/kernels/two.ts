// Sweeps over two operands whose results are not floats of the same kind, or are no floats at all: comparisons, bit operations, integer
// arithmetic, selection. A row is made beside the memory and then written.

import { math } from '@afterglow/core';
import { halfValues } from './half.js';
import { makeViews, type Views } from './views.js';

/** Rows and columns; addresses and strides in elements of each operand. A step of 0 repeats one element along the row. */
export interface PairShape {
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

type Elements = Uint8Array | Int32Array | Float32Array | BigInt64Array;

/** Operands of a type: as they lie, halves as numbers. */
export type Reader = (memory: Views, at: number, count: number) => Elements;

export const READERS: Readonly<Record<string, Reader>> = {
  u8: ({ u8 }, at, count) => u8.subarray(at, at + count),
  i32: ({ i32 }, at, count) => i32.subarray(at, at + count),
  f32: ({ f32 }, at, count) => f32.subarray(at, at + count),
  i64: ({ i64 }, at, count) => i64.subarray(at, at + count),
  f16: ({ u16 }, at, count) => {
    const values = halfValues();
    return Float32Array.from(u16.subarray(at, at + count), (bits) => values[bits]);
  },
};

export const COMPARE: Readonly<Record<string, (a: number | bigint, b: number | bigint) => boolean>> = {
  eq: (a, b) => a === b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
};

export const BYTES: Readonly<Record<string, (a: number, b: number) => number>> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

interface IntegerOp {
  /** A number congruent to the result modulo 2^32, below 2^53. */
  readonly i32: (a: number, b: number) => number;
  readonly i64: (a: bigint, b: bigint) => bigint;
  /** A divisor of 0 traps. */
  readonly divides?: true;
}

export const INTEGER: Readonly<Record<string, IntegerOp>> = {
  add: { i32: (a, b) => a + b, i64: (a, b) => a + b },
  sub: { i32: (a, b) => a - b, i64: (a, b) => a - b },
  mul: { i32: Math.imul, i64: (a, b) => a * b },
  div: { i32: (a, b) => Math.trunc(a / b), i64: (a, b) => a / b, divides: true },
  fmod: { i32: (a, b) => a % b, i64: (a, b) => a % b, divides: true },
  mod: {
    i32: (a, b) => a - b * Math.floor(a / b),
    i64: (a, b) => ((a % b) + b) % b,
    divides: true,
  },
  max: { i32: Math.max, i64: (a, b) => (a > b ? a : b) },
  min: { i32: Math.min, i64: (a, b) => (a < b ? a : b) },
};

/** Remainder of floats with the sign of the divisor. The remainder of binary32 numbers is one, so the sum rounds correctly. */
function floorMod(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

export const FLOAT_PAIRS: Readonly<Record<string, (a: number, b: number) => number>> = {
  pow: (a, b) => math.pow(a, b),
  fmod: (a, b) => a % b,
  mod: floorMod,
  prelu: (a, b) => (a < 0 ? a * b : a),
};

/** Runs `element` over rows of two operands; `write` takes a row of results to element `at` of the destination. */
export function sweepPairs<R>(
  read: Reader,
  memory: Views,
  s: PairShape,
  element: (a: number | bigint, b: number | bigint) => R,
  write: (row: R[], at: number) => void,
): void {
  const row = new Array<R>(s.cols);
  for (let i = 0; i < s.rows; i++) {
    const a = read(memory, s.a + i * s.aStride, s.aStep ? s.cols : 1);
    const b = read(memory, s.b + i * s.bStride, s.bStep ? s.cols : 1);
    for (let j = 0; j < s.cols; j++) row[j] = element(a[s.aStep ? j : 0], b[s.bStep ? j : 0]);
    write(row, s.dst + i * s.dstStride);
  }
}

/** Addresses, strides and steps in bytes; a step of 0 repeats one element along the row. */
export interface SelectShape {
  readonly rows: number;
  readonly cols: number;
  readonly size: number;
  readonly dst: number;
  readonly dstStride: number;
  readonly c: number;
  readonly cStride: number;
  readonly cStep: number;
  readonly a: number;
  readonly aStride: number;
  readonly aStep: number;
  readonly b: number;
  readonly bStride: number;
  readonly bStep: number;
}

export function select({ u8 }: Views, s: SelectShape): void {
  const { size } = s;
  const row = makeViews(s.cols * size).u8;
  for (let i = 0; i < s.rows; i++) {
    const [c, a, b] = [s.c + i * s.cStride, s.a + i * s.aStride, s.b + i * s.bStride];
    for (let j = 0; j < s.cols; j++) {
      const from = u8[c + j * s.cStep] ? a + j * s.aStep : b + j * s.bStep;
      for (let k = 0; k < size; k++) row[j * size + k] = u8[from + k];
    }
    u8.set(row, s.dst + i * s.dstStride);
  }
}

/** Addresses and strides in elements. */
export interface ScanShape {
  readonly dst: number;
  readonly acc: number;
  readonly src: number;
  readonly n: number;
  readonly r: number;
  readonly dstStrideN: number;
  readonly dstStrideR: number;
  readonly srcStrideN: number;
  readonly srcStrideR: number;
  readonly exclusive: boolean;
}

export const SCANS: Readonly<Record<string, (s: number, x: number) => number>> = {
  sum: (s, x) => Math.fround(s + x),
  prod: (s, x) => Math.fround(s * x),
};

/** Answers the running values, n lines of r, and the last ones. */
export function scan(
  step: (s: number, x: number) => number,
  acc: Float32Array,
  src: Float32Array,
  s: ScanShape,
): { readonly values: Float32Array; readonly last: Float32Array } {
  const r = Math.max(0, s.r);
  const values = new Float32Array(s.n * r);
  const last = new Float32Array(s.n);
  for (let i = 0; i < s.n; i++) {
    let sum = acc[s.acc + i];
    for (let p = 0; p < r; p++) {
      const next = step(sum, src[s.src + i * s.srcStrideN + p * s.srcStrideR]);
      values[i * r + p] = s.exclusive ? sum : next;
      sum = next;
    }
    last[i] = sum;
  }
  return { values, last };
}
