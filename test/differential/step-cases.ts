// Forms of the ops that the card takes apart in its own way, with data for what has to be right.

import type { Tolerance } from '@afterglow/backend-api';

export interface StepCase {
  readonly params: string;
  readonly node: string;
  /** Nodes in front of it, which make its operands. */
  readonly before?: readonly string[];
  /** Types of the results. */
  readonly result: readonly string[];
  /** Data of inputs; others are drawn. */
  readonly inputs?: Readonly<Record<string, readonly number[]>>;
  /** Data that the op does not take. */
  readonly refused?: readonly Readonly<Record<string, readonly number[]>>[];
  readonly tolerance?: Tolerance;
}

const reductions: Readonly<Record<string, StepCase>> = {
  'dynamic_reduce, axes kept': {
    params: '%x: f32[3, 2, 2], %a: i64[1]',
    node: 'dynamic_reduce(%x, %a) {reduction = sum, result_rank = 3}',
    result: ['f32[3, 1, 2]'],
    inputs: { a: [-2] },
    refused: [{ a: [2] }, { a: [3] }],
  },
  'dynamic_reduce, one of two axes': {
    params: '%x: f32[3, 2, 2], %a: i64[1]',
    node: 'dynamic_reduce(%x, %a) {reduction = log_sum_exp, keepdims = false, result_rank = 2}',
    result: ['f32[3, 2]'],
    inputs: { a: [2] },
    refused: [{ a: [0] }],
  },
  'dynamic_reduce, all axes': {
    params: '%x: f32[3, 2], %a: i64[0]',
    node: 'dynamic_reduce(%x, %a) {reduction = l2, result_rank = 2}',
    result: ['f32[1, 1]'],
  },
  'dynamic_reduce, no axes': {
    params: '%x: f32[3, 2], %a: i64[0]',
    node: 'dynamic_reduce(%x, %a) {reduction = sum_square, empty = none, result_rank = 2}',
    result: ['f32[3, 2]'],
  },
};

const integers: Readonly<Record<string, StepCase>> = {
  'matmul of bytes, sums longer than f32 is exact for': {
    params: '%a: i8[2, 1300], %b: u8[1300, 2], %z: u8[]',
    before: [
      '%x = cast(%a) {to = i32} : i32[2, 1300]',
      '%u = cast(%b) {to = i32} : i32[1300, 2]',
      '%v = cast(%z) {to = i32} : i32[]',
      '%w = sub(%u, %v) : i32[1300, 2]',
    ],
    node: 'matmul(%x, %w)',
    result: ['i32[2, 2]'],
    inputs: {
      a: Array.from({ length: 2600 }, (_, i) => (i < 1300 ? -128 : 127 - (i % 3))),
      b: Array.from({ length: 2600 }, (_, i) => 255 - (i % 5)),
      z: [1],
    },
  },
  'fully_connected of bytes with a bias and an activation': {
    params: '%a: u8[2, 700], %b: i8[3, 700], %bias: i32[3]',
    before: ['%x = cast(%a) {to = i32} : i32[2, 700]', '%w = cast(%b) {to = i32} : i32[3, 700]'],
    node: 'fully_connected(%x, %w, %bias) {act = relu}',
    result: ['i32[2, 3]'],
    inputs: {
      a: Array.from({ length: 1400 }, (_, i) => 255 - (i % 4)),
      b: Array.from({ length: 2100 }, (_, i) => (i < 700 ? -128 + (i % 3) : 127 - (i % 5))),
      bias: [5, 2 ** 30, -7],
    },
  },
  'matmul of differences that wrap': {
    params: '%a: u8[2, 600], %b: u8[600, 2]',
    before: [
      '%d = sub(%a, %a) : u8[2, 600]',
      '%e = sub(%d, %a) : u8[2, 600]',
      '%x = cast(%e) {to = i32} : i32[2, 600]',
      '%w = cast(%b) {to = i32} : i32[600, 2]',
    ],
    node: 'matmul(%x, %w)',
    result: ['i32[2, 2]'],
    inputs: {
      a: Array.from({ length: 1200 }, (_, i) => 1 + (i % 2)),
      b: Array.from({ length: 1200 }, (_, i) => 255 - (i % 3)),
    },
  },
  'matmul of bytes with a vector': {
    params: '%a: i8[3, 2, 4], %b: i8[4]',
    before: ['%x = cast(%a) {to = i32} : i32[3, 2, 4]', '%w = cast(%b) {to = i32} : i32[4]'],
    node: 'matmul(%x, %w)',
    result: ['i32[3, 2]'],
  },
};

