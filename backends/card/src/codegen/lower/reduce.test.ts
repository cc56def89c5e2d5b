import { type Dim, dim, type ElementType, numbersOf, roundF16, type Tensor } from '@afterglow/core';
import { build, tensorType } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { compileTest, large, makeFunc, randomTensor, tiny, valuesOf } from '../compile-and-run.test-support.js';

const f32 = Math.fround;
const N = dim.symbol('N');
const at = (shape: readonly Dim[], n: number) => shape.map((d) => dim.evaluate(d, new Map([['N', n]])) ?? 0);

const folds = {
  sum: { builder: build.reduceSum, start: 0, step: (s: number, x: number) => f32(s + x) },
  mean: { builder: build.reduceMean, start: 0, step: (s: number, x: number) => f32(s + x) },
  max: { builder: build.reduceMax, start: Number.NEGATIVE_INFINITY, step: Math.max },
  min: { builder: build.reduceMin, start: Number.POSITIVE_INFINITY, step: Math.min },
  prod: { builder: build.reduceProd, start: 1, step: (s: number, x: number) => f32(s * x) },
};

/** Folds in index order in binary32, one rounding at the end. */
function reference(x: Tensor, axes: readonly number[], kind: keyof typeof folds): number[] {
  const reduced = x.shape.map((_, axis) => axes.length === 0 || axes.includes(axis));
  const kept = x.shape.map((size, axis) => (reduced[axis] ? 1 : size));
  const acc = Array<number>(kept.reduce((a, b) => a * b, 1)).fill(folds[kind].start);
  numbersOf(x).forEach((value, i) => {
    let [rest, target, step] = [i, 0, 1];
    for (let axis = x.shape.length - 1; axis >= 0; axis--) {
      const size = x.shape[axis] ?? 1;
      if (!reduced[axis]) {
        target += (rest % size) * step;
        step *= size;
      }
      rest = Math.floor(rest / size);
    }
    acc[target] = folds[kind].step(acc[target] ?? 0, value);
  });
  const count = x.shape.reduce((a, b, axis) => (reduced[axis] ? a * b : a), 1);
  return acc.map((s) => {
    const value = kind === 'mean' ? f32(s / f32(count)) : s;
    return x.elem === 'f16' ? roundF16(value) : value;
  });
}

describe('reductions', () => {
  const cases: [readonly Dim[], readonly number[]][] = [
    [[N, 40], [1]],
    [[N, 40], [0]],
    [[N, 40], []],
    [[3, N, 5], [1]],
    [
      [3, N, 5],
      [0, 2],
    ],
    [[3, N, 5], [2]],
    [
      [3, 4, N, 5],
      [0, 2],
    ],
    [
      [3, 4, N, 5],
      [1, 3],
    ],
    [
      [2, 3, 4, N, 2],
      [0, 2, 4],
    ],
    [[N, 5000], [1]],
    [[5000, N], [0]],
    [[N, 1], [1]],
  ];
  for (const [shape, axes] of cases) {
    it(`[${shape.map(dim.printDim)}] over [${axes}]`, () => {
      for (const elem of ['f16', 'f32'] as ElementType[]) {
        for (const [name, { builder }] of Object.entries(folds)) {
          if (name !== 'mean' && elem === 'f32') continue;
          const func = makeFunc({ N: [1, 13] }, (b) => {
            return builder(b, b.param('x', tensorType(elem, shape)), { axes, keepdims: axes.length === 1 });
          });
          for (const machine of name === 'sum' ? [tiny, large] : [tiny]) {
            const card = compileTest(func, machine);
            for (const n of [1, 13]) {
              const x = randomTensor(elem, at(shape, n), n);
              const [y] = card.run({ x }, { N: n });
              expect(y && valuesOf(y), name).toEqual(reference(x, axes, name as keyof typeof folds));
            }
          }
        }
      }
    });
  }

  it('folds nothing to the start value, the mean to 0', () => {
    const func = makeFunc({ N: [0, 3] }, (b) => {
      const x = b.param('x', tensorType('f16', [2, N]));
      const attrs = { axes: [1], keepdims: false };
      return [build.reduceSum(b, x, attrs), build.reduceMax(b, x, attrs), build.reduceMean(b, x, attrs)];
    });
    const results = compileTest(func).run({ x: randomTensor('f16', [2, 0], 1) }, { N: 0 });
    expect(results.map(valuesOf)).toEqual([
      [0, 0],
      [-Infinity, -Infinity],
      [0, 0],
    ]);
  });
});
