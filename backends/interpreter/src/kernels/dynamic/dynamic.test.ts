import { dim } from '@afterglow/core';
import { tensorType } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { f32, i64, numbers, runOp, tensor } from '../../testing/run-op.js';

const six = f32([2, 3], [1, 2, 3, 4, 5, 6]);
const axes = (...values: number[]) => i64([values.length], values);

describe('ops whose parameters are data', () => {
  it('dynamic_reduce takes axes of any order and sign, or none', () => {
    const reduce = (of: ReturnType<typeof axes>, attrs: Record<string, string | number | boolean>) =>
      runOp('dynamic_reduce', [six, of], { reduction: 'sum', result_rank: 2, ...attrs });
    expect(numbers(reduce(axes(-1), {}))).toEqual([6, 15]);
    expect(reduce(axes(-1), {})[0]?.shape).toEqual([2, 1]);
    expect(numbers(reduce(axes(0), { keepdims: false, result_rank: 1 }))).toEqual([5, 7, 9]);
    expect(numbers(reduce(axes(1, 0), { keepdims: false, result_rank: 0 }))).toEqual([21]);
    expect(reduce(axes(), {})[0]?.shape).toEqual([1, 1]);
    // No axis: each element is reduced alone.
    expect(numbers(reduce(axes(), { empty: 'none', reduction: 'sum_square' }))).toEqual([1, 4, 9, 16, 25, 36]);
    expect(reduce(axes(), { empty: 'none', keepdims: false })[0]?.shape).toEqual([2, 3]);
    expect(() => reduce(axes(2), {})).toThrow('axis 2 is out of range');
    expect(() => reduce(axes(0, -2), {})).toThrow('name an axis twice');
    expect(() => reduce(axes(0, 1), { keepdims: false, result_rank: 1 })).toThrow('leave a result of rank 0, not 1');
  });

  it('dynamic_squeeze removes the given axes, or all of size 1', () => {
    const x = f32([1, 2, 1], [1, 2]);
    expect(runOp('dynamic_squeeze', [x, axes(-1)], { result_rank: 2 })[0]?.shape).toEqual([1, 2]);
    expect(runOp('dynamic_squeeze', [x, undefined], { result_rank: 1 })[0]?.shape).toEqual([2]);
    expect(() => runOp('dynamic_squeeze', [x, undefined], { result_rank: 2 })).toThrow('keeps 1 axes, not 2');
    expect(() => runOp('dynamic_squeeze', [x, axes(1)], { result_rank: 2 })).toThrow('is not 1');
  });

  it('dynamic_unsqueeze counts axes of the result', () => {
    expect(runOp('dynamic_unsqueeze', [six, axes(-1, 0)])[0]?.shape).toEqual([1, 2, 3, 1]);
    expect(() => runOp('dynamic_unsqueeze', [six, axes(4, 0)])).toThrow('axis 4 is out of range');
  });

  it('dynamic_split takes empty parts', () => {
    const parts = runOp('dynamic_split', [six, axes(0, 3)], { axis: 1, parts: 2 }, { add: { resultCount: 2 } });
    expect(parts.map(({ shape }) => shape)).toEqual([
      [2, 0],
      [2, 3],
    ]);
    const wrong = () => runOp('dynamic_split', [six, axes(1, 1)], { axis: 1, parts: 2 }, { add: { resultCount: 2 } });
    expect(wrong).toThrow('do not add up');
  });

  it('dynamic_pad pads all axes, or some', () => {
    const all = runOp('dynamic_pad', [six, axes(0, 1, 0, -1)]);
    expect(numbers(all)).toEqual([0, 1, 2, 0, 4, 5]);
    const some = runOp('dynamic_pad', [six, axes(1, 0), f32([], [9]), tensor('i32', [1], [-2])]);
    expect(numbers(some)).toEqual([9, 9, 9, 1, 2, 3, 4, 5, 6]);
    expect(() => runOp('dynamic_pad', [six, axes(0, 1)])).toThrow('2 pads for 2 axes');
  });

  it('assume_shape checks what was assumed', () => {
    const types = [tensorType('f32', [dim.symbol('N'), 3])];
    expect(runOp('assume_shape', [six], { shape: [2, 3] }, { types })[0]?.shape).toEqual([2, 3]);
    expect(() => runOp('assume_shape', [six], { shape: [4, 3] }, { types })).toThrow(
      'the shape must be [4, 3], is [2, 3]',
    );
    expect(() => runOp('assume_shape', [six], { shape: [3, 2] })).toThrow('a size is certainly another');
  });

  it('sizes that broadcast are known when the graph runs', () => {
    const open = [tensorType('f32', [dim.symbol('N')]), tensorType('f32', [dim.symbol('M')])];
    const add = (a: number[], b: number[]) =>
      numbers(runOp('add', [f32([a.length], a), f32([b.length], b)], {}, { types: open }));
    expect(add([1, 2], [3])).toEqual([4, 5]);
    expect(add([1], [3, 4])).toEqual([4, 5]);
    expect(add([1, 2], [3, 4])).toEqual([4, 6]);
    expect(add([], [3])).toEqual([]);
    expect(() => add([1, 2], [3, 4, 5])).toThrow('do not broadcast');
  });

  it('dynamic_tile repeats', () => {
    expect(numbers(runOp('dynamic_tile', [f32([1, 2], [1, 2]), axes(2, 2)]))).toEqual([1, 2, 1, 2, 1, 2, 1, 2]);
    expect(runOp('dynamic_tile', [six, axes(0, 1)])[0]?.shape).toEqual([0, 3]);
  });
});
