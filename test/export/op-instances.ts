// Small modules of one node each, at least one for every op, in the text form: parameters, then the node. They are what the
// tests of export write, read back and run; an op family that is added has its lines here.

import { Diagnostics, renderDiagnostics } from '@afterglow/core';
import { Builder, type Module, nodesOf, ops, parseModule, setResultNames, verifyModule } from '@afterglow/ir';

export interface OpInstance {
  readonly op: string;
  /** The line below, as the name of the case. */
  readonly line: string;
  readonly build: () => Module;
}

const UNARY =
  'abs neg sign relu sigmoid tanh exp log sqrt reciprocal erf floor ceil round sin cos tan asin acos atan sinh cosh asinh acosh ' +
  'atanh softplus softsign mish hard_swish is_nan is_inf gelu leaky_relu elu selu celu thresholded_relu hard_sigmoid ' +
  'swish';
const BINARY = 'add sub mul div maximum minimum mod pow equal less less_equal greater greater_equal';
const REDUCTIONS = 'sum mean max min prod l1 l2 log_sum log_sum_exp sum_square';

/** `parameters | node`, with `; constants` in front where types or operands refer to some. */
const LINES: readonly string[] = [
  ...UNARY.split(' ').map((op) => `%x: f32[N, 3] | ${op}(%x)`),
  ...BINARY.split(' ').map((op) => `%a: f32[N, 3], %b: f32[3] | ${op}(%a, %b)`),
  ...REDUCTIONS.split(' ').flatMap((name) => [
    `%x: f32[N, 3, 4] | reduce_${name}(%x) {axes = [1], keepdims = false}`,
    `%x: i32[2, 3] | reduce_${name}(%x)`,
  ]),
  ...['i4', 'i8', 'i32', 'i64'].map((elem) => `%x: ${elem}[N, 3] | relu(%x)`),
  '%x: f16[N, 3] | celu(%x) {alpha = 0.5}',
  '%x: u4[1, 3] | expand(%x) {shape = [2, 3]}',
  '%x: i4[N, 3] | tile(%x) {repeats = [2, 1]}',
  '%x: i4[5] | abs(%x)',
  '%a: i4[5], %b: i4[5] | add(%a, %b)',
  '%a: u8[5], %b: u8[5] | pow(%a, %b)',
  '%x: f32[3] | leaky_relu(%x) {alpha = 0.1}',
  '%x: f32[3] | gelu(%x) {approximate = tanh}',
  '%x: f32[3] | swish(%x) {alpha = 1.702}',
  '%x: f32[3] | is_inf(%x) {detect_negative = false}',
  '%x: f32[3] | clip(%x) {min = -0.1, max = 0.7}',
  '%x: i32[3] | clip(%x) {max = 1.0}',
  '%x: f32[N, 3] | cast(%x) {to = i64}',
  '%x: f32[4] | cast(%x) {to = f8e4m3fn, saturate = false}',
  '%x: seq<f32[N]> | identity(%x)',
  '%x: bool[3] | logical_not(%x)',
  '%x: u8[3] | bitwise_not(%x)',
  ...['and', 'or', 'xor'].flatMap((name) => [
    `%a: bool[N, 3], %b: bool[3] | logical_${name}(%a, %b)`,
    `%a: i32[N, 3], %b: i32[3] | bitwise_${name}(%a, %b)`,
  ]),
  '%a: u32[3], %b: u32[3] | shift_left(%a, %b)',
  '%a: u32[3], %b: u32[3] | shift_right(%a, %b)',
  '%a: f32[4], %b: f32[4] | mod(%a, %b) {fmod = true}',
  '%a: i64[4], %b: i64[4] | mod(%a, %b)',
  '%x: f32[N, 3], %s: f32[3] | prelu(%x, %s)',
  '%c: bool[3], %a: f32[N, 3], %b: f32[] | where(%c, %a, %b)',
  '%x: f32[N, 4], %w: f32[2, 4], %b: f32[2] | fully_connected(%x, %w, %b)',
  '%x: f32[N, 4], %w: f32[2, 4] | fully_connected(%x, %w) {act = relu}',
  '%x: i32[N, 4], %w: i32[2, 4], %b: i32[2] | fully_connected(%x, %w, %b) {act = relu}',
  '%x: i64[N, 4], %w: i64[2, 4] | fully_connected(%x, %w)',
  '%x: f32[N, 3, 4], %w: f32[2, 4], %b: f32[2] | fully_connected(%x, %w, %b)',
  '%x: f32[4], %w: f32[2, 4] | fully_connected(%x, %w) {act = tanh}',
  '%x: i8[N, 4]<scale=0.5, zp=3>, %w: i8[2, 4]<axis=0, scale=%s, zp=0> | fully_connected(%x, %w) {act = relu} : i8[N, 2]<scale=0.25, zp=-4> ; const %s : f32[2] = [0.5, 0.25]',
  '%a: f32[N, 2, 3], %b: f32[3, 5] | matmul(%a, %b)',
  '%a: f32[2, 3], %b: f32[3] | matmul(%a, %b) {act = sigmoid}',
  '%a: i8[2, 3], %b: i8[3, 2] | matmul(%a, %b)',
  '%x: f32[N, 2, 5, 5], %w: f32[4, 1, 3, 3], %b: f32[4] | conv(%x, %w, %b) {strides = [2, 1], pads = [1, 0, 1, 1], dilations = [1, 1], groups = 2}',
  '%x: f64[N, 4, L], %w: f64[6, 2, 3], %b: f64[6] | conv(%x, %w, %b) {strides = [2], pads = [2, 1], dilations = [2], groups = 2}',
  '%x: f64[N, 2, 4, L], %w: f64[2, 1, 3, 2], %a: f64[N, 2, 4, L] | conv(%x, %w, _, %a) {strides = [1, 1], pads = [1, 0, 1, 1], dilations = [1, 1], groups = 2, act = relu}',
  '%x: f32[N, 2, 5], %w: f32[4, 2, 3] | conv(%x, %w) {strides = [1], pads = [1, 1], dilations = [1], act = tanh}',
  '%x: f32[N, 2, 5], %w: f32[4, 2, 1], %a: f32[N, 4, 5] | conv(%x, %w, _, %a) {strides = [1], pads = [0, 0], dilations = [1], act = leaky_relu, act_alpha = 0.5}',
  '%x: f32[N, 2, 5], %w: f32[4, 2, 1], %b: f32[4], %a: f32[N, 4, 5] | conv(%x, %w, %b, %a) {strides = [1], pads = [0, 0], dilations = [1], act = clip, act_alpha = 0.0, act_beta = 6.0}',
  '%x: f32[N, 2, 5], %w: f32[4, 2, 1] | conv(%x, %w) {strides = [1], pads = [0, 0], dilations = [1], act = clip, act_beta = 1.0}',
  '%x: f32[N, 2, 5], %w: f32[4, 2, 1] | conv(%x, %w) {strides = [1], pads = [0, 0], dilations = [1], act = hard_sigmoid, act_alpha = 0.25, act_beta = 0.5}',
  '%x: f32[N, 2, 5], %w: f32[4, 2, 1] | conv(%x, %w) {strides = [1], pads = [0, 0], dilations = [1], act = hard_swish}',
  '%x: f32[N, 2, 5], %w: f32[4, 2, 1] | conv(%x, %w) {strides = [1], pads = [0, 0], dilations = [1], act = silu}',
  '%x: f32[N, 2, 4], %w: f32[2, 3, 3], %b: f32[3] | conv_transpose(%x, %w, %b) {strides = [2], pads = [1, 0], dilations = [1], output_padding = [1]}',
  '%x: f32[N, 2, 5, 5] | max_pool(%x) {kernel = [2, 2], strides = [2, 2], pads = [0, 0, 1, 1], dilations = [1, 1]}',
  '%x: i32[1, 2, 5] | max_pool(%x) {kernel = [2], strides = [2], pads = [0, 0], dilations = [1], ceil_mode = true}',
  '%x: u8[N, 2, 5]<scale=0.5, zp=3> | average_pool(%x) {kernel = [2], strides = [2], pads = [1, 0], dilations = [1]} : i8[N, 2, 3]<scale=0.25, zp=-4>',
  '%x: u8[N, 2, 5]<scale=0.5, zp=3> | reduce_mean(%x) {axes = [2]} : i8[N, 2, 1]<scale=0.25, zp=-4>',
  '%x: f32[N, 2, 5] | average_pool(%x) {kernel = [2], strides = [2], pads = [1, 0], dilations = [1], count_include_pad = true}',
  '%x: f32[N, 2, 5] | lp_pool(%x) {kernel = [2], strides = [1], pads = [0, 0], dilations = [1], p = 2}',
  '%x: f32[N, 3, 4], %s: f32[3], %b: f32[3], %m: f32[3], %v: f32[3] | batch_norm(%x, %s, %b, %m, %v)',
  '%x: f32[N, 3, 4], %s: f32[3], %b: f32[3] | instance_norm(%x, %s, %b)',
  '%x: f32[N, 3, 4], %s: f32[4], %b: f32[4] | layer_norm(%x, %s, %b)',
  '%x: f32[N, 4, 3], %s: f32[4], %b: f32[4] | group_norm(%x, %s, %b) {groups = 2}',
  '%x: f32[N, 4, 3, 3] | lrn(%x) {size = 3}',
  ...['softmax', 'log_softmax', 'hardmax'].map((op) => `%x: f32[N, 3, 4] | ${op}(%x) {axis = 1}`),
  '%x: f32[1, 2, 3, 3] | resize(%x) {scales = [1.0, 1.0, 2.0, 2.0], sizes = [1, 2, 6, 6], mode = linear}',
  '%x: f32[N, 2, 3, 3] | resize(%x) {sizes = [N, 2, 5, 7], coordinates = align_corners, mode = cubic}',
  '%x: f32[L, N, 2], %w: f32[1, 12, 2], %r: f32[1, 12, 3] | lstm(%x, %w, %r) {hidden = 3}',
  '%x: f32[N, L, 2], %w: f32[1, 12, 2], %r: f32[1, 12, 3], %b: f32[1, 24] | lstm(%x, %w, %r, %b) {hidden = 3, layout = 1}',
  '%x: f32[L, N, 2], %w: f32[2, 9, 2], %r: f32[2, 9, 3] | gru(%x, %w, %r) {hidden = 3, direction = bidirectional, linear_before_reset = true}',
  '%x: f32[L, N, 2], %w: f32[1, 3, 2], %r: f32[1, 3, 3] | rnn(%x, %w, %r) {hidden = 3, activations = [Relu]}',
  '%x: f32[L, N, 2], %w: f32[1, 4*H, 2], %r: f32[1, 4*H, H] | lstm(%x, %w, %r) {hidden = H}',
  '%b: f32[1, S, 4], %s: f32[1, 2, S], %m: i64[1], %i: f32[1] | non_max_suppression(%b, %s, %m, %i)',
  '%x: f32[N, 3] | quantize(%x) {to = i8[N, 3]<scale=0.5, zp=-3>}',
  '%x: f32[N, 3] | quantize(%x) {to = u8[N, 3]<axis=1, scale=%s, zp=%z>} ; const %s : f32[3] = [0.5, 0.25, 2.0] ; const %z : u8[3] = [1, 2, 3]',
  '%x: f32[3] | quantize(%x) {to = i32[3]<scale=0.5, zp=0>}',
  '%x: i8[N, 3]<axis=1, scale=%s, zp=0> | dequantize(%x) {to = f32} ; const %s : f32[3] = [0.5, 0.25, 2.0]',
  '%x: i8[N, 3]<scale=0.5, zp=1> | dequantize(%x) {to = f16}',
  '%x: u8[N, 3]<scale=0.5, zp=1>, %z: i8[3]<scale=0.25, zp=0> | quantized_add(%x, %z) : i8[N, 3]<scale=0.75, zp=-4>',
  '%x: u8[N, 3]<scale=0.5, zp=1>, %z: i8[N, 1]<scale=0.25, zp=0> | quantized_mul(%x, %z) : u8[N, 3]<scale=2.0, zp=100>',
  '%x: u8[N, 3]<scale=0.5, zp=1>, %z: u8[N, 2]<scale=0.25, zp=0> | quantized_concat(%x, %z) {axis = 1} : u8[N, 5]<scale=0.5, zp=0>',
  '%x: f32[N, 3] | arg_max(%x) {axis = 1, keepdims = false}',
  '%x: f32[N, 3] | arg_min(%x) {axis = 0, select_last_index = true}',
  '%x: f32[N, 3, 4] | shape_of(%x)',
  '%x: f32[N, 3, 4] | shape_of(%x) {start = 1, end = -1}',
  '%x: f32[N, 3] | size_of(%x)',
  '%x: f32[N, 3, 4] | reshape(%x) {shape = [N, 12]}',
  '%x: f32[N, M, 4] | reshape(%x) {shape = [N, 2, 2*M]}',
  '%x: f32[N, M, 4] | reshape(%x) {shape = [2*N, 2*M]}',
  '%x: f32[N, 0] | reshape(%x) {shape = [0, N]}',
  '%x: f32[N, 3], %s: i64[2] | dynamic_reshape(%x, %s)',
  '%x: f32[N, 3] | transpose(%x) {perm = [1, 0]}',
  '%x: f32[N, 1] | squeeze(%x) {axes = [1]}',
  '%x: f32[N, 3] | unsqueeze(%x) {axes = [0, -1]}',
  '%x: f32[3], %y: f32[2*N + 1] | expand(%x) {shape = [N, (N div 2), 3]}',
  '%x: f32[3], %s: i64[2] | dynamic_expand(%x, %s)',
  '%a: f32[N, 2], %b: f32[N, 3] | concat(%a, %b) {axis = 1}',
  '%x: f32[N, 5] | split(%x) {axis = 1, sizes = [2, 3]} | 2',
  '%x: f32[N, 5], %y: f32[M] | split(%x) {axis = 0, sizes = [min(M, N), N - min(M, N)]} | 2',
  '%x: f32[N, 5] | slice(%x) {starts = [1], ends = [4], axes = [1], steps = [2]}',
  '%x: f32[N, 5] | slice(%x) {starts = [4, N - 1], ends = [-1, -1], axes = [1, 0], steps = [-2, -1]}',
  '%x: f32[N, 5], %b: i64[1], %e: i64[1] | dynamic_slice(%x, %b, %e)',
  '%x: f32[N, 5], %i: i64[2] | gather(%x, %i) {axis = 1}',
  '%x: i8[5, 2]<scale=0.5, zp=0>, %i: i64[2] | gather(%x, %i)',
  '%x: f32[2, 5], %i: i64[2, 3] | gather_elements(%x, %i) {axis = 1}',
  '%x: f32[2, 5], %i: i64[3, 2] | gather_nd(%x, %i)',
  '%x: f32[2, 5], %i: i64[2, 3], %u: f32[2, 3] | scatter_elements(%x, %i, %u) {axis = 1, reduction = add}',
  '%x: f32[4, 5], %i: i64[3, 1], %u: f32[3, 5] | scatter_nd(%x, %i, %u) {reduction = max}',
  '%x: f32[N, 3], %v: f32[] | pad(%x, %v) {pads = [1, 2], axes = [1]}',
  '%x: f32[N, 3] | pad(%x) {pads = [1, 0, 0, 1], axes = [0, 1], mode = edge}',
  '%x: f32[N, 3] | tile(%x) {repeats = [2, N]}',
  '%x: f32[N] | splat() {shape = [N, 3], value = 0.5, elem = f32}',
  '%s: i64[2] | dynamic_splat(%s) {value = 3.0, elem = i32}',
  '%a: i64[], %b: i64[], %c: i64[] | range(%a, %b, %c)',
  '%a: f16[], %b: f16[], %c: f16[] | range(%a, %b, %c)',
  '%x: f32[N, 8, 2, 3] | depth_to_space(%x) {block = 2, mode = crd}',
  '%x: f32[N, 2, 4, 6] | space_to_depth(%x) {block = 2}',
  '%i: i64[N], %d: i64[], %v: f32[2] | one_hot(%i, %d, %v)',
  '%x: f32[N, 3] | non_zero(%x)',
  '%x: f32[N, 3], %k: i64[1] | top_k(%x, %k) {axis = 1} | 2',
  '%x: f32[N, 3], %k: i64[] | top_k(%x, %k) {axis = 1, largest = false} | 2',
  '%x: f32[N, 3, 3], %k: i64[] | trilu(%x, %k) {upper = false}',
  '%x: f32[N, 3], %a: i64[] | cumsum(%x, %a) {exclusive = true, reverse = true}',
  ...['sum', 'mean', 'max'].flatMap((mode) => [
    `%t: f32[5, 3], %i: i64[L], %o: i64[B] | embedding_bag(%t, %i, %o) {mode = ${mode}}`,
    `%t: f32[5, 3], %i: i64[B, K] | embedding_bag(%t, %i) {mode = ${mode}}`,
    `%t: f32[5, 3], %i: i32[L], %o: i32[B], %w: f32[L] | embedding_bag(%t, %i, %o, %w) {mode = ${mode}, last_offset = true}`,
  ]),
  '%t: i8[5, 3]<axis=0, scale=%s, zp=0>, %i: i64[B, 2] | embedding_bag(%t, %i) ; const %s : f32[5] = [0.5, 0.25, 1.0, 2.0, 3.0]',
  '%i: i64[B, 2] | embedding_bag(%t, %i) ; const %t : i8[2, 3]<row=f16> = [3, 254, 1, 0, 56, 0, 188, 255, 7, 9, 0, 64, 102, 46]',
  '%i: i64[B, 2] | embedding_bag(%t, %i) ; const %t : i4[2, 3]<row=f32> = [227, 1, 0, 0, 0, 63, 205, 204, 204, 61, 18, 15, 0, 0, 128, 63, 0, 0, 0, 192]',
  '%a: i32[3], %b: i32[3] | shift_left(%a, %b)',
  '%a: i32[3], %b: i32[3] | shift_right(%a, %b)',
  '%x: f32[3] | cast(%x) {to = f8e8m0, round = up}',
  '%x: f32[N, 3, 4], %s: f32[4] | rms_norm(%x, %s)',
  '%x: f32[N, 3], %a: i64[1] | dynamic_reduce(%x, %a) {reduction = mean, keepdims = false, result_rank = 1}',
  '%x: f32[N, 1, 3], %a: i64[1] | dynamic_squeeze(%x, %a) {result_rank = 2}',
  '%x: f32[N, 3], %a: i64[1] | dynamic_unsqueeze(%x, %a)',
  '%x: f32[N, 5], %s: i64[2] | dynamic_split(%x, %s) {axis = 1, parts = 2} | 2',
  '%x: f32[N, 3], %p: i32[4] | dynamic_pad(%x, %p)',
  '%x: f32[N, 3], %r: i64[2] | dynamic_tile(%x, %r)',
  '%x: f32[N, 3, 3] | det(%x)',
  '%x: f32[N, 2, M, M] | inverse(%x)',
  '%x: f32[N, 3, 2, 3] | diagonal(%x) {first = 3, second = 1}',
  '%x: f32[N, M, M] | diagonal(%x) {first = 1, second = 2}',
  '%x: f32[N, 3], %s: f32[], %z: u8[] | quantize_linear(%x, %s, %z) {to = u8}',
  '%x: f16[N, 3], %s: f32[3] | quantize_linear(%x, %s) {to = i8, axis = 1}',
  '%x: f32[N, 4], %s: f32[N, 2] | quantize_linear(%x, %s) {to = i8, axis = 1, block = 2}',
  '%x: u8[N, 3], %s: f32[3], %z: u8[3] | dequantize_linear(%x, %s, %z) {to = f32, axis = 1}',
  '%x: u8[N, 3], %s: f32[] | dequantize_linear(%x, %s) {to = f16}',
  '%x: f32[N, 3] | bit_cast(%x) {to = i32}',
  '%x: u8[N, 3] | unpack_bytes(%x) {to = i4}',
  '%x: u8[N, 3] | unpack_bytes(%x) {to = f4e2m1}',
  '%x: f32[N, 6, 1] | dft(%x) {axis = 1, length = 8, onesided = true}',
  '%x: f32[N, 6, 2] | dft(%x) {axis = -2, length = 6, inverse = true}',
  '%x: f32[N, 6, 2], %l: i64[] | dynamic_dft(%x, %l)',
  '%x: f32[N, 16, 1], %w: f32[8] | stft(%x, %w) {step = 4, length = 8}',
  '%x: f32[N, 16, 1], %s: i64[], %w: f32[8] | dynamic_stft(%x, %s, %w)',
  '%b: i64[], %l: i64[], %r: i64[], %u: f32[], %v: f32[] | mel_weight_matrix(%b, %l, %r, %u, %v) {elem = f32}',
  '%x: f32[4, 3, 2], %l: i64[3] | reverse_sequence(%x, %l) {time_axis = 0, batch_axis = 1}',
  '%x: f32[4, 3, 2], %l: i32[4] | reverse_sequence(%x, %l) {time_axis = 2, batch_axis = 0}',
  '%x: f32[N, 2, 4, 5], %g: f32[N, 3, 3, 2] | grid_sample(%x, %g) {padding = border, align_corners = true}',
  '%t: f32[N, 2, 3] | affine_grid(%t) {sizes = [3, 4]}',
  '%t: f32[2, 2, 3], %s: i64[4] | dynamic_affine_grid(%t, %s)',
  '%x: f32[N, 2, 4, 4], %w: f32[3, 2, 2, 2], %o: f32[N, 8, 3, 3] | deform_conv(%x, %w, %o) {strides = [1, 1], pads = [0, 0, 0, 0], dilations = [1, 1]}',
  '%x: f32[2, 3, 6, 6], %r: f32[3, 4], %b: i64[3] | roi_align(%x, %r, %b) {height = 2, width = 2, samples = 2}',
  '%x: f32[2, 3, 6, 6], %r: f32[3, 5] | max_roi_pool(%x, %r) {height = 2, width = 2}',
  '%x: f32[N, 8, 4] | col2im(%x) {image = [4, 4], block = [2, 2], strides = [2, 2], pads = [0, 0, 0, 0], dilations = [1, 1]}',
  '%x: f32[N, 8, 4], %s: i64[2], %b: i64[2] | dynamic_col2im(%x, %s, %b) {strides = [2, 2], pads = [0, 0, 0, 0], dilations = [1, 1]}',
  '%x: f32[N, 2, 3, 3], %s: f32[2] | dynamic_resize(%x, _, %s) {axes = [2, 3], mode = linear}',
  '%q: f32[B, 4, 3, 2], %k: f32[B, 2, 5, 2], %v: f32[B, 2, 5, 3] | attention(%q, %k, %v)',
  '%q: f32[B, 2, L, 2], %k: f32[B, 2, S, 2], %v: f32[B, 2, S, 3], %m: bool[L, S] | attention(%q, %k, %v, %m) {right = 0, offset = S - L, softcap = 2.0}',
  '%q: f16[B, 2, 3, 4], %k: f16[B, 1, 5, 4], %v: f16[B, 1, 5, 4], %n: i64[B], %s: f16[2] | attention(%q, %k, %v, _, %n, %n, %s) {left = 1, right = 0, scale = 0.3}',
  '%q: f32[B, 2, 3, 2], %k: f32[B, 2, 5, 2], %m: f32[3, 5] | attention_scores(%q, %k, %m) {stage = masked}',
  '%q: f32[B, 2, 3, 2], %k: f32[B, 2, 5, 2] | attention_scores(%q, %k) {left = 0, right = 0}',
  '%x: f32[B, 2, L, 6], %c: f32[7, 2], %s: f32[7, 2], %i: i64[B, L] | rotary_embedding(%x, %c, %s, %i)',
  '%x: f32[B, 2, L, 6], %c: f32[B, L, 3], %s: f32[B, L, 3] | rotary_embedding(%x, %c, %s) {interleaved = true}',
  '%q: f32[B, 4, L, 2], %k: f32[B, 2, L, 2], %v: f32[B, 2, L, 3], %s: f32[B, 2, 2, 3], %d: f32[B, 2, L, 1], %b: f32[B, 2, L] | linear_attention(%q, %k, %v, %s, %d, %b)',
  '%q: f32[B, 2, L, 2], %k: f32[B, 2, L, 2], %v: f32[B, 2, L, 3], %s: f32[B, 2, 2, 3] | linear_attention(%q, %k, %v, %s) {scale = 1.0}',
  '%x: f32[N, 3, L], %w: f32[3, 1, 4], %b: f32[3], %s: f32[N, 3, 3] | causal_conv(%x, %w, %b, %s)',
  '%x: f32[N, 3, L], %w: f32[3, 1, 4] | causal_conv(%x, %w)',
  '%x: f32[N, 3, 4], %t: i64[N, 4], %w: f32[3] | nll_loss(%x, %t, %w) {reduction = sum, ignore_index = 1}',
  '%x: f32[N, 3] | bernoulli(%x) {elem = i32, seed = 1.0}',
  '%x: f32[N, 3], %r: f32[], %t: bool[] | dropout(%x, %r, %t) {seed = 1.5}',
  '%x: f32[N, 3] | multinomial(%x) {samples = 4, elem = i32, seed = 1.0}',
  '%x: f32[N, 3] | random_normal() {shape = [N, 3], elem = f32, seed = 1.0}',
  '%x: f32[N, 3] | random_uniform() {shape = [2, 3], elem = f32, low = -0.1, seed = 1.0}',
  '%x: seq<f32[N, ?]> | concat_from_sequence(%x) {axis = 1}',
  '%x: f32[N] | optional(%x)',
  '%x: f32[N] | optional() {type = seq<f32[..]>}',
  '%x: opt<f32[N]> | optional_get_element(%x)',
  '%x: opt<f32[N]> | optional_has_element(%x)',
  '%x: seq<f32[N, ?]>, %i: i64[] | sequence_at(%x, %i)',
  '%x: f32[N], %y: f32[M] | sequence_construct(%x, %y)',
  '%x: f32[N] | sequence_empty() {elem = f32}',
  '%x: seq<f32[N, ?]> | sequence_erase(%x)',
  '%x: seq<f32[N, ?]>, %y: f32[N, 3] | sequence_insert(%x, %y)',
  '%x: seq<f32[..]> | sequence_length(%x)',
  '%x: f32[N, 5], %l: i64[2] | split_to_sequence(%x, %l) {axis = 1}',
  '%x: f32[N, 3], %a: i64[] | cumprod(%x, %a) {reverse = true}',
  '%x: f32[N, M] | assume_shape(%x) {shape = [N, M]}',
  ...['linear', 'poly', 'rbf', 'sigmoid'].map(
    (kernel) =>
      `%x: f32[N, 2], %v: f32[3, 2] | svm_kernel(%x, %v) {kernel = ${kernel}, gamma = 0.5, coef0 = 3.0, degree = 2.0}`,
  ),
  '%x: f64[N, 4], %c: f32[2, 4], %r: f32[3] | svm_decisions(%x, %c, %r) {counts = [1, 2, 1]}',
  '%x: f64[N, 3] | svm_votes(%x) {classes = 3}',
  '%p: f32[N, 3] | couple_probabilities(%p) {classes = 3}',
  '%x: f32[N, 2] | zip_map(%x, %k) ; const %k : i64[2] = [4, 7]',
  '%m: map<i64, f32[]> | map_values(%m) {elem = f32, size = 5}',
  '%m: map<string, f32[]> | dict_vectorizer(%m, %k) {elem = f32} ; const %k : string[2] = ["a", "b"]',
  '%s: u8[N] | decode_image(%s) {format = bgr}',
  '%a: string[N], %b: string[] | string_concat(%a, %b)',
  '%a: string[N] | string_split(%a) {delimiter = ","} | 2',
  '%a: string[N] | string_normalize(%a) {case = lower, stop_words = [a, "b c"]}',
  '%a: string[N] | regex_full_match(%a) {pattern = "a+"}',
  '%x: i64[N, 5] | tf_idf(%x) {mode = tfidf, min_length = 1, max_length = 2, max_skips = 0, starts = [0, 2], columns = [0, 1, 2], width = 4, weights = [0.5, 1.0, 2.0], pool_integers = [1, 0, 1, 0]}',
  '%x: f32[N, 3], %k: f32[4], %v: i64[4] | label_encoder(%x, %k, %v, %d) ; const %d : i64[] = -1',
  '%x: i64[N], %v: f32[2] | label_encoder(%x, %k, %v) ; const %k : i64[2] = [0, 1]',
  ...['sum', 'average', 'max'].map(
    (aggregate) =>
      `%x: f32[N, 2] | tree_ensemble(%x, %r, %m, %f, %s, %n, %b, %l, %t, %w, %c) {outputs = 2, aggregate = ${aggregate}} ; ` +
      'const %r : i64[2] = [0, 2] ; const %m : u8[3] = [0, 3, 1] ; const %f : i64[3] = [0, 1, 1] ; ' +
      'const %s : f32[3] = [0.25, -0.5, 0.5] ; const %n : bool[3] = [true, false, false] ; ' +
      'const %b : i64[3, 2] = [[1, -1], [-2, -3], [-4, -5]] ; const %l : i64[6] = [0, 1, 2, 4, 5, 6] ; ' +
      'const %t : i64[6] = [0, 1, 0, 1, 0, 0] ; const %w : f32[6] = [1.0, 2.0, 3.0, -4.0, 5.0, 0.5] ; const %c : f32[2] = [0.5, 1.0]',
  ),
  '%x: i64[N, 3] | unique(%x) {sorted = false}',
  '%c: f32[3, 2, 5, 4], %u: f32[3, 2, 2, 4], %s: i64[3] | cache_update(%c, %u, %s) {circular = true}',
  '%c: f32[3, 5, 4], %u: f32[3, 2, 4] | cache_update(%c, %u) {axis = 1}',
  '%x: f32[B, 4, 3] | dot_interaction(%x) {rows = [1, 2, 2], cols = [0, 0, 1]}',
];

