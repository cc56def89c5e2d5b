import { tensorFromArray } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { bigs, f32, i64, numbers, runOp, tensor } from '../../testing/run-op.js';

const x = f32([2, 3], [1, 2, 3, 4, 5, 6]);

describe('reductions', () => {
  it('fold chosen axes and drop or keep them', () => {
    expect(runOp('reduce_sum', [x], { axes: [1], keepdims: false })[0]?.shape).toEqual([2]);
    expect(numbers(runOp('reduce_sum', [x], { axes: [-1] }))).toEqual([6, 15]);
    expect(numbers(runOp('reduce_mean', [x], { axes: [0] }))).toEqual([2.5, 3.5, 4.5]);
    expect(numbers(runOp('reduce_max', [x], { axes: [] }))).toEqual([6]);
    expect(numbers(runOp('reduce_prod', [x], { axes: [1] }))).toEqual([6, 120]);
    expect(numbers(runOp('reduce_l1', [f32([2], [-3, 4])], { axes: [] }))).toEqual([7]);
    expect(numbers(runOp('reduce_l2', [f32([2], [-3, 4])], { axes: [] }))).toEqual([5]);
    expect(numbers(runOp('reduce_sum_square', [x], { axes: [1] }))).toEqual([14, 77]);
    expect(numbers(runOp('reduce_log_sum', [f32([2], [1, 1])], { axes: [] }))[0]).toBe(Math.fround(Math.LN2));
    expect(numbers(runOp('reduce_log_sum_exp', [f32([2], [1000, 1000])], { axes: [] }))[0]).toBeCloseTo(1000.693, 3);
  });

  it('over nothing answer the neutral element, a mean of nothing 0', () => {
    const empty = f32([0, 2], []);
    expect(numbers(runOp('reduce_sum', [empty], { axes: [0] }))).toEqual([0, 0]);
    expect(numbers(runOp('reduce_mean', [empty], { axes: [0] }))).toEqual([0, 0]);
    expect(numbers(runOp('reduce_max', [empty], { axes: [0] }))).toEqual([-Infinity, -Infinity]);
    expect(numbers(runOp('reduce_min', [tensor('i8', [0], [])], { axes: [] }))).toEqual([127]);
    expect(numbers(runOp('reduce_log_sum_exp', [empty], { axes: [0] }))).toEqual([-Infinity, -Infinity]);
  });

  it('keep integers exact', () => {
    const big = tensorFromArray('i64', [2], BigInt64Array.of(2n ** 62n, 1n));
    expect(bigs(runOp('reduce_sum', [big], { axes: [] }))).toEqual([2n ** 62n + 1n]);
    expect(numbers(runOp('reduce_sum', [tensor('i32', [2], [2 ** 31 - 1, 1])], { axes: [] }))).toEqual([-(2 ** 31)]);
    expect(numbers(runOp('reduce_max', [tensor('bool', [2], [0, 1])], { axes: [] }))).toEqual([1]);
  });

  it('sum more exactly than single precision would', () => {
    const values = f32([3], [1e8, 1, -1e8]);
    expect(numbers(runOp('reduce_sum', [values], { axes: [] }))).toEqual([1]);
    expect(numbers(runOp('reduce_sum', [values], { axes: [] }, { numerics: 'card' }))).toEqual([0]);
  });

  it('card numerics sum f16 in f32 and round once', () => {
    const values = tensor('f16', [4], [2048, 1, 1, 1]);
    expect(numbers(runOp('reduce_sum', [values], { axes: [] }, { numerics: 'card' }))).toEqual([2052]);
    expect(numbers(runOp('reduce_mean', [values], { axes: [] }, { numerics: 'card' }))).toEqual([513]);
  });
});

describe('arg_max and arg_min', () => {
  it('take the first or the last extreme, NaN above all', () => {
    const row = f32([4], [1, 3, 3, 0]);
    expect(bigs(runOp('arg_max', [row], { axis: 0 }))).toEqual([1n]);
    expect(bigs(runOp('arg_max', [row], { axis: 0, select_last_index: true }))).toEqual([2n]);
    expect(bigs(runOp('arg_min', [f32([3], [1, Number.NaN, 0])], { axis: 0, keepdims: false }))).toEqual([1n]);
    expect(bigs(runOp('arg_max', [i64([2, 2], [1, 2, 4, 3])], { axis: 1 }))).toEqual([1n, 0n]);
  });
});
