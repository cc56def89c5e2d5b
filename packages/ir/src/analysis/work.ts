// How much arithmetic a node is. The spec says it where it matters (`work` in ir-spec/ops); the rest follows from traits.

import { type Dim, dim } from '@afterglow/core';
import type { Node } from '../graph/graph.js';
import { elementCount, type Type } from '../graph/type.js';
import { inferAgain } from './infer-again.js';

/**
 * Arithmetic operations of one run of a node, a multiply-add counted as two. Bodies of regions are not included: how often
 * they run is not known here. An op whose spec states no work takes one operation for each element of its largest operand or
 * result, and none when it only moves elements.
 */
export function workOf(node: Node): Dim {
  const { op } = node;
  const inferred = inferAgain(node);
  if (inferred.ok && inferred.work) return inferred.work();
  if (!COMPUTING.some((trait) => op.traits.has(trait)) || op.traits.has('movement')) return 0;
  const counts = [...node.operands, ...node.results].map((value) => elementsOf(value?.type));
  return dim.max(...counts);
}

/** Ops without these traits ask about shapes, make constants, or run other code. */
const COMPUTING = ['pure', 'elementwise', 'reduction'];

function elementsOf(type: Type | undefined): Dim {
  return type?.kind === 'tensor' ? elementCount(type) : 0;
}
