// Weights from a seed: the same bytes on every machine, because nothing but exact arithmetic and one rounding to
// float32 takes part. Spread such that probabilities cover (0, 1) instead of crowding at one half.

import { seededRandom } from '@afterglow/runtime';

const EMBEDDING_SPREAD = 0.5;
const BIAS_SPREAD = 0.1;
/** Widens the last layer, whose inputs nearly cancel. */
const LAST_LAYER_GAIN = 2;

/** Uniform in ±spread. */
function uniform(random, count, spread) {
  return Float32Array.from({ length: count }, () => (random() * 2 - 1) * spread);
}

export function embeddingTable(table, rows, width) {
  return uniform(seededRandom(1000 + table), rows * width, EMBEDDING_SPREAD);
}

/** Weight [out, in] and bias [out] of layer `layer` of an MLP; He's spread keeps activations level through ReLUs. */
export function linearLayer(seed, inWidth, outWidth, isLast) {
  const random = seededRandom(seed);
  const spread = Math.sqrt(6 / inWidth) * (isLast ? LAST_LAYER_GAIN : 1);
  return {
    weight: uniform(random, outWidth * inWidth, spread),
    bias: uniform(random, outWidth, BIAS_SPREAD),
  };
}
