// Raises the lookup of one id a sample: bags of exactly one.
//
//   %rows = gather(%table, %ids) {axis = 0}                       ids [B]
//   →
//   %bags = reshape(%ids) {shape = [B, 1]}
//   %rows = embedding_bag(%table, %bags) {mode = sum}
//
// The sum of one row is that row, with one exception that compares equal: a sum starts at +0, so an entry of -0.0 becomes
// +0.0. (`max` would keep the sign; a sum is what other tools write, and what the placement cost assumes.)
// Ids of another rank are left alone: they are token embeddings of sequence models, whose rows are not placed apart.

import { constTensor, type Node, type Value } from '@afterglow/ir';
import { buildBags, standsFor } from './build-bag.js';
import { madeBy, rankOf, shapeOf, strip } from './look.js';
import { lookupOf, reductionOps } from './pooled-rows.js';
import { type Decline, decline, raiseRule, type Seen } from './rule.js';

interface SingleLookup {
  readonly gather: Node;
  readonly table: Value;
  readonly ids: Value;
}

function match(gather: Node, seen: Seen): SingleLookup | Decline | undefined {
  const [rows] = gather.results;
  // Inside a loop it is part of a larger pattern, or of a computation no card runs.
  const lookup = rows && !gather.region?.parent ? lookupOf(rows) : undefined;
  if (!rows || !lookup || !constTensor(strip(lookup.table)) || rankOf(lookup.ids) !== 1) return undefined;
  if (constTensor(strip(lookup.ids))) return decline('the ids are constants: the rows fold');
  const readers = [...rows.uses].flatMap((use) => (use.kind === 'operand' ? [use.node] : []));
  const reduction = readers.find(({ op }) => reductionOps.includes(op.name));
  if (reduction) seen.add(reduction);
  if (reduction) return decline('the rows are reduced afterwards: this is a bag in a form no rule reads');
  return { gather, table: lookup.table, ids: lookup.ids };
}

export const singleLookup = raiseRule({
  name: 'raise-embedding-bag/single-lookup',
  summary: 'the lookup of one id a sample is an embedding_bag',
  roots: ['gather'],
  match,
  build({ gather, table, ids }, rewriter) {
    const builder = rewriter.before(gather);
    const flat = strip(ids);
    const [bags] = shapeOf(flat) ?? [];
    const [column] = madeBy(flat, 'reshape', 'squeeze')?.operands ?? [];
    const isColumn = rankOf(column) === 2 && shapeOf(column)?.[1] === 1;
    const indices = column && isColumn ? column : builder.value('reshape', [flat], { shape: [bags ?? 0, 1] });
    const made = buildBags(
      builder,
      { mode: 'sum', table, indices, weights: undefined, bounds: undefined },
      gather.results[0]?.name ?? 'bag',
    );
    return standsFor(gather, [made], rewriter);
  },
});