const indexed: Readonly<Record<string, StepCase>> = {
  gather_elements: {
    params: '%x: i32[3, 4, 2], %i: i64[2, 3, 2]',
    node: 'gather_elements(%x, %i) {axis = 1}',
    result: ['i32[2, 3, 2]'],
    inputs: { i: [0, -1, 3, 2, 1, -4, 0, 0, 3, 3, -2, 1] },
    refused: [{ i: [0, -1, 3, 2, 1, 4, 0, 0, 3, 3, -2, 1] }, { i: [0, -5, 3, 2, 1, 1, 0, 0, 3, 3, -2, 1] }],
  },
  reverse_sequence: {
    params: '%x: f32[4, 3, 2], %n: i64[3]',
    node: 'reverse_sequence(%x, %n) {time_axis = 0, batch_axis = 1}',
    result: ['f32[4, 3, 2]'],
    inputs: { n: [4, 0, 3] },
    refused: [{ n: [4, 5, 3] }, { n: [-1, 0, 3] }],
  },
  'reverse_sequence, batch behind time': {
    params: '%x: u8[2, 3, 4], %n: i32[4]',
    node: 'reverse_sequence(%x, %n) {time_axis = 1, batch_axis = -1}',
    result: ['u8[2, 3, 4]'],
    inputs: { n: [1, 2, 3, 0] },
  },
  gather_nd: {
    params: '%x: f16[3, 4, 2], %i: i64[3, 2]',
    node: 'gather_nd(%x, %i)',
    result: ['f16[3, 2]'],
    inputs: { i: [2, -1, 0, 3, -3, 0] },
    refused: [{ i: [2, 4, 0, 3, -3, 0] }],
  },
  'gather_nd with shared axes': {
    params: '%x: u8[2, 3, 4, 2], %i: i32[2, 2, 1]',
    node: 'gather_nd(%x, %i) {batch_dims = 1}',
    result: ['u8[2, 2, 4, 2]'],
    inputs: { i: [2, -1, 0, 1] },
  },
  scatter_elements: {
    params: '%x: f32[3, 4], %i: i64[2, 3], %u: f32[2, 3]',
    node: 'scatter_elements(%x, %i, %u) {axis = 0}',
    result: ['f32[3, 4]'],
    inputs: { i: [0, -1, 2, 0, 1, 1] },
    refused: [{ i: [0, -1, 3, 0, 1, 1] }],
  },
  'scatter_elements that adds, indices twice': {
    params: '%x: f16[5], %i: i32[6], %u: f16[6]',
    node: 'scatter_elements(%x, %i, %u) {axis = 0, reduction = add}',
    result: ['f16[5]'],
    inputs: { i: [1, 1, 4, -1, 1, 0] },
    tolerance: { rtol: 2e-2, atol: 2e-2 },
  },
  'scatter_nd of tuples': {
    params: '%x: i64[3, 4, 2], %i: i64[3, 2], %u: i64[3, 2]',
    node: 'scatter_nd(%x, %i, %u) {reduction = max}',
    result: ['i64[3, 4, 2]'],
    inputs: { i: [0, -1, 2, 0, 2, 0] },
    refused: [{ i: [0, -1, 2, 4, 2, 0] }],
  },
};

const chosen: Readonly<Record<string, StepCase>> = {
  hardmax: {
    params: '%x: f32[3, 4, 2]',
    node: 'hardmax(%x) {axis = 1}',
    result: ['f32[3, 4, 2]'],
  },
  'one_hot of integers': {
    params: '%i: i32[2, 3], %d: i64[], %v: f32[2]',
    node: 'one_hot(%i, %d, %v) {axis = 1}',
    result: ['f32[2, 4, 3]'],
    inputs: { i: [0, -1, 3, 4, -5, 2], d: [4] },
    refused: [{ d: [5] }],
  },
  'one_hot of floats': {
    params: '%i: f32[4], %d: f32[], %v: i32[2]',
    node: 'one_hot(%i, %d, %v)',
    result: ['i32[4, 5]'],
    inputs: { i: [0, -1, 3.5, -0.5], d: [5.5] },
  },
  'top_k with ties and what is no number': {
    params: '%x: f32[2, 6], %k: i64[1]',
    node: 'top_k(%x, %k)',
    result: ['f32[2, 4]', 'i64[2, 4]'],
    inputs: { x: [1, 2, Number.NaN, 2, -3, 2, 0, -0, -Infinity, Infinity, 1, Number.NaN], k: [4] },
    refused: [{ k: [3] }],
  },
  'top_k, smallest integers of an inner axis': {
    params: '%x: i64[2, 5, 3], %k: i64[1]',
    node: 'top_k(%x, %k) {axis = 1, largest = false}',
    result: ['i64[2, 2, 3]', 'i64[2, 2, 3]'],
    inputs: { k: [2] },
  },
};

