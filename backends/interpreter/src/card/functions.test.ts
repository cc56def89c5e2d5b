import { f16ToNumber, numberToF16, roundF16 } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { f32, numbers, runOp, tensor } from '../testing/run-op.js';
import { cardSigmoid16, cardTanh16 } from './functions.js';

const all = Array.from({ length: 65536 }, (_, bits) => f16ToNumber(bits));

describe('card sigmoid on f16', () => {
  it('holds the ends of its table and passes NaN on', () => {
    expect(cardSigmoid16(Number.NaN)).toBeNaN();
    expect(cardSigmoid16(-Infinity)).toBe(roundF16(1 / (1 + Math.exp(18))));
    expect(cardSigmoid16(-18)).toBe(roundF16(1 / (1 + Math.exp(18))));
    expect(cardSigmoid16(65504)).toBe(1);
    expect(cardSigmoid16(Infinity)).toBe(1);
  });

  it('stays within 0.0012 of sigmoid over all inputs, and never decreases', () => {
    const finite = all.filter(Number.isFinite).sort((a, b) => a - b);
    const values = finite.map(cardSigmoid16);
    const errors = finite.map((x, i) => Math.abs((values[i] ?? 0) - 1 / (1 + Math.exp(-x))));
    expect(Math.max(...errors.filter((_, i) => i % 2 === 0))).toBeLessThan(0.0012);
    expect(Math.max(...errors.filter((_, i) => i % 2 === 1))).toBeLessThan(0.0012);
    expect(values.findIndex((y, i) => i > 0 && y < (values[i - 1] ?? 0))).toBe(-1);
  });
});

describe('card tanh on f16', () => {
  it('is the identity for small inputs, saturates, and is odd', () => {
    const small = f16ToNumber(10047);
    expect(cardTanh16(small)).toBe(small);
    expect(cardTanh16(f16ToNumber(17538))).toBe(1);
    expect(cardTanh16(-Infinity)).toBe(-1);
    expect(Object.is(cardTanh16(-0), -0)).toBe(true);
    for (let bits = 0; bits < 0x7c00; bits += 7)
      expect(cardTanh16(-f16ToNumber(bits))).toBe(-cardTanh16(f16ToNumber(bits)));
  });

  it('stays within 0.001 of tanh over all inputs', () => {
    expect(all.filter((x) => Number.isNaN(x) !== Number.isNaN(cardTanh16(x)))).toEqual([]);
    expect(all.filter((x) => Math.abs(cardTanh16(x) - Math.tanh(x)) >= 0.001)).toEqual([]);
  });
});

describe('card numerics of ops', () => {
  const card = { numerics: 'card' } as const;

  it('use the tables for f16 and rounded functions for f32', () => {
    const x = tensor('f16', [1], [0.7]);
    expect(numbers(runOp('sigmoid', [x], {}, card))).toEqual([cardSigmoid16(roundF16(0.7))]);
    expect(numbers(runOp('sigmoid', [x]))).toEqual([roundF16(1 / (1 + Math.exp(-roundF16(0.7))))]);
    expect(numbers(runOp('tanh', [f32([1], [0.7])], {}, card))).toEqual([Math.fround(Math.tanh(Math.fround(0.7)))]);
  });

  it('accumulate a layer in f32 from the bias, in order', () => {
    const x = f32([1, 3], [1, 1, 1]);
    const w = f32([1, 3], [-1e8, 1, 1e8]);
    expect(numbers(runOp('fully_connected', [x, w, f32([1], [1e8])], {}, card))).toEqual([1e8]);
    expect(numbers(runOp('fully_connected', [x, w, f32([1], [1e8])]))).toEqual([1e8]);
    // From the bias: (1e8 − 1e8) + 1 survives; a sum that added the bias last would lose the 1.
    expect(
      numbers(runOp('fully_connected', [f32([1, 2], [1, 1]), f32([1, 2], [-1e8, 1]), f32([1], [1e8])], {}, card)),
    ).toEqual([1]);
  });

  it('round an f16 layer once and activate the rounded result', () => {
    const x = tensor('f16', [1, 3], [1, 1, 1]);
    const w = tensor('f16', [1, 3], [2048, 1, 1]);
    expect(numbers(runOp('fully_connected', [x, w], {}, card))).toEqual([2050]);
    const [half] = [tensor('f16', [1, 1], [1]), tensor('f16', [1, 1], [0.7])] as const;
    const y = runOp('fully_connected', [half, tensor('f16', [1, 1], [0.7])], { act: 'sigmoid' }, card);
    expect(numbers(y)).toEqual([cardSigmoid16(roundF16(0.7))]);
  });

  it('round interaction and matmul per product and per add', () => {
    const x = f32([1, 2, 2], [1e8, 1, 1, 1]);
    expect(numbers(runOp('dot_interaction', [x], { rows: [1], cols: [0] }, card))).toEqual([Math.fround(1e8 + 1)]);
    const a = f32([1, 3], [1e8, 1, -1e8]);
    expect(numbers(runOp('matmul', [a, f32([3, 1], [1, 1, 1])], {}, card))).toEqual([0]);
    expect(numbers(runOp('matmul', [a, f32([3, 1], [1, 1, 1])]))).toEqual([1]);
  });

  it('answer the canonical NaN in f16', () => {
    const y = runOp('log', [tensor('f16', [1], [-1])], {}, card);
    expect(numberToF16(numbers(y)[0] ?? 0)).toBe(0x7e00);
  });
});
