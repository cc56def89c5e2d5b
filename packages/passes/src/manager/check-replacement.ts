// Whether what a rule built fits in the place of what it replaces. Sizes are where a rule may be honestly wrong: the type that
// inference gives the new node says `max(N, 1)` where the old one says N, and nothing known makes the two equal.

import { type Dim, type DimRange, dim, invariant } from '@afterglow/core';
import type { Node, Type } from '@afterglow/ir';
import { isDecline, type Replacement, valuesOf } from './rule.js';

const SIZES_DIFFER = 'the sizes of what it builds are not provably those of what it replaces';

function mayBeEqual(a: Dim, b: Dim, ranges: ReadonlyMap<string, DimRange>): boolean {
  const { lo, hi } = dim.dimRange(dim.sub(a, b), ranges);
  return lo <= 0 && hi >= 0;
}

/** True when two types differ in sizes that may turn out equal, and in nothing else. */
function differInOpenSizes(a: Type, b: Type, ranges: ReadonlyMap<string, DimRange>): boolean {
  if (a.kind !== 'tensor' || b.kind !== 'tensor') return false;
  if (a.elem !== b.elem || a.encoding !== b.encoding || a.shape.length !== b.shape.length) return false;
  return a.shape.every((size, axis) => mayBeEqual(size, b.shape[axis] ?? -1, ranges));
}

/** The replacement, or why it does not fit. A rule that gets more wrong than open sizes is a bug of ours. */
export function checkReplacement(node: Node, replacement: Replacement, rule: string): Replacement {
  if (isDecline(replacement)) return replacement;
  for (const [i, { type }] of valuesOf(replacement).entries()) {
    const result = node.results[i];
    if (result && (result.type === type || result.uses.size === 0)) continue;
    const isOpen = result && differInOpenSizes(result.type, type, node.func.ranges);
    invariant(isOpen, `rule ${rule} replaces ${result?.type.key} by ${type.key}`);
    return { because: SIZES_DIFFER };
  }
  return replacement;
}
