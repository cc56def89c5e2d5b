import { arrayOf, stringTensor, tensorFromArray } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { bigs, f32, i64, numbers, runOp, tensor } from '../../testing/run-op.js';

describe('binary ops', () => {
  it('broadcast over every axis', () => {
    const y = runOp('add', [f32([2, 1, 3], [1, 2, 3, 4, 5, 6]), f32([2, 1], [10, 20])]);
    expect(y[0]?.shape).toEqual([2, 2, 3]);
    expect(numbers(y)).toEqual([11, 12, 13, 21, 22, 23, 14, 15, 16, 24, 25, 26]);
  });

  it('take scalars and empty tensors', () => {
    expect(numbers(runOp('mul', [f32([], [3]), f32([], [4])]))).toEqual([12]);
    expect(runOp('add', [f32([0, 3], []), f32([3], [1, 2, 3])])[0]?.shape).toEqual([0, 3]);
  });

  it('are exact on 64-bit integers and wrap like C', () => {
    const big = 2n ** 62n + 1n;
    const a = tensorFromArray('i64', [2], BigInt64Array.of(big, 2n ** 63n - 1n));
    const b = tensorFromArray('i64', [2], BigInt64Array.of(2n, 1n));
    expect(bigs(runOp('add', [a, b]))).toEqual([big + 2n, -(2n ** 63n)]);
    expect(bigs(runOp('mul', [a, b]))[0]).toBe(BigInt.asIntN(64, big * 2n));
    const i32 = tensor('i32', [1], [2 ** 31 - 1]);
    expect(numbers(runOp('mul', [i32, i32]))).toEqual([1]);
    expect(numbers(runOp('sub', [tensor('u8', [1], [3]), tensor('u8', [1], [5])]))).toEqual([254]);
    expect(numbers(runOp('add', [tensor('u32', [1], [2 ** 32 - 1]), tensor('u32', [1], [2])]))).toEqual([1]);
  });

  it('round once in narrow floats', () => {
    const y = runOp('add', [tensor('f16', [1], [2048]), tensor('f16', [1], [1])]);
    expect(numbers(y)).toEqual([2048]);
    expect(numbers(runOp('div', [f32([1], [1]), f32([1], [3])]))).toEqual([Math.fround(1 / 3)]);
  });

  it('divide integers towards zero and stop at a zero', () => {
    expect(numbers(runOp('div', [tensor('i32', [2], [-7, 7]), tensor('i32', [2], [2, -2])]))).toEqual([-3, -3]);
    expect(() => runOp('div', [i64([1], [1]), i64([1], [0])])).toThrow('interpreter/division-by-zero');
    expect(() => runOp('mod', [tensor('i32', [1], [1]), tensor('i32', [1], [0])])).toThrow(
      'interpreter/division-by-zero',
    );
  });

  it('mod takes the sign of the divisor, or of the dividend with fmod', () => {
    const [a, b] = [i64([4], [-4, 7, 5, -5]), i64([4], [3, -3, 8, -8])];
    expect(bigs(runOp('mod', [a, b]))).toEqual([2n, -2n, 5n, -5n]);
    expect(bigs(runOp('mod', [a, b], { fmod: true }))).toEqual([-1n, 1n, 5n, -5n]);
    expect(numbers(runOp('mod', [f32([1], [-4.3]), f32([1], [2])], { fmod: true }))[0]).toBeCloseTo(-0.3, 5);
  });

  it('maximum and minimum pass NaN on', () => {
    const y = runOp('maximum', [f32([3], [1, Number.NaN, 2]), f32([3], [Number.NaN, 1, 3])]);
    expect(numbers(y)).toEqual([Number.NaN, Number.NaN, 3]);
  });

  it('pow mixes types and keeps the type of the base', () => {
    expect(numbers(runOp('pow', [tensor('i32', [3], [2, -3, 10]), f32([3], [3, 3, 9])]))).toEqual([8, -27, 1e9]);
    expect(bigs(runOp('pow', [i64([2], [3, 2]), i64([2], [39, -1])]))).toEqual([3n ** 39n, 0n]);
    expect(numbers(runOp('pow', [f32([2], [2, 9]), i64([2], [-2, 0])]))).toEqual([0.25, 1]);
  });

  it('shift without surprises at the type width', () => {
    const u32 = (values: number[]) => tensor('u32', [values.length], values);
    expect(numbers(runOp('shift_left', [u32([1, 1]), u32([31, 32])]))).toEqual([2 ** 31, 0]);
    expect(numbers(runOp('shift_right', [u32([2 ** 31, 5]), u32([31, 33])]))).toEqual([1, 0]);
  });

  it('refuse element types without a meaning', () => {
    expect(() => runOp('sin', [i64([1], [1])])).toThrow();
  });
});

