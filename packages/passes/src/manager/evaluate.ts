// The evaluator that constant folding uses. Passes import no backend: whoever runs a pipeline brings one.

import type { Tensor } from '@afterglow/core';
import type { Node } from '@afterglow/ir';

/**
 * Computes one node on constant operands (undefined where an optional operand is missing). Answers one tensor a result,
 * or undefined when it cannot (no kernel, non-tensor values); it never throws for bad data.
 */
export type Evaluate = (node: Node, operands: readonly (Tensor | undefined)[]) => readonly Tensor[] | undefined;