const windows: Readonly<Record<string, StepCase>> = {
  lrn: {
    params: '%x: f32[2, 5, 3, 2]',
    node: 'lrn(%x) {size = 3, alpha = 0.5, beta = 0.75, bias = 2.0}',
    result: ['f32[2, 5, 3, 2]'],
  },
  'lp_pool, rounded up': {
    params: '%x: f32[2, 2, 6, 5]',
    node: 'lp_pool(%x) {kernel = [3, 2], strides = [2, 2], pads = [1, 0, 0, 1], dilations = [1, 2], ceil_mode = true, p = 3}',
    result: ['f32[2, 2, 3, 3]'],
    tolerance: { rtol: 1e-4, atol: 1e-4 },
  },
  'conv_transpose in groups': {
    params: '%x: f32[2, 4, 3, 2], %w: f32[4, 3, 3, 2], %b: f32[6]',
    node: 'conv_transpose(%x, %w, %b) {strides = [2, 3], pads = [1, 0, 0, 1], dilations = [1, 2], output_padding = [1, 2], groups = 2}',
    result: ['f32[2, 6, 7, 7]'],
  },
  'conv_transpose, cut beyond the kernel': {
    params: '%x: f32[1, 1, 5], %w: f32[1, 2, 2]',
    node: 'conv_transpose(%x, %w) {strides = [1], pads = [2, 3], dilations = [1], output_padding = [0]}',
    result: ['f32[1, 2, 1]'],
  },
};

const running: Readonly<Record<string, StepCase>> = {
  'cumsum of floats, the axis given': {
    params: '%x: f32[9], %a: i32[]',
    node: 'cumsum(%x, %a)',
    result: ['f32[9]'],
    inputs: { a: [-1] },
    refused: [{ a: [1] }],
  },
  'cumsum of integers from the end': {
    params: '%x: i64[7], %a: i64[]',
    node: 'cumsum(%x, %a) {reverse = true, exclusive = true}',
    result: ['i64[7]'],
    inputs: { a: [0] },
  },
  cumprod: {
    params: '%x: i32[6], %a: i64[]',
    node: 'cumprod(%x, %a) {exclusive = true}',
    result: ['i32[6]'],
    inputs: { a: [0] },
  },
  range: {
    params: '%s: f32[], %l: f32[], %d: f32[]',
    node: 'range(%s, %l, %d)',
    result: ['f32[4]'],
    inputs: { s: [1], l: [-1], d: [-0.5] },
  },
};

const positions: Readonly<Record<string, StepCase>> = {
  arg_max: { params: '%x: f32[3, 4]', node: 'arg_max(%x) {axis = 1}', result: ['i64[3, 1]'] },
  arg_min: { params: '%x: f16[3, 4]', node: 'arg_min(%x) {axis = 0, keepdims = false}', result: ['i64[4]'] },
};

