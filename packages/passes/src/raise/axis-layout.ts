// Which axes of a source a view holds, in which order: followed through transposes, reshapes and unit axes. An axis of a
// view is a row-major product of source axes, so `reshape [B, F, F] → [B, F*F]` joins two of them and can be undone.
// Invariant: a layout is exact; a reshape that cuts across axes has none.

import { type Dim, dim } from '@afterglow/core';
import type { Node, Shape, Value } from '@afterglow/ir';
import { axisOf, intsAttr, shapeOf } from './look.js';

/** An axis of the source, with its size. Compared by identity. */
export interface SourceAxis {
  readonly name: string;
  readonly size: Dim;
}

/** For each axis of a view, the source axes it runs over, outermost first; none for an axis of one. */
export type Layout = readonly (readonly SourceAxis[])[];

export const viewOps = ['transpose', 'reshape', 'squeeze', 'unsqueeze', 'identity'];

/** Distributes all source axes over a new shape, or undefined when a new axis would hold part of one. */
function regroup(layout: Layout, shape: Shape): Layout | undefined {
  // Source axes of one are no part of any order.
  const axes = layout.flat().filter((axis) => axis.size !== 1);
  const groups: SourceAxis[][] = [];
  let at = 0;
  for (const size of shape) {
    const group: SourceAxis[] = [];
    let held: Dim = 1;
    while (held !== size) {
      const next = axes[at++];
      if (!next) return undefined;
      group.push(next);
      held = dim.mul(held, next.size);
    }
    groups.push(group);
  }
  return at === axes.length ? groups : undefined;
}

/** The layout of the result of a view of a value with this layout. */
export function layoutThrough(layout: Layout, node: Node): Layout | undefined {
  const [result] = node.results;
  const shape = shapeOf(result);
  switch (node.op.name) {
    case 'identity':
      return layout;
    case 'transpose': {
      const perm = intsAttr(node, 'perm');
      const moved = perm.map((axis) => layout[axisOf(axis, layout.length)]);
      return moved.every((axis) => axis !== undefined) && moved.length === layout.length ? moved : undefined;
    }
    case 'reshape':
    case 'squeeze':
    case 'unsqueeze':
      return shape && regroup(layout, shape);
    default:
      return undefined;
  }
}

/** The layout of the source itself. */
export function layoutOfSource(value: Value, names: readonly string[]): Layout | undefined {
  return shapeOf(value)?.map((size, i) => (size === 1 ? [] : [{ name: names[i] ?? String(i), size }]));
}

/** True when the axes of `layout` hold exactly these groups. */
export function isLayout(layout: Layout, groups: Layout): boolean {
  return (
    layout.length === groups.length &&
    layout.every((axis, i) => axis.length === groups[i]?.length && axis.every((part, k) => part === groups[i]?.[k]))
  );
}
