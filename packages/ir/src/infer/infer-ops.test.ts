// What ops infer, by example: at least one line for each construct of the spec language and each op that is not one of a table.

import { dim } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import type { Attrs } from '../graph/op-def.js';
import type { Type } from '../graph/type.js';
import { inferText, typesFromText } from '../testing/infer-text.js';

type Line = readonly [call: string, attrs: Attrs, expected: string];

const N = dim.symbol('N');

const lines: Readonly<Record<string, readonly Line[]>> = {
  math: [
    ['relu(f32[N, 3])', {}, 'f32[N, 3]'],
    ['relu(f32[])', {}, 'f32[]'],
    ['relu(u8[3])', {}, '! operand x has elements of type u8, which is not in signed'],
    ['relu(i8[3]<tensor>)', {}, '! operand x is i8[3]<scale=0.5, zp=0>; a quantized type is not possible here'],
    ['relu()', {}, '! operand x is missing'],
    ['relu(f32[1], f32[1])', {}, '! there are 2 operands, and at most 1 are possible'],
    ['leaky_relu(f32[N])', { alpha: 'x' }, '! attribute alpha is not of type f64'],
    ['clip(i64[2])', { min: 0 }, 'i64[2]'],
    ['cast(f32[N])', { to: 'i64' }, 'i64[N]'],
    ['cast(string[N])', { to: 'f32' }, 'f32[N]'],
    [
      'cast(c64[4])',
      { to: 'f32' },
      '! operand x has elements of type c64, which is not in { numeric, small_float, bool, string, quantized }',
    ],
    ['cast(f32[4])', { to: 'c64' }, '! to is c64, which is not in { numeric, small_float, bool, string }'],
    ['cast(i8[4]<tensor>)', { to: 'f32' }, '! a quantized tensor is converted by dequantize, not by cast'],
    ['identity(i4[3]<row>)', {}, 'i4[3]<row=f16>'],
    ['is_nan(f16[2])', {}, 'bool[2]'],
    ['add(f32[N, 1, 4], f32[3, 1])', {}, 'f32[N, 3, 4]'],
    ['add(f32[N], f32[5])', {}, 'f32[5]'],
    ['add(f32[N], f32[M])', {}, 'f32[max(M, N)*min(1, M, N)]'],
    ['add(f32[0], f32[1])', {}, 'f32[0]'],
    ['add(f32[2], i64[2])', {}, '! operand b has elements of type i64, but a of f32'],
    ['pow(f32[2], i64[])', {}, 'f32[2]'],
    ['prelu(f32[N, 3, 4], f32[3, 1])', {}, 'f32[N, 3, 4]'],
    ['prelu(f32[3], f32[2, 3])', {}, '! the slope must broadcast to the shape of x'],
    ['equal(string[2], string[])', {}, 'bool[2]'],
    ['where(bool[3, 1], f32[4], f32[])', {}, 'f32[3, 4]'],
    ['where(i64[3], f32[3], f32[3])', {}, '! operand cond has elements of type i64, which is not in bool'],
  ],
  shape: [
    ['shape_of(f32[N, 3, 4])', {}, 'i64[3]'],
    ['shape_of(f32[N, 3, 4])', { start: 1, end: -1 }, 'i64[1]'],
    ['shape_of(f32[N])', { start: 3, end: 9 }, 'i64[0]'],
    ['size_of(f32[N])', {}, 'i64[]'],
    ['reshape(f32[N, 3, 4])', { shape: [dim.mul(N, 3), 4] }, 'f32[3*N, 4]'],
    ['reshape(f32[6])', { shape: [4] }, '! the shape must hold as many elements as x'],
    [
      'reshape(i8[2, 3]<axis>)',
      { shape: [6] },
      '! the encoding of i8[2, 3]<axis=0, scale=%s, zp=0> cannot follow a change of shape; dequantize it before',
    ],
    ['reshape(i8[2, 3]<tensor>)', { shape: [6] }, 'i8[6]<scale=0.5, zp=0>'],
    ['dynamic_reshape(f32[N], i64[2])', {}, 'f32[reshaped_0, reshaped_1]'],
    ['dynamic_reshape(f32[N], i64[R])', {}, '! R must be a known number here'],
    ['transpose(f32[N, 3, 4])', { perm: [2, 0, 1] }, 'f32[4, N, 3]'],
    ['transpose(f32[N, 3])', { perm: [0, 0] }, '! [0, 0] is not a permutation of 2 axes'],
    ['squeeze(f32[N, 1, 4, 1])', { axes: [1, -1] }, 'f32[N, 4]'],
    ['squeeze(f32[N, 2])', { axes: [1] }, '! only axes of size 1 can be removed'],
    ['unsqueeze(f32[N])', { axes: [0, -1] }, 'f32[1, N, 1]'],
    ['unsqueeze(f32[N])', { axes: [0, 0] }, '! axes [0, 0] name an axis twice'],
    ['expand(f32[3, 1])', { shape: [2, 1, N] }, 'f32[2, 3, N]'],
    ['dynamic_expand(f32[3, 1], i64[3])', {}, 'f32[expanded_0, expanded_1, expanded_2]'],
    ['concat(f32[N, 3], f32[N, 4], f32[N, K])', { axis: -1 }, 'f32[N, K + 7]'],
    ['concat(f32[N, 3], f32[2, 4])', { axis: 1 }, '! the operands must have the same sizes on all other axes'],
    ['concat(f32[N, 3], f32[3])', { axis: 0 }, '! the operands must have the same sizes on all other axes'],
    ['concat(f32[], f32[])', { axis: 0 }, '! axis 0 is out of range for rank 0'],
    ['split(f32[N, 8])', { axis: 1, sizes: [3, 5] }, 'f32[N, 3]; f32[N, 5]'],
    ['split(f32[N, 8])', { axis: 1, sizes: [3, 4] }, '! the sizes must add up to the size of the axis'],
    ['slice(f32[N, 10])', { starts: [1, 8], ends: [N, -1], axes: [0, 1], steps: [1, -2] }, 'f32[max(0, N - 1), 5]'],
    ['slice(f32[10])', { starts: [0], ends: [9], axes: [0], steps: [0] }, '! a step must not be 0'],
    [
      'slice(f32[10])',
      { starts: [0, 1], ends: [9], axes: [0], steps: [1] },
      '! attribute starts has 2 entries instead of 1',
    ],
    ['dynamic_slice(f32[N, 4, 5], i64[2], i64[2])', {}, 'f32[sliced_0, sliced_1, sliced_2]'],
    ['dynamic_slice(f32[N, 4], i64[1], i64[1], i64[1])', {}, 'f32[sliced_0, sliced_1]'],
    ['gather(f32[N, 4], i64[2, 3])', { axis: 1 }, 'f32[N, 2, 3]'],
    ['gather(f32[N, 4], i64[])', {}, 'f32[4]'],
    ['gather(f32[4], f32[1])', {}, '! operand indices has elements of type f32, which is not in index'],
    ['gather_elements(f32[3, 4], i64[2, 4])', { axis: 0 }, 'f32[2, 4]'],
    ['gather_elements(f32[3, 4], i64[2, 5])', { axis: 0 }, '! indices must not be larger than x on the other axes'],
    ['gather_nd(f32[2, 3, 4], i64[2, 5, 1])', { batch_dims: 1 }, 'f32[2, 5, 4]'],
    ['gather_nd(f32[2], i64[5, 3])', {}, '! an index tuple has more entries than x has axes'],
    ['scatter_elements(f32[3, 4], i64[2, 2], f32[2, 2])', { axis: 1 }, 'f32[3, 4]'],
    ['scatter_nd(f32[3, 4], i64[2, 1], f32[2, 4])', {}, 'f32[3, 4]'],
    [
      'scatter_nd(f32[3, 4], i64[2, 1], f32[2, 5])',
      {},
      '! updates must have the shape of the slices that the indices pick',
    ],
    ['pad(f32[N, 4])', { pads: [1, 0, 2, -1], axes: [0, 1] }, 'f32[N + 3, 3]'],
    ['pad(f32[4])', { pads: [-3, -3], axes: [0] }, '! a result would have shape [-2], and -2 is no size'],
    ['pad(f32[4], f32[])', { pads: [1], axes: [0] }, '! attribute pads has 1 entries instead of 2'],
    ['tile(f32[N, 2])', { repeats: [2, N] }, 'f32[2*N, 2*N]'],
    ['splat()', { shape: [N, 2], value: 0, elem: 'f16' }, 'f16[N, 2]'],
    ['dynamic_splat(i64[2])', { value: 0, elem: 'f16' }, 'f16[splat_0, splat_1]'],
    ['range(i64[], i64[], i64[])', {}, 'i64[range_0]'],
    ['depth_to_space(f32[N, 8, 2, H])', { block: 2 }, 'f32[N, 2, 4, 2*H]'],
    ['depth_to_space(f32[N, 6, 2, 2])', { block: 2 }, '! the channels must divide into blocks'],
    ['space_to_depth(f32[N, 2, 4, H])', { block: 2 }, 'f32[N, 8, 2, (H div 2)]'],
    ['one_hot(i64[N], i64[], f32[2])', { axis: 0 }, 'f32[depth_0, N]'],
    ['non_zero(f32[N, 3])', {}, 'i64[2, nonzero_0]'],
    ['top_k(f32[N, 10], i64[1])', {}, 'f32[N, k_0]; i64[N, k_0]'],
    ['trilu(f32[N, 3, 4])', {}, 'f32[N, 3, 4]'],
    ['trilu(f32[3])', {}, '! operand x has shape [3], which does not fit [..B, M, N]'],
    ['cumsum(f32[N, 3], i32[])', {}, 'f32[N, 3]'],
  ],
  reduce: [
    ['reduce_sum(f32[N, 3, 4])', {}, 'f32[1, 1, 1]'],
    ['reduce_sum(f32[N, 3, 4])', { keepdims: false }, 'f32[]'],
    ['reduce_mean(f32[N, 3, 4])', { axes: [-1, 0], keepdims: false }, 'f32[3]'],
    ['reduce_max(f32[3])', { axes: [1] }, '! axis 1 is out of range for rank 1'],
    ['arg_max(f32[N, 3])', { axis: 1, keepdims: false }, 'i64[N]'],
  ],
  nn: [
    ['fully_connected(f32[N, 4], f32[5, 4], f32[5])', { act: 'relu' }, 'f32[N, 5]'],
    ['fully_connected(f32[N, 4], f32[5, 3])', {}, '! axis 1 of operand weight is 3, but K is 4'],
    ['fully_connected(f32[N, 4], i8[5, 4]<axis>)', {}, 'f32[N, 5]'],
    ['fully_connected(f32[N, 4], f16[5, 4])', {}, '! operand weight has elements of type f16, but x of f32'],
    [
      'fully_connected(i8[N, 4]<tensor>, i8[5, 4]<axis>)',
      {},
      '! with operand type i8[N, 4]<scale=0.5, zp=0>, the node must state the encoding of its result',
    ],
    ['fully_connected(f32[4], f32[5, 4])', {}, 'f32[5]'],
    ['fully_connected(f32[B, S, 4], f32[5, 4])', {}, 'f32[B, S, 5]'],
    ['fully_connected(f32[], f32[5, 4])', {}, '! operand x has shape [], which does not fit [..M, K]'],
    ['matmul(f32[N, 3, 4], f32[4, 5])', {}, 'f32[N, 3, 5]'],
    ['matmul(f32[4], f32[4])', {}, 'f32[]'],
    ['matmul(f32[4], f32[N, 4, 5])', {}, 'f32[N, 5]'],
    ['matmul(f32[N, 3, 4], f32[4])', {}, 'f32[N, 3]'],
    ['matmul(f32[], f32[4])', {}, '! a scalar cannot be multiplied as a matrix'],
    ['matmul(f32[3, 4], f32[5, 6])', {}, '! the last axis of a must be as long as the axis of b that it runs along'],
    ['conv(f32[N, 4, 8], f32[6, 2, 3])', { strides: [2], pads: [1, 1], dilations: [1], groups: 2 }, 'f32[N, 6, 4]'],
    [
      'conv(f32[1, 3, H, W], f32[6, 3, 3, 3], f32[6])',
      { strides: [1, 2], pads: [1, 1, 1, 1], dilations: [1, 1] },
      'f32[1, 6, H, ((W + 1) div 2)]',
    ],
    [
      'conv(f32[1, 3, 5], f32[6, 3, 3])',
      { strides: [0], pads: [0, 0], dilations: [1] },
      '! strides and dilations must be positive',
    ],
    [
      'conv(f32[1, 3, 5], f32[6, 3, 9])',
      { strides: [1], pads: [0, 0], dilations: [1] },
      '! the window is larger than the padded operand',
    ],
    [
      'conv_transpose(f32[N, 4, 5], f32[4, 3, 3])',
      { strides: [2], pads: [1, 1], dilations: [1], output_padding: [1], groups: 2 },
      'f32[N, 6, 10]',
    ],
    [
      'max_pool(f32[N, 3, 7])',
      { kernel: [2], strides: [2], pads: [0, 0], dilations: [1] },
      'f32[N, 3, 3]; i64[N, 3, 3]',
    ],
    [
      'max_pool(f32[N, 3, 7])',
      { kernel: [2], strides: [2], pads: [0, 0], dilations: [1], ceil_mode: true },
      'f32[N, 3, 4]; i64[N, 3, 4]',
    ],
    // The last window would begin in the padding behind the operand, so it is left out.
    [
      'average_pool(f32[1, 1, 2])',
      { kernel: [1], strides: [2], pads: [0, 1], dilations: [1], ceil_mode: true },
      'f32[1, 1, 1]',
    ],
    ['batch_norm(f16[N, 3, H], f32[3], f32[3], f32[3], f32[3])', {}, 'f16[N, 3, H]'],
    ['layer_norm(f32[N, 3, 4], f32[3, 4])', { axis: 1 }, 'f32[N, 3, 4]'],
    ['layer_norm(f32[N, 4], f32[5])', {}, '! the scale must broadcast to the normalised axes'],
    ['group_norm(f32[N, 6, H], f32[6], f32[6])', { groups: 4 }, '! the channels must divide into groups'],
    ['softmax(f32[N, 3])', { axis: 2 }, '! axis 2 is out of range for rank 2'],
    ['resize(f32[1, 3, 4, 4])', { sizes: [1, 3, 8, N] }, 'f32[1, 3, 8, N]'],
    [
      'lstm(f32[L, N, 3], f32[1, 20, 3], f32[1, 20, 5], f32[1, 40])',
      { hidden: 5 },
      'f32[L, 1, N, 5]; f32[1, N, 5]; f32[1, N, 5]',
    ],
    [
      'lstm(f32[N, L, 3], f32[2, 20, 3], f32[2, 20, 5])',
      { hidden: 5, layout: 1, direction: 'bidirectional' },
      'f32[N, L, 2, 5]; f32[N, 2, 5]; f32[N, 2, 5]',
    ],
    [
      'lstm(f32[L, N, 3], f32[1, 20, 3], f32[1, 20, 5], f32[1, 30])',
      { hidden: 5 },
      '! the bias must have two parts of four gates',
    ],
    [
      'gru(f32[L, N, 3], f32[1, 15, 3], f32[1, 15, 5], _, i32[N], f32[1, N, 5])',
      { hidden: 5 },
      'f32[L, 1, N, 5]; f32[1, N, 5]',
    ],
    ['rnn(f32[L, N, 3], f32[1, 5, 3], f32[1, 5, 5])', { hidden: 5 }, 'f32[L, 1, N, 5]; f32[1, N, 5]'],
    ['non_max_suppression(f32[1, 6, 4], f32[1, 2, 6])', {}, 'i64[selected_0, 3]'],
  ],
  embedding: [
    ['embedding_bag(f32[100, 16], i64[L], i64[N])', {}, 'f32[N, 16]'],
    ['embedding_bag(f32[100, 16], i64[L], i64[N])', { last_offset: true }, 'f32[N - 1, 16]'],
    ['embedding_bag(f32[100, 16], i64[N, 4], _, f32[N, 4])', { mode: 'mean' }, 'f32[N, 16]'],
    ['embedding_bag(i8[100, 16]<row>, i32[L], i64[N])', {}, 'f16[N, 16]'],
    ['embedding_bag(f32[100, 16], i64[L])', {}, '! without offsets, indices must have two axes: bags and entries'],
    ['embedding_bag(f32[100, 16], i64[L], i64[N])', { mode: 'min' }, '! attribute mode is not one of sum, mean, max'],
    ['dot_interaction(f32[N, 4, 16])', { rows: [1, 2, 2], cols: [0, 0, 1] }, 'f32[N, 3]'],
    ['dot_interaction(f32[N, 4, 16])', { rows: [4], cols: [0] }, '! rows must name features of x'],
  ],
  quant: [
    ['dequantize(i8[N]<tensor>)', { to: 'f32' }, 'f32[N]'],
    ['dequantize(i8[N])', { to: 'f32' }, '! operand x has elements of type i8, which is not in quantized'],
    ['quantize(f32[N, 2])', { to: typesFromText('i8[]<tensor>')[0] as Type }, 'i8[N, 2]<scale=0.5, zp=0>'],
    ['quantize_linear(f32[N, 8], f32[], u4[])', { to: 'u4' }, 'u4[N, 8]'],
    ['quantize_linear(f32[N, 8], f32[8])', { to: 'f8e4m3fn', axis: 1 }, 'f8e4m3fn[N, 8]'],
    ['dequantize_linear(i4[N, 8], f16[N, 3], i4[N, 3])', { to: 'f16', axis: -1, block: 3 }, 'f16[N, 8]'],
    [
      'dequantize_linear(i4[N, 8], f16[N, 2])',
      { to: 'f16', axis: 1, block: 3 },
      '! there must be one scale, or one for each slice or block',
    ],
    [
      'dequantize_linear(i8[N, 8], f32[8], i8[])',
      { to: 'f32', axis: 1 },
      '! there must be a zero point for each scale',
    ],
    ['bit_cast(f32[N])', { to: 'u32' }, 'u32[N]'],
    ['bit_cast(f32[N])', { to: 'i64' }, '! both types must have the same width'],
    ['unpack_bytes(u8[N, 3])', { to: 'i2' }, 'i2[N, 12]'],
    ['unpack_bytes(u8[N, 3])', { to: 'i8' }, '! the elements must be narrower than a byte'],
  ],
};

