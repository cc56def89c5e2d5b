// Arithmetic on static shapes: sizes, row-major strides, axes, broadcasting.

import type { KernelContext } from '../kernel.js';
import { badOperand } from '../kernel.js';

export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const n of shape) size *= n;
  return size;
}

/** Row-major strides in elements. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

/** Counts a negative axis from the end. */
export function axisOf(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

/** Shape that all operands broadcast to (NumPy rules, aligned at the last axis). Undefined where they do not. */
export function tryBroadcast(shapes: readonly (readonly number[])[]): number[] | undefined {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result = new Array<number>(rank).fill(1);
  for (const shape of shapes) {
    const shift = rank - shape.length;
    for (let axis = 0; axis < shape.length; axis++) {
      const n = shape[axis];
      if (n === 1) continue;
      const before = result[axis + shift];
      if (before !== 1 && before !== n) return undefined;
      result[axis + shift] = n;
    }
  }
  return result;
}

export function broadcast(context: KernelContext, shapes: readonly (readonly number[])[]): number[] {
  const shape = tryBroadcast(shapes);
  if (shape) return shape;
  badOperand(context, `shapes ${shapes.map(printShape).join(' and ')} do not broadcast`);
}

/** Strides that read a tensor of `shape` as if it had `target`: 0 along broadcast axes. */
export function broadcastStrides(shape: readonly number[], target: readonly number[]): number[] {
  const own = stridesOf(shape);
  const shift = target.length - shape.length;
  return target.map((_, axis) => (axis < shift || shape[axis - shift] === 1 ? 0 : own[axis - shift]));
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((n, axis) => n === b[axis]);
}

export function printShape(shape: readonly (number | undefined)[]): string {
  return `[${shape.map((n) => n ?? '?').join(', ')}]`;
}

/** Splits a shape at an axis: `outer · n · inner` elements. */
export function aroundAxis(shape: readonly number[], axis: number): { outer: number; n: number; inner: number } {
  return { outer: sizeOf(shape.slice(0, axis)), n: shape[axis], inner: sizeOf(shape.slice(axis + 1)) };
}
