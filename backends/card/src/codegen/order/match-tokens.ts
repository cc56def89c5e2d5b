// Tokens for a straight run of units: one that touches bytes another of a different queue has written (or writes what it has touched)
// waits for a token of it. The run may be the body of a loop: then a unit may also wait for one of the iteration before, and as many
// tokens as are carried from one iteration to the next have to be there when the loop starts, and are left when it ends.
//
// Invariant: between two queues tokens are given and taken in the same order, so each wait gets the token it was meant to get.

import { CONTROL, conflict, type Unit } from './queue-units.js';

export interface Ordered {
  readonly unit: Unit;
  /** Queues it takes a token from, and gives one to. */
  readonly wait: Set<string>;
  readonly signal: Set<string>;
}

/** Tokens from one queue to another. */
export interface Carried {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

export interface TokenMatch {
  readonly ordered: readonly Ordered[];
  /** What one iteration leaves to the next. */
  readonly carried: readonly Carried[];
}

/** The last unit of each other queue, among the positions before `at`, that the one at `at` must come behind. */
function latestConflicts(units: readonly Unit[], first: number, at: number): Map<string, number> {
  const next = units[at % units.length];
  const latest = new Map<string, number>();
  for (let index = at - 1; next && index >= first; index--) {
    const earlier = units[index % units.length];
    // What the control queue does is done when it goes on.
    if (!earlier || earlier.queue === next.queue || earlier.queue === CONTROL || latest.has(earlier.queue)) continue;
    if (conflict(earlier, next)) latest.set(earlier.queue, index);
  }
  return latest;
}

function match(units: readonly Unit[], iterations: number): TokenMatch {
  const ordered = units.map((unit): Ordered => ({ unit, wait: new Set(), signal: new Set() }));
  const carried = new Map<string, Carried>();
  const taken = new Map<string, number>();
  const [length, last] = [units.length, (iterations - 1) * units.length];
  for (let at = 0; at < last + length; at++) {
    const next = ordered[at % length];
    if (!next) continue;
    // Of the iterations before, the last one is enough: queues keep their order.
    for (const [queue, index] of latestConflicts(units, Math.max(0, at - length), at)) {
      const to = next.unit.queue;
      const pair = `${queue}>${to}`;
      // A token of a later unit of that queue was taken already: the earlier one is done then, too.
      if ((taken.get(pair) ?? -1) >= index) continue;
      taken.set(pair, index);
      if (at < last) continue;
      ordered[index % length]?.signal.add(to);
      next.wait.add(queue);
      if (index < last) carried.set(pair, { from: queue, to, count: (carried.get(pair)?.count ?? 0) + 1 });
    }
  }
  return { ordered, carried: [...carried.values()] };
}

export function matchStraight(units: readonly Unit[]): readonly Ordered[] {
  return match(units, 1).ordered;
}

/** The third iteration is like all later ones: what was taken up to the end of one depends on the body alone. */
export function matchLoop(units: readonly Unit[]): TokenMatch {
  return match(units, 3);
}
