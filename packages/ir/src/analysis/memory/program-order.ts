// Positions in time: every node of a region, those inside its regions included, in the order in which they run.
// Invariant: what a node's regions hold stands between its `enter` and its `exit`; a node without regions has one position.

import { type Node, nodesOf, type Region } from '../../graph/graph.js';

export interface Span {
  readonly enter: number;
  readonly exit: number;
}

export interface ProgramOrder {
  readonly spans: ReadonlyMap<Node, Span>;
  /** Nodes at their first position; gaps are exits and the ends. */
  readonly nodes: readonly (Node | undefined)[];
  /** Position behind the last node, at which results are handed over. Position 0, before the first node, is the parameters'. */
  readonly end: number;
}

export function programOrder(region: Region): ProgramOrder {
  const spans = new Map<Node, Span>();
  const nodes: (Node | undefined)[] = [undefined];
  const visit = (inside: Region): void => {
    for (const node of nodesOf(inside)) {
      const enter = nodes.push(node) - 1;
      for (const inner of node.regions) visit(inner);
      const exit = node.regions.length === 0 ? enter : nodes.push(undefined) - 1;
      spans.set(node, { enter, exit });
    }
  };
  visit(region);
  return { spans, nodes, end: nodes.push(undefined) - 1 };
}
