// One contiguous piece of a vector: `x[begin : end]` along axis 0 with step 1, however it is written. The bounds keep the
// form they have in the graph: dims where they were resolved, values where only the run knows them.

import type { Dim } from '@afterglow/core';
import type { Node, Value } from '@afterglow/ir';
import { dimsAttr, intsAttr, knownIntegers, madeBy, rankOf, shapeOf } from './look.js';
import type { Seen } from './rule.js';
import { sameValue } from './same-value.js';

export type Segment =
  | { readonly kind: 'known'; readonly source: Value; readonly begin: Dim; readonly end: Dim }
  | { readonly kind: 'computed'; readonly source: Value; readonly begin: Value; readonly end: Value };

function isExactly(value: Value | undefined, expected: number): boolean {
  const known = value && knownIntegers(value);
  return known?.length === 1 && known[0] === expected;
}

function computedSegment(node: Node): Segment | undefined {
  const [source, begin, end, axes, steps] = node.operands;
  if (!source || !begin || !end || rankOf(source) !== 1) return undefined;
  if (axes && !isExactly(axes, 0) && !isExactly(axes, -1)) return undefined;
  if (steps && !isExactly(steps, 1)) return undefined;
  return { kind: 'computed', source, begin, end };
}

/** The piece of a vector that `value` is, or undefined when it is not a slice of a vector with step 1. */
export function segmentOf(value: Value, seen?: Seen): Segment | undefined {
  const node = madeBy(value, 'slice', 'dynamic_slice');
  if (!node) return undefined;
  seen?.add(node);
  if (node.op.name === 'dynamic_slice') return computedSegment(node);
  const [source] = node.operands;
  const [[begin], [end]] = [dimsAttr(node, 'starts'), dimsAttr(node, 'ends')];
  const [axes, steps] = [intsAttr(node, 'axes'), intsAttr(node, 'steps')];
  if (!source || rankOf(source) !== 1 || begin === undefined || end === undefined) return undefined;
  if (axes.length !== 1 || steps.some((step) => step !== 1)) return undefined;
  return { kind: 'known', source, begin, end };
}

/** True when both pieces have the same bounds and their sources the same length: they are aligned entry by entry. */
export function sameBounds(a: Segment, b: Segment): boolean {
  if (shapeOf(a.source)?.[0] !== shapeOf(b.source)?.[0]) return false;
  if (a.kind === 'known' && b.kind === 'known') return a.begin === b.begin && a.end === b.end;
  if (a.kind === 'computed' && b.kind === 'computed') return sameValue(a.begin, b.begin) && sameValue(a.end, b.end);
  return false;
}
