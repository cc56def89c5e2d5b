import { numbersOf, tensorFromNumbers } from '@afterglow/core';
import type { Attrs } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { runOp } from '../../testing/run-op.js';

const f64 = (shape: readonly number[], values: readonly number[]) => tensorFromNumbers('f64', shape, values);
const f32 = (shape: readonly number[], values: readonly number[]) => tensorFromNumbers('f32', shape, values);

function numbers(op: string, operands: Parameters<typeof runOp>[1], attrs: Attrs): readonly number[] {
  const [first] = runOp(op, operands, attrs);
  return first ? [...numbersOf(first)] : [];
}

describe('svm_kernel', () => {
  it('follows its four formulas', () => {
    // x · v = 1 and |x - v|² = 1 + 4 for the first vector, 6 and 1 + 1 for the second.
    const operands = [f32([1, 2], [1, 2]), f32([2, 2], [1, 0, 2, 3])];
    const of = (kernel: string, attrs: Attrs = {}) => numbers('svm_kernel', operands, { kernel, ...attrs });
    expect(of('linear')).toEqual([1, 8]);
    expect(of('poly', { gamma: 2, coef0: 1, degree: 2 })).toEqual([9, 289]);
    expect(of('rbf', { gamma: 0.5 })).toEqual([expect.closeTo(Math.E ** -2, 12), expect.closeTo(Math.E ** -1, 12)]);
    const tanh = (x: number) => 1 - 2 / (Math.E ** (2 * x) + 1);
    const expected = [tanh(0.35), tanh(1.05)].map((x) => expect.closeTo(x, 12) as number);
    expect(of('sigmoid', { gamma: 0.1, coef0: 0.25 })).toEqual(expected);
  });
});

describe('svm_decisions and svm_votes', () => {
  it('weigh the vectors of both classes of a pair', () => {
    // Three classes with 1, 2 and 1 vectors. Pair (0, 1): row 0 for vectors of 0, row 0 for those of 1, and so on.
    const coefficients = f32([2, 4], [1, 10, 20, 300, 2, 30, 40, 600]);
    const pairs = numbers('svm_decisions', [f64([1, 4], [1, 1, 1, 1]), coefficients, f32([3], [-100, 0, 0.5])], {
      counts: [1, 2, 1],
    });
    // (0, 1): 1 + (10 + 20) - 100; (0, 2): 2 + 300; (1, 2): (30 + 40) + 600 + 0.5.
    expect(pairs).toEqual([-69, 302, 670.5]);
    expect(numbers('svm_votes', [f64([2, 3], [-69, 302, 670.5, 0, -1, -2])], { classes: 3 })).toEqual([
      1, 2, 0, 0, 1, 2,
    ]);
  });
});

describe('couple_probabilities', () => {
  it('agrees with pairs that agree with each other', () => {
    // p = (0.5, 0.3, 0.2): p_i / (p_i + p_j) for each pair.
    const pairs = [0.5 / 0.8, 0.5 / 0.7, 0.3 / 0.5];
    const p = numbers('couple_probabilities', [f64([1, 3], pairs)], { classes: 3 });
    [0.5, 0.3, 0.2].forEach((expected, i) => {
      expect(p[i]).toBeCloseTo(expected, 2);
    });
    expect(p.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
  });

  it('is the pair itself for two classes', () => {
    const p = numbers('couple_probabilities', [f64([2, 1], [0.9, 0.2])], { classes: 2 });
    [0.9, 0.1, 0.2, 0.8].forEach((expected, i) => {
      expect(p[i]).toBeCloseTo(expected, 2);
    });
  });
});
