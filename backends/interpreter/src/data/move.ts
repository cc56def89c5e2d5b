// Strided copies: the common core of transpose, slice, expand, concat and the like.

import type { Tensor } from '@afterglow/core';
import { type Movable, moved, wordsIn } from './elements.js';
import { forEachRow } from './rows.js';
import { sizeOf } from './shape.js';

/** Copies one run; `step` in source elements. */
export function copyRun(out: Movable, at: number, from: Movable, offset: number, step: number, count: number): void {
  for (let i = 0, p = offset; i < count; i++, p += step) out[at + i] = from[p];
}

/** The tensor whose element at index (i, j, …) is `x` at `start + i·strides[0] + j·strides[1] + …`. */
export function strided(x: Tensor, shape: readonly number[], strides: readonly number[], start = 0): Tensor {
  const from = wordsIn(x);
  return moved(x.elem, shape, (out) => {
    if (sizeOf(shape) === 0) return;
    forEachRow(shape, [strides], (at, count, offsets, steps) => copyRun(out, at, from, offsets[0], steps[0], count), [
      start,
    ]);
  });
}

/** Copies `count` consecutive words. */
export function copyBlock(out: Movable, at: number, from: Movable, offset: number, count: number): void {
  for (let i = 0; i < count; i++) out[at + i] = from[offset + i];
}
