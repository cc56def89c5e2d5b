// Raises scaled dot-product attention.
//
//   %s = matmul(%q, %kT)                     q [B, H, L, D], kT [B, H, D, S]
//   %c = div(%s, 5.656854)                   scales anywhere: on either operand, on the product
//   %m = add(%c, %mask)                      masks added, or chosen by `where`
//   %p = softmax(%m) {axis = 3}
//   %y = matmul(%p, %v)
//   →
//   %k = transpose(%kT) {perm = [0, 1, 3, 2]}
//   %y = attention(%q, %k, %v, %mask) {scale = 0.1767767}
//
// Where every key of a query is masked by -∞ the formula gives NaN and the op zeros. A finite mask stays what it is, so that the
// query of a padded position sees all keys alike, as before. Ends: every application removes a softmax.

import { type ElementType, isFloat, splatTensor } from '@afterglow/core';
import type { Builder, Node, Value } from '@afterglow/ir';
import { hasOneReader, uniformConst } from '../../basic/look.js';
import { defineRule } from '../../manager/rule.js';
import { originOf, type Parts, wholePattern } from '../idiom/parts.js';
import { intsAttr, madeBy, rankOf, sameShape, shapeOf, strip, tensorTypeOf } from '../look.js';
import { keysOf, withHeads } from './heads.js';
import { type Mask, type Scores, scoresOf } from './scores.js';

interface Attention extends Parts {
  readonly scores: Scores;
  /** The product of weights and values; the root, or what the root converts. */
  readonly weighing: Node;
  readonly scale: number;
  readonly q: Value;
  /** `[…, D, S]`, as the product takes it. */
  readonly right: Value;
  readonly v: Value;
}

/** The conversion to a narrower type that alone reads a result. */
function narrowing(result: Value | undefined, elem: ElementType | undefined): Node | undefined {
  const [use, ...others] = result?.uses ?? [];
  const reader = use?.kind === 'operand' && others.length === 0 ? use.node : undefined;
  return reader?.op.name === 'cast' && elemOf(reader.results[0]) === elem && elemOf(result) !== elem
    ? reader
    : undefined;
}

function match(weighing: Node): Attention | undefined {
  const [probabilities, values] = weighing.operands;
  const scores = scoresOf(probabilities);
  const [q, right] = scores?.product.operands ?? [];
  if (!scores || !q || !right || !values) return undefined;
  const nodes = new Set([...scores.nodes, weighing]);
  const root = narrowing(weighing.results[0], elemOf(q)) ?? weighing;
  const widened = root === weighing ? undefined : madeBy(values, 'cast');
  const v = widened?.operands[0] ?? values;
  if (widened && hasOneReader(values)) nodes.add(widened);
  const factors = [1, 1];
  const [queries, keys] = [q, right].map((value, i) => {
    const product = madeBy(value, 'mul', 'div');
    const [source, number] = product?.operands ?? [];
    const factor = uniformConst(number);
    // A scaled operand that others read, too, is none of ours.
    if (!product || !source || !factor || source.type !== value.type || !hasOneReader(value)) return value;
    nodes.add(product);
    factors[i] = product.op.name === 'mul' ? factor : 1 / factor;
    return strip(source);
  });
  const scale = factors.reduce((total, factor) => total * factor, scores.scale);
  return { root, nodes, weighing, scores, scale, q: queries ?? q, right: keys ?? right, v };
}

function elemOf(value: Value | undefined): ElementType | undefined {
  return tensorTypeOf(value)?.elem;
}

/** Sizes of the axes in front of the two that are multiplied. */
function batchOf(value: Value) {
  return shapeOf(value)?.slice(0, -2);
}

/**
 * Low enough that the weight is 0, and that it stays what it is when a score is added, so that in a row of nothing else all are alike.
 * No finite number of f16 is: beside -65504, scores still tell keys apart.
 */
function isNothing(fill: number, elem: ElementType | undefined): boolean {
  return fill === Number.NEGATIVE_INFINITY || (elem !== 'f16' && fill <= -1e30);
}

/** Several masks are one where each is -∞; the sum of two other numbers may be, which neither was. */
function canJoin({ masks }: Scores): boolean {
  const isInfinite = (mask: Mask) => mask.kind === 'chosen' && mask.fill === Number.NEGATIVE_INFINITY;
  return masks.length < 2 || masks.every((mask) => mask.kind === 'added') || masks.every(isInfinite);
}

/** True when a key shared by all heads stays one head, or every head has its own. */
function sharesBatch({ q, right, v }: Attention): boolean {
  const [of, k, values] = [batchOf(q), batchOf(right), batchOf(v)];
  if (!of || !k || !values || !sameShape(k, values)) return false;
  return sameShape(of, k) || (of.length === 2 && k.length === 2 && of[0] === k[0] && k[1] === 1);
}

/** True when nobody reads the probabilities but what multiplies the values by them. */
function ownsProbabilities({ scores, nodes }: Attention): boolean {
  const uses = scores.softmax.results.flatMap((result) => [...result.uses]);
  return uses.every((use) => use.kind === 'operand' && nodes.has(use.node));
}