describe.each(Object.entries(lines))('%s', (_, cases) => {
  it.each(cases)('%s %o', (call, attrs, expected) => {
    expect(inferText(call, attrs)).toBe(expected);
  });
});

describe('equations', () => {
  it('are asked for where sizes are not provably equal, and then hold', () => {
    const asked: string[] = [];
    const unify = (a: Parameters<typeof dim.printDim>[0], b: typeof a) => {
      asked.push(`${dim.printDim(a)} = ${dim.printDim(b)}`);
      return true;
    };
    expect(inferText('add(f32[N, 3], f32[M, 3])', {}, { unify })).toBe('f32[N, 3]');
    expect(inferText('fully_connected(f32[N, K], f32[5, 4])', {}, { unify })).toBe('f32[N, 5]');
    expect(inferText('fully_connected(f32[N, 5], f32[5, 4])', {}, { unify })).toContain('! ');
    expect(asked).toEqual(['N = M', 'K = 4']);
  });

  it('are not asked for where sizes certainly differ', () => {
    const unify = () => true;
    expect(inferText('add(f32[N + 1], f32[N + 2])', {}, { unify })).toContain('do not broadcast');
  });
});

describe('sizes known only at run time', () => {
  const given = (text: string) => ({ given: typesFromText(text) as Type[] });

  it('are those of the types a node already has', () => {
    expect(inferText('range(i64[], i64[], i64[])', {}, given('i64[N + 1]'))).toBe('i64[N + 1]');
    expect(inferText('top_k(f32[N, 9], i64[])', {}, given('f32[N, 5], i64[N, 5]'))).toBe('f32[N, 5]; i64[N, 5]');
    expect(inferText('dynamic_slice(f32[N, 4], i64[1], i64[1])', {}, given('f32[a, 4]'))).toBe('f32[a, 4]');
  });

  it('stay consistent between results', () => {
    expect(inferText('top_k(f32[N, 9], i64[])', {}, given('f32[N, 5], i64[N, 6]'))).toBe('f32[N, 5]; i64[N, 5]');
  });

  it('are new symbols when the present type does not fit', () => {
    expect(inferText('range(i64[], i64[], i64[])', {}, given('i64[3, 3]'))).toBe('i64[range_0]');
  });
});