const views: Readonly<Record<string, StepCase>> = {
  dynamic_reshape: {
    params: '%x: f32[2, 3, 4], %s: i64[3]',
    node: 'dynamic_reshape(%x, %s)',
    result: ['f32[2, 6, 2]'],
    inputs: { s: [0, -1, 2] },
    refused: [{ s: [3, -1, 2] }],
  },
  dynamic_expand: {
    params: '%x: i8[3, 1], %s: i64[2]',
    node: 'dynamic_expand(%x, %s)',
    result: ['i8[3, 4]'],
    inputs: { s: [1, 4] },
    refused: [{ s: [1, 5] }],
  },
  'dynamic_expand of a scalar': { params: '%x: f32[], %s: i64[0]', node: 'dynamic_expand(%x, %s)', result: ['f32[]'] },
  dynamic_squeeze: {
    params: '%x: f32[1, 3, 1], %a: i64[1]',
    node: 'dynamic_squeeze(%x, %a) {result_rank = 2}',
    result: ['f32[3, 1]'],
    inputs: { a: [-3] },
    refused: [{ a: [1] }, { a: [3] }],
  },
  dynamic_unsqueeze: {
    params: '%x: f32[3], %a: i64[2]',
    node: 'dynamic_unsqueeze(%x, %a)',
    result: ['f32[1, 3, 1]'],
    inputs: { a: [0, -1] },
    refused: [{ a: [0, 1] }],
  },
  dynamic_tile: {
    params: '%x: f32[2, 3], %r: i64[2]',
    node: 'dynamic_tile(%x, %r)',
    result: ['f32[4, 3]'],
    inputs: { r: [2, 1] },
    refused: [{ r: [2, 2] }],
  },
  dynamic_split: {
    params: '%x: f32[5, 2], %s: i64[2]',
    node: 'dynamic_split(%x, %s) {axis = 0, parts = 2}',
    result: ['f32[2, 2]', 'f32[3, 2]'],
    inputs: { s: [2, 3] },
    refused: [{ s: [3, 2] }],
  },
  dynamic_splat: {
    params: '%s: i64[2]',
    node: 'dynamic_splat(%s) {value = 2.5, elem = f32}',
    result: ['f32[2, 3]'],
    inputs: { s: [2, 3] },
    refused: [{ s: [3, 2] }],
  },
  'dynamic_slice by given axes': {
    params: '%x: f32[5, 6], %s: i64[2], %e: i64[2], %a: i64[2], %t: i64[2]',
    node: 'dynamic_slice(%x, %s, %e, %a, %t)',
    result: ['f32[2, 6]'],
    inputs: { s: [100, -4], e: [-100, 100], a: [1, -2], t: [-1, 2] },
  },
  'dynamic_slice from the front axes on': {
    params: '%x: f32[5, 6], %s: i64[1], %e: i64[1]',
    node: 'dynamic_slice(%x, %s, %e)',
    result: ['f32[3, 6]'],
    inputs: { s: [1], e: [-1] },
    refused: [{ s: [4] }],
  },
  ...Object.fromEntries(
    ['constant', 'edge', 'reflect', 'wrap'].map((mode) => [
      `dynamic_pad, ${mode}`,
      {
        params: '%x: f32[3, 4], %p: i64[2], %v: f32[], %a: i64[1]',
        node: `dynamic_pad(%x, %p, %v, %a) {mode = ${mode}}`,
        result: ['f32[3, 8]'],
        inputs: { p: [3, 1], v: [9], a: [-1] },
      },
    ]),
  ),
  'dynamic_pad that cuts': {
    params: '%x: i32[3, 4], %p: i64[4]',
    node: 'dynamic_pad(%x, %p)',
    result: ['i32[4, 2]'],
    inputs: { p: [1, -1, 0, -1] },
  },
};

