// Offsets of a reduction: every result element is the fold of one line of the operand.

import { checkBudget } from '../../data/budget.js';
import { axisOf, sizeOf, stridesOf } from '../../data/shape.js';

export interface Lines {
  readonly shape: readonly number[];
  /** Offset of the line of each result element. */
  readonly kept: Float64Array;
  /** Offsets within a line, in index order. */
  readonly reduced: Float64Array;
}

function offsets(shape: readonly number[], strides: readonly number[], axes: readonly number[]): Float64Array {
  const sizes = axes.map((axis) => shape[axis]);
  // Axes that are data can leave a result far larger than the operand, which may be empty.
  checkBudget(sizeOf(sizes), 64, `offsets of ${sizeOf(sizes)} lines or elements`);
  const list = new Float64Array(sizeOf(sizes));
  const own = stridesOf(sizes);
  for (let i = 0; i < list.length; i++) {
    for (let a = 0; a < axes.length; a++) list[i] += (Math.floor(i / own[a]) % sizes[a]) * strides[axes[a]];
  }
  return list;
}

/** `axes` empty: all of them. */
export function linesOf(shape: readonly number[], axes: readonly number[], keepdims: boolean): Lines {
  const rank = shape.length;
  const all = Array.from({ length: rank }, (_, axis) => axis);
  const chosen = new Set(axes.length === 0 ? all : axes.map((axis) => axisOf(axis, rank)));
  const strides = stridesOf(shape);
  const kept = all.filter((axis) => !chosen.has(axis));
  return {
    shape: keepdims ? shape.map((n, axis) => (chosen.has(axis) ? 1 : n)) : kept.map((axis) => shape[axis]),
    kept: offsets(shape, strides, kept),
    reduced: offsets(
      shape,
      strides,
      all.filter((axis) => chosen.has(axis)),
    ),
  };
}
