// Raises fixed pooling without `nn.EmbeddingBag`: an embedding of `[B, L]` ids, reduced over L.
//
//   %rows   = gather(%table, %ids) {axis = 0}                     [B, L, D]
//   %pooled = reduce_sum(%rows) {axes = [1], keepdims = false}    [B, D]
//   →
//   %pooled = embedding_bag(%table, %ids) {mode = sum}
//
// Only for constant tables: the same two nodes over computed rows are ordinary arithmetic.

import { constTensor, type Node } from '@afterglow/ir';
import { type Bags, buildBags, misfit, standsFor } from './build-bag.js';
import { madeBy, rankOf, strip } from './look.js';
import { pooledRowsOf, reductionOps } from './pooled-rows.js';
import { type Decline, decline, isDecline, raiseRule, type Seen } from './rule.js';

interface PooledGather {
  readonly reduction: Node;
  readonly bags: Bags;
}

function match(reduction: Node, seen: Seen): PooledGather | Decline | undefined {
  const [x] = reduction.operands;
  const [pooled] = reduction.results;
  if (!x || !pooled || !madeBy(x, 'gather', 'mul') || rankOf(x) !== 3) return undefined;
  const rows = pooledRowsOf(pooled, 1, seen);
  if (isDecline(rows)) return madeBy(x, 'gather') ? rows : undefined;
  const { mode, table, ids, weights } = rows;
  if (rankOf(ids) !== 2) return decline('the ids are no matrix of bags by lookups');
  if (!constTensor(strip(table))) return decline('the table is no constant');
  const bags = { mode, table, indices: ids, weights, bounds: undefined };
  const problem = misfit(pooled, bags);
  return problem === undefined ? { reduction, bags } : decline(problem);
}

export const pooledGather = raiseRule({
  name: 'raise-embedding-bag/fixed-pooling',
  summary: 'rows reduced over a fixed number of lookups are an embedding_bag',
  roots: reductionOps,
  match,
  build({ reduction, bags }, rewriter) {
    const made = buildBags(rewriter.before(reduction), bags, reduction.results[0]?.name ?? 'bag');
    return standsFor(reduction, [made], rewriter);
  },
});
