// Iteration spaces: axes with a size and a byte stride for each operand, merged as far as they are provably one.

import { type Dim, dim } from '@afterglow/core';

/** One axis; `strides[i]` is how many bytes operand i moves a step (0 where it is broadcast). */
export interface Axis {
  readonly size: Dim;
  readonly strides: readonly Dim[];
}

/** Byte strides of a packed row-major tensor. */
export function packedStrides(shape: readonly Dim[], elemBytes: number): Dim[] {
  const strides: Dim[] = [];
  let step: Dim = elemBytes;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = step;
    step = dim.mul(step, shape[axis] ?? 1);
  }
  return strides;
}

/** Strides of an operand of `shape` read along `full` (NumPy broadcasting: aligned at the end, size 1 repeats). */
export function broadcastStrides(shape: readonly Dim[], full: readonly Dim[], elemBytes: number): Dim[] {
  const packed = packedStrides(shape, elemBytes);
  const skip = full.length - shape.length;
  return full.map((size, axis) => {
    const own = shape[axis - skip];
    return own === undefined || (own === 1 && size !== 1) ? 0 : (packed[axis - skip] ?? 0);
  });
}

/** Axes of `shape` with the strides of each operand. */
export function axesOf(shape: readonly Dim[], strides: readonly (readonly Dim[])[]): Axis[] {
  return shape.map((size, axis) => ({ size, strides: strides.map((list) => list[axis] ?? 0) }));
}

function merges(outer: Axis, inner: Axis): boolean {
  return outer.strides.every((stride, i) => stride === dim.mul(inner.strides[i] ?? 0, inner.size));
}

/** The same iteration space with as few axes as can be proved; axes of size 1 go. Order is kept. */
export function collapse(axes: readonly Axis[]): Axis[] {
  const merged: Axis[] = [];
  for (const axis of axes) {
    if (axis.size === 1) continue;
    const outer = merged.at(-1);
    if (outer && merges(outer, axis)) {
      merged[merged.length - 1] = { size: dim.mul(outer.size, axis.size), strides: axis.strides };
    } else merged.push(axis);
  }
  return merged;
}
