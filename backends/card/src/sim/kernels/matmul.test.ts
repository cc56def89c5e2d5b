// Tiles larger than a block, against three plain loops. `matrix.test.ts` judges the arithmetic itself with exact integers, on small tiles.

import { f16ToNumber, numberToF16 } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { MatmulScratch, type MatmulShape, makeViews, matmulF16, matmulF32 } from './index.js';
import { NAN_F32, type Views } from './views.js';

/** Numbers from −2 to 2 that depend on the seed alone. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32 - 0.5) * 4;
  };
}

/** The manual's loop, in the manual's order; `elements` are the scratchpad's, as numbers. */
function plain(elements: Float32Array, acc: Views, s: MatmulShape): void {
  for (let i = 0; i < s.m; i++) {
    for (let j = 0; j < s.n; j++) {
      const at = s.c + i * s.ldc + j;
      const [rowStep, start] = s.transposed ? [1, s.b + j * s.ldb] : [s.ldb, s.b + j];
      let sum = s.accumulate ? (acc.f32[at] ?? 0) : 0;
      for (let p = 0; p < s.k; p++) {
        const product = Math.fround((elements[s.a + i * s.lda + p] ?? 0) * (elements[start + p * rowStep] ?? 0));
        sum = Math.fround(sum + product);
      }
      if (Number.isNaN(sum)) acc.u32[at] = NAN_F32;
      else acc.f32[at] = sum;
    }
  }
}

const SIZES = [
  { m: 1, n: 1, k: 1300 },
  { m: 67, n: 263, k: 515 },
  { m: 130, n: 9, k: 512 },
  { m: 3, n: 520, k: 70 },
  { m: 64, n: 256, k: 1024 },
];

describe.each([
  ['halves', true, matmulF16],
  ['numbers', false, matmulF32],
] as const)('%s', (_, halves, multiply) => {
  const next = noise(7);
  const count = 1 << 19;
  const sram = makeViews(4 * count);
  const elements = Float32Array.from({ length: count }, next);
  if (halves) sram.u16.set(Uint16Array.from(elements, numberToF16));
  else sram.f32.set(elements);
  if (halves)
    elements.forEach((_, i) => {
      elements[i] = f16ToNumber(sram.u16[i] ?? 0);
    });
  const scratch = new MatmulScratch();

  function check(shape: MatmulShape, special: (acc: Views) => void = () => {}): void {
    const [found, expected] = [makeViews(1 << 18), makeViews(1 << 18)];
    for (const acc of [found, expected]) {
      const start = noise(3);
      for (let i = 0; i < acc.f32.length; i++) acc.f32[i] = start();
      special(acc);
    }
    multiply(found, sram, shape, scratch);
    plain(elements, expected, shape);
    expect(Buffer.compare(found.u8, expected.u8)).toBe(0);
  }

  it.each(SIZES)('blocks of $m × $n × $k add in the order of k', ({ m, n, k }) => {
    for (const transposed of [false, true]) {
      const ldb = (transposed ? k : n) + 1;
      const shape = {
        m,
        n,
        k,
        c: 5,
        a: 11,
        b: 3,
        ldc: Math.min(n + 3, 480),
        lda: k + 5 > 900 ? 900 : k + 5,
        ldb,
        transposed,
      };
      const fits = (m - 1) * shape.ldc + n + 5 <= 65536;
      check({ ...shape, ldc: fits ? shape.ldc : n, accumulate: transposed });
    }
  });

  it('rows that share accumulators go one after another', () => {
    const shape = { m: 9, n: 40, k: 33, c: 64, a: 0, b: 0, lda: 33, ldb: 40, accumulate: true, transposed: false };
    for (const ldc of [0, 1, 39, -7]) check({ ...shape, c: 512, ldc });
  });

  it('leaves one canonical NaN, whatever the NaN it started from', () => {
    const shape = { m: 5, n: 9, k: 3, c: 0, a: 0, b: 0, ldc: 9, lda: 3, ldb: 9, accumulate: true, transposed: false };
    check(shape, ({ u32 }) => {
      u32[4] = 0xffc12345;
      u32[20] = 0x7f800001;
    });
  });
});