/** Ops with regions and calls, which need more than a line. */
const TEXTS: Readonly<Record<string, string>> = {
  if: `gir 1
module @m {
  const %one : f32[] = 1.0
  func @main(%c: bool[], %x: f32[N, 3]) -> (%y: f32[N, 3], %z: f32[]) where N in 1..64 {
    %y, %t = if(%c) then {
      %n = neg(%x) : f32[N, 3]
      yield %n, %one
    } else {
      yield %x, %one
    } : f32[N, 3], f32[]
    return %y, %t
  }
}
`,
  loop: `gir 1
module @m {
  func @main(%n: i64[], %x: f32[N, 3]) -> (%y: f32[N, 3], %all: f32[steps, N, 3]) where N in 1..64, steps in 0.. {
    %y, %all = loop(%n, _, %x) {carried = 1} body(%i: i64[], %more: bool[], %acc: f32[N, 3]) {
      %f = cast(%i) {to = f32, saturate = true} : f32[]
      %s = add(%acc, %f) : f32[N, 3]
      yield %more, %s, %s
    } : f32[N, 3], f32[steps, N, 3]
    return %y, %all
  }
}
`,
  scan: `gir 1
module @m {
  func @main(%x: f32[N, 3], %z: f32[3]) -> (%last: f32[3], %all: f32[N, 3]) where N in 1..64 {
    %last, %all = scan(%z, %x) {carried = 1, scan_axes = [0], output_axes = [0], reverse_in = [1], reverse_out = [0]} body(%acc: f32[3], %row: f32[3]) {
      %s = add(%acc, %row) : f32[3]
      yield %s, %s
    } : f32[3], f32[N, 3]
    return %last, %all
  }
}
`,
  invoke: `gir 1
module @m {
  const %w : f32[2, 3] = [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]
  func @main(%x: f32[N, 3]) -> (%y: f32[N, 2]) where N in 1..64 {
    %h = invoke @dense(%x) {placement = [card0]} : f32[N, 2]
    %y = invoke @dense(%x) {placement = [card0]} : f32[N, 2]
    return %h
  }
  func @dense(%x: f32[N, 3]) -> (%r: f32[N, 2]) where N in 1..64 {
    %y = fully_connected(%x, %w) {act = relu} : f32[N, 2]
    %r = splat() {shape = [N, 2], value = 1.0, elem = f32} : f32[N, 2]
    %z = add(%y, %r) : f32[N, 2]
    return %z
  }
}
`,
};

