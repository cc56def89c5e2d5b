import { describe, expect, it } from 'vitest';
import { bigs, f32, i64, numbers, runOp, tensor } from '../../testing/run-op.js';

const count = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('grid_sample', () => {
  const line = f32([1, 1, 4], [10, 20, 30, 40]);
  const places = (list: readonly number[]) => f32([1, list.length, 1], list);
  // Without aligned corners −1 is the outer edge of the first element: place x lies at ((x + 1) · 4 − 1) / 2.
  it('reads zeros, the border or a mirrored image outside', () => {
    const at = places([-1, -1.25, 1]);
    expect(numbers(runOp('grid_sample', [line, at]))).toEqual([5, 0, 20]);
    expect(numbers(runOp('grid_sample', [line, at], { padding: 'border' }))).toEqual([10, 10, 40]);
    expect(numbers(runOp('grid_sample', [line, at], { padding: 'reflection' }))).toEqual([10, 10, 40]);
    const corners = { padding: 'reflection', align_corners: true };
    // Place −1.5 is element −0.75, mirrored at element 0.
    expect(numbers(runOp('grid_sample', [line, places([-1.5, 1, 3])], corners))).toEqual([17.5, 40, 10]);
  });

  it('rounds halves to even for nearest, moves bits, and takes integers', () => {
    const attrs = { mode: 'nearest', align_corners: true };
    // Elements 0.5, 1.5 and 2.5 of five.
    const at = places([-0.75, -0.25, 0.25]);
    expect(numbers(runOp('grid_sample', [tensor('u8', [1, 1, 5], [1, 2, 3, 4, 5]), at], attrs))).toEqual([1, 3, 3]);
  });

  it('reads the last axis first, and mixes three axes', () => {
    const cube = f32([1, 1, 2, 2, 2], count(8));
    const at = f32([1, 1, 1, 1, 3], [1, -1, 0]);
    // x = 1, y = 0, z halfway: between elements 1 and 5.
    expect(numbers(runOp('grid_sample', [cube, at], { align_corners: true }))).toEqual([3]);
  });

  it('answers zero for places that are not numbers', () => {
    expect(numbers(runOp('grid_sample', [line, places([Number.NaN, Infinity])]))).toEqual([0, 0]);
  });
});

describe('affine_grid', () => {
  it('puts a single place at −1 or in the middle', () => {
    const theta = f32([1, 2, 3], [2, 0, 1, 0, 1, 0]);
    expect(numbers(runOp('affine_grid', [theta], { sizes: [1, 2] }))).toEqual([0, 0, 2, 0]);
    expect(numbers(runOp('affine_grid', [theta], { sizes: [1, 2], align_corners: true }))).toEqual([-1, -1, 3, -1]);
    const dynamic = runOp('dynamic_affine_grid', [theta, i64([4], [1, 9, 1, 2])]);
    expect(dynamic[0]?.shape).toEqual([1, 1, 2, 2]);
    expect(() => runOp('dynamic_affine_grid', [theta, i64([4], [1, 9, 1, -2])])).toThrow('a size of -2');
  });
});

describe('deform_conv', () => {
  const attrs = { strides: [1], pads: [0, 0], dilations: [1] };
  it('reads at offsets, outside as zero, and weighs by the mask', () => {
    const [x, w] = [f32([1, 1, 3], [1, 2, 4]), f32([1, 1, 2], [1, 10])];
    const offset = f32([1, 2, 2], [0.5, 0, 0, 1]);
    // Places: taps at 0.5 and 1, then at 1 and 3, which is outside.
    expect(numbers(runOp('deform_conv', [x, w, offset], attrs))).toEqual([1.5 + 20, 2]);
    const mask = f32([1, 2, 2], [2, 1, 0.5, 1]);
    expect(numbers(runOp('deform_conv', [x, w, offset, f32([1], [100]), mask], attrs))).toEqual([113, 102]);
  });

  it('keeps offset groups and groups apart', () => {
    const x = f32([1, 2, 2], [1, 2, 10, 20]);
    const w = f32([2, 1, 1], [1, 1]);
    const offset = f32([1, 2, 2], [0, 0, 1, -1]);
    const y = runOp('deform_conv', [x, w, offset], { ...attrs, groups: 2, offset_groups: 2 });
    expect(numbers(y)).toEqual([1, 2, 20, 10]);
  });
});

