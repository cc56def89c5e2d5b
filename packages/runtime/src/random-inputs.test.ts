import type { Manifest } from '@afterglow/bundle';
import { arrayOf, type Tensor } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { chooseSizes, randomInputs } from './random-inputs.js';

const manifest = {
  inputs: [
    { name: 'x', elem: 'f32', shape: ['batch', 3] },
    { name: 'ids', elem: 'i64', shape: ['n'], values: { lo: 0, hi: 6 } },
    { name: 'offsets', elem: 'i64', shape: ['batch'], values: { lo: 0, hi: 'n', sorted: true } },
  ],
  params: [
    { name: 'batch', lo: 1, hi: 64 },
    { name: 'n', lo: 0, hi: 2 },
  ],
} as unknown as Manifest;

function array(inputs: ReturnType<typeof randomInputs>, name: string): unknown[] {
  return [...(arrayOf(inputs.get(name) as Tensor) as Iterable<unknown>)];
}

describe('randomInputs', () => {
  it('makes the same inputs from the same seed, others from another', () => {
    const [a, b, c] = [randomInputs(manifest, 1), randomInputs(manifest, 1), randomInputs(manifest, 2)];
    expect(array(a, 'x')).toEqual(array(b, 'x'));
    expect(array(a, 'x')).not.toEqual(array(c, 'x'));
  });

  it('keeps sizes in range and honours those asked for', () => {
    expect(chooseSizes(manifest, new Map())).toEqual(
      new Map([
        ['batch', 4],
        ['n', 2],
      ]),
    );
    expect(randomInputs(manifest, 1, new Map([['batch', 9]])).get('x')).toMatchObject({ shape: [9, 3] });
  });

  it('gives rows of the table and offsets that never decrease', () => {
    for (let seed = 0; seed < 50; seed++) {
      const inputs = randomInputs(manifest, seed);
      for (const id of array(inputs, 'ids') as bigint[]) expect(id >= 0n && id <= 6n).toBe(true);
      const offsets = array(inputs, 'offsets') as bigint[];
      expect(offsets[0]).toBe(0n);
      offsets.forEach((offset, i) => {
        expect(offset <= 2n && offset >= (offsets[i - 1] ?? 0n)).toBe(true);
      });
    }
  });
});