describe('encodings of results', () => {
  it('are stated by the node for quantized contractions', () => {
    const given = typesFromText('i8[N, 5]<other>') as Type[];
    expect(inferText('fully_connected(i8[N, 4]<tensor>, i8[5, 4]<axis>)', {}, { given })).toBe(
      'i8[N, 5]<scale=0.25, zp=0>',
    );
  });

  it('are stated by the node for means', () => {
    const given = typesFromText('i8[N, 1]<other>') as Type[];
    expect(inferText('reduce_mean(i8[N, 4]<tensor>)', { axes: [1] }, { given })).toBe('i8[N, 1]<scale=0.25, zp=0>');
    expect(inferText('reduce_mean(f32[N, 4])', { axes: [1] })).toBe('f32[N, 1]');
  });

  it('must agree between operands that share a type', () => {
    expect(inferText('concat(i8[2]<tensor>, i8[3]<tensor>)', { axis: 0 })).toBe('i8[5]<scale=0.5, zp=0>');
    expect(inferText('concat(i8[2]<tensor>, i8[3]<other>)', { axis: 0 })).toContain('are quantized differently');
  });

  it('may differ between operands of ops on stored numbers', () => {
    const given = typesFromText('u8[5]<other>') as Type[];
    const join = (text: string, attrs = { axis: 0 }) => inferText(`quantized_concat(${text})`, attrs, { given });
    expect(join('i8[2]<tensor>, i8[3]<other>')).toBe('u8[5]<scale=0.25, zp=0>');
    expect(join('i8[2]<tensor>, i8[3]')).toContain('all operands must be quantized');
    expect(join('i8[2, 4]<tensor>, i8[3, 5]<other>')).toContain('the same sizes on all other axes');
    expect(inferText('quantized_concat(i8[2]<tensor>)', { axis: 0 })).toContain('must state the encoding');
    expect(inferText('quantized_add(i8[N, 1]<tensor>, u8[3]<other>)', {}, { given })).toContain('u8[');
    expect(inferText('quantized_mul(i8[3]<tensor>, i8[3])', {}, { given })).toContain('is not in quantized');
  });
});