function parse(text: string): Module {
  const diagnostics = new Diagnostics();
  const module = parseModule(text, { file: 'instance.gir', registry: ops, diagnostics });
  if (!module) throw new Error(`${text}\n${renderDiagnostics(diagnostics.list)}`);
  return module;
}

function fromLine(line: string): OpInstance {
  const [call = '', ...constants] = line.split(' ; ');
  const [params = '', node = '', count = '1'] = call.split(' | ');
  const op = /^\w+/.exec(node)?.[0] ?? '';
  const results = Math.max(Number(count), ops.get(op)?.results.length ?? 1);
  const names = Array.from({ length: results }, (_, i) => `%y${i}`).join(', ');
  const symbols = new Set([...params.replace(/"[^"]*"|%\w+/g, '').matchAll(/\b[A-Z]\b/g)].map(([name]) => name));
  const ranges = [...symbols].map((name) => `${name} in 1..8`).join(', ');
  const where = ranges === '' ? '' : ` where ${ranges}`;
  const text = `gir 1\nmodule @m {\n${constants.join('\n')}\nfunc @main(${params}) -> ()${where} {\n${names} = ${node}\nreturn\n}\n}\n`;
  const build = (): Module => {
    const module = parse(text);
    const main = module.funcs.get('main');
    const [made] = main ? [...nodesOf(main.body)] : [];
    if (!main || !made) throw new Error(text);
    new Builder(main.body, { registry: ops }).results(made.results);
    setResultNames(
      main,
      made.results.map((value) => value.name),
    );
    const diagnostics = new Diagnostics();
    if (!verifyModule(module, diagnostics)) throw new Error(`${text}\n${renderDiagnostics(diagnostics.list)}`);
    return module;
  };
  return { op, line, build };
}

export const opInstances: readonly OpInstance[] = [
  ...LINES.map(fromLine),
  ...Object.entries(TEXTS).map(([op, text]) => ({ op, line: op, build: () => parse(text) })),
];
