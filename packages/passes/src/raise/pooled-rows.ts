// The heart of every embedding bag: rows of a table picked by ids, perhaps weighted, reduced over the axis that runs
// along a bag. Says nothing about where a bag begins and ends.
//
//   %rows = gather(%table, %ids) {axis = 0}                 [.., len, D]
//   %w    = unsqueeze(%weights) {axes = [-1]}               only with per-sample weights
//   %x    = mul(%rows, %w)
//   %row  = reduce_sum(%x) {axes = [axis], keepdims = false}

import { isFloat } from '@afterglow/core';
import { type Node, producer, type Value } from '@afterglow/ir';
import { axisOf, intAttr, intsAttr, madeBy, rankOf, sameShape, shapeOf, strip, tensorTypeOf } from './look.js';
import { type Decline, decline, isDecline, type Seen } from './rule.js';

export type BagMode = 'sum' | 'mean' | 'max';

export interface PooledRows {
  readonly mode: BagMode;
  /** `[R, D]`, of a float type. */
  readonly table: Value;
  /** Row numbers; the last axis runs along the bag. */
  readonly ids: Value;
  /** One factor an id, of the shape of `ids`. */
  readonly weights: Value | undefined;
}

const modes: Readonly<Record<string, BagMode>> = { reduce_sum: 'sum', reduce_mean: 'mean', reduce_max: 'max' };

export const reductionOps = Object.keys(modes);

/** Rows of a two-dimensional float table, picked by a gather over axis 0. */
export function lookupOf(value: Value, seen?: Seen): { readonly table: Value; readonly ids: Value } | undefined {
  const node = madeBy(value, 'gather');
  const [table, ids] = node?.operands ?? [];
  if (!node || !table || !ids) return undefined;
  const type = tensorTypeOf(table);
  if (type?.shape.length !== 2 || !isFloat(type.elem) || axisOf(intAttr(node, 'axis'), 2) !== 0) return undefined;
  seen?.add(node);
  return { table, ids };
}

/** `w` when `value` is `w` with an axis of one added at the end: a factor a row. */
function rowFactor(value: Value, idsRank: number): Value | undefined {
  const node = madeBy(value, 'unsqueeze', 'reshape');
  const [source] = node?.operands ?? [];
  if (!node || !source || rankOf(source) !== idsRank) return undefined;
  const before = shapeOf(source);
  return before && sameShape(shapeOf(value), [...before, 1]) ? source : undefined;
}

function weightedRows(node: Node, seen: Seen): Omit<PooledRows, 'mode'> | Decline {
  for (const [rows, factor] of [node.operands, [...node.operands].reverse()]) {
    const lookup = rows && lookupOf(rows, seen);
    if (!lookup || !factor) continue;
    const weights = rowFactor(factor, rankOf(lookup.ids) ?? -1);
    if (!weights) return decline('the rows are multiplied by something other than one factor a lookup');
    if (tensorTypeOf(weights)?.elem !== tensorTypeOf(lookup.table)?.elem)
      return decline('the weights have another element type than the table');
    return { ...lookup, weights };
  }
  return decline('what is reduced is a product, but not of table rows and weights');
}

/** The reduction that makes `row`, when it is one over exactly `axis`, dropping it. */
function reductionOver(row: Value, axis: number, seen: Seen): Node | Decline {
  const node = producer(strip(row));
  if (!node || modes[node.op.name] === undefined) return decline('the row is no sum, mean or maximum');
  seen.add(node);
  const rank = rankOf(node.operands[0]) ?? 0;
  const axes = intsAttr(node, 'axes').map((a) => axisOf(a, rank));
  if (axes.length !== 1 || axes[0] !== axis) return decline(`the reduction does not run over axis ${axis} alone`);
  if (node.attrs['keepdims'] !== false) return decline('the reduction keeps the reduced axis');
  return node;
}

/** Reads `row` as pooled rows of a table, reduced over `axis`. */
export function pooledRowsOf(row: Value, axis: number, seen: Seen): PooledRows | Decline {
  const reduction = reductionOver(row, axis, seen);
  if (isDecline(reduction)) return reduction;
  const [x] = reduction.operands;
  const mode = modes[reduction.op.name];
  if (!x || !mode) return decline('the reduction has no operand');
  const lookup = lookupOf(x, seen);
  if (lookup) return { mode, ...lookup, weights: undefined };
  const product = madeBy(x, 'mul');
  if (!product) return decline('what is reduced are not rows of a two-dimensional float table');
  seen.add(product);
  const weighted = weightedRows(product, seen);
  return isDecline(weighted) ? weighted : { mode, ...weighted };
}
