// Queries, keys and values with batch and heads as axes of their own, which is how `attention` takes them. Some exporters keep
// both in one axis, `[N, L, D]`; then every entry counts as a batch entry with one head.

import type { Dim } from '@afterglow/core';
import type { Builder, Shape, Value } from '@afterglow/ir';
import { intsAttr, madeBy, rankOf, shapeOf, strip } from '../look.js';

/** `value` with its axes in another order, by one transpose of what it was transposed from. */
export function transposed(builder: Builder, value: Value, order: readonly number[]): Value {
  const inner = madeBy(value, 'transpose');
  const [source] = inner?.operands ?? [];
  const before = inner && intsAttr(inner, 'perm');
  const perm = before ? order.map((axis) => before[axis] ?? 0) : order;
  const from = inner && source ? source : strip(value);
  return perm.every((axis, i) => axis === i) ? from : builder.value('transpose', [from], { perm });
}

/** Keys `[…, S, D]` of the right operand of the product, `[…, D, S]`. */
export function keysOf(builder: Builder, right: Value): Value {
  const rank = rankOf(right) ?? 0;
  const order = Array.from({ length: rank }, (_, i) => i);
  [order[rank - 2], order[rank - 1]] = [rank - 1, rank - 2];
  return transposed(builder, right, order);
}

function withUnit(shape: Shape, at: number): Dim[] {
  return [...shape.slice(0, at), 1, ...shape.slice(at)];
}

/**
 * `[N, L, D]` as `[N, 1, L, D]`; a value that is there already stays. Behind a transpose the axis goes in before it, where there
 * is a reshape already more often than not.
 */
export function withHeads(builder: Builder, value: Value): Value {
  if (rankOf(value) !== 3) return value;
  const node = madeBy(value, 'transpose');
  const [source] = node?.operands ?? [];
  const perm = node && intsAttr(node, 'perm');
  if (!source || !perm) return builder.value('reshape', [value], { shape: withUnit(shapeOf(value) ?? [], 1) });
  const [batch = 0] = perm;
  const split = builder.value('reshape', [source], { shape: withUnit(shapeOf(source) ?? [], batch + 1) });
  const moved = perm.map((axis) => (axis > batch ? axis + 1 : axis));
  return builder.value('transpose', [split], { perm: [moved[0] ?? 0, batch + 1, ...moved.slice(1)] });
}
