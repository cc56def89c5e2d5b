// An axis that counts groups: where it lies in a tensor whose groups are split off or joined, and how it comes to the front and back.

import type { Dim } from '@afterglow/core';
import type { Builder, Shape, Value } from '@afterglow/ir';

/** Groups along an axis, each a part of that axis as long as the others. */
export interface GroupedAxis {
  readonly axis: number;
  readonly groups: number;
  /** Groups have no axis of their own here: the parts are one long, and that axis is the one of the groups. */
  readonly isUnit: boolean;
}

/** The shape of one part with an axis for the groups before the one they lie on. */
function groupedShape(part: Shape, { axis, groups, isUnit }: GroupedAxis): readonly Dim[] {
  return [...part.slice(0, axis), groups, ...part.slice(isUnit ? axis + 1 : axis)];
}

/** How many nodes `toFront` or `fromFront` writes. */
export function stepsOf({ axis, isUnit }: GroupedAxis): number {
  return (isUnit ? 0 : 1) + (axis === 0 ? 0 : 1);
}

/** `whole`, which holds all parts in a row, as groups first and then what one part has. */
export function toFront(builder: Builder, whole: Value, part: Shape, at: GroupedAxis): Value {
  const shape = groupedShape(part, at);
  const grouped = at.isUnit ? whole : builder.value('reshape', [whole], { shape });
  if (at.axis === 0) return grouped;
  const rest = shape.map((_, axis) => axis).filter((axis) => axis !== at.axis);
  return builder.value('transpose', [grouped], { perm: [at.axis, ...rest] });
}

/** Groups first, as parts in a row again: the result has shape `whole`. */
export function fromFront(builder: Builder, groups: Value, part: Shape, whole: Shape, at: GroupedAxis): Value {
  const rank = groupedShape(part, at).length;
  const back = Array.from({ length: rank }, (_, axis) => (axis < at.axis ? axis + 1 : axis === at.axis ? 0 : axis));
  const moved = at.axis === 0 ? groups : builder.value('transpose', [groups], { perm: back });
  return at.isUnit ? moved : builder.value('reshape', [moved], { shape: whole });
}
