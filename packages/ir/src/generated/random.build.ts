// Generated from ir-spec/ops/random.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { BernoulliArgs, DropoutArgs, MultinomialArgs, RandomNormalArgs, RandomUniformArgs } from './attrs.js';

/** 1 with the probability that x states, else 0. */
export function bernoulli(builder: Builder, x: Value, attrs: BernoulliArgs, options?: AddOptions): Value {
  return builder.value('bernoulli', [x], attrs, options);
}

/** In training: zero with probability ratio, and the rest scaled by 1 / (1 - ratio); else x itself. The mask tells what was kept. */
export function dropout(builder: Builder, x: Value, ratio: Value, training: Value, attrs: DropoutArgs, options?: AddOptions): readonly [y: Value, mask: Value] {
  // The inference of the op gives exactly these results.
  return builder.add('dropout', [x, ratio, training], attrs, options).results as readonly Value[] as readonly [y: Value, mask: Value];
}

/** Classes drawn from each row of logarithms of probabilities, which need not add up to 1. */
export function multinomial(builder: Builder, x: Value, attrs: MultinomialArgs, options?: AddOptions): Value {
  return builder.value('multinomial', [x], attrs, options);
}

/** Normally distributed, by the transform of Box and Muller. */
export function randomNormal(builder: Builder, attrs: RandomNormalArgs, options?: AddOptions): Value {
  return builder.value('random_normal', [], attrs, options);
}

/** Uniform over low up to, not including, high. */
export function randomUniform(builder: Builder, attrs: RandomUniformArgs, options?: AddOptions): Value {
  return builder.value('random_uniform', [], attrs, options);
}
