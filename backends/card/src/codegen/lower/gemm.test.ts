import { dim, type ElementType, numbersOf, roundF16, type Tensor } from '@afterglow/core';
import { build, tensorType } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { compileTest, large, makeFunc, randomTensor, tiny, valuesOf } from '../compile-and-run.test-support.js';

const f32 = Math.fround;

/** The rules of the card, straight: accumulate from the bias in K order, round once, then activate. */
function reference(x: Tensor, w: Tensor, bias: Tensor | undefined, act: 'none' | 'relu'): number[] {
  const [m = 0, k = 0] = x.shape;
  const [n = 0] = w.shape;
  const [xs, ws, bs] = [numbersOf(x), numbersOf(w), bias ? numbersOf(bias) : undefined];
  const half = x.elem === 'f16';
  const y: number[] = [];
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = bs ? (bs[j] ?? 0) : 0;
      for (let p = 0; p < k; p++) sum = f32(sum + f32((xs[i * k + p] ?? 0) * (ws[j * k + p] ?? 0)));
      const rounded = half ? roundF16(sum) : sum;
      y.push(act === 'relu' ? Math.max(0, rounded) : rounded);
    }
  }
  return y;
}

describe('fully connected layers', () => {
  const cases: { elem: ElementType; biasElem: ElementType | undefined; act: 'none' | 'relu'; n: number; k: number }[] =
    [
      { elem: 'f16', biasElem: 'f16', act: 'relu', n: 70, k: 37 },
      { elem: 'f16', biasElem: 'f16', act: 'none', n: 5, k: 1500 },
      { elem: 'f32', biasElem: 'f32', act: 'relu', n: 33, k: 70 },
      { elem: 'f32', biasElem: undefined, act: 'none', n: 1, k: 13 },
    ];
  for (const machine of [tiny, large]) {
    for (const { elem, biasElem, act, n, k } of cases) {
      it(`${elem}[N, ${k}] to ${n}, bias ${biasElem}, ${act}, on ${machine.name}`, () => {
        const weight = randomTensor(elem, [n, k], 1);
        const bias = biasElem && randomTensor(biasElem, [n], 2);
        const func = makeFunc({ N: [1, 64] }, (b) => {
          const x = b.param('x', tensorType(elem, [dim.symbol('N'), k]));
          const biasValue = bias && b.constant('bias', bias);
          return build.fullyConnected(b, x, b.constant('weight', weight), biasValue, { act });
        });
        const card = compileTest(func, machine);
        for (const batch of [1, 7, 64]) {
          const x = randomTensor(elem, [batch, k], batch + 10);
          const [y] = card.run({ x }, { N: batch });
          expect(y?.shape).toEqual([batch, n]);
          expect(y && valuesOf(y)).toEqual(reference(x, weight, bias, act));
        }
      });
    }
  }

  it('takes several tiles on a tiny machine', () => {
    const func = makeFunc({ N: [1, 64] }, (b) => {
      const x = b.param('x', tensorType('f16', [dim.symbol('N'), 512]));
      return build.fullyConnected(b, x, b.constant('w', randomTensor('f16', [256, 512], 3)), undefined, {});
    });
    expect(compileTest(func, tiny).compiled.report.tiles).toBeGreaterThan(16);
    expect(compileTest(func, large).compiled.report.tiles).toBeLessThan(4);
  });
});
