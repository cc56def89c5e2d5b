// The evaluator that the compiler hands to constant folding.

import { isTensorValue, type Tensor } from '@afterglow/core';
import type { Node } from '@afterglow/ir';
import { evaluateNode } from './interpret.js';

/** A constant of more is no use in a compiled model; its node stays. Results of known size are checked by the pass itself. */
const MOST_BYTES = 2 ** 28;

/** One tensor a result, or undefined when the node cannot be computed from these operands. Never throws for bad data. */
export function evaluateConstant(node: Node, operands: readonly (Tensor | undefined)[]): readonly Tensor[] | undefined {
  const results = evaluateNode(node, operands, MOST_BYTES);
  return results?.every(isTensorValue) ? results : undefined;
}
