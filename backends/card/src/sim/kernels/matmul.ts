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

/** Most elements of the left tile unpacked at a time; a tile whose rows repeat (stride 0) has no other bound. */
const BLOCK = 1 << 20;

/** Unpacks `rows` rows of the left tile from row `first` on. */
type PackLeft = (shape: MatmulShape, first: number, rows: number, into: Float32Array) => void;
/** Unpacks columns j … j + 7 of the right tile, row by row; columns past n are zero. */
type PackPanel = (shape: MatmulShape, j: number, into: Float32Array) => void;

function packLeft16(from: Uint16Array): PackLeft {
  const values = halfValues();
  return ({ a, k, lda }, first, rows, into) => {
    for (let i = 0, to = 0; i < rows; i++) {
      for (let at = a + (first + i) * lda, end = at + k; at < end; at++) into[to++] = values[from[at]];
    }
  };
}

function packLeft32(from: Float32Array): PackLeft {
  return ({ a, k, lda }, first, rows, into) => {
    for (let i = 0; i < rows; i++) {
      const at = a + (first + i) * lda;
      into.set(from.subarray(at, at + k), i * k);
    }
  };
}

function packPanel16(from: Uint16Array): PackPanel {
  const values = halfValues();
  return ({ b, n, k, ldb, transposed }, j, into) => {
    const [rowStep, columnStep] = transposed ? [1, ldb] : [ldb, 1];
    const width = Math.min(PANEL, n - j);
    if (width < PANEL) into.fill(0, 0, PANEL * k);
    for (let jj = 0; jj < width; jj++) {
      for (let p = 0, at = b + (j + jj) * columnStep, to = jj; p < k; p++, at += rowStep, to += PANEL) {
        into[to] = values[from[at]];
      }
    }
  };
}

function packPanel32(from: Float32Array): PackPanel {
  return ({ b, n, k, ldb, transposed }, j, into) => {
    const [rowStep, columnStep] = transposed ? [1, ldb] : [ldb, 1];
    const width = Math.min(PANEL, n - j);
    if (width < PANEL) into.fill(0, 0, PANEL * k);
    for (let jj = 0; jj < width; jj++) {
      for (let p = 0, at = b + (j + jj) * columnStep, to = jj; p < k; p++, at += rowStep, to += PANEL) {
        into[to] = from[at];
      }
    }
  };
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

/** Row by row of the block, one panel: sums start from what is there, or from zero. */
function multiplyPanel(
  acc: Views,
  shape: MatmulShape,
  a: Float32Array,
  first: number,
  rows: number,
  b: Float32Array,
  j: number,
  row: Row,
) {
  const { c, n, k, ldc, accumulate } = shape;
  const { f32, u32 } = acc;
  const sums = new Float32Array(PANEL);
  const width = Math.min(PANEL, n - j);
  for (let i = 0; i < rows; i++) {
    const at = c + (first + i) * ldc + j;
    for (let jj = 0; jj < PANEL; jj++) sums[jj] = accumulate && jj < width ? f32[at + jj] : 0;
    row(a, i * k, b, 0, k, sums);
    for (let jj = 0; jj < width; jj++) {
      const sum = sums[jj];
      if (!Number.isNaN(sum)) f32[at + jj] = sum;
      else u32[at + jj] = NAN_F32;
    }
  }
}

function multiply(
  acc: Views,
  given: MatmulShape,
  packLeft: PackLeft,
  packPanel: PackPanel,
  scratch: MatmulScratch,
  row: Row,
) {
  const shape = given.k >= 0 ? given : { ...given, k: 0 };
  const { m, n, k } = shape;
  const block = Math.max(1, Math.min(m, Math.floor(BLOCK / Math.max(1, k))));
  const a = scratch.left(block * k);
  const b = scratch.right(PANEL * k);
  for (let first = 0; first < m; first += block) {
    const rows = Math.min(block, m - first);
    packLeft(shape, first, rows, a);
    for (let j = 0; j < n; j += PANEL) {
      packPanel(shape, j, b);
      multiplyPanel(acc, shape, a, first, rows, b, j, row);
    }
  }
}

/** Binary16 operands in scratchpad, binary32 sums in tile memory. */
export function matmulF16(acc: Views, sram: Views, shape: MatmulShape, scratch: MatmulScratch): void {
  multiply(acc, shape, packLeft16(sram.u16), packPanel16(sram.u16), scratch, rowExact);
}

/** Binary32 operands; every product is rounded before it is added. */
export function matmulF32(acc: Views, sram: Views, shape: MatmulShape, scratch: MatmulScratch): void {
  multiply(acc, shape, packLeft32(sram.f32), packPanel32(sram.f32), scratch, rowRounded);
}
