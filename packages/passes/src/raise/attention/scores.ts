// How the probabilities of attention come about: softmax of scores, which are products of queries and keys, scaled, capped and
// masked. Read from the outside in; each step keeps the shape of the scores.

import { type ElementType, isFloat } from '@afterglow/core';
import type { Node, Value } from '@afterglow/ir';
import { uniformConst } from '../../basic/look.js';
import { isLossless } from '../../rules/lossless.js';
import { isNear } from '../idiom/polynomial.js';
import { reductionIn, standsForRows } from '../idiom/unit-axes.js';
import { axisOf, intAttr, madeBy, rankOf, sameShape, shapeOf, strip, tensorTypeOf } from '../look.js';

/** What is added to the scores, or what they are chosen by. */
export type Mask =
  | { readonly kind: 'added'; readonly value: Value }
  /** Where `cond` is `keep`, the score stays; elsewhere it becomes `fill`. */
  | { readonly kind: 'chosen'; readonly cond: Value; readonly keep: boolean; readonly fill: number };

export interface Scores {
  readonly product: Node;
  readonly scale: number;
  readonly softcap: number;
  readonly masks: readonly Mask[];
  /** Element type of the softmax, where it is another than that of the product. */
  readonly precision: ElementType | undefined;
  readonly softmaxAxisIsLast: boolean;
  /** The softmax, whose result nobody else may read. */
  readonly softmax: Node;
  readonly nodes: ReadonlySet<Node>;
}

interface Open {
  readonly scale: number;
  readonly softcap: number;
  readonly masks: readonly Mask[];
  readonly nodes: readonly Node[];
}

type Read = Open & { readonly product: Node };

function plus(open: Open, node: Node, change: Partial<Open> = {}): Open {
  return { ...open, ...change, nodes: [...open.nodes, node] };
}

/** A conversion between floats that loses nothing: any other is a rounding that attention does not do. */
function isWidening(cast: Node): boolean {
  const [from, to] = [tensorTypeOf(cast.operands[0])?.elem, tensorTypeOf(cast.results[0])?.elem];
  return from !== undefined && to !== undefined && isFloat(from) && isFloat(to) && isLossless(from, to);
}

/** Below the softcap: a product of matrices, possibly times numbers. */
function scaled(value: Value | undefined, open: Open): Read | undefined {
  const node = madeBy(value, 'matmul', 'mul', 'div', 'cast');
  const [inner, other] = node?.operands ?? [];
  if (!node || !inner) return undefined;
  if (node.op.name === 'matmul') return { ...plus(open, node), product: node };
  if (node.op.name === 'cast') return isWidening(node) ? scaled(inner, plus(open, node)) : undefined;
  const factor = uniformConst(other);
  if (!factor || inner.type !== node.results[0]?.type) return undefined;
  return scaled(inner, plus(open, node, { scale: open.scale * (node.op.name === 'mul' ? factor : 1 / factor) }));
}

/** `cap · tanh(score / cap)`, or the score itself. */
function capped(value: Value | undefined, open: Open): Read | undefined {
  const outer = madeBy(value, 'mul');
  const tanh = madeBy(outer?.operands[0], 'tanh');
  const inner = madeBy(tanh?.operands[0], 'div', 'mul');
  const [cap, divisor] = [uniformConst(outer?.operands[1]), uniformConst(inner?.operands[1])];
  if (outer && tanh && inner && cap && divisor) {
    const factor = inner.op.name === 'div' ? divisor : 1 / divisor;
    if (!isNear(factor, cap, 1e-5)) return undefined;
    const nodes = [...open.nodes, outer, tanh, inner];
    return scaled(inner.operands[0], { ...open, nodes, softcap: cap });
  }
  return scaled(value, open);
}

/** Elements of one shape, whatever their type. */
function isAlike(a: Value | undefined, b: Value | undefined): boolean {
  return sameShape(shapeOf(a), shapeOf(b));
}

