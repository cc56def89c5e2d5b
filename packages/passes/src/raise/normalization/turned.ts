// Norms of rows that do not lie along the last axes: the operand is turned so that they do, and the result turned back.

import type { Builder, Shape, Value } from '@afterglow/ir';
import { sameShape, shapeOf } from '../look.js';

/** A permutation of axes that brings `axes` to the end, in order. */
export function axesLast(axes: readonly number[], rank: number): readonly number[] {
  const all = Array.from({ length: rank }, (_, axis) => axis);
  return [...all.filter((axis) => !axes.includes(axis)), ...axes];
}

export function inverseOf(perm: readonly number[]): readonly number[] {
  return perm.map((_, axis) => perm.indexOf(axis));
}

export function isInOrder(perm: readonly number[]): boolean {
  return perm.every((axis, i) => axis === i);
}

/** The shape with axes of one in front, up to a rank. */
export function widenedShape(shape: Shape, rank: number): Shape {
  return [...new Array<number>(Math.max(0, rank - shape.length)).fill(1), ...shape];
}

/** `value`, which broadcasts to a rank of as many axes as `perm` has, with its axes permuted. */
export function turned(builder: Builder, value: Value, perm: readonly number[]): Value {
  if (isInOrder(perm)) return value;
  const own = shapeOf(value) ?? [];
  const shape = widenedShape(own, perm.length);
  const wide = sameShape(own, shape) ? value : builder.value('reshape', [value], { shape });
  return builder.value('transpose', [wide], { perm });
}
