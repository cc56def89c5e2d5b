// From groups of tables with their cards to partitions: each node gets its home, producers are repeated, and the result is
// put in an order in which it can run.

import { type Func, type Node, nodesOf, producer } from '@afterglow/ir';
import { valuesReadBy } from '../captures.js';
import { drawBoundaries, type Partition } from '../emit/boundary.js';
import { type Home, sparseHome } from './home.js';
import { makeInstances } from './instances.js';
import { orderPhases } from './phases.js';
import { isCheap, type TableGroup } from './table-groups.js';

/**
 * Cheap nodes that need nothing but inputs of the model and constants. The host repeats those it needs: otherwise it would
 * wait for a card to move an input from one place to another.
 */
function cheapFromInputs(func: Func, isLegal: (node: Node) => boolean): ReadonlySet<Node> {
  const found = new Set<Node>();
  for (const node of nodesOf(func.body)) {
    if (!isCheap(node) || !isLegal(node)) continue;
    const ready = valuesReadBy(node).every((value) => {
      const maker = producer(value);
      return !maker || found.has(maker);
    });
    if (ready) found.add(node);
  }
  return found;
}

/** The partitions of `func` when group i is on card `cardOfGroup(i)`. */
export function assignPartitions(
  func: Func,
  groups: readonly TableGroup[],
  isLegal: (node: Node) => boolean,
  cardOfGroup: (group: number) => number,
): readonly Partition[] {
  const members = new Map<Node, Home>();
  const copies = new Map<Node, Set<Home>>();
  const addCopy = (node: Node, home: Home) => {
    const set = copies.get(node);
    if (set) set.add(home);
    else copies.set(node, new Set([home]));
  };
  groups.forEach((group, index) => {
    const home = sparseHome(cardOfGroup(index));
    for (const node of group.members) members.set(node, home);
    for (const node of group.producers) addCopy(node, home);
  });
  const repeatable = cheapFromInputs(func, isLegal);
  const pending = [...nodesOf(func.body)].filter((node) => !isLegal(node));
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const value of valuesReadBy(node)) {
      const maker = producer(value);
      if (!maker || !repeatable.has(maker) || copies.get(maker)?.has('host')) continue;
      addCopy(maker, 'host');
      pending.push(maker);
    }
  }
  const instances = makeInstances(func, {
    homeOf: (node) => members.get(node) ?? (isLegal(node) ? 'dense' : 'host'),
    copiesOf: (node) => copies.get(node),
  });
  return drawBoundaries(func, instances, orderPhases(instances));
}
