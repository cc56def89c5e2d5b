// Matrix tiles. A tile is cut into blocks that fit a cache; operands are unpacked to binary32 into the memory of a WebAssembly kernel,
// which adds the products. Cutting along k changes nothing: a sum that is stored and read again is the same sum.

import { halfValues } from './half.js';
import type { Views } from './views.js';
import { BLOCK, GROUP, type Multiplier, makeMultiplier, PANEL } from './wasm/multiply.js';

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

/** The kernel and its memory, made when a program first multiplies. One a simulator. */
export class MatmulScratch {
  #multiplier: Multiplier | undefined;

  get multiplier(): Multiplier {
    this.#multiplier ??= makeMultiplier();
    return this.#multiplier;
  }
}

/** Unpacks `rows` rows of `k` elements that start at `at`, `stride` apart, into groups of rows. */
type PackLeft = (at: number, stride: number, rows: number, k: number, into: Float32Array) => void;
/** Unpacks a box of k × n elements, `rowStep` and `columnStep` apart, into panels; columns past n are zero. */
type PackRight = (at: number, rowStep: number, columnStep: number, k: number, n: number, into: Float32Array) => void;

function groupsOf(rows: number, pack: (first: number, width: number) => void): void {
  const grouped = rows - (rows % GROUP);
  for (let i = 0; i < grouped; i += GROUP) pack(i, GROUP);
  for (let i = grouped; i < rows; i++) pack(i, 1);
}

// The packers of halves and of numbers differ in one lookup; with a shared loop that calls back for it, packing costs as much as multiplying.

function packLeft16(from: Uint16Array): PackLeft {
  const values = halfValues();
  return (at, stride, rows, k, into) =>
    groupsOf(rows, (first, width) => {
      for (let r = 0; r < width; r++) {
        const row = at + (first + r) * stride;
        for (let p = 0, to = first * k + r; p < k; p++, to += width) into[to] = values[from[row + p]];
      }
    });
}

function packLeft32(from: Float32Array): PackLeft {
  return (at, stride, rows, k, into) =>
    groupsOf(rows, (first, width) => {
      for (let r = 0; r < width; r++) {
        const row = at + (first + r) * stride;
        for (let p = 0, to = first * k + r; p < k; p++, to += width) into[to] = from[row + p];
      }
    });
}

function packRight16(from: Uint16Array): PackRight {
  const values = halfValues();
  return (start, rowStep, columnStep, k, n, into) => {
    for (let j = 0; j < n; j += PANEL) {
      const width = Math.min(PANEL, n - j);
      if (width < PANEL) into.fill(0, j * k, (j + PANEL) * k);
      for (let jj = 0; jj < width; jj++) {
        const end = (j + PANEL) * k;
        for (let to = j * k + jj, at = start + (j + jj) * columnStep; to < end; to += PANEL, at += rowStep) {
          into[to] = values[from[at]];
        }
      }
    }
  };
}

function packRight32(from: Float32Array): PackRight {
  return (start, rowStep, columnStep, k, n, into) => {
    for (let j = 0; j < n; j += PANEL) {
      const width = Math.min(PANEL, n - j);
      if (width < PANEL) into.fill(0, j * k, (j + PANEL) * k);
      for (let jj = 0; jj < width; jj++) {
        const end = (j + PANEL) * k;
        for (let to = j * k + jj, at = start + (j + jj) * columnStep; to < end; to += PANEL, at += rowStep) {
          into[to] = from[at];
        }
      }
    }
  };
}

/** Numbers of a box of accumulators, rows and columns from the tile's start. */
interface Box {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
}

function loadSums({ f32 }: Views, { c, ldc }: MatmulShape, box: Box, keep: boolean, into: Float32Array): void {
  for (let i = 0; i < box.rows; i++) {
    const to = i * BLOCK.columns;
    if (!keep) into.fill(0, to, to + box.columns);
    else {
      const at = c + (box.row + i) * ldc + box.column;
      into.set(f32.subarray(at, at + box.columns), to);
    }
  }
}

function storeSums({ f32 }: Views, { c, ldc }: MatmulShape, box: Box, from: Float32Array): void {
  for (let i = 0; i < box.rows; i++) {
    const at = i * BLOCK.columns;
    f32.set(from.subarray(at, at + box.columns), c + (box.row + i) * ldc + box.column);
  }
}

function multiply(acc: Views, s: MatmulShape, left: PackLeft, right: PackRight, { a, b, c, run }: Multiplier): void {
  const [rowStep, columnStep] = s.transposed ? [1, s.ldb] : [s.ldb, 1];
  for (let column = 0; column < s.n; column += BLOCK.columns) {
    const columns = Math.min(BLOCK.columns, s.n - column);
    const panels = Math.ceil(columns / PANEL);
    // Without products there is one round all the same: sums get their start values.
    for (let p = 0; p === 0 || p < s.k; p += BLOCK.depth) {
      const k = Math.max(0, Math.min(BLOCK.depth, s.k - p));
      right(s.b + p * rowStep + column * columnStep, rowStep, columnStep, k, columns, b);
      for (let row = 0; row < s.m; row += BLOCK.rows) {
        const box = { row, rows: Math.min(BLOCK.rows, s.m - row), column, columns };
        left(s.a + row * s.lda + p, s.lda, box.rows, k, a);
        loadSums(acc, s, box, p > 0 || s.accumulate, c);
        run(box.rows, panels, k);
        storeSums(acc, s, box, c);
      }
    }
  }
}

function multiplyTile(acc: Views, s: MatmulShape, left: PackLeft, right: PackRight, scratch: MatmulScratch): void {
  const { multiplier } = scratch;
  if (s.m === 1 || Math.abs(s.ldc) >= s.n) {
    multiply(acc, s, left, right, multiplier);
    return;
  }
  // Rows that share accumulators add to what the row before left there.
  for (let i = 0; i < s.m; i++) {
    multiply(acc, { ...s, m: 1, c: s.c + i * s.ldc, a: s.a + i * s.lda }, left, right, multiplier);
  }
}

/** Binary16 operands in scratchpad, binary32 sums in tile memory. */
export function matmulF16(acc: Views, sram: Views, shape: MatmulShape, scratch: MatmulScratch): void {
  multiplyTile(acc, shape, packLeft16(sram.u16), packRight16(sram.u16), scratch);
}

/** Binary32 operands; every product is rounded before it is added. */
export function matmulF32(acc: Views, sram: Views, shape: MatmulShape, scratch: MatmulScratch): void {
  multiplyTile(acc, shape, packLeft32(sram.f32), packRight32(sram.f32), scratch);
}
