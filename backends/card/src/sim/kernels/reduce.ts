// Reductions along one axis, gathers and fills.

import { NAN_F32, type Views } from './views.js';

export interface ReduceShape {
  readonly dst: number;
  readonly src: number;
  readonly n: number;
  readonly r: number;
  readonly strideN: number;
  readonly strideR: number;
  readonly accumulate: boolean;
}

export interface Fold {
  readonly start: number;
  readonly step: (sum: number, x: number) => number;
}

export const FOLDS: Readonly<Record<string, Fold>> = {
  sum: { start: 0, step: (sum, x) => Math.fround(sum + x) },
  max: { start: Number.NEGATIVE_INFINITY, step: (sum, x) => Math.max(sum, x) },
  min: { start: Number.POSITIVE_INFINITY, step: (sum, x) => Math.min(sum, x) },
  prod: { start: 1, step: (sum, x) => Math.fround(sum * x) },
};

/** Folds n runs of r elements; `values` turns half patterns into numbers, absent for binary32 sources. */
export function reduce(
  { start, step }: Fold,
  acc: Views,
  from: Uint16Array | Float32Array,
  values: Float32Array | undefined,
  s: ReduceShape,
): void {
  const { f32, u32 } = acc;
  for (let i = 0; i < s.n; i++) {
    let sum = s.accumulate ? f32[s.dst + i] : start;
    for (let p = 0, at = s.src + i * s.strideN; p < s.r; p++, at += s.strideR) {
      sum = step(sum, values ? values[from[at]] : from[at]);
    }
    if (!Number.isNaN(sum)) f32[s.dst + i] = sum;
    else u32[s.dst + i] = NAN_F32;
  }
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
export function divide(dst: Views, to: number, src: Views, from: number, n: number, divisor: number): void {
  const { f32, u32 } = dst;
  for (let i = 0; i < n; i++) {
    const value = src.f32[from + i] / divisor;
    if (!Number.isNaN(value)) f32[to + i] = value;
    else u32[to + i] = NAN_F32;
  }
}
