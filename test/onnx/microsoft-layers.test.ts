// Operators of com.microsoft that ONNX Runtime has no CPU kernel for: values worked out by hand from their documentation. And the
// forms of attention that are refused, each with a report that says which.

import { numbersOf, type Tensor, tensorFromNumbers } from '@afterglow/core';
import type { AttributeValue } from '@afterglow/onnx/testing';
import { describe, expect, it } from 'vitest';
import { runNode } from './run-node.js';

const f32 = (shape: readonly number[], values: readonly number[]) => tensorFromNumbers('f32', shape, values);
const i32 = (shape: readonly number[], values: readonly number[]) => tensorFromNumbers('i32', shape, values);
const count = (size: number) => Array.from({ length: size }, (_, i) => i);
const zeros = (...shape: number[]) => f32(shape, new Array(shape.reduce((product, n) => product * n, 1)).fill(0));

function run(
  op: string,
  inputs: readonly (Tensor | undefined)[],
  attributes: Readonly<Record<string, AttributeValue>> = {},
  outputs = 1,
): number[][] {
  const results = runNode({ op, domain: 'com.microsoft', inputs, attributes, outputs });
  return results.map((tensor) => Array.from(numbersOf(tensor), (x) => Math.round(x * 1e4) / 1e4));
}

describe('layers', () => {
  it('GroupNorm keeps the layout, and activates', () => {
    // Two groups of two channels, at one place each: deviations of 1 around the mean.
    const [gamma, beta] = [f32([4], [1, 1, 2, 1]), f32([4], [0, 0, 0, 5])];
    const attributes = { groups: 2, epsilon: 0, activation: 0 };
    expect(run('GroupNorm', [f32([1, 1, 1, 4], [1, 3, 5, 7]), gamma, beta], attributes)).toEqual([[-1, 1, -2, 6]]);
    const second = f32([1, 4, 1, 1], [1, 3, 5, 7]);
    expect(run('GroupNorm', [second, gamma, beta], { ...attributes, channels_last: 0 })).toEqual([[-1, 1, -2, 6]]);
    // y · sigmoid(y).
    expect(run('GroupNorm', [second, gamma, beta], { ...attributes, channels_last: 0, activation: 1 })).toEqual([
      [-0.2689, 0.7311, -0.2384, 5.9852],
    ]);
  });

  it('SkipGroupNorm adds the skip and the bias first', () => {
    const [x, one] = [f32([1, 2, 1, 2], [0, 1, 2, 3]), f32([2], [1, 1])];
    const inputs = [x, one, f32([2], [0, 0]), f32([1, 2], [10, 20]), f32([2], [1, 2])];
    expect(run('SkipGroupNorm', inputs, { groups: 2, epsilon: 0, activation: 0 }, 2)).toEqual([
      [-1, -1, 1, 1],
      [11, 23, 13, 25],
    ]);
  });

  it('SkipLayerNormalization gives mean and inverse deviation, which stay named where nobody reads them', () => {
    const [x, skip, gamma] = [f32([1, 1, 2], [1, 2]), f32([1, 1, 2], [2, 5]), f32([2], [1, 1])];
    // The sum is 3, 7: mean 5, deviation 2; without a mean the root of 29.
    const layer = run('SkipLayerNormalization', [x, skip, gamma], { epsilon: 0 }, 4);
    expect(layer).toEqual([[-1, 1], [5], [0.5], [3, 7]]);
    const simple = run('SkipSimplifiedLayerNormalization', [x, skip, gamma], { epsilon: 0 }, 4);
    expect(simple).toEqual([[0.5571, 1.2999], [5], [0.1857], [3, 7]]);
  });

  it('BiasSplitGelu, BiasAdd, BiasSoftmax, BiasDropout', () => {
    // 3 · gelu(1), where gelu(1) is 0.8413.
    expect(run('BiasSplitGelu', [f32([1, 1, 2], [1, 2]), f32([2], [2, -1])])).toEqual([[2.524]]);
    expect(run('BiasAdd', [f32([1, 1, 2], [1, 2]), f32([2], [10, 20]), f32([1, 1, 2], [5, 6])])).toEqual([[16, 28]]);
    const softmax = { axis: 1, is_inner_broadcast: 0 };
    expect(run('BiasSoftmax', [zeros(1, 2, 2), f32([1, 2, 2], [0, 0, 0, -99])], softmax)).toEqual([
      [0.3333, 0.3333, 0.3333, 0],
    ]);
    expect(run('BiasDropout', [f32([2], [1, 2]), f32([2], [3, 4])], {}, 2)).toEqual([
      [4, 6],
      [1, 1],
    ]);
  });

  it('ComplexMul, and with the conjugate of the second factor', () => {
    // (1 + 2i)(3 + 4i) = -5 + 10i, (1 + 2i)(3 - 4i) = 11 + 2i.
    const factors = [f32([1, 2], [1, 2]), f32([2], [3, 4])];
    expect(run('ComplexMul', factors)).toEqual([[-5, 10]]);
    expect(run('ComplexMulConj', factors)).toEqual([[11, 2]]);
  });

  it('FusedMatMulActivation and GemmFastGelu', () => {
    const factors = [f32([1, 2], [1, 2]), f32([2, 1], [-3, 2])];
    expect(
      run('FusedMatMulActivation', factors, { activation: 'LeakyRelu', activation_alpha: 0.5, alpha: -1 }),
    ).toEqual([[-0.5]]);
    // gelu(1) by the tanh formula.
    expect(run('GemmFastGelu', factors)).toEqual([[0.8412]]);
  });

  it('MultiHeadAttention takes packed operands apart', () => {
    // One head; queries of 0 weigh all keys alike.
    expect(run('MultiHeadAttention', [f32([1, 2, 1, 3, 1], [0, 1, 4, 0, 2, 8])], { num_heads: 1 })).toEqual([[6, 6]]);
    const packed = [f32([1, 1, 1], [0]), f32([1, 2, 1, 2, 1], [1, 4, 2, 8])];
    expect(run('MultiHeadAttention', packed, { num_heads: 1 })).toEqual([[6]]);
  });

  it('Rfft and Irfft are inverse to each other', () => {
    // Sums of 1, 2, 3, 4 with the powers of -i.
    const spectrum = [10, 0, -2, 2, -2, 0];
    expect(run('Rfft', [f32([1, 4], [1, 2, 3, 4])], { signal_ndim: 1 })).toEqual([spectrum]);
    expect(run('Irfft', [f32([1, 3, 2], spectrum)], { signal_ndim: 1 })).toEqual([[1, 2, 3, 4]]);
    expect(() => run('Irfft', [f32([1, 3, 2], spectrum)], { signal_ndim: 2 })).toThrow('signal_ndim=2');
  });

  it('NhwcFusedConv has channels last', () => {
    const x = f32([1, 1, 2, 2], [1, 10, 2, 20]);
    const weight = f32([1, 2, 1, 1], [1, 2]);
    const inputs = [x, weight, undefined, f32([1, 1, 2, 1], [100, -100])];
    expect(run('NhwcFusedConv', inputs, { activation: 'Relu' })).toEqual([[121, 0]]);
    expect(() => run('NhwcFusedConv', inputs, { auto_pad: 'SAME_UPPER' })).toThrow('with channels last');
  });

  it('GemmaRotaryEmbedding turns queries and keys', () => {
    // Half a turn: the cosine is -1, the sine 0.
    const angle = f32([1, 1, 1], [Math.PI]);
    const halves = [2, 8, 3, 9].map((value) => tensorFromNumbers('f16', [1, 1, 1, 1], [value]));
    expect(run('GemmaRotaryEmbedding', [angle, ...halves], {}, 2)).toEqual([[-2], [-3]]);
  });

  it('Inverse refuses what has none', () => {
    expect(() => run('Inverse', [f32([2, 2, 2], [1, 0, 0, 1, 1, 2, 2, 4])])).toThrow('matrix 1 has no inverse');
  });
});