const images: Readonly<Record<string, StepCase>> = {
  'resize, whole factors': {
    params: '%x: u8[2, 3, 2]',
    node: 'resize(%x) {sizes = [2, 6, 6], coordinates = asymmetric, nearest = floor}',
    result: ['u8[2, 6, 6]'],
  },
  ...Object.fromEntries(
    ['round_prefer_floor', 'round_prefer_ceil', 'floor', 'ceil'].map((nearest) => [
      `resize to the nearest, ${nearest}`,
      {
        params: '%x: f32[2, 5, 4]',
        node: `resize(%x) {sizes = [2, 3, 7], nearest = ${nearest}}`,
        result: ['f32[2, 3, 7]'],
      },
    ]),
  ),
  ...Object.fromEntries(
    ['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric', 'half_pixel_symmetric'].flatMap((by) =>
      ['linear', 'cubic'].map((mode) => [
        `resize, ${mode} by ${by}`,
        {
          params: '%x: f32[2, 5, 4, 3]',
          node: `resize(%x) {sizes = [2, 3, 7, 1], mode = ${mode}, coordinates = ${by}}`,
          result: ['f32[2, 3, 7, 1]'],
        },
      ]),
    ),
  ),
  ...Object.fromEntries(
    ['linear', 'nearest', 'cubic'].flatMap((mode) =>
      ['zeros', 'border', 'reflection'].flatMap((padding) =>
        [true, false].map((corners) => [
          `grid_sample, ${mode}, ${padding}${corners ? ', corners' : ''}`,
          {
            params: '%x: f32[2, 3, 4, 5], %g: f32[2, 1, 6, 2]',
            node: `grid_sample(%x, %g) {mode = ${mode}, padding = ${padding}, align_corners = ${corners}}`,
            result: ['f32[2, 3, 1, 6]'],
            inputs: {
              g: [
                ...[-1, -1, 1, 1, 0, 0, 0.3, -0.7, 1.6, -1.9, -4.2, 0.1],
                ...[0.45, 3.3, Number.NaN, 0, Number.POSITIVE_INFINITY, 0, -0.95, 0.99, -0.5, -0.5, 1.05, -1.02],
              ],
            },
            tolerance: { rtol: 1e-5, atol: 1e-5 },
          },
        ]),
      ),
    ),
  ),
  'grid_sample of volumes in half precision': {
    params: '%x: f16[1, 2, 2, 3, 4], %g: f32[1, 2, 1, 2, 3]',
    node: 'grid_sample(%x, %g)',
    result: ['f16[1, 2, 2, 1, 2]'],
    inputs: { g: [-0.4, 0.2, 0.9, 0.5, -1.1, 0, 1, 1, 1, 0.25, -0.75, -0.1] },
    tolerance: { rtol: 1e-2, atol: 1e-2 },
  },
  'grid_sample of whole numbers': {
    params: '%x: i32[1, 1, 3, 3], %g: f16[1, 1, 3, 2]',
    node: 'grid_sample(%x, %g) {mode = nearest}',
    result: ['i32[1, 1, 1, 3]'],
    inputs: { g: [-0.5, 0.5, 0, 0, 2, 0] },
  },
  'resize, smoothed': {
    params: '%x: f32[1, 9, 8]',
    node: 'resize(%x) {sizes = [1, 4, 3], mode = cubic, antialias = true, exclude_outside = true}',
    result: ['f32[1, 4, 3]'],
  },
  'resize of a region': {
    params: '%x: f32[1, 4, 5]',
    node: 'resize(%x) {sizes = [1, 3, 3], mode = linear, coordinates = tf_crop_and_resize, roi = [0.0, 0.4, -0.2, 1.0, 1.2, 0.7], extrapolation = 7.0}',
    result: ['f32[1, 3, 3]'],
  },
  'dynamic_resize by scales': {
    params: '%x: f32[1, 1, 4, 4], %f: f32[2]',
    node: 'dynamic_resize(%x, _, %f, _) {axes = [2, 3], mode = cubic}',
    result: ['f32[1, 1, 2, 6]'],
    inputs: { f: [0.6, 1.5] },
    refused: [{ f: [0.8, 1.5] }],
  },
  'dynamic_resize by sizes that keep the ratio': {
    params: '%x: f32[1, 1, 2, 4], %s: i64[2]',
    node: 'dynamic_resize(%x, _, _, %s) {axes = [2, 3], policy = not_larger}',
    result: ['f32[1, 1, 4, 7]'],
    inputs: { s: [7, 7] },
  },
};

const HIDDEN = 'hidden = 4';
const recurrent: Readonly<Record<string, StepCase>> = {
  'lstm, both ways, with all there is': {
    params:
      '%x: f32[3, 2, 5], %w: f32[2, 16, 5], %r: f32[2, 16, 4], %b: f32[2, 32], %n: i32[2], %h: f32[2, 2, 4], %c: f32[2, 2, 4], %p: f32[2, 12]',
    node: `lstm(%x, %w, %r, %b, %n, %h, %c, %p) {direction = bidirectional, ${HIDDEN}, clip = 1.5}`,
    result: ['f32[3, 2, 2, 4]', 'f32[2, 2, 4]', 'f32[2, 2, 4]'],
    inputs: { n: [3, 1] },
    tolerance: { rtol: 1e-4, atol: 1e-4 },
  },
  'lstm, batch first, forget by input': {
    params: '%x: f32[2, 3, 5], %w: f32[1, 16, 5], %r: f32[1, 16, 4]',
    node: `lstm(%x, %w, %r) {${HIDDEN}, layout = 1, input_forget = true, activations = ["HardSigmoid", "Relu", "Softsign"]}`,
    result: ['f32[2, 3, 1, 4]', 'f32[2, 1, 4]', 'f32[2, 1, 4]'],
    tolerance: { rtol: 1e-4, atol: 1e-4 },
  },
  'gru, backwards': {
    params: '%x: f32[3, 2, 5], %w: f32[1, 12, 5], %r: f32[1, 12, 4], %b: f32[1, 24], %n: i32[2]',
    node: `gru(%x, %w, %r, %b, %n) {direction = reverse, ${HIDDEN}}`,
    result: ['f32[3, 1, 2, 4]', 'f32[1, 2, 4]'],
    inputs: { n: [2, 3] },
    tolerance: { rtol: 1e-4, atol: 1e-4 },
  },
  'gru, reset behind the product': {
    params: '%x: f32[3, 2, 5], %w: f32[1, 12, 5], %r: f32[1, 12, 4], %b: f32[1, 24]',
    node: `gru(%x, %w, %r, %b) {${HIDDEN}, linear_before_reset = true}`,
    result: ['f32[3, 1, 2, 4]', 'f32[1, 2, 4]'],
    tolerance: { rtol: 1e-4, atol: 1e-4 },
  },
  rnn: {
    params: '%x: f16[3, 2, 5], %w: f16[1, 4, 5], %r: f16[1, 4, 4], %b: f16[1, 8]',
    node: `rnn(%x, %w, %r, %b) {${HIDDEN}}`,
    result: ['f16[3, 1, 2, 4]', 'f16[1, 2, 4]'],
    tolerance: { rtol: 2e-2, atol: 2e-2 },
  },
};

