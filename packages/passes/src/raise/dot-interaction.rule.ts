// Raises DLRM's pairwise dot products: all products of F feature vectors with each other, of which an index list keeps
// one a pair. As the exporter writes it:
//
//   %z    = matmul(%x, transpose(%x) {perm = [0, 2, 1]})                 [B, F, F]
//   %flat = reshape(transpose(%z) {perm = [1, 2, 0]})                    [F*F, B]
//   %y    = reshape(transpose(gather(%flat, %pairs) {axis = 0}))         [B, P], pairs[p] = row * F + column
//   →
//   %y    = dot_interaction(%x) {rows = [1, 2, 2, …], cols = [0, 0, 1, …]}
//
// The way from the products to the gather and from there to `[B, P]` may be any sequence of views: only the order of
// axes it results in counts. Every product keeps its order of summation, so the result is the same to the bit.

import { type Node, producer, tensorType, type Value } from '@afterglow/ir';
import { refinement } from '../basic/refine-type.js';
import { isLayout, type Layout, layoutOfSource, layoutThrough, type SourceAxis, viewOps } from './axis-layout.js';
import { standsFor } from './build-bag.js';
import { axisOf, intAttr, intsAttr, knownIntegers, madeBy, rankOf, shapeOf, strip, tensorTypeOf } from './look.js';
import { type Decline, decline, isDecline, raiseRule, type Seen } from './rule.js';
import { sameValue } from './same-value.js';

interface Interaction {
  /** `[B, F, D]` */
  readonly x: Value;
  /** The view of the picked products that is `[B, P]`. */
  readonly picked: Node;
  readonly rows: readonly number[];
  readonly cols: readonly number[];
}

interface Products {
  readonly x: Value;
  readonly features: number;
  readonly batch: readonly SourceAxis[];
  readonly layout: Layout;
}

/** `x` when the node multiplies `[B, F, D]` by its own transpose. */
function selfProduct(node: Node, seen: Seen): Value | undefined {
  const [a, b] = node.operands;
  const transpose = b && madeBy(b, 'transpose');
  const [source] = transpose?.operands ?? [];
  if (!a || !transpose || !source || rankOf(a) !== 3) return undefined;
  const perm = intsAttr(transpose, 'perm').map((axis) => axisOf(axis, 3));
  if (perm.join() !== '0,2,1' || !sameValue(a, source)) return undefined;
  if (node.attrs['act'] !== undefined && node.attrs['act'] !== 'none') return undefined;
  seen.add(node).add(transpose);
  return strip(a);
}

/** Goes back from the gathered value through views to the products, and forward again with the layout. */
function productsBehind(flat: Value, seen: Seen): Products | Decline | undefined {
  const views: Node[] = [];
  let at: Value | undefined = flat;
  for (let node = producer(at); node && viewOps.includes(node.op.name); node = at && producer(at)) {
    views.push(node);
    at = node.operands[0];
  }
  const node = at && producer(at);
  const x = node?.op.name === 'matmul' ? selfProduct(node, seen) : undefined;
  const [product] = node?.results ?? [];
  if (!x || !product) return undefined;
  for (const view of views) seen.add(view);
  const features = shapeOf(x)?.[1];
  if (typeof features !== 'number') return decline('the number of features is not known');
  const source = layoutOfSource(product, ['batch', 'row', 'column']);
  let layout: Layout | undefined = source;
  for (const view of views.reverse()) layout = layout && layoutThrough(layout, view);
  const [batch] = source ?? [];
  if (!layout || !batch) return decline('a reshape cuts across the axes of the products');
  return { x, features, batch, layout };
}

/** The first view of `value` with the layout `[batch, pair]`; every step before it has one reader. */
function asMatrix(gather: Node, layout: Layout, wanted: Layout, seen: Seen): Node | Decline {
  let [node, at]: [Node, Layout] = [gather, layout];
  while (!isLayout(at, wanted) || rankOf(node.results[0]) !== 2) {
    const [result] = node.results;
    const [use, ...others] = result?.uses ?? [];
    if (use?.kind !== 'operand' || others.length > 0 || !viewOps.includes(use.node.op.name))
      return decline('the picked products do not become one row a sample');
    seen.add(use.node);
    const next = layoutThrough(at, use.node);
    if (!next) return decline('a reshape cuts across samples and pairs');
    [node, at] = [use.node, next];
  }
  return node;
}

function match(gather: Node, seen: Seen): Interaction | Decline | undefined {
  const [flat, pairs] = gather.operands;
  const products = flat && productsBehind(flat, seen);
  if (!flat || !pairs || !products) return undefined;
  if (isDecline(products)) return products;
  const { x, features, batch, layout } = products;
  const axis = axisOf(intAttr(gather, 'axis'), layout.length);
  const [row, column] = layout[axis] ?? [];
  const isSquare = row?.name === 'row' && column?.name === 'column' && layout[axis]?.length === 2;
  if (!isSquare) return decline('the index does not run over rows and columns of the products');
  const indices = rankOf(pairs) === 1 ? knownIntegers(pairs) : undefined;
  if (!indices) return decline('the index list is no known vector');
  const square = features * features;
  if (indices.some((index) => index < -square || index >= square)) return decline('an index is out of range');
  const flatIndices = indices.map((index) => (index < 0 ? index + square : index));
  const pair: SourceAxis = { name: 'pair', size: indices.length };
  const picked = indices.length === 1 ? [] : [pair];
  const gathered = layout.map((group, i) => (i === axis ? picked : group));
  const node = asMatrix(gather, gathered, [batch, picked], seen);
  if (isDecline(node)) return node;
  const type = tensorTypeOf(x);
  const [result] = node.results;
  const pooled = type && tensorType(type.elem, [type.shape[0] ?? 0, indices.length]);
  if (!result || !pooled || !refinement(gather.func, result.type, pooled))
    return decline('the result is declared with another size');
  const rows = flatIndices.map((index) => Math.floor(index / features));
  return { x, picked: node, rows, cols: flatIndices.map((index) => index % features) };
}

export const dotInteraction = raiseRule({
  name: 'raise-dot-interaction',
  summary: 'pairwise dot products picked by index are a dot_interaction',
  roots: ['gather'],
  match,
  build({ x, picked, rows, cols }, rewriter) {
    const made = rewriter.before(picked).value('dot_interaction', [x], { rows, cols });
    // What is replaced stands behind the gather, at the end of the views that follow it.
    rewriter.replace(picked, standsFor(picked, [made], rewriter), 'raise-dot-interaction');
    return undefined;
  },
});
