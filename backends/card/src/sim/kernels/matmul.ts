// Matrix tiles. Operands are unpacked to binary32 once, the right one into panels of eight columns, and eight sums run side
// by side: each is a chain of roundings in the order of k, and only independent chains hide the latency of one.

import { halfValues } from './half.js';
import { NAN_F32, type Views } from './views.js';

/** Sizes and element strides of a tile product; addresses are element numbers. */
export interface MatmulShape {
  readonly c: number;
  readonly a: number;
  readonly b: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly ldc: number;
  readonly lda: number;
  readonly ldb: number;
  readonly accumulate: boolean;
  readonly transposed: boolean;
}

/** Buffers that grow and are used again. One a simulator. */
export class MatmulScratch {
  #a = new Float32Array(0);
  #b = new Float32Array(0);

  left(size: number): Float32Array {
    if (this.#a.length < size) this.#a = new Float32Array(size);
    return this.#a;
  }

  right(size: number): Float32Array {
    if (this.#b.length < size) this.#b = new Float32Array(size);
    return this.#b;
  }
}

const PANEL = 8;

function packLeft16(from: Uint16Array, shape: MatmulShape, into: Float32Array): void {
  const { a, m, k, lda } = shape;
  const values = halfValues();
  for (let i = 0, to = 0; i < m; i++) {
    for (let at = a + i * lda, end = at + k; at < end; at++) into[to++] = values[from[at]];
  }
}

function packLeft32(from: Float32Array, shape: MatmulShape, into: Float32Array): void {
  const { a, m, k, lda } = shape;
  for (let i = 0; i < m; i++) into.set(from.subarray(a + i * lda, a + i * lda + k), i * k);
}

/** Panel j / 8 holds columns j … j + 7 row by row; columns past n are zero. */
function packRight(
  shape: MatmulShape,
  into: Float32Array,
  from: Uint16Array | Float32Array,
  values?: Float32Array,
): void {
  const { b, n, k, ldb, transposed } = shape;
  const [rowStep, columnStep] = transposed ? [1, ldb] : [ldb, 1];
  for (let j = 0; j < n; j += PANEL) {
    const width = Math.min(PANEL, n - j);
    const base = (j / PANEL) * PANEL * k;
    if (width < PANEL) into.fill(0, base, base + PANEL * k);
    for (let jj = 0; jj < width; jj++) {
      let at = b + (j + jj) * columnStep;
      let to = base + jj;
      if (values) {
        for (let p = 0; p < k; p++, at += rowStep, to += PANEL) into[to] = values[from[at]];
      } else {
        for (let p = 0; p < k; p++, at += rowStep, to += PANEL) into[to] = from[at];
      }
    }
  }
}

/** Eight sums of one row. `exact`: the products of halves need no rounding of their own. */
function rowExact(a: Float32Array, aAt: number, b: Float32Array, bAt: number, k: number, sums: Float32Array): void {
  const round = Math.fround;
  let [s0, s1, s2, s3] = [sums[0], sums[1], sums[2], sums[3]];
  let [s4, s5, s6, s7] = [sums[4], sums[5], sums[6], sums[7]];
  for (let p = 0, q = bAt; p < k; p++, q += 8) {
    const x = a[aAt + p];
    s0 = round(s0 + x * b[q]);
    s1 = round(s1 + x * b[q + 1]);
    s2 = round(s2 + x * b[q + 2]);
    s3 = round(s3 + x * b[q + 3]);
    s4 = round(s4 + x * b[q + 4]);
    s5 = round(s5 + x * b[q + 5]);
    s6 = round(s6 + x * b[q + 6]);
    s7 = round(s7 + x * b[q + 7]);
  }
  sums[0] = s0;
  sums[1] = s1;
  sums[2] = s2;
  sums[3] = s3;
  sums[4] = s4;
  sums[5] = s5;
  sums[6] = s6;
  sums[7] = s7;
}

function rowRounded(a: Float32Array, aAt: number, b: Float32Array, bAt: number, k: number, sums: Float32Array): void {
  const round = Math.fround;
  let [s0, s1, s2, s3] = [sums[0], sums[1], sums[2], sums[3]];
  let [s4, s5, s6, s7] = [sums[4], sums[5], sums[6], sums[7]];
  for (let p = 0, q = bAt; p < k; p++, q += 8) {
    const x = a[aAt + p];
    s0 = round(s0 + round(x * b[q]));
    s1 = round(s1 + round(x * b[q + 1]));
    s2 = round(s2 + round(x * b[q + 2]));
    s3 = round(s3 + round(x * b[q + 3]));
    s4 = round(s4 + round(x * b[q + 4]));
    s5 = round(s5 + round(x * b[q + 5]));
    s6 = round(s6 + round(x * b[q + 6]));
    s7 = round(s7 + round(x * b[q + 7]));
  }
  sums[0] = s0;
  sums[1] = s1;
  sums[2] = s2;
  sums[3] = s3;
  sums[4] = s4;
  sums[5] = s5;
  sums[6] = s6;
  sums[7] = s7;
}

type Row = typeof rowExact;

function multiply(acc: Views, shape: MatmulShape, a: Float32Array, b: Float32Array, row: Row): void {
  const { c, m, n, k, ldc, accumulate } = shape;
  const { f32, u32 } = acc;
  const sums = new Float32Array(PANEL);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j += PANEL) {
      const width = Math.min(PANEL, n - j);
      const at = c + i * ldc + j;
      for (let jj = 0; jj < PANEL; jj++) sums[jj] = accumulate && jj < width ? f32[at + jj] : 0;
      row(a, i * k, b, j * k, k, sums);
      for (let jj = 0; jj < width; jj++) {
        const sum = sums[jj];
        if (!Number.isNaN(sum)) f32[at + jj] = sum;
        else u32[at + jj] = NAN_F32;
      }
    }
  }
}

/** Binary16 operands in scratchpad, binary32 sums in tile memory. */
export function matmulF16(acc: Views, sram: Views, shape: MatmulShape, scratch: MatmulScratch): void {
  const k = Math.max(0, shape.k);
  const sized = k === shape.k ? shape : { ...shape, k };
  const a = scratch.left(shape.m * k);
  const b = scratch.right(Math.ceil(shape.n / PANEL) * PANEL * k);
  packLeft16(sram.u16, sized, a);
  packRight(sized, b, sram.u16, halfValues());
  multiply(acc, sized, a, b, rowExact);
}

/** Binary32 operands; every product is rounded before it is added. */
export function matmulF32(acc: Views, sram: Views, shape: MatmulShape, scratch: MatmulScratch): void {
  const k = Math.max(0, shape.k);
  const sized = k === shape.k ? shape : { ...shape, k };
  const a = scratch.left(shape.m * k);
  const b = scratch.right(Math.ceil(shape.n / PANEL) * PANEL * k);
  packLeft32(sram.f32, sized, a);
  packRight(sized, b, sram.f32);
  multiply(acc, sized, a, b, rowRounded);
}