function masked(value: Value | undefined, open: Open): Read | undefined {
  const inside = capped(value, open);
  if (inside) return inside;
  const node = madeBy(value, 'add', 'where', 'cast');
  const [a, b, c] = node?.operands ?? [];
  if (!node || !a) return undefined;
  if (node.op.name === 'cast') return isWidening(node) ? masked(a, plus(open, node)) : undefined;
  if (node.op.name === 'add') {
    for (const [score, mask] of [
      [a, b],
      [b, a],
    ]) {
      if (!score || !mask || !isAlike(score, value)) continue;
      const found = masked(score, plus(open, node, { masks: [...open.masks, { kind: 'added', value: mask }] }));
      if (found) return found;
    }
    return undefined;
  }
  for (const [score, other, keep] of [
    [b, c, true],
    [c, b, false],
  ] as const) {
    const fill = uniformConst(other);
    if (!score || fill === undefined || !isAlike(score, value)) continue;
    const mask: Mask = { kind: 'chosen', cond: a, keep, fill };
    const found = masked(score, plus(open, node, { masks: [...open.masks, mask] }));
    if (found) return found;
  }
  return undefined;
}

/**
 * The probabilities without a guard that makes those of a query without keys zero, which attention does anyway: where they are
 * NaN, or where the largest entry of the mask is -∞. The mask of the guard goes into `guarded`.
 */
function withoutGuard(value: Value | undefined, nodes: Node[], guarded: Value[]): Value | undefined {
  const guard = madeBy(value, 'where');
  const [cond, zero, probabilities] = guard?.operands ?? [];
  const test = madeBy(cond, 'is_nan', 'equal');
  if (!guard || !test || uniformConst(zero) !== 0 || !isAlike(probabilities, value)) return value;
  nodes.push(guard, test);
  if (test.op.name === 'is_nan') return test.operands[0] === probabilities ? probabilities : value;
  const [rows, lowest] = test.operands;
  const top = rows && reductionIn(rows, 'reduce_max');
  const maximum = madeBy(rows, 'reduce_max');
  const rank = rankOf(top?.source) ?? 0;
  if (!top || !maximum || uniformConst(lowest) !== Number.NEGATIVE_INFINITY) return value;
  if (top.axes.join() !== String(rank - 1) || !standsForRows(rows, top.source, top.axes)) return value;
  nodes.push(maximum);
  guarded.push(top.source);
  return probabilities;
}

/** Scores and mask behind a value, where it is the probabilities of attention. */
export function scoresOf(value: Value | undefined): Scores | undefined {
  const nodes: Node[] = [];
  const guarded: Value[] = [];
  let at = withoutGuard(value, nodes, guarded);
  const after = madeBy(at, 'cast');
  if (after) {
    nodes.push(after);
    at = withoutGuard(after.operands[0], nodes, guarded);
  }
  const softmax = madeBy(at, 'softmax');
  if (!softmax) return undefined;
  const start: Open = { scale: 1, softcap: 0, masks: [], nodes: [...nodes, softmax] };
  const found = masked(softmax.operands[0], start);
  if (!found) return undefined;
  const { product, scale, softcap, masks } = found;
  const isSame = (mask: Mask, of: Value) => mask.kind === 'added' && strip(mask.value) === of;
  if (!guarded.every((of) => masks.length === 1 && masks.every((mask) => isSame(mask, of)))) return undefined;
  const [wide, narrow] = [tensorTypeOf(softmax.results[0])?.elem, tensorTypeOf(product.results[0])?.elem];
  const rank = rankOf(softmax.results[0]) ?? 0;
  return {
    product,
    scale,
    softcap,
    masks: [...masks].reverse(),
    precision: wide === narrow ? undefined : wide,
    softmaxAxisIsLast: axisOf(intAttr(softmax, 'axis'), rank) === rank - 1,
    softmax,
    nodes: new Set(found.nodes),
  };
}
