import { arrayOf, numbersOf, type Tensor } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { f32, numbers, runOp, tensor } from '../../testing/run-op.js';

const reals = (tensors: readonly Tensor[]) => tensors.flatMap((entry) => [...numbersOf(entry)]);

describe('quantize_linear', () => {
  it('rounds the quotient to the precision first: 3.49999989 is 3.5 in f32, and becomes 4', () => {
    const [x, scale] = [f32([1], [0.35]), f32([], [0.1])];
    expect(numbers(runOp('quantize_linear', [x, scale], { to: 'u8' }))).toEqual([4]);
    expect(numbers(runOp('quantize_linear', [x, scale], { to: 'u8', precision: 'f64' }))).toEqual([3]);
  });

  it('adds the zero point after rounding, saturates, and keeps NaN at the zero point', () => {
    const x = f32([5], [0.5, 1.5, -99, Infinity, Number.NaN]);
    const y = runOp('quantize_linear', [x, f32([], [1]), tensor('i4', [], [1])], { to: 'i4' });
    expect(numbers(y)).toEqual([1, 3, -8, 7, 1]);
  });

  it('has a scale for each block along the axis, the last one short', () => {
    const x = f32([2, 3], [1, 2, 3, 4, 5, 6]);
    const scales = f32([2, 2], [1, 0.5, 2, 1]);
    const y = runOp('quantize_linear', [x, scales], { to: 'u8', axis: 1, block: 2 });
    expect(numbers(y)).toEqual([1, 2, 6, 2, 2, 6]);
  });

  it('becomes floats of 8 bits, saturated unless told otherwise', () => {
    const [x, scale] = [f32([2], [1000, 1]), f32([], [2])];
    expect(reals(runOp('quantize_linear', [x, scale], { to: 'f8e4m3fn' }))).toEqual([448, 0.5]);
    const open = runOp('quantize_linear', [x, scale], { to: 'f8e4m3fn', saturate: false });
    expect(reals(open)).toEqual([Number.NaN, 0.5]);
  });
});

describe('dequantize_linear', () => {
  it('takes the zero point away before it scales, one slice a scale', () => {
    const x = tensor('u2', [2, 2], [0, 1, 2, 3]);
    const y = runOp('dequantize_linear', [x, f32([2], [1, 10]), tensor('u2', [2], [1, 3])], { to: 'f32', axis: 0 });
    expect(numbers(y)).toEqual([-1, 0, -10, 0]);
  });

  it('has blocks along an axis in the middle', () => {
    const x = tensor('i8', [1, 4, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
    const scale = f32([1, 2, 2], [1, 10, 100, 1000]);
    const y = runOp('dequantize_linear', [x, scale], { to: 'f32', axis: 1, block: 2 });
    expect(numbers(y)).toEqual([1, 20, 3, 40, 500, 6000, 700, 8000]);
  });
});

describe('bits', () => {
  it('are read as another type of that width', () => {
    expect(numbers(runOp('bit_cast', [f32([2], [1, -0])], { to: 'u32' }))).toEqual([0x3f800000, 0x80000000]);
    expect(numbers(runOp('bit_cast', [tensor('i4', [3], [-1, 7, -8])], { to: 'u4' }))).toEqual([15, 7, 8]);
    expect(numbers(runOp('bit_cast', [tensor('bool', [2], [1, 0])], { to: 'i8' }))).toEqual([1, 0]);
  });

  it('of a byte that is not a truth value still mean true', () => {
    const [y] = runOp('bit_cast', [tensor('u8', [3], [0, 1, 2])], { to: 'bool' });
    expect(Array.from(arrayOf(y as Tensor) as Uint8Array)).toEqual([0, 1, 1]);
  });

  it('are taken out of bytes, the lowest first', () => {
    const bytes = tensor('u8', [1, 2], [0x21, 0xf3]);
    expect(numbers(runOp('unpack_bytes', [bytes], { to: 'u4' }))).toEqual([1, 2, 3, 15]);
    expect(numbers(runOp('unpack_bytes', [bytes], { to: 'i2' }))).toEqual([1, 0, -2, 0, -1, 0, -1, -1]);
  });
});
