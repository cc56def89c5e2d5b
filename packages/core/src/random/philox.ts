// The random numbers of graphs: a counter-based generator, so that element i can be computed without those before it, in any
// order, on any machine. Philox 4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3"
// (SC 2011); the tests have the known answers of its authors.

import { highWord, lowWord } from '../bits.js';
import { log } from '../math/log.js';
import { cos } from '../math/trigonometric.js';

const ROUNDS = 10;
const [MULTIPLIER_0, MULTIPLIER_1] = [0xd2511f53, 0xcd9e8d57];
/** The golden ratio and √3 − 1, as 32-bit fractions. */
const [WEYL_0, WEYL_1] = [0x9e3779b9, 0xbb67ae85];

type Words = readonly [number, number, number, number];

/** Upper 32 bits of a product of two 32-bit integers. */
function multiplyHigh(a: number, b: number): number {
  const [aHigh, aLow, bHigh, bLow] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
  const middle = aHigh * bLow + Math.floor((aLow * bLow) / 0x10000);
  const carried = aLow * bHigh + (middle % 0x10000);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carried / 0x10000)) >>> 0;
}

/** One block: four 32-bit words from a counter of four and a key of two. */
export function philox(counter: Words, key: readonly [number, number]): Words {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < ROUNDS; round++) {
    const [high0, low0] = [multiplyHigh(MULTIPLIER_0, c0), Math.imul(MULTIPLIER_0, c0) >>> 0];
    const [high1, low1] = [multiplyHigh(MULTIPLIER_1, c2), Math.imul(MULTIPLIER_1, c2) >>> 0];
    [c0, c1, c2, c3] = [(high1 ^ c1 ^ k0) >>> 0, low1, (high0 ^ c3 ^ k1) >>> 0, low0];
    [k0, k1] = [(k0 + WEYL_0) >>> 0, (k1 + WEYL_1) >>> 0];
  }
  return [c0, c1, c2, c3];
}

/** The block of element `index` under a seed, which may be any double. */
function blockOf(seed: number, index: number): Words {
  return philox([index >>> 0, Math.floor(index / 2 ** 32), 0, 0], [lowWord(seed) >>> 0, highWord(seed) >>> 0]);
}

/** 53 random bits as a number of [0, 1). */
function unit(high: number, low: number): number {
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
}

/** Number `index` of the uniform distribution over [0, 1) under a seed. */
export function randomUnit(seed: number, index: number): number {
  const [a, b] = blockOf(seed, index);
  return unit(a, b);
}

/** Number `index` of the standard normal distribution under a seed, by the transform of Box and Muller. */
export function randomNormal(seed: number, index: number): number {
  const [a, b, c, d] = blockOf(seed, index);
  // 1 - u lies in (0, 1]: its logarithm is finite.
  return Math.sqrt(-2 * log(1 - unit(a, b))) * cos(2 * Math.PI * unit(c, d));
}
