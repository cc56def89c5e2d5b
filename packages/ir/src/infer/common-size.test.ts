import { type Dim, dim } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { eitherSize, sizesSharing } from './common-size.js';

const [A, B, C] = ['A', 'B', 'C'].map(dim.symbol) as [Dim, Dim, Dim];

describe('the common size of open sizes', () => {
  it('is one, whichever two meet first', () => {
    const all = eitherSize(eitherSize(A, B), C);
    expect(dim.printDim(all)).toBe('max(A, B, C)*min(1, A, B, C)');
    expect(eitherSize(A, eitherSize(B, C))).toBe(all);
    expect(eitherSize(eitherSize(A, C), eitherSize(C, B))).toBe(all);
    expect(eitherSize(all, B)).toBe(all);
    expect(new Set(sizesSharing(all))).toEqual(new Set([A, B, C]));
  });

  it('is known by its sizes where one of them is a maximum or minimum itself', () => {
    const rest = dim.max(0, dim.sub(A, 3));
    const first = dim.min(A, 2);
    for (const [a, b] of [
      [rest, dim.max(0, dim.sub(B, 1))],
      [first, dim.min(B, 5)],
    ] as const) {
      const common = eitherSize(a, b);
      expect(new Set(sizesSharing(common))).toEqual(new Set([a, b]));
      expect(eitherSize(common, a)).toBe(common);
    }
  });

  it('of any other size is itself', () => {
    for (const d of [7, A, dim.mul(A, B), dim.max(A, B), dim.mul(dim.max(A, B), dim.min(A, C)), dim.add(A, 1)])
      expect(sizesSharing(d)).toEqual([d]);
  });

  it('grows by one size at a time without looking at all of them again', () => {
    const started = performance.now();
    const sizes = Array.from({ length: 300 }, (_, i) => dim.symbol(`many${i}`));
    const all = sizes.reduce(eitherSize);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(sizesSharing(all)).toHaveLength(300);
  });
});