const INTEGERS = ['i8', 'u8', 'i16', 'u16', 'i32', 'u32', 'i64', 'u64'];
/** Bits of every kind for each type: what is largest, smallest, and in between. */
const EXTREMES: Readonly<Record<string, readonly number[]>> = {
  i8: [127, -128, 5, -1, 0, 99],
  u8: [255, 128, 5, 1, 0, 99],
  i16: [32767, -32768, 5, -1, 0, 99],
  u16: [65535, 32768, 5, 1, 0, 99],
  i32: [2147483647, -2147483648, 5, -1, 0, 99],
  u32: [4294967295, 2147483648, 5, 1, 0, 99],
  i64: [2 ** 53 - 1, -(2 ** 62), 5, -1, 0, 99],
  u64: [2 ** 63 + 2048, 2 ** 62, 5, 1, 0, 99],
};
const OTHERS: readonly number[] = [3, 1, 5, 2, 7, 100];

const pairs = (op: string, elem: string, result = elem, attrs = ''): StepCase => ({
  params: `%x: ${elem}[6], %z: ${elem}[6]`,
  node: `${op}(%x, %z)${attrs}`,
  result: [`${result}[6]`],
  inputs: { x: EXTREMES[elem] ?? [], z: OTHERS },
});

const wholes: Readonly<Record<string, StepCase>> = Object.fromEntries(
  INTEGERS.flatMap((elem): [string, StepCase][] => [
    ...['add', 'sub', 'mul', 'maximum', 'minimum'].map((op): [string, StepCase] => [
      `${op} of ${elem}`,
      pairs(op, elem),
    ]),
    ...['less', 'less_equal', 'greater', 'greater_equal', 'equal'].map((op): [string, StepCase] => [
      `${op} of ${elem}`,
      pairs(op, elem, 'bool'),
    ]),
    ...['bitwise_and', 'bitwise_or', 'bitwise_xor'].map((op): [string, StepCase] => [
      `${op} of ${elem}`,
      pairs(op, elem),
    ]),
    ...(elem === 'u64'
      ? []
      : ([
          [`div of ${elem}`, pairs('div', elem)],
          [`mod of ${elem}`, pairs('mod', elem)],
        ] as [string, StepCase][])),
    ...(elem.startsWith('u')
      ? ['shift_left', 'shift_right'].map((op): [string, StepCase] => [
          `${op} of ${elem}`,
          { ...pairs(op, elem), inputs: { x: EXTREMES[elem] ?? [], z: [0, 1, 7, 31, 62, 100] } },
        ])
      : []),
    [
      `bitwise_not of ${elem}`,
      {
        params: `%x: ${elem}[6]`,
        node: 'bitwise_not(%x)',
        result: [`${elem}[6]`],
        inputs: { x: EXTREMES[elem] ?? [] },
      },
    ],
    ...[...INTEGERS, 'bool', ...(elem === 'u64' ? [] : ['f32', 'f16'])].map((to): [string, StepCase] => [
      `cast of ${elem} to ${to}`,
      {
        params: `%x: ${elem}[6]`,
        node: `cast(%x) {to = ${to}}`,
        result: [`${to}[6]`],
        inputs: { x: EXTREMES[elem] ?? [] },
      },
    ]),
    [
      `cast of f32 to ${elem}`,
      {
        params: '%x: f32[6]',
        node: `cast(%x) {to = ${elem}}`,
        result: [`${elem}[6]`],
        inputs: { x: [1.75, 0, 100.5, 255, 63.99, 300] },
      },
    ],
    ...['sum', 'prod', 'max', 'min'].map((fold): [string, StepCase] => [
      `reduce_${fold} of ${elem}`,
      {
        params: `%x: ${elem}[2, 7, 3]`,
        node: `reduce_${fold}(%x) {axes = [1, 2], keepdims = false}`,
        result: [`${elem}[2]`],
      },
    ]),
  ]),
);

