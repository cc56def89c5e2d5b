// Reductions along one axis, gathers and fills.

import { halfValues } from './half.js';
import { type RowBuffer, storeF32 } from './row.js';
import type { Views } from './views.js';

export interface ReduceShape {
  readonly dst: number;
  readonly src: number;
  readonly n: number;
  readonly r: number;
  readonly strideN: number;
  readonly strideR: number;
  readonly accumulate: boolean;
}

/** Folds `r` numbers of `from`, `stride` apart, into `start`. Each has a loop of its own for speed. */
type Fold = (start: number, from: Float32Array, at: number, r: number, stride: number) => number;

export const FOLDS: Readonly<Record<string, { readonly start: number; readonly fold: Fold }>> = {
  sum: {
    start: 0,
    fold(start, from, at, r, stride) {
      let sum = start;
      for (let p = 0, i = at; p < r; p++, i += stride) sum = Math.fround(sum + from[i]);
      return sum;
    },
  },
  prod: {
    start: 1,
    fold(start, from, at, r, stride) {
      let product = start;
      for (let p = 0, i = at; p < r; p++, i += stride) product = Math.fround(product * from[i]);
      return product;
    },
  },
  max: {
    start: Number.NEGATIVE_INFINITY,
    fold(start, from, at, r, stride) {
      let best = start;
      for (let p = 0, i = at; p < r; p++, i += stride) best = Math.max(best, from[i]);
      return best;
    },
  },
  min: {
    start: Number.POSITIVE_INFINITY,
    fold(start, from, at, r, stride) {
      let best = start;
      for (let p = 0, i = at; p < r; p++, i += stride) best = Math.min(best, from[i]);
      return best;
    },
  },
};

/** Halves are unpacked this many at a time. */
const CHUNK = 4096;

/** Folds n runs of r elements. Results are written when all runs were read. */
export function reduce(
  { start, fold }: (typeof FOLDS)[string],
  acc: Views,
  from: Float32Array | Uint16Array,
  s: ReduceShape,
  buffer: RowBuffer,
): void {
  const row = buffer.numbers(s.n + CHUNK);
  const chunk = row.subarray(s.n, s.n + CHUNK);
  const values = halfValues();
  for (let i = 0; i < s.n; i++) {
    const at = s.src + i * s.strideN;
    row[i] = s.accumulate ? acc.f32[s.dst + i] : start;
    if (from instanceof Float32Array) {
      row[i] = fold(row[i], from, at, s.r, s.strideR);
      continue;
    }
    for (let done = 0; done < s.r; done += CHUNK) {
      const part = Math.min(CHUNK, s.r - done);
      for (let p = 0; p < part; p++) chunk[p] = values[from[at + (done + p) * s.strideR]];
      row[i] = fold(row[i], chunk, 0, part, 1);
    }
  }
  storeF32(row, s.n, acc, s.dst);
}

/** First position whose index is outside 0 … limit − 1, or −1. */
export function badIndex(idx: Int32Array, at: number, n: number, limit: number): number {
  for (let i = 0; i < n; i++) if (idx[at + i] < 0 || idx[at + i] >= limit) return i;
  return -1;
}

/** Moves n elements of `words` array slots each; indices were checked. */
export function gather(
  dst: Uint16Array | Uint32Array,
  to: number,
  src: Uint16Array | Uint32Array,
  from: number,
  idx: Int32Array,
  at: number,
  n: number,
  slots: number,
): void {
  for (let i = 0; i < n; i++) {
    for (let s = 0; s < slots; s++) dst[to + i * slots + s] = src[from + idx[at + i] * slots + s];
  }
}

/** dst = f32(src / divisor), n packed elements. */
export function divide(
  dst: Views,
  to: number,
  src: Views,
  from: number,
  n: number,
  divisor: number,
  buffer: RowBuffer,
) {
  const row = buffer.numbers(n);
  for (let i = 0; i < n; i++) row[i] = src.f32[from + i] / divisor;
  storeF32(row, n, dst, to);
}
