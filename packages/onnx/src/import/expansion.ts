// How many nodes a model becomes once its functions are expanded, computed before anything is: thirty functions that each
// call the next twice are a file of two kilobytes and a billion nodes.

import type { FunctionProto, GraphProto, NodeProto } from '../model/proto.js';
import { functionKey } from './session.js';

/** What any model may become. */
const LEAST_LIMIT = 20_000;
/** Beyond that, in proportion: a hundred layers that are calls of one function are no attack. */
const MOST_PER_NODE = 200;
/** Functions inside functions. Exporters nest as deep as modules of a program do. */
const MOST_DEPTH = 100;

/**
 * What is too much about the calls in `graph`, as the end of a sentence; undefined when nothing is. Recursive functions
 * count once: the call that closes the circle is refused where it is.
 */
export function expansionProblem(graph: GraphProto, functions: ReadonlyMap<string, FunctionProto>): string | undefined {
  /** Nodes that a function becomes, and how many levels of functions it stands for. */
  const known = new Map<string, { readonly nodes: number; readonly levels: number }>();
  let deepest = 0;
  let isDeep = false;
  const ofNodes = (nodes: readonly NodeProto[], depth: number): number =>
    nodes.reduce((sum, node) => {
      const callee = functions.get(functionKey(node.domain, node.opType, node.overload));
      const inner = graphsOf(node).reduce((all, { node: nodes }) => all + ofNodes(nodes, depth), 0);
      return sum + 1 + inner + (callee ? ofFunction(callee, depth + 1) : 0);
    }, 0);
  const ofFunction = (func: FunctionProto, depth: number): number => {
    const key = functionKey(func.domain, func.name, func.overload);
    const before = known.get(key);
    const reached = depth + (before?.levels ?? 0);
    if (reached > MOST_DEPTH) isDeep = true;
    if (isDeep) return 0;
    const around = deepest;
    deepest = reached;
    if (!before) {
      known.set(key, { nodes: 0, levels: 0 });
      const nodes = ofNodes(func.node, depth);
      known.set(key, { nodes, levels: deepest - depth });
    }
    deepest = Math.max(deepest, around);
    return known.get(key)?.nodes ?? 0;
  };
  const nodes = ofNodes(graph.node, 0);
  if (isDeep) return `are nested more than ${MOST_DEPTH} deep`;
  const written = [graph, ...functions.values()].reduce((sum, { node }) => sum + countNodes(node), 0);
  const limit = Math.max(LEAST_LIMIT, written * MOST_PER_NODE);
  return nodes > limit
    ? `expand to ${nodes} nodes, more than the ${limit} that a file of ${written} may have`
    : undefined;
}

function graphsOf({ attribute }: NodeProto): GraphProto[] {
  return attribute.flatMap(({ g, graphs }) => (g ? [g, ...graphs] : graphs));
}

/** Nodes as the file has them, those of nested graphs included. */
function countNodes(nodes: readonly NodeProto[]): number {
  return nodes.reduce(
    (sum, node) => sum + 1 + graphsOf(node).reduce((all, inner) => all + countNodes(inner.node), 0),
    0,
  );
}
