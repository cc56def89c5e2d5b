// An order of execution for the nodes of a graph: the file's own where it is one, else the nearest to it.

import type { GraphProto, NodeProto } from '../model/proto.js';
import { decodeUtf8 } from '../wire/utf8.js';

/** Names a graph reads from the graphs around it. */
function freeNames(graph: GraphProto, into: Set<string>): void {
  const own = new Set<string>([
    ...graph.input.map((info) => info.name),
    ...graph.initializer.map((tensor) => tensor.name),
    ...graph.node.flatMap((node) => node.output),
  ]);
  const read = new Set<string>(graph.output.map((info) => info.name));
  for (const node of graph.node) namesRead(node, read);
  for (const name of read) if (!own.has(name)) into.add(name);
}

/** Adds the names a node reads, its graphs' captures included. */
function namesRead(node: NodeProto, into: Set<string>): void {
  for (const name of node.input) if (name !== '') into.add(name);
  if (node.opType === 'Gradient') namesInAttributes(node, into);
  for (const { g, graphs } of node.attribute) {
    if (g) freeNames(g, into);
    for (const inner of graphs) freeNames(inner, into);
  }
}

/** A Gradient reads the part of the graph that its attributes name. */
function namesInAttributes(node: NodeProto, into: Set<string>): void {
  for (const { name, s, strings } of node.attribute) {
    const texts = name === 'y' ? [s] : name === 'xs' || name === 'zs' ? strings : [];
    for (const text of texts) into.add(decodeUtf8(text) ?? '');
  }
}

/** Enough to see what is wrong; each costs its length. */
const MOST_CYCLES = 10;

export interface Order {
  readonly order: readonly number[];
  /** Node indices of each circle found, in the direction in which values flow. Their nodes stand in the order too. */
  readonly cycles: readonly (readonly number[])[];
  /** Whether what the graph answers depends on a node. */
  readonly isNeeded: (index: number) => boolean;
}

/** Walks from the producers of `outputs` to all that they need. */
function neededNodes(
  producer: ReadonlyMap<string, number>,
  needs: readonly (readonly number[])[],
  outputs: readonly string[],
): ReadonlySet<number> {
  const needed = new Set(outputs.flatMap((name) => producer.get(name) ?? []));
  // A set is walked in the order of insertion, what is added on the way included.
  for (const index of needed) for (const need of needs[index] ?? []) needed.add(need);
  return needed;
}

/**
 * An order for the nodes of a graph that answers `outputs`. Depth-first from each node in file order, with a stack of our own: chains may be as long as the file. Nodes that are not
 * `sound` define names that others define too; nobody waits for them.
 */
export function executionOrder(
  nodes: readonly NodeProto[],
  sound: readonly boolean[],
  outputs: readonly string[],
): Order {
  const producer = new Map<string, number>();
  nodes.forEach((node, index) => {
    if (!sound[index]) return;
    for (const name of node.output) if (name !== '' && !producer.has(name)) producer.set(name, index);
  });
  const needs = nodes.map((node) => {
    const names = new Set<string>();
    namesRead(node, names);
    return [...names].flatMap((name) => producer.get(name) ?? []);
  });
  const state = new Uint8Array(nodes.length);
  const [OPEN, DONE] = [1, 2];
  const order: number[] = [];
  const cycles: number[][] = [];
  for (let root = 0; root < nodes.length; root++) {
    if (state[root] !== 0) continue;
    const stack = [{ node: root, next: 0 }];
    state[root] = OPEN;
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const need = needs[top.node]?.[top.next++];
      if (need === undefined) {
        state[top.node] = DONE;
        order.push(top.node);
        stack.pop();
      } else if (state[need] === OPEN) {
        if (cycles.length >= MOST_CYCLES) continue;
        const from = stack.findIndex((entry) => entry.node === need);
        cycles.push(
          stack
            .slice(from)
            .map((entry) => entry.node)
            .reverse(),
        );
      } else if (state[need] === 0) {
        state[need] = OPEN;
        stack.push({ node: need, next: 0 });
      }
    }
  }
  const needed = neededNodes(producer, needs, outputs);
  return { order, cycles, isNeeded: (index) => needed.has(index) };
}
