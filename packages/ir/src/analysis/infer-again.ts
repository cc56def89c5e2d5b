// What inference says of a node that is in a graph already: its work, the parts of an alias, the bounds of fresh sizes.

import { dim } from '@afterglow/core';
import type { Node } from '../graph/graph.js';
import type { InferInput, InferResult } from '../graph/op-def.js';

/** Infers `node` from its operands; dims count as equal wherever they have to be, since the verifier has looked. */
export function inferAgain(node: Node, changes: Partial<Pick<InferInput, 'given' | 'freshDim'>> = {}): InferResult {
  return node.op.infer({
    operands: node.operands.map((value) => value?.type),
    attrs: node.attrs,
    regions: node.regions,
    resultCount: node.results.length,
    unify: () => true,
    given: node.results.map(({ type }) => type),
    freshDim: (hint) => dim.symbol(hint),
    ...changes,
  });
}
