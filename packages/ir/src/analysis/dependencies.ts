// Who needs whom: transitive producers and readers. Explicit stacks: chains may be as long as the graph.

import { type Node, producer, type Region, type Value } from '../graph/graph.js';
import { readValues } from './captured-values.js';

/** The node of `region` that is `node` or contains it, or undefined when it is nowhere inside. */
export function ancestorIn(region: Region, node: Node): Node | undefined {
  for (let at: Node | undefined = node; at; at = at.region?.parent) if (at.region === region) return at;
  return undefined;
}

/** All nodes that must run before `roots`, and the roots that are nodes' results: the producers of everything they read. */
export function dependencies(roots: Iterable<Value>): Set<Node> {
  const found = new Set<Node>();
  const pending: Value[] = [...roots];
  for (let value = pending.pop(); value; value = pending.pop()) {
    const node = producer(value);
    if (!node || found.has(node)) continue;
    found.add(node);
    pending.push(...readValues(node));
  }
  return found;
}

/** All nodes that read `roots`, directly or through others. A node inside a region counts, and so does the region's node. */
export function transitiveUsers(roots: Iterable<Value>): Set<Node> {
  const found = new Set<Node>();
  const pending: Value[] = [...roots];
  for (let value = pending.pop(); value; value = pending.pop()) {
    for (const use of value.uses) {
      let node = use.kind === 'operand' ? use.node : use.region.parent;
      for (; node && !found.has(node); node = node.region?.parent) {
        found.add(node);
        pending.push(...node.results);
      }
    }
  }
  return found;
}

/** Nodes of one region in an order in which each stands after what it reads, stable: a sorted region keeps its order. */
export function topologicalOrder(region: Region): Node[] {
  const order: Node[] = [];
  const state = new Map<Node, 'open' | 'done'>();
  for (let root = region.first; root; root = root.next) {
    const stack: { readonly node: Node; readonly reads: readonly Value[]; next: number }[] = [];
    const enter = (node: Node) => {
      if (state.has(node)) return;
      state.set(node, 'open');
      stack.push({ node, reads: readValues(node), next: 0 });
    };
    enter(root);
    for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
      const value = frame.reads[frame.next++];
      if (value) {
        const maker = producer(value);
        const local = maker && ancestorIn(region, maker);
        if (local) enter(local);
      } else {
        stack.pop();
        state.set(frame.node, 'done');
        order.push(frame.node);
      }
    }
  }
  return order;
}
