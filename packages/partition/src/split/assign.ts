// From groups of tables with their cards to partitions: each node gets its home, producers are repeated, and the result is
// put in an order in which it can run.

import type { Func, Node } from '@afterglow/ir';
import { drawBoundaries, type Partition } from '../emit/boundary.js';
import { type Home, sparseHome } from './home.js';
import { makeInstances } from './instances.js';
import { orderPhases } from './phases.js';
import type { TableGroup } from './table-groups.js';

/** The partitions of `func` when group i is on card `cardOfGroup(i)`. */
export function assignPartitions(
  func: Func,
  groups: readonly TableGroup[],
  isLegal: (node: Node) => boolean,
  cardOfGroup: (group: number) => number,
): readonly Partition[] {
  const members = new Map<Node, Home>();
  const copies = new Map<Node, Set<Home>>();
  groups.forEach((group, index) => {
    const home = sparseHome(cardOfGroup(index));
    for (const node of group.members) members.set(node, home);
    for (const node of group.producers) {
      const set = copies.get(node);
      if (set) set.add(home);
      else copies.set(node, new Set([home]));
    }
  });
  const instances = makeInstances(func, {
    homeOf: (node) => members.get(node) ?? (isLegal(node) ? 'dense' : 'host'),
    copiesOf: (node) => copies.get(node),
  });
  return drawBoundaries(func, instances, orderPhases(instances));
}