/** A mask as the op takes it: added to the scores, or true where a key is open. */
function maskValue(builder: Builder, mask: Mask, scores: Scores): Value {
  if (mask.kind === 'added') return mask.value;
  const elem = elemOf(scores.softmax.results[0]) ?? 'f32';
  if (mask.fill === Number.NEGATIVE_INFINITY) {
    return mask.keep ? mask.cond : builder.value('logical_not', [mask.cond]);
  }
  const number = (name: string, value: number) =>
    builder.constant(`${mask.cond.name}.${name}`, splatTensor(elem, [], value));
  const [zero, fill] = [number('open', 0), number('masked', mask.fill)];
  return builder.value('where', mask.keep ? [mask.cond, zero, fill] : [mask.cond, fill, zero]);
}

function isBool(value: Value): boolean {
  return elemOf(value) === 'bool';
}

/** All masks as one value. */
function maskOf(builder: Builder, { scores, q }: Attention): Value | undefined {
  let whole: Value | undefined;
  for (const mask of scores.masks) {
    const value = maskValue(builder, mask, scores);
    whole = whole ? builder.value(isBool(value) ? 'logical_and' : 'add', [whole, value]) : value;
  }
  if (!whole || rankOf(q) === 4 || rankOf(whole) !== 3) return whole;
  const shape = shapeOf(whole) ?? [];
  return shape[0] === 1 ? whole : builder.value('reshape', [whole], { shape: [shape[0] ?? 0, 1, ...shape.slice(1)] });
}

/** The transpose that alone reads a result whose heads are part of the batch. */
function transposeBehind(root: Node): Node | undefined {
  const [use, ...others] = root.results[0]?.uses ?? [];
  return use?.kind === 'operand' && others.length === 0 && use.node.op.name === 'transpose' ? use.node : undefined;
}

/** The transposed result: the axis of one leaves behind the transpose, where a reshape joins heads more often than not. */
function movedBehind(builder: Builder, made: Value, transpose: Node): Value {
  const perm = intsAttr(transpose, 'perm').flatMap((axis) => (axis === 0 ? [0, 1] : [axis + 1]));
  const moved = builder.value('transpose', [made], { perm });
  return builder.value('reshape', [moved], { shape: shapeOf(transpose.results[0]) ?? [] });
}

export const attention = defineRule<Attention>({
  name: 'raise-attention',
  summary: 'values weighed by the softmax of products of queries and keys are attention',
  root: 'matmul',
  match,
  where: [
    { if: ({ scores }) => scores.softmaxAxisIsLast, because: 'the softmax does not run over the keys' },
    {
      if: ({ weighing, scores }) => weighing.attrs['act'] === 'none' && scores.product.attrs['act'] === 'none',
      because: 'a product has an activation',
    },
    {
      if: ({ q, right, v }) => [q, right, v].every((x) => rankOf(x) === rankOf(q)) && [3, 4].includes(rankOf(q) ?? 0),
      because: 'queries, keys and values have other axes than batch, heads, positions and features',
    },
    { if: sharesBatch, because: 'queries, keys and values differ in batch or heads' },
    {
      if: ({ q, right, v, root, scores }) => {
        const elems = [q, right, root.results[0], ...scores.product.results].map(elemOf);
        const types = [q, right, v, ...scores.masks.map((m) => (m.kind === 'added' ? m.value : q))];
        const floats = types.every((x) => {
          const type = tensorTypeOf(x);
          return type !== undefined && isFloat(type.elem) && type.encoding === undefined;
        });
        return floats && new Set(elems).size === 1;
      },
      because: 'it is computed in several element types, or in no float type',
    },
    {
      if: ({ scores }) => new Set(scores.masks.map((mask) => mask.kind)).size <= 1,
      because: 'one mask is added and another chooses',
    },
    {
      if: ({ scores }) =>
        scores.masks.every((mask) => mask.kind === 'added' || isNothing(mask.fill, elemOf(scores.softmax.results[0]))),
      because: 'what masked scores become is not low enough to be surely nothing',
    },
    { if: ({ scores }) => canJoin(scores), because: 'several masks choose, and not all of them -∞' },
    {
      if: ({ scores }) => scores.masks.every((m) => (rankOf(m.kind === 'added' ? m.value : m.cond) ?? 9) <= 4),
      because: 'the mask has more axes than the scores',
    },
    { if: ownsProbabilities, because: 'the probabilities are read elsewhere' },
    ...wholePattern,
  ],
  build(found, rewriter) {
    const { root, weighing, scores, scale, q, right, v } = found;
    const builder = rewriter.before(root, originOf('raise-attention', found));
    const operands = [q, keysOf(builder, right), v].map((value) => withHeads(builder, value));
    const made = builder.value('attention', [...operands, maskOf(builder, found)], {
      scale,
      softcap: scores.softcap,
      precision: scores.precision,
    });
    const shape = shapeOf(root.results[0]) ?? [];
    const behind = shape.length === 4 ? undefined : transposeBehind(root);
    if (behind) {
      rewriter.replace(behind, [movedBehind(builder, made, behind)], 'raise-attention');
      return undefined;
    }
    const whole = shape.length === 4 ? made : builder.value('reshape', [made], { shape });
    if (root === weighing) return whole;
    rewriter.replace(root, [whole], 'raise-attention');
    return undefined;
  },
});