const others: Readonly<Record<string, StepCase>> = {
  'arg_max of integers': { params: '%x: i32[3, 4]', node: 'arg_max(%x) {axis = 1}', result: ['i64[3, 1]'] },
  ...Object.fromEntries(
    ['neg', 'abs', 'sign', 'relu'].map((op) => [
      `${op} of i8`,
      { params: '%x: i8[6]', node: `${op}(%x)`, result: ['i8[6]'], inputs: { x: EXTREMES['i8'] ?? [] } },
    ]),
  ),
  'clip of u8': { params: '%x: u8[6]', node: 'clip(%x) {min = 3.0, max = 5.0}', result: ['u8[6]'] },
  'pow by integers': { params: '%x: f32[6], %z: u64[6]', node: 'pow(%x, %z)', result: ['f32[6]'] },
  'swish, one instruction': {
    params: '%x: f16[40]',
    node: 'swish(%x)',
    result: ['f16[40]'],
    tolerance: { rtol: 0, atol: 0 },
  },
  bit_cast: { params: '%x: f32[4]', node: 'bit_cast(%x) {to = u32}', result: ['u32[4]'] },
  'quantize_linear by slices': {
    params: '%x: f32[2, 4], %s: f32[4], %z: i8[4]',
    node: 'quantize_linear(%x, %s, %z) {to = i8, axis = 1}',
    result: ['i8[2, 4]'],
    inputs: { x: [1, -1000, 2.5, Number.NaN, 0.5, 1000, 3.5, -2.5], s: [0.5, 1, 1, 2], z: [1, 2, -3, 4] },
  },
  'quantize_linear by blocks': {
    params: '%x: f16[2, 5], %s: f16[2, 3]',
    node: 'quantize_linear(%x, %s) {to = u16, axis = 1, block = 2, precision = f16}',
    result: ['u16[2, 5]'],
    inputs: { s: [0.5, 1, 2, 0.25, 4, 1] },
  },
  dequantize_linear: {
    params: '%x: u8[2, 4], %s: f32[2], %z: u8[2]',
    node: 'dequantize_linear(%x, %s, %z) {to = f32, axis = 0}',
    result: ['f32[2, 4]'],
  },
  'dequantize_linear of sums': {
    params: '%x: i32[4], %s: f32[], %z: i32[]',
    node: 'dequantize_linear(%x, %s, %z) {to = f32}',
    result: ['f32[4]'],
    inputs: { x: [2 ** 30 + 1, -5, 0, 9], z: [2 ** 30] },
  },
  'nll_loss, mean': {
    params: '%x: f32[2, 4, 3], %t: i64[2, 3], %w: f32[4]',
    node: 'nll_loss(%x, %t, %w) {ignore_index = -1}',
    result: ['f32[]'],
    inputs: { t: [0, 3, -1, 2, 1, -1] },
    refused: [{ t: [0, 4, -1, 2, 1, -1] }, { t: [0, -2, -1, 2, 1, -1] }],
  },
  'nll_loss of integers of 32 bits': {
    params: '%x: f16[3, 4], %t: i32[3]',
    node: 'nll_loss(%x, %t) {reduction = none}',
    result: ['f16[3]'],
    inputs: { t: [0, 3, 1] },
    refused: [{ t: [0, 4, 1] }],
  },
};

