// Axes of operands that are read as they are or repeated, depending on a size that only the run knows: A in add(x: f32[A], y: f32[B]) is 1, or
// the size of the result.

import type { Dim } from '@afterglow/core';
import type { Node } from '../graph/graph.js';

/** Trailing axes that are not repeated, of the ops besides element-wise ones whose operands are. */
const KEPT_AXES: ReadonlyMap<string, number> = new Map([
  ['expand', 0],
  ['matmul', 2],
]);

/** An axis of an operand, its size, and that of the result along it. */
export interface UndecidedAxis {
  readonly operand: number;
  readonly axis: number;
  readonly size: Dim;
  readonly full: Dim;
}

/** The undecided axes of a node, in the order of its operands; none for an op whose operands do not broadcast. */
export function undecidedAxes(node: Node): readonly UndecidedAxis[] {
  const kept = node.op.traits.has('elementwise') ? 0 : KEPT_AXES.get(node.op.name);
  const result = node.results[0]?.type;
  if (kept === undefined || result?.kind !== 'tensor') return [];
  const shapes = node.operands.map((value) => (value?.type.kind === 'tensor' ? value.type.shape : undefined));
  // With a vector on one side only the other side has a batch: nothing to repeat.
  if (shapes.some((shape) => shape && shape.length < kept)) return [];
  const full = result.shape.slice(0, result.shape.length - kept);
  return shapes.flatMap((shape = [], operand) => {
    const own = shape.slice(0, Math.max(0, shape.length - kept));
    return own.flatMap((size, axis): UndecidedAxis[] => {
      const whole = full[full.length - own.length + axis] ?? 1;
      return size === 1 || size === whole ? [] : [{ operand, axis, size, full: whole }];
    });
  });
}
