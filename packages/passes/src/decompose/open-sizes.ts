// Sizes that are open until the run, and what can be counted up to them: a table of all numbers below the bound of a size is a
// constant, and the numbers below the size itself are the start of it.

import { type Dim, dim } from '@afterglow/core';
import type { Node, NodeCondition } from '@afterglow/ir';

/** Tables are constants, so they stay small; floats hold all their numbers, too. */
const LARGEST = 2 ** 16;

/** The largest that a size can be. */
export const boundOf = (node: Node, size: Dim): number => dim.dimRange(size, node.func.ranges).hi;

/** True when numbers up to every one of the sizes fit a table. */
export const countableSizes = (node: Node, sizes: readonly Dim[]): boolean =>
  sizes.every((size) => typeof size === 'number' || boundOf(node, size) <= LARGEST);

/** True when sizes follow from those of the inputs: what arises when the data come is no parameter of a launch. */
function areGiven(node: Node, sizes: readonly Dim[]): boolean {
  const inputs = new Set<string>();
  for (const { type } of node.func.body.params) {
    if (type.kind === 'tensor') for (const size of type.shape) dim.symbolsOf(size, inputs);
  }
  return sizes.every((size) => [...dim.symbolsOf(size)].every((name) => inputs.has(name)));
}

/** Whether the sizes that a decomposition counts up to can be counted. */
export function countable(what: string, sizesOf: (node: Node) => readonly Dim[]): NodeCondition {
  return {
    because: `${what} does not follow from the sizes of the inputs, or may be above ${LARGEST}`,
    holds: (node) => {
      const sizes = sizesOf(node);
      return areGiven(node, sizes) && countableSizes(node, sizes);
    },
  };
}
