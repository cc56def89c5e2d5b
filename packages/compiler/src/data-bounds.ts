// Upper bounds of sizes that the data decide, from what the ops that make them say: `nonzero` of `f32[a, b]` has at most a·b
// entries, however large a and b were allowed to be.

import { type Dim, dim } from '@afterglow/core';
import { type Func, inferAgain, type Node, walk } from '@afterglow/ir';

/** The bounds that the op of a node states for fresh sizes of its results, by the symbol that stands for each. */
function statedBounds(node: Node): Map<string, Dim> {
  const bounds = new Map<string, Dim>();
  const fresh: (Dim | undefined)[] = [];
  const inferred = inferAgain(node, {
    freshDim(_hint, bound) {
      fresh.push(bound);
      return dim.symbol(`fresh ${fresh.length - 1}`);
    },
  });
  if (!inferred.ok) return bounds;
  node.results.forEach(({ type }, i) => {
    const made = inferred.types[i];
    if (type.kind !== 'tensor' || made?.kind !== 'tensor') return;
    type.shape.forEach((size, axis) => {
      const k = fresh.findIndex((_, at) => made.shape[axis] === dim.symbol(`fresh ${at}`));
      const bound = fresh[k];
      const [name] = dim.symbolsOf(size);
      if (bound !== undefined && name !== undefined && size === dim.symbol(name)) bounds.set(name, bound);
    });
  });
  return bounds;
}

/** Bounds of symbols that no parameter has, in graph order, so that one may rest on another. */
export function dataBounds(func: Func): Map<string, Dim> {
  const bounds = new Map<string, Dim>();
  for (const node of walk(func.body)) {
    if (!node.op.traits.has('data_dependent')) continue;
    for (const [name, bound] of statedBounds(node)) if (!bounds.has(name)) bounds.set(name, bound);
  }
  return bounds;
}
