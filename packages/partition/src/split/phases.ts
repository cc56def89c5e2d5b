// Orders instances into partitions without cycles: a partition takes everything of its home that is ready, and what
// becomes ready through it, before another home has its turn. Taking turns with maximal runs needs the fewest turns for a
// given first turn; both first turns are tried, and the one with fewer host partitions wins.

import { invariant } from '@afterglow/core';
import { type Home, type HomeKind, homeKind } from './home.js';
import type { Instance, Instances } from './instances.js';

/** Instances of one home that run together, in order of the graph. */
export interface Phase {
  readonly home: Home;
  readonly instances: readonly Instance[];
}

const turns: readonly (readonly HomeKind[])[] = [
  ['host', 'sparse', 'dense'],
  ['sparse', 'dense', 'host'],
];

function compareHomes(a: Home, b: Home): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

function takeTurns(instances: Instances, order: readonly HomeKind[]): Phase[] {
  const waiting = new Map<Instance, number>();
  const readers = new Map<Instance, Instance[]>();
  const ready = new Map<Home, Instance[]>();
  const offer = (instance: Instance) => {
    const queue = ready.get(instance.home);
    if (queue) queue.push(instance);
    else ready.set(instance.home, [instance]);
  };
  for (const instance of instances.list) {
    const sources = new Set<Instance>();
    for (const value of instance.reads) {
      const source = instances.sourceOf(value, instance.home);
      if (source) sources.add(source);
    }
    for (const source of sources) {
      const list = readers.get(source);
      if (list) list.push(instance);
      else readers.set(source, [instance]);
    }
    waiting.set(instance, sources.size);
    if (sources.size === 0) offer(instance);
  }
  const run = (home: Home): Instance[] => {
    const queue = ready.get(home) ?? [];
    const taken: Instance[] = [];
    for (let instance = queue.pop(); instance; instance = queue.pop()) {
      taken.push(instance);
      for (const reader of readers.get(instance) ?? []) {
        const left = (waiting.get(reader) ?? 0) - 1;
        waiting.set(reader, left);
        if (left === 0) offer(reader);
      }
    }
    return taken.sort((a, b) => a.order - b.order);
  };
  const phases: Phase[] = [];
  let done = 0;
  while (done < instances.list.length) {
    const before = done;
    for (const kind of order) {
      const homes = [...ready.keys()].filter((home) => homeKind(home) === kind).sort(compareHomes);
      for (const home of homes) {
        const taken = run(home);
        if (taken.length > 0) phases.push({ home, instances: taken });
        done += taken.length;
      }
    }
    invariant(done > before, 'instances wait for each other');
  }
  return phases;
}

/**
 * Moves instances of sparse homes that only a later partition of the same home reads to that partition: index arithmetic
 * must not make a partition of its own while its bag still waits for something.
 */
function runLate(phases: readonly Phase[], instances: Instances): Phase[] {
  const phaseOf = new Map<Instance, number>();
  phases.forEach((phase, index) => {
    for (const instance of phase.instances) phaseOf.set(instance, index);
  });
  const firstReader = new Map<Instance, number>();
  for (const instance of [...instances.list].reverse()) {
    const own = phaseOf.get(instance) ?? 0;
    const first = firstReader.get(instance) ?? own;
    const at =
      homeKind(instance.home) === 'sparse' && phases[first]?.home === instance.home ? Math.max(own, first) : own;
    phaseOf.set(instance, at);
    for (const value of instance.reads) {
      const source = instances.sourceOf(value, instance.home);
      if (source) firstReader.set(source, Math.min(firstReader.get(source) ?? at, at));
    }
  }
  const moved = phases.map(({ home }) => ({ home, instances: [] as Instance[] }));
  for (const instance of instances.list) moved[phaseOf.get(instance) ?? 0]?.instances.push(instance);
  return moved.filter((phase) => phase.instances.length > 0);
}

/** The partitions of a graph in an order in which they can run. */
export function orderPhases(instances: Instances): Phase[] {
  const hosts = (phases: readonly Phase[]) => phases.filter((phase) => phase.home === 'host').length;
  const [first, ...others] = turns.map((order) => runLate(takeTurns(instances, order), instances));
  let best = first ?? [];
  for (const other of others) {
    const difference = hosts(other) - hosts(best) || other.length - best.length;
    if (difference < 0) best = other;
  }
  return best;
}
