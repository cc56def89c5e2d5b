// What ai.onnx.ml does with scores at the end, row by row.

import { type Dim, dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';

export const POST_TRANSFORMS = ['NONE', 'SOFTMAX', 'LOGISTIC', 'SOFTMAX_ZERO', 'PROBIT'] as const;
export type PostTransform = (typeof POST_TRANSFORMS)[number];

export function postTransformOf(n: NodeReader): PostTransform {
  return n.word('post_transform', Object.fromEntries(POST_TRANSFORMS.map((name) => [name, name])));
}

/** Scores `[N, E]`, f32. */
export function postTransform(b: ImportBuilder, scores: Value, transform: PostTransform): Value {
  switch (transform) {
    case 'NONE':
      return scores;
    case 'SOFTMAX':
      return build.softmax(b, scores, { axis: -1 });
    case 'LOGISTIC':
      return build.sigmoid(b, scores);
    case 'SOFTMAX_ZERO':
      return softmaxZero(b, scores);
    case 'PROBIT':
      return probit(b, scores);
  }
}

/** Softmax over the scores that are not zero; those that are stay zero. "Zero" is what implementations take for it. */
function softmaxZero(b: ImportBuilder, scores: Value): Value {
  const counts = build.greater(b, build.abs(b, scores), b.scalar('f32', 1e-7));
  const over = { axes: [-1], keepdims: true };
  const top = build.reduceMax(b, scores, over);
  const powers = build.where(b, counts, build.exp(b, build.sub(b, scores, top)), b.scalar('f32', 0));
  const total = build.reduceSum(b, powers, over);
  return build.div(b, powers, build.where(b, build.equal(b, total, b.scalar('f32', 0)), b.scalar('f32', 1), total));
}

/**
 * The inverse of the normal distribution function, √2 · erf⁻¹(2x - 1), by the closed form of Winitzki ("A handy approximation
 * for the error function and its inverse", 2008, a = 0.147; relative error below 0.2 %): what ONNX Runtime and the reference
 * implementation compute, and therefore what scores of exported models are made with. NaN outside of 0 to 1.
 */
function probit(b: ImportBuilder, scores: Value): Value {
  const a = 0.147;
  const f32 = (value: number) => b.scalar('f32', value);
  const x = build.sub(b, build.mul(b, scores, f32(2)), f32(1));
  // 1 - x², from the scores, which loses nothing near the ends.
  const log = build.log(b, build.mul(b, build.mul(b, scores, f32(4)), build.sub(b, f32(1), scores)));
  const half = build.add(b, build.mul(b, log, f32(0.5)), f32(2 / (Math.PI * a)));
  const root = build.sqrt(b, build.sub(b, build.mul(b, half, half), build.mul(b, log, f32(1 / a))));
  const size = build.sqrt(b, build.sub(b, root, half));
  return build.mul(b, build.mul(b, build.sign(b, x), size), f32(Math.SQRT2));
}

/** One score of a two-class model, `[N, 1]`, as the scores of both classes: its complement, or its opposite. */
export function scoresOfBoth(b: ImportBuilder, score: Value, isProbability: boolean, transform: PostTransform): Value {
  const opposite = build.neg(b, score);
  const pair = (first: Value) => build.concat(b, [first, score], { axis: 1 });
  // The standard has no word on this form. Transforms other than these leave the pair as it is, as ONNX Runtime does.
  if (transform === 'LOGISTIC') return build.sigmoid(b, pair(opposite));
  const both = pair(isProbability ? build.sub(b, b.scalar('f32', 1), score) : opposite);
  return transform === 'PROBIT' ? probit(b, both) : both;
}

/** Number of columns of scores. */
export function columnsOf(scores: Value): Dim {
  const { type } = scores;
  return (type.kind === 'tensor' ? type.shape[1] : undefined) ?? dim.sum([]);
}
