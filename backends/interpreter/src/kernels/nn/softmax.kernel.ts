// Softmax-13, LogSoftmax-13 and Hardmax-13 along one axis. Shifted by the maximum, computed in double, rounded once; Softmax of f16 and
// bf16 at every step of its function body. Hardmax marks the first maximum.

import { type ElementType, math, type Tensor } from '@afterglow/core';
import { type Floats, floatsOf, newFloats, sealFloats } from '../../data/elements.js';
import { narrowing, narrowingSum } from '../../data/narrow.js';
import { aroundAxis, axisOf } from '../../data/shape.js';
import { intAttr, type KernelContext, kernel, tensorAt } from '../../kernel.js';

/** Applies `line` to every line along the axis: `n` elements from `at`, `step` apart. */
function alongAxis(
  context: KernelContext,
  line: (values: Floats, out: Floats, at: number, step: number, n: number) => void,
): Tensor {
  const x = tensorAt(context, 0);
  const axis = axisOf(intAttr(context, 'axis', -1), x.shape.length);
  const { outer, n, inner } = aroundAxis(x.shape, axis);
  const values = floatsOf(x);
  const out = newFloats(x.elem, values.length);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) line(values, out, o * n * inner + i, inner, n);
  }
  return sealFloats(x.elem, x.shape, out);
}

function maximum(values: Floats, at: number, step: number, n: number): number {
  let top = -Infinity;
  for (let j = 0; j < n; j++) top = Math.max(top, values[at + j * step]);
  return top;
}

interface Exponentials {
  readonly terms: Float64Array;
  readonly sum: number;
}

/** exp(x - max) and their sum, rounded at every step to types narrower than f32. */
function exponentials(values: Floats, at: number, step: number, n: number, elem: ElementType): Exponentials {
  const [round, roundSum] = [narrowing(elem), narrowingSum(elem)];
  const top = maximum(values, at, step, n);
  const terms = new Float64Array(n);
  let sum = 0;
  for (let j = 0; j < n; j++) {
    terms[j] = round(math.exp(round(values[at + j * step] - top)));
    sum = roundSum(sum + terms[j]);
  }
  return { terms, sum: round(sum) };
}

export const softmax = kernel('softmax', (context) => {
  const { elem } = tensorAt(context, 0);
  return [
    alongAxis(context, (values, out, at, step, n) => {
      const { terms, sum } = exponentials(values, at, step, n, elem);
      for (let j = 0; j < n; j++) out[at + j * step] = terms[j] / sum;
    }),
  ];
});

export const logSoftmax = kernel('log_softmax', (context) => [
  alongAxis(context, (values, out, at, step, n) => {
    const top = maximum(values, at, step, n);
    const log = math.log(exponentials(values, at, step, n, 'f64').sum);
    for (let j = 0; j < n; j++) out[at + j * step] = values[at + j * step] - top - log;
  }),
]);

export const hardmax = kernel('hardmax', (context) => [
  alongAxis(context, (values, out, at, step, n) => {
    let best = 0;
    for (let j = 1; j < n; j++) if (values[at + j * step] > values[at + best * step]) best = j;
    for (let j = 0; j < n; j++) out[at + j * step] = j === best ? 1 : 0;
  }),
]);
