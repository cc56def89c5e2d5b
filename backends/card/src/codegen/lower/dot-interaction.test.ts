import { dim, type ElementType, numbersOf, roundF16, type Tensor } from '@afterglow/core';
import { build, tensorType } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { compileTest, large, makeFunc, randomTensor, tiny, valuesOf } from '../compile-and-run.test-support.js';

const f32 = Math.fround;

function reference(x: Tensor, rows: readonly number[], cols: readonly number[]): number[] {
  const [batch = 0, features = 0, d = 0] = x.shape;
  const v = numbersOf(x);
  const y: number[] = [];
  for (let b = 0; b < batch; b++) {
    rows.forEach((row, p) => {
      let sum = 0;
      const [one, two] = [(b * features + row) * d, (b * features + (cols[p] ?? 0)) * d];
      for (let i = 0; i < d; i++) sum = f32(sum + f32((v[one + i] ?? 0) * (v[two + i] ?? 0)));
      y.push(x.elem === 'f16' ? roundF16(sum) : sum);
    });
  }
  return y;
}

function lowerTriangle(features: number): [number[], number[]] {
  const [rows, cols]: [number[], number[]] = [[], []];
  for (let i = 1; i < features; i++) {
    for (let j = 0; j < i; j++) {
      rows.push(i);
      cols.push(j);
    }
  }
  return [rows, cols];
}

describe('dot interaction', () => {
  for (const elem of ['f16', 'f32'] as ElementType[]) {
    // 27 features fit the tile memory of `tiny` at once, 40 do not; 900 elements a row need several tiles.
    for (const [features, d] of [
      [27, 16],
      [27, 900],
      [40, 24],
      [3, 1],
      [60, 300],
    ] as const) {
      it(`${elem}[N, ${features}, ${d}]`, () => {
        const [rows, cols] = lowerTriangle(features);
        const func = makeFunc({ N: [0, 8] }, (b) => {
          const x = b.param('x', tensorType(elem, [dim.symbol('N'), features, d]));
          return build.dotInteraction(b, x, { rows, cols });
        });
        for (const machine of [tiny, large]) {
          const card = compileTest(func, machine);
          for (const batch of [0, 1, 3]) {
            const x = randomTensor(elem, [batch, features, d], batch + 1);
            const [y] = card.run({ x }, { N: batch });
            expect(y && valuesOf(y)).toEqual(reference(x, rows, cols));
          }
        }
      });
    }
  }

  it('takes pairs in any order, with themselves and repeated', () => {
    const [rows, cols] = [
      [2, 0, 2, 1],
      [2, 1, 2, 0],
    ];
    const func = makeFunc({}, (b) =>
      build.dotInteraction(b, b.param('x', tensorType('f16', [2, 3, 5])), { rows, cols }),
    );
    const x = randomTensor('f16', [2, 3, 5], 4);
    const [y] = compileTest(func).run({ x });
    expect(y && valuesOf(y)).toEqual(reference(x, rows, cols));
  });
});
