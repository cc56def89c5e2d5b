import { type Dim, dim, type ElementType, numbersOf, roundF16, type Tensor } from '@afterglow/core';
import { build, tensorType } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { compileTest, large, makeFunc, randomTensor, tiny, valuesOf } from '../compile-and-run.test-support.js';

const f32 = Math.fround;

/** NumPy's matmul with sums in the order of K. */
function reference(a: Tensor, b: Tensor): number[] {
  const as = a.shape.length === 1 ? [1, ...a.shape] : a.shape;
  const bs = b.shape.length === 1 ? [...b.shape, 1] : b.shape;
  const [m = 0, k = 0] = as.slice(-2);
  const [n = 0] = bs.slice(-1);
  const rank = Math.max(as.length, bs.length) - 2;
  const batchOf = (shape: readonly number[]) =>
    [...Array(rank - (shape.length - 2)).fill(1), ...shape.slice(0, -2)] as number[];
  const [ab, bb] = [batchOf(as), batchOf(bs)];
  const batch = ab.map((size, i) => (size === 1 ? (bb[i] ?? 1) : size));
  const [x, y] = [numbersOf(a), numbersOf(b)];
  const total = batch.reduce((p, q) => p * q, 1);
  const result: number[] = [];
  for (let t = 0; t < total; t++) {
    let [rest, ai, bi, aStep, bStep] = [t, 0, 0, 1, 1];
    for (let axis = rank - 1; axis >= 0; axis--) {
      const size = batch[axis] ?? 1;
      const index = rest % size;
      rest = Math.floor(rest / size);
      if (ab[axis] !== 1) ai += index * aStep;
      if (bb[axis] !== 1) bi += index * bStep;
      aStep *= ab[axis] ?? 1;
      bStep *= bb[axis] ?? 1;
    }
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = 0; p < k; p++)
          sum = f32(sum + f32((x[(ai * m + i) * k + p] ?? 0) * (y[(bi * k + p) * n + j] ?? 0)));
        result.push(a.elem === 'f16' ? roundF16(sum) : sum);
      }
    }
  }
  return result;
}

const N = dim.symbol('N');
const at = (shape: readonly Dim[], n: number) => shape.map((d) => dim.evaluate(d, new Map([['N', n]])) ?? 0);

describe('matmul', () => {
  const cases: [readonly Dim[], readonly Dim[]][] = [
    [
      [N, 70],
      [70, 50],
    ],
    [[40], [40]],
    [[40], [40, N]],
    [[N, 40], [40]],
    [
      [3, N, 9],
      [3, 9, 11],
    ],
    [
      [2, 1, 5, 9],
      [3, 9, N],
    ],
    [
      [N, 5, 40],
      [40, 33],
    ],
    [
      [N, 1, 6],
      [N, 6, 1],
    ],
    [
      [4, 9],
      [N, 9, 2],
    ],
    [
      [N, 4, 200],
      [N, 200, 4],
    ],
    [
      [3, 8],
      [2, 3, 8, 5],
    ],
  ];
  for (const [a, b] of cases) {
    it(`[${a.map(dim.printDim)}] by [${b.map(dim.printDim)}]`, () => {
      for (const elem of ['f16', 'f32'] as ElementType[]) {
        const func = makeFunc({ N: [1, 12] }, (builder) => {
          const left = builder.param('a', tensorType(elem, a));
          return build.matmul(builder, left, builder.param('b', tensorType(elem, b)));
        });
        for (const machine of [tiny, large]) {
          const card = compileTest(func, machine);
          const hasN = card.compiled.image.programs[0]?.params.length === 1;
          for (const n of hasN ? [1, 5, 12] : [0]) {
            const [x, y] = [randomTensor(elem, at(a, n), n + 1), randomTensor(elem, at(b, n), n + 2)];
            const [z] = card.run({ a: x, b: y }, hasN ? { N: n } : {});
            expect(z && valuesOf(z)).toEqual(reference(x, y));
          }
        }
      }
    });
  }

  it('applies an activation to the rounded product', () => {
    const func = makeFunc({}, (b) => {
      const x = b.param('a', tensorType('f16', [9, 8]));
      return build.matmul(b, x, b.param('b', tensorType('f16', [8, 3])), { act: 'relu' });
    });
    const [x, y] = [randomTensor('f16', [9, 8], 1), randomTensor('f16', [8, 3], 2)];
    const [z] = compileTest(func).run({ a: x, b: y });
    expect(z && valuesOf(z)).toEqual(reference(x, y).map((value) => Math.max(0, value)));
  });
});
