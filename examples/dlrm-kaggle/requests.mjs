// Seeded requests of different sizes, as a recommendation service would send them.

import { tensorFromArray, tensorFromNumbers } from '@afterglow/core';
import { seededRandom } from '@afterglow/runtime';
import { FULL } from './model-shape.mjs';

/** Largest number of lookups in one bag of a multi-hot request; bags may be empty. */
const LARGEST_BAG = 6;

export const REQUESTS = [
  { name: 'one sample, one-hot', batch: 1, multiHot: false, seed: 1 },
  { name: 'one sample, multi-hot', batch: 1, multiHot: true, seed: 2 },
  { name: '16 samples, one-hot', batch: 16, multiHot: false, seed: 3 },
  { name: '16 samples, multi-hot', batch: 16, multiHot: true, seed: 4 },
  { name: '64 samples, multi-hot', batch: 64, multiHot: true, seed: 5 },
];

/** Most lookups any table of any request has, for planning memory. */
export const MOST_LOOKUPS = 64 * LARGEST_BAG;

function bag({ batch, multiHot }, rows, random) {
  const lengths = Array.from({ length: batch }, () => (multiHot ? Math.floor(random() * (LARGEST_BAG + 1)) : 1));
  const offsets = [];
  let lookups = 0;
  for (const length of lengths) {
    offsets.push(BigInt(lookups));
    lookups += length;
  }
  const indices = BigInt64Array.from({ length: lookups }, () => BigInt(Math.floor(random() * rows)));
  return { offsets: BigInt64Array.from(offsets), indices, empty: lengths.filter((length) => length === 0).length };
}

/** Inputs of a request by name, and how many lookups and empty bags they hold. */
export function makeRequest(request) {
  const { batch, seed } = request;
  const random = seededRandom(seed);
  const dense = Float64Array.from({ length: batch * FULL.denseFeatures }, () => random() * 4 - 1);
  const bags = FULL.rows.map((rows) => bag(request, rows, random));
  const inputs = new Map([
    ['dense_x', tensorFromNumbers('f32', [batch, FULL.denseFeatures], dense)],
    ...bags.map(({ offsets }, k) => [`offsets_${k}`, tensorFromArray('i64', [batch], offsets)]),
    ...bags.map(({ indices }, k) => [`indices_${k}`, tensorFromArray('i64', [indices.length], indices)]),
  ]);
  const sum = (count) => bags.reduce((total, one) => total + count(one), 0);
  return { ...request, inputs, lookups: sum(({ indices }) => indices.length), emptyBags: sum(({ empty }) => empty) };
}
