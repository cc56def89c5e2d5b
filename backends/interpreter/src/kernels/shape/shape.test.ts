import { arrayOf, splatTensor, stringTensor } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { bigs, f32, i64, numbers, runOp, tensor } from '../../testing/run-op.js';

const six = f32([2, 3], [1, 2, 3, 4, 5, 6]);
const count = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('views and copies', () => {
  it('reshape, squeeze, unsqueeze, shape_of, size_of', () => {
    expect(runOp('reshape', [six], { shape: [3, 2] })[0]?.shape).toEqual([3, 2]);
    expect(runOp('unsqueeze', [six], { axes: [0, -1] })[0]?.shape).toEqual([1, 2, 3, 1]);
    expect(runOp('squeeze', [f32([1, 2, 1], [1, 2])], { axes: [0, 2] })[0]?.shape).toEqual([2]);
    expect(bigs(runOp('shape_of', [f32([2, 3, 1], count(6))], { start: -2 }))).toEqual([3n, 1n]);
    expect(bigs(runOp('size_of', [six]))).toEqual([6n]);
  });

  it('dynamic_reshape infers and copies sizes', () => {
    expect(runOp('dynamic_reshape', [six, i64([2], [0, -1])])[0]?.shape).toEqual([2, 3]);
    expect(runOp('dynamic_reshape', [six, i64([1], [-1])])[0]?.shape).toEqual([6]);
    expect(() => runOp('dynamic_reshape', [six, i64([2], [4, -1])])).toThrow('interpreter/bad-operand');
    expect(() => runOp('dynamic_reshape', [six, i64([2], [-1, -1])])).toThrow('interpreter/bad-operand');
    expect(runOp('dynamic_reshape', [f32([0, 3], []), i64([2], [3, 0])], { allow_zero: true })[0]?.shape).toEqual([
      3, 0,
    ]);
  });

  it('transpose any rank and type', () => {
    expect(numbers(runOp('transpose', [six], { perm: [1, 0] }))).toEqual([1, 4, 2, 5, 3, 6]);
    const x = f32([2, 2, 3], count(12));
    expect(numbers(runOp('transpose', [x], { perm: [2, 0, 1] }))).toEqual([0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11]);
    const [texts] = runOp('transpose', [stringTensor([2, 2], ['a', 'b', 'c', 'd'])], { perm: [1, 0] });
    expect(texts && arrayOf(texts)).toEqual(['a', 'c', 'b', 'd']);
    expect(numbers(runOp('transpose', [tensor('i4', [1, 3], [-8, 7, 1])], { perm: [1, 0] }))).toEqual([-8, 7, 1]);
  });

  it('expand broadcasts both ways', () => {
    expect(numbers(runOp('expand', [f32([2, 1], [1, 2])], { shape: [1, 2, 2] }))).toEqual([1, 1, 2, 2]);
    expect(numbers(runOp('dynamic_expand', [f32([3, 1], [1, 2, 3]), i64([1], [1])]))).toEqual([1, 2, 3]);
  });

  it('concat and split are inverse', () => {
    const joined = runOp('concat', [six, f32([2, 1], [7, 8])], { axis: 1 });
    expect(numbers(joined)).toEqual([1, 2, 3, 7, 4, 5, 6, 8]);
    const parts = runOp('split', joined, { axis: 1, sizes: [3, 1] }, { add: { resultCount: 2 } });
    expect(numbers(parts)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(numbers(parts.slice(1))).toEqual([7, 8]);
  });

  it('slice runs in both directions', () => {
    const ten = f32([10], count(10));
    expect(numbers(runOp('slice', [ten], { starts: [1], ends: [8], axes: [0], steps: [3] }))).toEqual([1, 4, 7]);
    expect(numbers(runOp('slice', [ten], { starts: [9], ends: [-1], axes: [0], steps: [-4] }))).toEqual([9, 5, 1]);
    const dynamic = (s: number, e: number, step: number) =>
      numbers(runOp('dynamic_slice', [ten, i64([1], [s]), i64([1], [e]), i64([1], [0]), i64([1], [step])]));
    expect(dynamic(-3, 99, 1)).toEqual([7, 8, 9]);
    expect(dynamic(99, -99, -3)).toEqual([9, 6, 3, 0]);
    expect(dynamic(5, 2, 1)).toEqual([]);
    expect(dynamic(-100, 2 ** 53, 5)).toEqual([0, 5]);
  });
});

describe('gather and scatter', () => {
  it('gather wraps negative indices and refuses others', () => {
    expect(numbers(runOp('gather', [six, i64([2], [-1, 0])], { axis: 1 }))).toEqual([3, 1, 6, 4]);
    expect(runOp('gather', [six, i64([], [1])], { axis: 0 })[0]?.shape).toEqual([3]);
    expect(() => runOp('gather', [six, i64([1], [3])], { axis: 1 })).toThrow('interpreter/index-out-of-range');
    expect(() => runOp('gather', [six, i64([1], [-4])], { axis: 1 })).toThrow('interpreter/index-out-of-range');
  });

  it('gather_elements and scatter_elements', () => {
    expect(numbers(runOp('gather_elements', [six, i64([1, 3], [1, 0, -1])], { axis: 0 }))).toEqual([4, 2, 6]);
    const y = runOp('scatter_elements', [six, i64([2, 1], [0, -1]), f32([2, 1], [10, 20])], {
      axis: 1,
      reduction: 'add',
    });
    expect(numbers(y)).toEqual([11, 2, 3, 4, 5, 26]);
  });

  it('gather_nd and scatter_nd with batches and slices', () => {
    expect(numbers(runOp('gather_nd', [six, i64([2, 2], [0, 1, -1, -1])]))).toEqual([2, 6]);
    expect(numbers(runOp('gather_nd', [six, i64([2, 1], [2, 0])], { batch_dims: 1 }))).toEqual([3, 4]);
    expect(numbers(runOp('scatter_nd', [six, i64([1, 1], [1]), f32([1, 3], [7, 8, 9])]))).toEqual([1, 2, 3, 7, 8, 9]);
    const twice = runOp('scatter_nd', [i64([2], [2, 3]), i64([2, 1], [0, 0]), i64([2], [5, 7])], { reduction: 'mul' });
    expect(bigs(twice)).toEqual([70n, 3n]);
  });
});

describe('pad, tile, fills', () => {
  const row = f32([3], [1, 2, 3]);
  it('pads in all modes, and crops', () => {
    const pad = (mode: string, pads: number[]) => numbers(runOp('pad', [row], { pads, axes: [0], mode }));
    expect(pad('edge', [2, 1])).toEqual([1, 1, 1, 2, 3, 3]);
    expect(pad('reflect', [2, 2])).toEqual([3, 2, 1, 2, 3, 2, 1]);
    expect(pad('wrap', [2, 1])).toEqual([2, 3, 1, 2, 3, 1]);
    // What is cut is not repeated.
    expect(pad('wrap', [-1, 3])).toEqual([2, 3, 2, 3, 2]);
    expect(pad('wrap', [2, -1])).toEqual([1, 2, 1, 2]);
    expect(() => pad('wrap', [-3, 1])).toThrow('no element to repeat');
    expect(pad('constant', [-1, 1])).toEqual([2, 3, 0]);
    expect(numbers(runOp('pad', [six, f32([], [9])], { pads: [0, 1], axes: [1], mode: 'constant' }))).toEqual([
      1, 2, 3, 9, 4, 5, 6, 9,
    ]);
  });

  it('tile repeats the whole', () => {
    expect(numbers(runOp('tile', [f32([2, 1], [1, 2])], { repeats: [2, 2] }))).toEqual([1, 1, 2, 2, 1, 1, 2, 2]);
  });

  it('splat stays symbolic; range counts', () => {
    const [y] = runOp('splat', [], { shape: [1000, 1000, 1000], value: 1.5, elem: 'f16' });
    expect(y?.storage.kind).toBe('splat');
    expect(numbers(runOp('dynamic_splat', [i64([2], [1, 2])], { value: 7, elem: 'i32' }))).toEqual([7, 7]);
    const range = (a: number, b: number, c: number) => bigs(runOp('range', [i64([], [a]), i64([], [b]), i64([], [c])]));
    expect(range(1, 10, 4)).toEqual([1n, 5n, 9n]);
    expect(range(1, 9, 4)).toEqual([1n, 5n]);
    expect(range(5, 0, -2)).toEqual([5n, 3n, 1n]);
    expect(range(5, 0, 1)).toEqual([]);
    expect(numbers(runOp('range', [f32([], [0]), f32([], [1]), f32([], [0.4])]))).toEqual(
      [0, 0.4, 0.8].map((v) => Math.fround(v === 0.8 ? 2 * Math.fround(0.4) : v)),
    );
  });

  it('fails without the memory for a result', () => {
    expect(() => runOp('expand', [splatTensor('f32', [1], 0)], { shape: [2 ** 26, 2 ** 26] })).toThrow(
      'interpreter/too-large',
    );
    expect(() => runOp('dynamic_splat', [i64([2], [2 ** 53, 2 ** 53])], { value: 0, elem: 'f32' })).toThrow(
      'interpreter/too-large',
    );
    expect(() => runOp('tile', [f32([1], [1])], { repeats: [2 ** 40] })).toThrow('interpreter/too-large');
  });
});

describe('rearranging', () => {
  it('depth_to_space in both orders, and back', () => {
    const x = f32([1, 4, 1, 2], count(8));
    expect(numbers(runOp('depth_to_space', [x], { block: 2 }))).toEqual([0, 2, 1, 3, 4, 6, 5, 7]);
    const y = runOp('depth_to_space', [x], { block: 2, mode: 'dcr' });
    expect(numbers(runOp('space_to_depth', y, { block: 2 }))).toEqual(count(8));
  });

  it('one_hot, non_zero, trilu', () => {
    const y = runOp('one_hot', [i64([3], [0, -1, 5]), i64([], [3]), f32([2], [0, 1])], { axis: 0 });
    expect(numbers(y)).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 0]);
    expect(bigs(runOp('non_zero', [f32([2, 2], [0, 1, Number.NaN, 0])]))).toEqual([0n, 1n, 1n, 0n]);
    expect(numbers(runOp('trilu', [six, i64([], [1])], { upper: true }))).toEqual([0, 2, 3, 0, 0, 6]);
    expect(numbers(runOp('trilu', [six], { upper: false }))).toEqual([1, 0, 0, 4, 5, 0]);
  });

  it('top_k breaks ties by index and ranks NaN highest', () => {
    const [values, indices] = runOp('top_k', [f32([5], [1, 3, Number.NaN, 3, 2]), i64([1], [3])]);
    expect(values && numbers([values])).toEqual([Number.NaN, 3, 3]);
    expect(indices && bigs([indices])).toEqual([2n, 1n, 3n]);
    const [least] = runOp('top_k', [f32([2, 2], [4, 1, 3, 2]), i64([1], [1])], { axis: 0, largest: false });
    expect(least && numbers([least])).toEqual([3, 1]);
    expect(() => runOp('top_k', [f32([2], [1, 2]), i64([1], [3])])).toThrow('interpreter/bad-operand');
  });

  it('cumsum in every direction', () => {
    const sum = (attrs: Record<string, boolean>) =>
      numbers(runOp('cumsum', [f32([3], [1, 2, 3]), i64([], [0])], attrs));
    expect(sum({})).toEqual([1, 3, 6]);
    expect(sum({ exclusive: true })).toEqual([0, 1, 3]);
    expect(sum({ reverse: true })).toEqual([6, 5, 3]);
    expect(sum({ reverse: true, exclusive: true })).toEqual([5, 3, 0]);
  });
});