describe('refusals of com.microsoft', () => {
  const x = zeros(1, 2, 4);
  const past = zeros(1, 1, 2, 4);
  const lens = i32([1], [1]);
  const total = i32([1], [2]);
  const group = { num_heads: 1, kv_num_heads: 1 };

  it.each([
    ['do_rotary=1', 'Attention', [x, zeros(4, 12)], { num_heads: 1, do_rotary: 1 }],
    ['a cache that is shared', 'Attention', [x, zeros(4, 12)], { num_heads: 1, past_present_share_buffer: 1 }],
    ['a mask of rank 4', 'Attention', [x, zeros(4, 12), undefined, i32([1, 1, 2, 2], count(4))], { num_heads: 1 }],
    ['cumulated lengths', 'MultiHeadAttention', [x, x, x, undefined, i32([5], count(5))], { num_heads: 1 }],
    ['not packed', 'MultiHeadAttention', [x], { num_heads: 1 }],
    [
      '2 queries and 3 keys',
      'MultiHeadAttention',
      [x, zeros(1, 3, 4), zeros(1, 3, 4)],
      { num_heads: 1, unidirectional: 1 },
    ],
    [
      'a quantized cache',
      'GroupQueryAttention',
      [x, x, x, past, past, lens, total],
      { ...group, k_quant_type: 'PER_TENSOR' },
    ],
    [
      'sliding_window_cache=1',
      'GroupQueryAttention',
      [x, x, x, past, past, lens, total],
      { ...group, sliding_window_cache: 1 },
    ],
    [
      'needs cos_cache',
      'GroupQueryAttention',
      [x, x, x, undefined, undefined, lens, total],
      { ...group, do_rotary: 1 },
    ],
    [
      'is_packed_batching=1',
      'RotaryEmbedding',
      [x, i32([1], [0]), zeros(2, 2), zeros(2, 2)],
      { is_packed_batching: 1 },
    ],
    [
      'state_window=2',
      'LinearAttention',
      [x, x, x],
      { q_num_heads: 1, kv_num_heads: 1, update_rule: 'linear', state_window: 2 },
    ],
    ['activation="Sin"', 'FusedConv', [zeros(1, 1, 2, 2), zeros(1, 1, 1, 1)], { activation: 'Sin' }],
    ['has no import rule', 'MoE', [x, zeros(2, 1), zeros(1, 4, 4), undefined, zeros(1, 4, 4)], {}],
  ] as const)('%s', (text, op, inputs, attributes) => {
    const outputs = op === 'LinearAttention' ? 2 : 1;
    expect(() => run(op, inputs, attributes, outputs)).toThrow(text);
  });
});
