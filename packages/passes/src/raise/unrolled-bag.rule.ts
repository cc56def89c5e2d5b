// Raises an embedding bag that was unrolled because its offsets are constants (opset 10 has no loop over slices).
//
//   %r0 = unsqueeze(reduce_sum(gather(%table, slice(%indices)[0 : 3])) {axes = [0], keepdims = false}) {axes = [0]}
//   %r1 = unsqueeze(reduce_sum(gather(%table, slice(%indices)[3 : N])) …
//   %pooled = concat(%r0, %r1) {axis = 0}
//   →
//   %pooled = embedding_bag(%table, %indices, [0, 3]) {mode = sum}
//
// Bounds were clamped to the number of lookups N when the slices were resolved: `min(3, N)` comes from 3, and the op
// clamps in the same way.

import { type Dim, dim, tensorFromArray } from '@afterglow/core';
import type { Node, Value } from '@afterglow/ir';
import { type Bags, buildBags, misfit, standsFor } from './build-bag.js';
import { axisOf, intAttr, madeBy, rankOf, sameShape, shapeOf } from './look.js';
import { type PooledRows, pooledRowsOf, reductionOps } from './pooled-rows.js';
import { type Decline, decline, isDecline, raiseRule, type Seen } from './rule.js';
import { sameValue } from './same-value.js';
import { type Segment, sameBounds, segmentOf } from './segment.js';

interface UnrolledBags {
  readonly concat: Node;
  readonly bags: Bags;
}

interface Row {
  readonly rows: PooledRows;
  readonly ids: Segment & { readonly kind: 'known' };
  readonly weights: Value | undefined;
}

/** The constant that, clamped to `lookups`, gives `bound`. */
function unclamped(bound: Dim, lookups: Dim): number | undefined {
  if (typeof bound === 'number') return bound;
  const [term] = bound.terms;
  const [atom] = term?.atoms ?? [];
  if (bound.terms.length !== 1 || bound.constant !== 0 || term?.coeff !== 1 || atom?.kind !== 'min') return undefined;
  const constant = atom.args.find((arg) => typeof arg === 'number');
  return typeof constant === 'number' && dim.min(constant, lookups) === bound ? constant : undefined;
}

/** `row` with the axis of one that the concat needs taken off again. */
function withoutBagAxis(value: Value, seen: Seen): Value | undefined {
  const node = madeBy(value, 'unsqueeze', 'reshape');
  const [row] = node?.operands ?? [];
  const shape = shapeOf(row);
  if (!node || !row || !shape || !sameShape(shapeOf(value), [1, ...shape])) return undefined;
  seen.add(node);
  return row;
}

function rowOf(value: Value, seen: Seen): Row | Decline {
  const row = withoutBagAxis(value, seen);
  if (!row) return decline('an operand of the concat is no single row');
  const rows = pooledRowsOf(row, 0, seen);
  if (isDecline(rows)) return rows;
  const ids = segmentOf(rows.ids, seen);
  if (ids?.kind !== 'known') return decline('the ids of a bag are no slice with known bounds');
  const weights = rows.weights && segmentOf(rows.weights, seen);
  if (rows.weights && !(weights && sameBounds(ids, weights)))
    return decline('ids and weights are cut at different bounds');
  return { rows, ids, weights: weights?.source };
}

function isSameBag(a: Row, b: Row): boolean {
  if (a.rows.mode !== b.rows.mode || !sameValue(a.rows.table, b.rows.table)) return false;
  if (!sameValue(a.ids.source, b.ids.source)) return false;
  return a.weights && b.weights ? sameValue(a.weights, b.weights) : a.weights === b.weights;
}

/** Begin of every bag, and whether the last one ends before the lookups do. */
function offsetsOf(rows: readonly Row[], lookups: Dim): { offsets: number[]; lastOffset: boolean } | Decline {
  const offsets: number[] = [];
  for (const [j, { ids }] of rows.entries()) {
    const begin = unclamped(ids.begin, lookups);
    if (begin === undefined) return decline('a bag does not begin at a constant');
    if (j > 0 && rows[j - 1]?.ids.end !== ids.begin) return decline('a bag does not begin where the one before ends');
    offsets.push(begin);
  }
  const end = rows.at(-1)?.ids.end;
  if (end === lookups) return { offsets, lastOffset: false };
  const last = end === undefined ? undefined : unclamped(end, lookups);
  if (last === undefined) return decline('the last bag does not end at a constant');
  return { offsets: [...offsets, last], lastOffset: true };
}

function match(concat: Node, seen: Seen): UnrolledBags | Decline | undefined {
  const [head] = concat.operands;
  const first = head && withoutBagAxis(head, seen);
  const axis = axisOf(intAttr(concat, 'axis'), rankOf(concat.results[0]) ?? 0);
  if (!first || axis !== 0 || !madeBy(first, ...reductionOps)) return undefined;
  const rows: Row[] = [];
  for (const operand of concat.operands) {
    const row = operand ? rowOf(operand, seen) : decline('an operand is missing');
    if (isDecline(row)) return row;
    rows.push(row);
  }
  const [one] = rows;
  if (!one || !rows.every((row) => isSameBag(one, row))) return decline('the rows read different tables or indices');
  const [lookups] = shapeOf(one.ids.source) ?? [];
  if (lookups === undefined) return decline('the index vector has no shape');
  const cut = offsetsOf(rows, lookups);
  if (isDecline(cut)) return cut;
  const offsets = tensorFromArray('i64', [cut.offsets.length], BigInt64Array.from(cut.offsets, BigInt));
  const bounds = { offsets, lastOffset: cut.lastOffset, bags: rows.length };
  const { mode, table } = one.rows;
  const bags = { mode, table, indices: one.ids.source, weights: one.weights, bounds };
  const problem = misfit(concat.results[0], bags);
  return problem === undefined ? { concat, bags } : decline(problem);
}

export const unrolledBag = raiseRule({
  name: 'raise-embedding-bag/unrolled',
  summary: 'bags unrolled over constant offsets are an embedding_bag',
  roots: ['concat'],
  match,
  build({ concat, bags }, rewriter) {
    const made = buildBags(rewriter.before(concat), bags, concat.results[0]?.name ?? 'bag');
    return standsFor(concat, [made], rewriter);
  },
});
