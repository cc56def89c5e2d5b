// RandomUniform-22, RandomNormal-22, Bernoulli-22, Multinomial-22 with the generator of `core`: element i depends on the seed
// and on i alone. Computed in double, rounded once.

import { type ElementType, math, randomNormal, randomUnit, type Tensor } from '@afterglow/core';
import { allocate, doublesOf, sealNumbers } from '../../data/elements.js';
import { sizeOf } from '../../data/shape.js';
import { intAttr, intsAttr, type KernelContext, kernel, tensorAt, wordAttr } from '../../kernel.js';

function filled(context: KernelContext, shape: readonly number[], element: (i: number) => number): Tensor {
  const size = sizeOf(shape);
  const values = allocate(`${size} random numbers`, () => new Float64Array(size));
  for (let i = 0; i < size; i++) values[i] = element(i);
  return sealNumbers(wordAttr(context, 'elem') as ElementType, shape, values);
}

export const randomUniformKernel = kernel('random_uniform', (context) => {
  const [low, high, seed] = [intAttr(context, 'low', 0), intAttr(context, 'high', 1), intAttr(context, 'seed')];
  return [filled(context, intsAttr(context, 'shape'), (i) => low + (high - low) * randomUnit(seed, i))];
});

export const randomNormalKernel = kernel('random_normal', (context) => {
  const [mean, scale, seed] = [intAttr(context, 'mean', 0), intAttr(context, 'scale', 1), intAttr(context, 'seed')];
  return [filled(context, intsAttr(context, 'shape'), (i) => mean + scale * randomNormal(seed, i))];
});

export const bernoulli = kernel('bernoulli', (context) => {
  const x = tensorAt(context, 0);
  const [odds, seed] = [doublesOf(x), intAttr(context, 'seed')];
  return [filled(context, x.shape, (i) => Number(randomUnit(seed, i) < odds[i]))];
});

/** Running sums of the probabilities of a row, up to a common factor; the largest logarithm is taken out before. */
function cumulative(logits: ArrayLike<number>, row: number, classes: number): Float64Array {
  let top = -Infinity;
  for (let c = 0; c < classes; c++) top = Math.max(top, logits[row * classes + c]);
  const sums = new Float64Array(classes);
  let sum = 0;
  for (let c = 0; c < classes; c++) {
    sum += math.exp(logits[row * classes + c] - top);
    sums[c] = sum;
  }
  return sums;
}

export const multinomial = kernel('multinomial', (context) => {
  const x = tensorAt(context, 0);
  const [rows, classes] = x.shape;
  const [samples, seed] = [intAttr(context, 'samples'), intAttr(context, 'seed')];
  const logits = doublesOf(x);
  const sums = Array.from({ length: rows }, (_, row) => cumulative(logits, row, classes));
  const draw = (i: number) => {
    const row = sums[Math.floor(i / samples)];
    const at = randomUnit(seed, i) * row[classes - 1];
    const picked = row.findIndex((sum) => at < sum);
    return picked < 0 ? classes - 1 : picked;
  };
  return [filled(context, [rows, samples], draw)];
});
