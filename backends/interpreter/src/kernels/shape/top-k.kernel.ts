// TopK-24: the k largest (or smallest) elements along an axis and their indices, best first; equal elements by index.
// NaN counts as larger than every number, as NumPy sorts. `sorted = false` allows any order; this one is kept.

import { arrayOf, isFloat, tensorFromArray } from '@afterglow/core';
import { floatsOf, integersAsNumbers, moved, wordsIn } from '../../data/elements.js';
import { aroundAxis, axisOf } from '../../data/shape.js';
import { badOperand, boolAttr, intAttr, kernel, tensorAt } from '../../kernel.js';

type Orderable = number | bigint;

function isNan(value: Orderable): boolean {
  return typeof value === 'number' && Number.isNaN(value);
}

/** Negative when `a` is the larger one. */
function descending(a: Orderable, b: Orderable): number {
  if (a > b) return -1;
  if (a < b) return 1;
  return Number(isNan(b)) - Number(isNan(a));
}

export const topK = kernel('top_k', (context) => {
  const x = tensorAt(context, 0);
  const axis = axisOf(intAttr(context, 'axis', -1), x.shape.length);
  const k = integersAsNumbers(tensorAt(context, 1))[0];
  const { outer, n, inner } = aroundAxis(x.shape, axis);
  if (!(k >= 0 && k <= n)) badOperand(context, `k = ${k} of the ${n} elements along axis ${axis}`);
  const largest = boolAttr(context, 'largest', true);
  const values = (isFloat(x.elem) ? floatsOf(x) : arrayOf(x)) as ArrayLike<Orderable>;
  const picks = new Int32Array(outer * k * inner);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const at = (j: number) => values[(o * n + j) * inner + i];
      const order = Int32Array.from({ length: n }, (_, j) => j).sort(
        (a, b) => (largest ? descending(at(a), at(b)) : descending(at(b), at(a))) || a - b,
      );
      for (let j = 0; j < k; j++) picks[(o * k + j) * inner + i] = order[j];
    }
  }
  const shape = x.shape.map((size, i) => (i === axis ? k : size));
  const from = wordsIn(x);
  const best = moved(x.elem, shape, (out) => {
    for (let p = 0; p < picks.length; p++) {
      out[p] = from[(Math.floor(p / (k * inner)) * n + picks[p]) * inner + (p % inner)];
    }
  });
  return [best, tensorFromArray('i64', shape, BigInt64Array.from(picks, BigInt))];
});
