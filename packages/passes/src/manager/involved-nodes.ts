// The nodes a rule had in view when it declined. A match is whatever the rule made it, so it is looked through for nodes and
// values: every rule explains itself without having to list its parts a second time.

import { type Node, producer, type Value } from '@afterglow/ir';

/** Levels of lists and records that a match is looked through; the graph itself is never walked. */
const MAX_DEPTH = 3;

function isNode(value: object): value is Node {
  return 'op' in value && 'operands' in value && 'results' in value;
}

function isValue(value: object): value is Value {
  return 'def' in value && 'uses' in value && 'type' in value;
}

/** Sets have no properties: what they hold is what they iterate over. */
function contentsOf(part: object): Iterable<unknown> {
  return part instanceof Set ? part : Object.values(part);
}

/** `root` and the nodes that `match` holds or whose results it holds, each once, in order of appearance. */
export function involvedNodes(root: Node, match: unknown): readonly Node[] {
  const found = new Set<Node>([root]);
  const visit = (part: unknown, depth: number): void => {
    if (typeof part !== 'object' || part === null) return;
    if (isNode(part)) found.add(part);
    else if (isValue(part)) {
      const maker = producer(part);
      if (maker) found.add(maker);
    } else if (depth < MAX_DEPTH) for (const inner of contentsOf(part)) visit(inner, depth + 1);
  };
  visit(match, 0);
  return [...found];
}
