// What a transpose between two reshapes does to the elements, apart from how it is spelled: two spellings move elements in the same
// way exactly when their movements are equal. Axes of one are no part of any order, and axes that stay together are one axis.

import { type Dim, dim } from '@afterglow/core';
import type { Shape } from '@afterglow/ir';

export interface Movement {
  /** Sizes of the axes that are moved as a whole, none of them 1. */
  readonly sizes: readonly Dim[];
  /** Axis i of the result is axis perm[i] of `sizes`. */
  readonly perm: readonly number[];
}

/** The movement of a row-major value read as `shape` and transposed by `perm`, whose axes count from the front. */
export function movementOf(shape: Shape, perm: readonly number[]): Movement {
  const order = perm.filter((axis) => shape[axis] !== 1);
  const rank = new Map([...order].sort((a, b) => a - b).map((axis, i) => [axis, i]));
  // Runs of axes that follow each other before and after.
  const runs: { readonly first: number; last: number; size: Dim }[] = [];
  for (const axis of order) {
    const [at, size] = [rank.get(axis) ?? 0, shape[axis] ?? 1];
    const run = runs.at(-1);
    if (run && run.last + 1 === at) [run.last, run.size] = [at, dim.mul(run.size, size)];
    else runs.push({ first: at, last: at, size });
  }
  const before = [...runs].sort((a, b) => a.first - b.first);
  return { sizes: before.map(({ size }) => size), perm: runs.map((run) => before.indexOf(run)) };
}

/** True where equality is proven: sizes that are equal but not provably so make it false. */
export function isSameMovement(a: Movement, b: Movement): boolean {
  return (
    a.perm.join() === b.perm.join() &&
    a.sizes.length === b.sizes.length &&
    a.sizes.every((size, i) => size === b.sizes[i])
  );
}
