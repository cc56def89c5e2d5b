// Results without elements, of ops that only move elements: made here, because a kernel that maps coordinates axis by axis
// would count along the other axes, however long they are.

import { type Tensor, tensorFromArray } from '@afterglow/core';
import type { Node } from '@afterglow/ir';
import { newElements } from '../data/elements.js';
import type { KernelContext } from '../kernel.js';

/** Undefined when some result has elements, or its sizes are not known before it is computed. */
export function emptyResults(node: Node, { results }: KernelContext): readonly Tensor[] | undefined {
  if (!node.op.traits.has('movement')) return undefined;
  const made: Tensor[] = [];
  for (const { elem, shape } of results) {
    const sizes = shape?.filter((size) => size !== undefined) ?? [];
    if (elem === undefined || sizes.length !== shape?.length || !sizes.includes(0)) return undefined;
    made.push(tensorFromArray(elem, sizes, newElements(elem, 0)));
  }
  return made;
}
