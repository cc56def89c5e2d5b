// Raises the loop that `nn.EmbeddingBag` is exported as from opset 11 on, for every form of offsets: given per bag, with
// the last one included, constants of the model, rows of a stacked input, or made from two-dimensional indices.
//
//   %n      = unsqueeze(gather(shape_of(%indices), 0))            %bounds = concat(%offsets, %n)
//   %ends   = slice(%bounds) {starts = [1], ends = [B + 1]}       %trip   = gather(shape_of(%ends), 0)
//   %pooled = loop(%trip, true) { ^(%i, %c):
//     %begin = unsqueeze(gather(%bounds, %i))                     %end = unsqueeze(gather(%ends, %i))
//     %ids   = dynamic_slice(%indices, %begin, %end, [0])
//     %row   = reduce_sum(gather(%table, %ids)) {axes = [0], keepdims = false}
//     yield true, %row }
//   →
//   %pooled = embedding_bag(%table, %indices, %offsets) {mode = sum}
//
// Exact: the op clamps and wraps its bounds as Slice does, and an empty bag reduces over no rows.

import type { Dim } from '@afterglow/core';
import type { Node, Region, Value } from '@afterglow/ir';
import { bagBounds } from './bag-bounds.js';
import { type Bags, buildBags, misfit, standsFor } from './build-bag.js';
import { intAttr, isOutside, knownScalar, shapeOf } from './look.js';
import { neverStops } from './never-stops.js';
import { pooledRowsOf } from './pooled-rows.js';
import { type Decline, decline, isDecline, raiseRule, type Seen } from './rule.js';
import { sameBounds, segmentOf } from './segment.js';

interface LoopBags {
  readonly loop: Node;
  /** One a result of the loop. */
  readonly bags: readonly Bags[];
}

function bagsOfRow(row: Value, loop: { index: Value; body: Region; trip: Dim }, seen: Seen): Bags | Decline {
  const { index, body, trip } = loop;
  const rows = pooledRowsOf(row, 0, seen);
  if (isDecline(rows)) return rows;
  const { mode, table } = rows;
  if (!isOutside(table, body)) return decline('the table is computed inside the loop');
  const ids = segmentOf(rows.ids, seen);
  if (ids?.kind !== 'computed') return decline('the ids of a bag are no slice of an index vector');
  if (!isOutside(ids.source, body)) return decline('the index vector is computed inside the loop');
  const weights = rows.weights && segmentOf(rows.weights, seen);
  if (rows.weights && !weights) return decline('the weights of a bag are no slice of a weight vector');
  if (weights && !sameBounds(ids, weights)) return decline('ids and weights are cut at different bounds');
  if (weights && !isOutside(weights.source, body)) return decline('the weight vector is computed inside the loop');
  const [lookups] = shapeOf(ids.source) ?? [];
  if (lookups === undefined) return decline('the index vector has no shape');
  const bounds = bagBounds(ids.begin, ids.end, { index, body, bags: trip, lookups }, seen);
  if (isDecline(bounds)) return bounds;
  return { mode, table, indices: ids.source, weights: weights?.source, bounds };
}

function match(loop: Node, seen: Seen): LoopBags | Decline | undefined {
  const [body] = loop.regions;
  const [tripCount, condition] = loop.operands;
  const [index] = body?.params ?? [];
  const looksUp = body && [...loopNodes(body)].some((node) => node.op.name === 'gather');
  if (!body || !index || !looksUp) return undefined;
  if (intAttr(loop, 'carried') !== 0) return decline('the loop carries values from one iteration to the next');
  const trip = knownScalar(tripCount);
  if (trip === undefined) return decline('the trip count is not known as a dim');
  if (!neverStops(condition, body)) return decline('the loop may stop early');
  const bags: Bags[] = [];
  for (const [i, row] of body.results.slice(1).entries()) {
    const found = bagsOfRow(row, { index, body, trip }, seen);
    if (isDecline(found)) return found;
    const problem = misfit(loop.results[i], found);
    if (problem !== undefined) return decline(problem);
    bags.push(found);
  }
  return bags.length === 0 ? decline('the loop has no result') : { loop, bags };
}

function* loopNodes(body: Region): Generator<Node> {
  for (let node = body.first; node; node = node.next) yield node;
}

export const loopBag = raiseRule({
  name: 'raise-embedding-bag/loop',
  summary: 'a loop over bags is an embedding_bag',
  roots: ['loop'],
  match,
  build({ loop, bags }, rewriter) {
    const builder = rewriter.before(loop);
    const made = bags.map((entry, i) => buildBags(builder, entry, loop.results[i]?.name ?? 'bag'));
    return standsFor(loop, made, rewriter);
  },
});
