import { arrayOf, Diagnostics, type Tensor } from '@afterglow/core';
import { Builder, ops, tensorType } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { interpret } from '../../interpret.js';
import { f32, funcOfOp, numbers, runOp, tensor } from '../../testing/run-op.js';

describe('quantize and dequantize', () => {
  const perTensor = tensorType('i8', [4], { kind: 'tensor', scale: 0.5, zp: 1 });

  it('round half to even, add the zero point, saturate', () => {
    const x = f32([4], [0.25, 0.75, -1000, 1000]);
    expect(numbers(runOp('quantize', [x], { to: perTensor }))).toEqual([1, 3, -128, 127]);
  });

  it('rounds the quotient to f32 before it becomes an integer, as QuantizeLinear does', () => {
    const type = tensorType('u8', [3], { kind: 'tensor', scale: Math.fround(0.1), zp: 0 });
    // 3 · 0.05 by 0.1 is 1.5000000xx in exact numbers and a tie in f32.
    const x = f32(
      [3],
      [1, 3, 5].map((k) => k * Math.fround(0.05)),
    );
    expect(numbers(runOp('quantize', [x], { to: type }))).toEqual([0, 2, 2]);
  });

  it('per axis, each slice has its own scale', () => {
    const type = tensorType('u8', [2, 2], { kind: 'axis', axis: 0, scale: { const: 'scale' }, zp: 0 });
    const func = funcOfOp('quantize', [f32([2, 2], [1, 2, 3, 4])], { to: type });
    const missing = new Diagnostics();
    expect(interpret(func, new Map([['x0', f32([2, 2], [1, 2, 3, 4])]]), { diagnostics: missing })).toBeUndefined();
    expect(missing.list.map(({ code }) => code)).toEqual(['interpreter/unsupported']);
    new Builder(func.body, { registry: ops }).constant('scale', f32([2], [1, 0.5]));
    const outputs = interpret(func, new Map([['x0', f32([2, 2], [1, 2, 3, 4])]]));
    expect(Array.from(arrayOf(outputs?.get('y0') as Tensor) as Uint8Array)).toEqual([1, 2, 6, 8]);
  });

  it('other ops compute on the reals behind encoded numbers', () => {
    const half = tensorType('i8', [1, 2], { kind: 'tensor', scale: 0.5, zp: 0 });
    const weight = tensorType('i8', [1, 2], { kind: 'tensor', scale: 2, zp: 1 });
    const [x, w] = [tensor('i8', [1, 2], [3, 4]), tensor('i8', [1, 2], [2, 3])];
    const result = tensorType('i8', [1, 1], { kind: 'tensor', scale: 1, zp: -1 });
    const y = runOp('fully_connected', [x, w], {}, { types: [half, weight], add: { types: [result] } });
    // 1.5 · 2 + 2 · 4 = 11, stored as 10.
    expect(numbers(y)).toEqual([10]);
    const moved = runOp('reshape', [x], { shape: [2] }, { types: [half] });
    expect(numbers(moved)).toEqual([3, 4]);
  });

  it('arithmetic on stored numbers rounds as its steps do', () => {
    const scaled = (scale: number, zp: number) =>
      tensorType('u8', [2], { kind: 'tensor', scale: Math.fround(scale), zp });
    const types = [scaled(0.1, 3), scaled(0.05, 128)];
    const given = { types, add: { types: [scaled(0.2, 10)] } };
    const [a, b] = [tensor('u8', [2], [4, 255]), tensor('u8', [2], [130, 0])];
    // 0.1 + 2 · 0.05 is one step of 0.2; 25.2 - 6.4 are 94.
    expect(numbers(runOp('quantized_add', [a, b], {}, given))).toEqual([11, 104]);
    // 0.1 · 0.1 is nothing; the other is far below zero.
    expect(numbers(runOp('quantized_mul', [a, b], {}, given))).toEqual([10, 0]);
    const joined = { types, add: { types: [tensorType('i8', [4], { kind: 'tensor', scale: 1, zp: -1 })] } };
    expect(numbers(runOp('quantized_concat', [a, b], { axis: 0 }, joined))).toEqual([-1, 24, -1, -7]);
  });

  it('come back through the type of the operand', () => {
    const q = tensor('i8', [4], [1, 3, -128, 127]);
    const y = runOp('dequantize', [q], { to: 'f32' }, { types: [perTensor] });
    expect(numbers(y)).toEqual([0, 1, -64.5, 63]);
  });
});
