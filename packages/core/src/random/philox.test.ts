import { describe, expect, it } from 'vitest';
import { philox, randomNormal, randomUnit } from './philox.js';

describe('the generator', () => {
  // Known answers of the authors' Random123 library, kat_vectors, philox4x32 with 10 rounds.
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ] as const)('%j under %j', (counter, key, words) => {
    expect(philox(counter, key)).toEqual(words);
  });

  const many = Array.from({ length: 20_000 }, (_, i) => i);
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;

  it('spreads evenly over [0, 1)', () => {
    const values = many.map((i) => randomUnit(1, i));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(mean(values)).toBeCloseTo(0.5, 2);
    expect(mean(values.map((x) => (x - 0.5) ** 2))).toBeCloseTo(1 / 12, 2);
  });

  it('has mean 0 and variance 1 where it is normal', () => {
    const values = many.map((i) => randomNormal(1, i));
    expect(values.every(Number.isFinite)).toBe(true);
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(mean(values.map((x) => x * x))).toBeCloseTo(1, 1);
  });

  it('depends on every bit of the seed and the index, and on nothing else', () => {
    const seeds = [0, -0, 1, -1, 1 + Number.EPSILON, 0.5, Number.NaN];
    expect(new Set(seeds.map((seed) => randomUnit(seed, 0))).size).toBe(seeds.length);
    expect(randomUnit(1, 2 ** 32)).not.toBe(randomUnit(1, 0));
    expect(randomUnit(7, 3)).toBe(randomUnit(7, 3));
  });
});
