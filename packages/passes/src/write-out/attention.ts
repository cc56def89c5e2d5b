// Attention and rotary embedding, of products of matrices, softmax and movements.

import { type Dim, dim, isElementType } from '@afterglow/core';
import type { Builder, Value } from '@afterglow/ir';
import { castTo, type Decomposition, dimsOf, elemOf, numberOf, reshapeTo, scalar, times } from './decomposition.js';
import { softmaxRows } from './rows.js';

/** Keys or values of G heads, each repeated for its group of query heads. */
function forAllHeads(b: Builder, value: Value, heads: Dim): Value | undefined {
  const [batch = 1, groups, keys = 1, width = 1] = dimsOf(value);
  if (groups === heads) return value;
  if (typeof groups !== 'number' || typeof heads !== 'number' || heads % groups !== 0) return undefined;
  const split = reshapeTo(b, value, [batch, groups, 1, keys, width]);
  const repeated = b.value('expand', [split], { shape: [batch, groups, heads / groups, keys, width] });
  return reshapeTo(b, repeated, [batch, heads, keys, width]);
}

/** What is added to the scores for a mask. */
function bias(b: Builder, mask: Value, like: Value): Value {
  if (elemOf(mask) !== 'bool') return castTo(b, mask, elemOf(like));
  return b.value('where', [mask, scalar(b, like, 0), scalar(b, like, Number.NEGATIVE_INFINITY)]);
}

const attention: Decomposition = (node, b) => {
  const [q, k, v, mask, ...others] = node.operands;
  const [, heads = 1, , depth] = dimsOf(q);
  if (!q || !k || !v || others.some((value) => value !== undefined)) return undefined;
  // Windows are counted from positions, which no simple op has.
  if (node.attrs['left'] !== undefined || node.attrs['right'] !== undefined) return undefined;
  const scale = node.attrs['scale'] ?? (typeof depth === 'number' ? 1 / Math.sqrt(depth) : undefined);
  const [keys, values] = [forAllHeads(b, k, heads), forAllHeads(b, v, heads)];
  if (typeof scale !== 'number' || !keys || !values) return undefined;
  const turned = b.value('transpose', [keys], { perm: [0, 1, 3, 2] });
  let scores = times(b, b.value('matmul', [q, turned]), scale);
  const cap = numberOf(node, 'softcap', 0);
  if (cap !== 0) scores = times(b, b.value('tanh', [times(b, scores, 1 / cap)]), cap);
  if (mask) scores = b.value('add', [scores, bias(b, mask, scores)]);
  const { precision } = node.attrs;
  const wide = typeof precision === 'string' && isElementType(precision) ? castTo(b, scores, precision) : scores;
  const weights = castTo(b, softmaxRows(b, wide, 3, mask !== undefined), elemOf(values));
  return castTo(b, b.value('matmul', [weights, values]), elemOf(q));
};

/** Features `begin … end` of the last axis, with a step. */
function features(b: Builder, x: Value, begin: number, end: number, step = 1): Value {
  return b.value('slice', [x], { starts: [begin], ends: [end], axes: [3], steps: [step] });
}

const rotaryEmbedding: Decomposition = (node, b) => {
  const [x, cosines, sines, positions] = node.operands;
  const [batch = 1, heads = 1, length = 1, depth] = dimsOf(x);
  const pairs = dimsOf(cosines).at(-1);
  if (!x || !cosines || !sines || typeof pairs !== 'number' || typeof depth !== 'number') return undefined;
  const angle = (rows: Value) =>
    reshapeTo(b, positions ? b.value('gather', [rows, positions], { axis: 0 }) : rows, [batch, 1, length, pairs]);
  const [cos, sin] = [angle(cosines), angle(sines)];
  const interleaved = node.attrs['interleaved'] === true;
  const turnedSize = 2 * pairs;
  const [x1, x2] = interleaved
    ? [features(b, x, 0, turnedSize, 2), features(b, x, 1, turnedSize, 2)]
    : [features(b, x, 0, pairs), features(b, x, pairs, turnedSize)];
  const product = (a: Value, c: Value) => b.value('mul', [a, c]);
  const real = b.value('sub', [product(x1, cos), product(x2, sin)]);
  const imaginary = b.value('add', [product(x1, sin), product(x2, cos)]);
  const sides = [real, imaginary].map((side) =>
    interleaved ? reshapeTo(b, side, [batch, heads, length, pairs, 1]) : side,
  );
  const joined = b.value('concat', sides, { axis: interleaved ? 4 : 3 });
  const turned = interleaved ? reshapeTo(b, joined, [batch, heads, length, dim.mul(2, pairs)]) : joined;
  if (turnedSize === depth) return turned;
  return b.value('concat', [turned, features(b, x, turnedSize, depth)], { axis: 3 });
};

export const attentionOps: Readonly<Record<string, Decomposition>> = {
  attention,
  rotary_embedding: rotaryEmbedding,
};
