// The devices an invoke in `@main` names.

import type { Node } from '@afterglow/ir';

/** `card0`, …, or `host`; empty when the node says nothing. */
export function placementOf(invoke: Node): readonly string[] {
  const placement = invoke.attrs['placement'];
  return Array.isArray(placement) ? placement.map(String) : [];
}
