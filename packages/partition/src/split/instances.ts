// One instance of a node for each place it runs in. Most nodes have one; cheap producers of embedding bags are repeated
// on each card that needs them, and stay in the dense part only while somebody there still reads them.
// Invariant: every value an instance reads has exactly one source: a copy in the same home, else the only other one.

import { type Func, type Node, nodesOf, producer, type Value } from '@afterglow/ir';
import { valuesReadBy } from '../captures.js';
import type { Home } from './home.js';

export interface Instance {
  readonly node: Node;
  readonly home: Home;
  /** Position of the node in its function. */
  readonly order: number;
  /** Values read from outside the node, constants left out. */
  readonly reads: readonly Value[];
}

export interface Instances {
  readonly list: readonly Instance[];
  /** The instance that makes `value` for a reader in `home`; undefined for parameters. */
  readonly sourceOf: (value: Value, home: Home) => Instance | undefined;
}

export interface Assignment {
  /** Home of a node outside of all copies. */
  readonly homeOf: (node: Node) => Home;
  /** Homes in which a cheap producer is repeated. */
  readonly copiesOf: (node: Node) => ReadonlySet<Home> | undefined;
}

/** Homes of every node: its own, unless all its readers have a copy. */
function homesOf(func: Func, nodes: readonly Node[], { homeOf, copiesOf }: Assignment): Map<Node, Set<Home>> {
  const readers = new Map<Node, Node[]>();
  for (const node of nodes) {
    for (const value of valuesReadBy(node)) {
      const maker = producer(value);
      if (!maker) continue;
      const list = readers.get(maker);
      if (list) list.push(node);
      else readers.set(maker, [node]);
    }
  }
  const results = new Set(func.body.results);
  const homes = new Map<Node, Set<Home>>();
  for (const node of [...nodes].reverse()) {
    const copies = copiesOf(node);
    const set = new Set(copies ?? []);
    const isRead = (home: Home) => !set.has(home);
    const needed =
      !copies ||
      node.results.some((result) => results.has(result)) ||
      (readers.get(node) ?? []).some((reader) => [...(homes.get(reader) ?? [])].some(isRead));
    if (needed) set.add(homeOf(node));
    homes.set(node, set);
  }
  return homes;
}

export function makeInstances(func: Func, assignment: Assignment): Instances {
  const nodes = [...nodesOf(func.body)];
  const homes = homesOf(func, nodes, assignment);
  const list: Instance[] = [];
  const byNode = new Map<Node, Instance[]>();
  nodes.forEach((node, order) => {
    const reads = valuesReadBy(node).filter((value) => value.def.kind !== 'const');
    const made = [...(homes.get(node) ?? [])].map((home) => ({ node, home, order, reads }));
    byNode.set(node, made);
    list.push(...made);
  });
  return {
    list,
    sourceOf(value, home) {
      const maker = producer(value);
      const made = maker && byNode.get(maker);
      const own = maker && assignment.homeOf(maker);
      return made?.find((entry) => entry.home === home) ?? made?.find((entry) => entry.home === own) ?? made?.[0];
    },
  };
}
