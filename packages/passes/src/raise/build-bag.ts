// Writes the `embedding_bag` a raise has proven, in the simplest form its bounds allow, and puts it in the place of the
// value it computes.

import { type Dim, invariant, type Tensor } from '@afterglow/core';
import { type Builder, type Node, producer, type Rewriter, tensorType, type Value } from '@afterglow/ir';
import { refine, refinement } from '../basic/refine-type.js';
import { equalBagLength } from './equal-bags.js';
import { madeBy, sameShape, shapeOf, strip, tensorTypeOf } from './look.js';
import type { BagMode } from './pooled-rows.js';

/** What a raise found out about one group of bags. */
export interface Bags {
  readonly mode: BagMode;
  readonly table: Value;
  /** `[N]` with `bounds`, or `[B, L]` without. */
  readonly indices: Value;
  /** Of the shape of `indices`. */
  readonly weights: Value | undefined;
  readonly bounds: { readonly offsets: Value | Tensor; readonly lastOffset: boolean; readonly bags: Dim } | undefined;
}

/**
 * Why the bags cannot stand in the place of `result`, or undefined when they can: as many rows, as wide (sizes unknown so far
 * filled in), and a weight for each lookup. ONNX multiplies rows by weights of any shape that broadcasts; a bag does not.
 */
export function misfit(result: Value | undefined, { table, indices, weights, bounds }: Bags): string | undefined {
  if (weights && !sameShape(shapeOf(strip(weights)), shapeOf(strip(indices)))) {
    return 'the weights are not one for each lookup';
  }
  const size = 'the result is declared with another size';
  const [bags, width] = [bounds ? bounds.bags : shapeOf(indices)?.[0], shapeOf(table)?.[1]];
  const elem = tensorTypeOf(table)?.elem;
  const func = producer(result)?.func;
  if (!result || !func || !elem || bags === undefined || width === undefined) return size;
  return refinement(func, result.type, tensorType(elem, [bags, width])) ? undefined : size;
}

/** `flat` as a matrix; the matrix it was flattened from where there is one. */
function asMatrix(builder: Builder, flat: Value, shape: readonly Dim[]): Value {
  const [source] = madeBy(flat, 'reshape')?.operands ?? [];
  if (source && sameShape(shapeOf(source), shape)) return strip(source);
  return builder.value('reshape', [flat], { shape });
}

/** The bags as one `embedding_bag` before the builder's anchor; `name` names what has to be made. */
export function buildBags(builder: Builder, bags: Bags, name: string): Value {
  const { mode, table, indices, weights, bounds } = bags;
  const table0 = strip(table);
  const ids = strip(indices);
  if (!bounds) return builder.value('embedding_bag', [table0, ids, undefined, weights], { mode });
  const [lookups] = shapeOf(ids) ?? [];
  invariant(lookups !== undefined, 'a bag with offsets has a vector of indices');
  const length = equalBagLength(bounds, lookups);
  if (length !== undefined) {
    const shape = [bounds.bags, length];
    const matrix = asMatrix(builder, ids, shape);
    const factors = weights && asMatrix(builder, strip(weights), shape);
    return builder.value('embedding_bag', [table0, matrix, undefined, factors], { mode });
  }
  const { offsets } = bounds;
  const offsetsValue = 'storage' in offsets ? builder.constant(`${name}.offsets`, offsets) : offsets;
  return builder.value('embedding_bag', [table0, ids, offsetsValue, weights && strip(weights)], {
    mode,
    last_offset: bounds.lastOffset,
  });
}

/**
 * Says that `made` stands for `node`'s results: sizes that only the run knew before (such as the rows a loop collects) and
 * that follow from operands now are filled in everywhere.
 */
export function standsFor(node: Node, made: readonly Value[], rewriter: Rewriter): readonly Value[] {
  node.results.forEach((result, i) => {
    const value = made[i];
    const known = value && refinement(rewriter.func, result.type, value.type);
    if (known) refine(rewriter.func, known);
  });
  return made;
}
