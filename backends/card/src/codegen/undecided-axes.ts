// Axes of operands that are read as they are or repeated, depending on a size that only the run knows: A in add(x: f32[A], y: f32[B]) is 1, or
// the size of the result.

import { type Dim, dim } from '@afterglow/core';
import type { Node } from '@afterglow/ir';

/** How many trailing axes of the operands of an op are not broadcast. */
const MATRIX_AXES: Readonly<Record<string, number>> = { matmul: 2 };

/** An axis of an operand, and the size of the result along it. */
export interface UndecidedAxis {
  readonly operand: number;
  readonly axis: number;
  readonly full: Dim;
}

/** The undecided axes of a node whose operands broadcast, in the order of its operands. */
export function undecidedAxes(node: Node): readonly UndecidedAxis[] {
  const result = node.results[0]?.type;
  const matrix = MATRIX_AXES[node.op.name] ?? 0;
  const shapes = node.operands.map((value) => (value?.type.kind === 'tensor' ? value.type.shape : []));
  if (result?.kind !== 'tensor') return [];
  // With a vector on one side only the other side has a batch: nothing to repeat.
  if (shapes.some((shape) => shape.length < matrix)) return [];
  const full = result.shape.slice(0, result.shape.length - matrix);
  return shapes.flatMap((shape, operand) => {
    const batch = shape.slice(0, shape.length - matrix);
    return batch.flatMap((size, axis): UndecidedAxis[] => {
      const whole = full[full.length - batch.length + axis] ?? 1;
      return size === 1 || size === whole ? [] : [{ operand, axis, full: whole }];
    });
  });
}

/** 1 where `size` turns out to be `full`, else 0: then it is 1, and repeated. */
export function isWhole(size: Dim, full: Dim): Dim {
  return dim.max(0, dim.min(1, dim.add(1, dim.sub(size, full))));
}
