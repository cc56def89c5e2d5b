// Which values are worth keeping in registers through a loop: expressions its body needs that nothing inside it changes, those
// needed deepest first.

import { type Dim, dim } from '@afterglow/core';
import type { LirItem, LirLoop } from '@afterglow/lir';

function definedIn(items: readonly LirItem[], into: Set<string>): Set<string> {
  for (const item of items) {
    if (item.kind === 'loop') definedIn(item.body, into.add(item.index));
    else if (item.defines !== undefined) into.add(item.defines);
  }
  return into;
}

/** Expressions of the items with a weight that grows with the depth they are needed at. */
function needs(
  items: readonly LirItem[],
  dimsOf: (item: LirItem) => readonly Dim[],
  weight: number,
  into: Map<Dim, number>,
): void {
  for (const item of items) {
    for (const d of dimsOf(item)) into.set(d, (into.get(d) ?? 0) + weight);
    if (item.kind === 'loop') needs(item.body, dimsOf, weight * 8, into);
  }
}

/** At most `limit` expressions to keep through `loop`. `dimsOf`: what an item needs in registers. */
export function loopInvariants(loop: LirLoop, dimsOf: (item: LirItem) => readonly Dim[], limit: number): Dim[] {
  const inside = definedIn(loop.body, new Set([loop.index]));
  const weights = new Map<Dim, number>();
  needs(loop.body, dimsOf, 1, weights);
  const candidates = [...weights].filter(([d]) => ![...dim.symbolsOf(d)].some((name) => inside.has(name)));
  // Stable: equal weights keep the order of first need.
  candidates.sort(([, a], [, b]) => b - a);
  return candidates.slice(0, Math.max(0, limit)).map(([d]) => d);
}