describe('unary ops', () => {
  it('round half to even, keeping the sign of zero', () => {
    const y = numbers(runOp('round', [f32([7], [0.5, 1.5, 2.5, -0.5, -1.5, -2.5, -0.3])]));
    expect(y.map((v) => (Object.is(v, -0) ? '-0' : v))).toEqual([0, 2, 2, '-0', -2, -2, '-0']);
  });

  it('stay finite where a naive formula overflows', () => {
    expect(numbers(runOp('softplus', [f32([3], [1000, -1000, 0])]))[0]).toBe(1000);
    expect(numbers(runOp('mish', [f32([2], [100, -100])]))[0]).toBe(100);
    expect(numbers(runOp('sigmoid', [f32([2], [-1000, 1000])]))).toEqual([0, 1]);
  });

  it('answer one canonical NaN', () => {
    const [y] = runOp('log', [f32([1], [-1])]);
    expect(new Uint32Array((arrayOf(y as never) as Float32Array).buffer)[0]).toBe(0x7fc00000);
  });

  it('follow their attributes', () => {
    expect(numbers(runOp('leaky_relu', [f32([2], [-2, 2])], { alpha: 0.5 }))).toEqual([-1, 2]);
    expect(numbers(runOp('clip', [f32([4], [-2, 0.5, 9, Number.NaN])], { min: 0, max: 6 }))).toEqual([
      0,
      0.5,
      6,
      Number.NaN,
    ]);
    expect(bigs(runOp('clip', [i64([3], [-5, 1, 9])], { min: -1, max: 6 }))).toEqual([-1n, 1n, 6n]);
    // NaN is not above the threshold, as in the function body of the ONNX operator.
    expect(numbers(runOp('thresholded_relu', [f32([3], [Number.NaN, 1, 2])]))).toEqual([0, 0, 2]);
    expect(numbers(runOp('hard_sigmoid', [f32([3], [-9, 0, 9])]))).toEqual([0, 0.5, 1]);
    expect(numbers(runOp('is_inf', [f32([3], [-Infinity, 1, Infinity])], { detect_negative: false }))).toEqual([
      0, 0, 1,
    ]);
  });
});

describe('comparisons, where, cast', () => {
  it('compare exactly above 2^53, and strings', () => {
    const a = tensorFromArray('i64', [1], BigInt64Array.of(2n ** 53n + 1n));
    const b = tensorFromArray('i64', [1], BigInt64Array.of(2n ** 53n));
    expect(numbers(runOp('equal', [a, b]))).toEqual([0]);
    expect(numbers(runOp('greater', [a, b]))).toEqual([1]);
    expect(numbers(runOp('equal', [stringTensor([2], ['a', 'b']), stringTensor([1], ['b'])]))).toEqual([0, 1]);
    expect(numbers(runOp('less_equal', [f32([2], [Number.NaN, -0]), f32([2], [1, 0])]))).toEqual([0, 1]);
  });

  it('where picks bits from either side', () => {
    const y = runOp('where', [tensor('bool', [2, 1], [1, 0]), f32([2], [1, 2]), f32([], [9])]);
    expect(numbers(y)).toEqual([1, 2, 9, 9]);
  });

  it('cast truncates, wraps, saturates and prints', () => {
    const x = f32([5], [-1.9, 300.5, Number.NaN, 3.7, Infinity]);
    expect(numbers(runOp('cast', [x], { to: 'i32' })).slice(0, 4)).toEqual([-1, 300, 0, 3]);
    expect(numbers(runOp('cast', [x], { to: 'bool' }))).toEqual([1, 1, 1, 1, 1]);
    const f8 = runOp('cast', [f32([3], [1e6, -1e6, Number.NaN])], { to: 'f8e4m3fn' });
    expect(numbers(f8)).toEqual([448, -448, Number.NaN]);
    const strict = runOp('cast', [f32([1], [1e6])], { to: 'f8e5m2', saturate: false });
    expect(numbers(strict)).toEqual([Infinity]);
    expect(numbers(runOp('cast', [tensor('i32', [3], [9, -9, 7])], { to: 'i4' }))).toEqual([-7, 7, 7]);
    const [texts] = runOp('cast', [f32([3], [0.1, -Infinity, Number.NaN])], { to: 'string' });
    expect(texts && arrayOf(texts)).toEqual(['0.1', '-INF', 'NaN']);
    expect(numbers(runOp('cast', [stringTensor([3], ['1e3', ' -inf', '.5'])], { to: 'f32' }))).toEqual([
      1000,
      -Infinity,
      0.5,
    ]);
    expect(bigs(runOp('cast', [stringTensor([1], ['9007199254740993'])], { to: 'i64' }))).toEqual([9007199254740993n]);
    expect(() => runOp('cast', [stringTensor([1], ['abc'])], { to: 'f32' })).toThrow('interpreter/bad-operand');
  });

  it('casts 64-bit integers to f32 with one rounding', () => {
    // Between two floats, just above the midpoint: rounding through a double first would land on the tie.
    const value = 2n ** 60n + 2n ** 36n + 1n;
    const x = tensorFromArray('i64', [1], BigInt64Array.of(value));
    expect(numbers(runOp('cast', [x], { to: 'f32' }))).toEqual([2 ** 60 + 2 ** 37]);
  });
});