const streaming: Readonly<Record<string, StepCase>> = {
  'causal_conv with a state': {
    params: '%x: f32[2, 3, 5], %w: f32[3, 1, 4], %b: f32[3], %s: f32[2, 3, 3]',
    node: 'causal_conv(%x, %w, %b, %s)',
    result: ['f32[2, 3, 5]', 'f32[2, 3, 3]'],
  },
  'causal_conv, shorter than its kernel': {
    params: '%x: f32[2, 3, 2], %w: f32[3, 1, 4]',
    node: 'causal_conv(%x, %w)',
    result: ['f32[2, 3, 2]', 'f32[2, 3, 3]'],
  },
  'causal_conv that sees nothing else': {
    params: '%x: f32[2, 3, 2], %w: f32[3, 1, 1]',
    node: 'causal_conv(%x, %w)',
    result: ['f32[2, 3, 2]', 'f32[2, 3, 0]'],
  },
  'linear_attention, shared heads, gated, corrected': {
    params:
      '%q: f32[2, 4, 3, 5], %k: f32[2, 2, 3, 5], %v: f32[2, 2, 3, 6], %s: f32[2, 2, 5, 6], %d: f32[2, 2, 3, 5], %b: f32[2, 1, 3]',
    node: 'linear_attention(%q, %k, %v, %s, %d, %b)',
    result: ['f32[2, 4, 3, 6]', 'f32[2, 2, 5, 6]'],
    inputs: { d: Array.from({ length: 60 }, (_, i) => -(i % 7) / 4) },
    tolerance: { rtol: 1e-4, atol: 1e-4 },
  },
  cache_update: {
    params: '%c: f16[2, 3, 5, 4], %u: f16[2, 3, 2, 4], %n: i64[2]',
    node: 'cache_update(%c, %u, %n)',
    result: ['f16[2, 3, 5, 4]'],
    inputs: { n: [3, 0] },
    refused: [{ n: [4, 0] }],
  },
  'cache_update around the end': {
    params: '%c: f32[2, 5, 4], %u: f32[2, 2, 4], %n: i64[2]',
    node: 'cache_update(%c, %u, %n) {axis = 1, circular = true}',
    result: ['f32[2, 5, 4]'],
    inputs: { n: [4, 1] },
  },
};

const SMALL_FLOATS = ['bf16', 'f8e4m3fn', 'f8e4m3fnuz', 'f8e5m2', 'f8e5m2fnuz', 'f8e8m0'];
const EVERY_KIND = [0, -0, 1, -1.0625, 1.1875, 447, 465, 1e9, -1e9, 2 ** -9, 1e-30, Infinity, -Infinity, Number.NaN];

const smallFloats: Readonly<Record<string, StepCase>> = {
  ...Object.fromEntries(
    SMALL_FLOATS.flatMap((elem): [string, StepCase][] => [
      ...['f32', 'f16'].flatMap((from): [string, StepCase][] =>
        [true, false].map((saturate) => [
          `cast of ${from} to ${elem}${saturate ? ', saturated' : ''}`,
          {
            params: `%x: ${from}[14]`,
            node: `cast(%x) {to = ${elem}, saturate = ${saturate}}`,
            result: [`${elem}[14]`],
            inputs: { x: EVERY_KIND },
          },
        ]),
      ),
      ...['f32', 'f16', 'i8', 'f8e5m2'].map((to): [string, StepCase] => [
        `cast of ${elem} to ${to}`,
        {
          params: `%x: ${elem}[14]`,
          node: `cast(%x) {to = ${to}}`,
          result: [`${to}[14]`],
          inputs: { x: EVERY_KIND },
        },
      ]),
    ]),
  ),
  'add of bf16': { params: '%x: bf16[6], %z: bf16[6]', node: 'add(%x, %z)', result: ['bf16[6]'] },
  'celu of bf16': {
    params: '%x: bf16[6]',
    node: 'celu(%x)',
    result: ['bf16[6]'],
    tolerance: { rtol: 1e-2, atol: 1e-2 },
  },
  'sqrt of bf16': {
    params: '%x: bf16[6]',
    node: 'sqrt(%x)',
    result: ['bf16[6]'],
    inputs: { x: [0, 1, 2, 3, 4, 5] },
    tolerance: { rtol: 1e-2, atol: 0 },
  },
  'exp of bf16': { params: '%x: bf16[6]', node: 'exp(%x)', result: ['bf16[6]'], tolerance: { rtol: 1e-2, atol: 0 } },
  'quantize_linear to floats of 8 bits': {
    params: '%x: f32[4], %s: f32[], %z: f8e4m3fn[]',
    node: 'quantize_linear(%x, %s, %z) {to = f8e4m3fn}',
    result: ['f8e4m3fn[4]'],
    inputs: { x: [1, 1000, -3.3, 0.01], s: [0.5], z: [0] },
  },
  'dequantize_linear of floats of 8 bits': {
    params: '%x: f8e5m2[4], %s: f16[]',
    node: 'dequantize_linear(%x, %s) {to = f16}',
    result: ['f16[4]'],
  },
};

export const stepCases: Readonly<Record<string, StepCase>> = {
  ...reductions,
  ...integers,
  ...indexed,
  ...chosen,
  ...windows,
  ...running,
  ...positions,
  ...views,
  ...images,
  ...recurrent,
  ...wholes,
  ...streaming,
  ...smallFloats,
  ...others,
};