describe('regions', () => {
  const image = f32([1, 1, 4, 4], count(16));
  it('roi_align averages samples in each bin', () => {
    const region = f32([1, 4], [0, 0, 2, 2]);
    const batch = i64([1], [0]);
    // A bin from −0.5 to 1.5, one sample in its middle, and without the shift at 1.
    expect(numbers(runOp('roi_align', [image, region, batch], { samples: 1 }))).toEqual([2.5]);
    expect(numbers(runOp('roi_align', [image, region, batch], { samples: 1, half_pixel: false }))).toEqual([5]);
    expect(() => runOp('roi_align', [image, region, i64([1], [1])])).toThrow('interpreter/index-out-of-range');
    expect(() => runOp('roi_align', [image, f32([1, 4], [0, 0, 1e9, 1]), batch])).toThrow('interpreter/bad-operand');
  });

  it('roi_align of a region without samples is zero', () => {
    const y = runOp('roi_align', [image, f32([1, 4], [1, 1, 1, 1]), i64([1], [0])]);
    expect(numbers(y)).toEqual([0]);
  });

  it('max_roi_pool includes both ends and overlaps bins', () => {
    const y = runOp('max_roi_pool', [image, f32([1, 5], [0, 0, 0, 2, 2])], { height: 2, width: 2 });
    // Three by three elements in bins 0..2 and 1..3.
    expect(numbers(y)).toEqual([5, 6, 9, 10]);
    const outside = runOp('max_roi_pool', [image, f32([1, 5], [0, 9, 9, 9, 9])], { height: 1, width: 1 });
    expect(numbers(outside)).toEqual([0]);
  });
});

describe('col2im', () => {
  const attrs = { strides: [1], pads: [0, 0], dilations: [1] };
  it('adds overlapping blocks, in floats and wrapping integers', () => {
    const columns = [1, 2, 10, 20];
    const y = runOp('col2im', [f32([1, 2, 2], columns)], { ...attrs, image: [3], block: [2] });
    expect(numbers(y)).toEqual([1, 12, 20]);
    const bytes = tensor('u8', [1, 2, 2], [1, 200, 100, 20]);
    expect(numbers(runOp('col2im', [bytes], { ...attrs, image: [3], block: [2] }))).toEqual([1, 44, 20]);
    expect(bigs(runOp('col2im', [i64([1, 2, 2], columns)], { ...attrs, image: [3], block: [2] }))).toEqual([
      1n,
      12n,
      20n,
    ]);
  });

  it('refuses sizes that do not fit when they come as data', () => {
    const run = (image: number, block: number) =>
      runOp('dynamic_col2im', [f32([1, 2, 2], [1, 2, 10, 20]), i64([1], [image]), i64([1], [block])], attrs);
    expect(numbers(run(3, 2))).toEqual([1, 12, 20]);
    expect(() => run(5, 2)).toThrow('interpreter/bad-operand');
    expect(() => run(-1, 2)).toThrow('a size is negative');
    expect(() => run(1, 7)).toThrow('is larger than');
  });
});

describe('sizes that no memory holds', () => {
  const huge = 2 ** 45;
  it('stop the run, whichever op they come to', () => {
    const theta = f32([1, 2, 3], [1, 0, 0, 0, 1, 0]);
    const x = f32([1, 1, 2], [1, 2]);
    expect(() => runOp('dynamic_affine_grid', [theta, i64([4], [1, 1, huge, 2])])).toThrow('interpreter/too-large');
    expect(() => runOp('dynamic_resize', [x, undefined, undefined, i64([1], [huge])], { axes: [2] })).toThrow(
      'interpreter/too-large',
    );
    expect(() => runOp('dynamic_dft', [f32([1, 2, 1], [1, 2]), i64([], [huge])])).toThrow('interpreter/too-large');
    const operands = [i64([], [huge]), i64([], [16]), i64([], [8000]), f32([], [0]), f32([], [4000])];
    expect(() => runOp('mel_weight_matrix', operands, { elem: 'f32' })).toThrow('interpreter/too-large');
  });

  it('do not matter where another is zero', () => {
    const x = f32([1, 1, 2], [1, 2]);
    const y = runOp('dynamic_resize', [x, undefined, undefined, i64([2], [0, huge])], { axes: [1, 2] });
    expect(y[0]?.shape).toEqual([1, 0, huge]);
  });
});
