import { describe, expect, it } from 'vitest';
import { f32, i64, numbers, runOp } from '../../testing/run-op.js';

describe('det', () => {
  it('is that of each matrix, whatever the order of rows', () => {
    const y = runOp('det', [f32([2, 3, 3], [0, 2, 0, 3, 0, 0, 0, 0, 5, 1, 2, 3, 4, 5, 6, 7, 8, 9])]);
    expect(y[0]?.shape).toEqual([2]);
    expect(numbers(y)[0]).toBe(-30);
    expect(numbers(y)[1]).toBeCloseTo(0, 6);
    expect(numbers(runOp('det', [f32([2, 2], [1, 2, 3, 4])]))).toEqual([-2]);
  });

  it('of no rows is 1', () => {
    expect(numbers(runOp('det', [f32([0, 0], [])]))).toEqual([1]);
    expect(numbers(runOp('det', [f32([0, 2, 2], [])]))).toEqual([]);
  });
});

describe('diagonal', () => {
  it('keeps the place of the first axis', () => {
    const x = i64([2, 3, 2], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const y = runOp('diagonal', [x], { first: 0, second: 2 });
    expect(y[0]?.shape).toEqual([2, 3]);
    expect(numbers(y)).toEqual([0, 2, 4, 7, 9, 11]);
    expect(numbers(runOp('diagonal', [x], { first: -1, second: 0 }))).toEqual([0, 7, 2, 9, 4, 11]);
  });
});
