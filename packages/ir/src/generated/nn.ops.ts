// Generated from ir-spec/ops/nn.op by `npm run generate`. Do not edit.
// Layers of neural networks. Images are N, C, then spatial axes; weights are [out, in] and [out, in, …kernel].

import type { Dim } from '@afterglow/core';
import type { OpDef } from '../graph/op-def.js';
import { defineOp, dim, type Inference } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

/** Size of a convolution or pooling result along one axis. */
function window_size(t: Inference, size: Dim, pads: Dim, kernel: Dim, stride: number, dilation: number): Dim {
  return dim.add(t.floorDiv(dim.sub(dim.sub(dim.add(size, pads), dim.mul(dilation, dim.sub(kernel, 1))), 1), stride), 1);
}

/** The same rounded up; a window that would begin in the padding at the end is left out. */
function window_size_ceil(t: Inference, size: Dim, before: Dim, after: Dim, kernel: Dim, stride: number, dilation: number): Dim {
  return dim.min(dim.add(t.ceilDiv(dim.sub(dim.sub(dim.add(dim.add(size, before), after), dim.mul(dilation, dim.sub(kernel, 1))), 1), stride), 1), t.ceilDiv(dim.add(size, before), stride));
}

/** Size of a pooling result along one axis. */
function pool_size(t: Inference, size: Dim, before: Dim, after: Dim, kernel: number, stride: number, dilation: number, ceil: boolean): Dim {
  return ceil ? window_size_ceil(t, size, before, after, kernel, stride, dilation) : window_size(t, size, dim.add(before, after), kernel, stride, dilation);
}

/** Mean of each window; padding counts only if asked for. */
export const averagePoolOp = /* @__PURE__ */ defineOp({
  name: 'average_pool',
  family: 'nn',
  summary: 'Mean of each window; padding counts only if asked for.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'kernel', kind: 'i64', list: {} },
    { name: 'strides', kind: 'i64', list: {} },
    { name: 'pads', summary: 'All begins, then all ends.', kind: 'dim', list: {} },
    { name: 'dilations', kind: 'i64', list: {} },
    { name: 'ceil_mode', kind: 'bool', default: false },
    { name: 'count_include_pad', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', '..X']);
    t.elements('T', '{ float, quantized }', [...elementClasses.float, 'quantized']);
    const kernel = t.ints('kernel');
    const strides = t.ints('strides');
    const pads = t.sizes('pads');
    const dilations = t.ints('dilations');
    const ceil_mode = t.bool('ceil_mode');
    const N = t.dim('N');
    const C = t.dim('C');
    const X = t.shape('X');
    t.length('kernel', X.length);
    t.length('strides', X.length);
    t.length('pads', 2 * X.length);
    t.length('dilations', X.length);
    const r = X.length;
    t.require(r > 0, 'there must be a spatial axis');
    t.require(kernel.every((k) => k > 0), 'the window must not be empty');
    t.require(strides.every((s) => s > 0) && dilations.every((d) => d > 0), 'strides and dilations must be positive');
    const sizes = t.range(r).map((i) => pool_size(t, t.at(X, i), t.at(pads, i), t.at(pads, i + r), t.at(kernel, i), t.at(strides, i), t.at(dilations, i), ceil_mode));
    t.require(sizes.every((size) => t.lessEqual(0, size)), 'the window is larger than the padded operand');
    t.work(() => dim.mul(dim.mul(dim.mul(N, C), dim.product(sizes)), dim.product(kernel)));
    return [t.encoded('T', [N, C, ...sizes], 0)];
  },
});

/**
 * (x - mean) / sqrt(variance + epsilon) * scale + bias, a channel at a time, with given mean and variance. The channels are the
 * second axis; a single axis is one channel.
 */
export const batchNormOp = /* @__PURE__ */ defineOp({
  name: 'batch_norm',
  family: 'nn',
  summary: '(x - mean) / sqrt(variance + epsilon) * scale + bias, a channel at a time, with given mean and variance. The channels are the second axis; a single axis is one channel.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'scale', arity: 'one' }, { name: 'bias', arity: 'one' }, { name: 'mean', arity: 'one' }, { name: 'variance', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'epsilon', kind: 'f64', default: 0.00001 },
  ],
  regions: [],
  traits: new Set(['pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('scale', 'P', ['C']);
    t.operand('bias', 'P', ['C']);
    t.operand('mean', 'Q', ['C']);
    t.operand('variance', 'Q', ['C']);
    t.elements('T', 'float', elementClasses.float);
    t.elements('P', 'float', elementClasses.float);
    t.elements('Q', 'float', elementClasses.float);
    const S = t.shape('S');
    const C = t.dim('C');
    t.require(S.length > 0, 'a scalar has no channels');
    t.require(t.same(C, S.length > 1 ? t.at(S, 1) : 1), 'there must be a scale, bias, mean and variance for each channel');
    return [t.tensor('T', S)];
  },
});

/** Convolution (cross-correlation) of any number of spatial axes, plus bias, plus addend, then an activation. */
export const convOp = /* @__PURE__ */ defineOp({
  name: 'conv',
  family: 'nn',
  summary: 'Convolution (cross-correlation) of any number of spatial axes, plus bias, plus addend, then an activation.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'weight', arity: 'one' }, { name: 'bias', arity: 'optional' }, { name: 'addend', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'strides', kind: 'i64', list: {} },
    { name: 'pads', summary: 'All begins, then all ends.', kind: 'i64', list: {} },
    { name: 'dilations', kind: 'i64', list: {} },
    { name: 'groups', kind: 'i64', default: 1 },
    { name: 'act', summary: 'silu: y * sigmoid(y). The others as the ops of these names.', kind: 'enum', values: ['none', 'relu', 'sigmoid', 'tanh', 'leaky_relu', 'clip', 'hard_sigmoid', 'hard_swish', 'silu'], default: 'none' },
    { name: 'act_alpha', summary: 'Slope of leaky_relu below zero, factor of hard_sigmoid, lower bound of clip (none if absent).', kind: 'f64', optional: true },
    { name: 'act_beta', summary: 'Shift of hard_sigmoid, upper bound of clip (none if absent).', kind: 'f64', optional: true },
  ],
  regions: [],
  traits: new Set(['contraction', 'pure']),
  inplace: [3],
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', '..X']);
    t.operand('weight', 'W', ['M', 'I', '..K']);
    t.operand('bias', 'B', ['M']);
    t.operand('addend', 'D', ['..A']);
    t.elements('T', '{ float, quantized }', [...elementClasses.float, 'quantized']);
    t.elementLike('W', 'T');
    t.elementLike('B', 'T');
    t.elementLike('D', 'T');
    const strides = t.ints('strides');
    const pads = t.ints('pads');
    const dilations = t.ints('dilations');
    const groups = t.int('groups');
    const act = t.string('act');
    const N = t.dim('N');
    const C = t.dim('C');
    const X = t.shape('X');
    const M = t.dim('M');
    const I = t.dim('I');
    const K = t.shape('K');
    t.length('strides', X.length);
    t.length('pads', 2 * X.length);
    t.length('dilations', X.length);
    const r = X.length;
    t.require(!(act === 'leaky_relu') || t.has('act_alpha'), 'leaky_relu needs its slope, act_alpha');
    t.require(!(act === 'hard_sigmoid') || (t.has('act_alpha') && t.has('act_beta')), 'hard_sigmoid needs act_alpha and act_beta');
    t.require(r > 0, 'there must be a spatial axis');
    t.require(K.length === r, 'x and weight must have the same number of spatial axes');
    t.require(groups > 0, 'there must be a group');
    t.require(strides.every((s) => s > 0) && dilations.every((d) => d > 0), 'strides and dilations must be positive');
    t.require(t.same(C, dim.mul(I, groups)), 'the channels of x must be those of weight times groups');
    t.require(t.divides(groups, M), 'the output channels must divide into groups');
    const sizes = t.range(r).map((i) => window_size(t, t.at(X, i), t.at(pads, i) + t.at(pads, i + r), t.at(K, i), t.at(strides, i), t.at(dilations, i)));
    t.require(sizes.every((size) => t.lessEqual(0, size)), 'the window is larger than the padded operand');
    t.require(!t.has('addend') || t.sameShape(t.shape('A'), [N, M, ...sizes]), 'the addend must have the shape of the result');
    t.work(() => dim.mul(dim.mul(dim.mul(dim.mul(dim.mul(2, N), M), dim.product(sizes)), I), dim.product(K)));
    return [t.encoded('T', [N, M, ...sizes], 0)];
  },
});

/** Transposed convolution: the gradient of conv with respect to its operand. */
export const convTransposeOp = /* @__PURE__ */ defineOp({
  name: 'conv_transpose',
  family: 'nn',
  summary: 'Transposed convolution: the gradient of conv with respect to its operand.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'weight', arity: 'one' }, { name: 'bias', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'strides', kind: 'i64', list: {} },
    { name: 'pads', kind: 'dim', list: {} },
    { name: 'dilations', kind: 'i64', list: {} },
    { name: 'output_padding', summary: 'Added to the size at the end of each axis.', kind: 'i64', list: {} },
    { name: 'groups', kind: 'i64', default: 1 },
  ],
  regions: [],
  traits: new Set(['contraction', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', '..X']);
    t.operand('weight', 'W', ['C', 'J', '..K']);
    t.operand('bias', 'B', [dim.mul(t.dim('J'), t.int('groups'))]);
    t.elements('T', '{ float, quantized }', [...elementClasses.float, 'quantized']);
    t.elementLike('W', 'T');
    t.elementLike('B', 'T');
    const strides = t.ints('strides');
    const pads = t.sizes('pads');
    const dilations = t.ints('dilations');
    const output_padding = t.ints('output_padding');
    const groups = t.int('groups');
    const N = t.dim('N');
    const C = t.dim('C');
    const X = t.shape('X');
    const J = t.dim('J');
    const K = t.shape('K');
    t.length('strides', X.length);
    t.length('pads', 2 * X.length);
    t.length('dilations', X.length);
    t.length('output_padding', X.length);
    const r = X.length;
    t.require(r > 0, 'there must be a spatial axis');
    t.require(K.length === r, 'x and weight must have the same number of spatial axes');
    t.require(groups > 0, 'there must be a group');
    t.require(strides.every((s) => s > 0) && dilations.every((d) => d > 0), 'strides and dilations must be positive');
    t.require(t.divides(groups, C), 'the channels must divide into groups');
    const sizes = t.range(r).map((i) => dim.sub(dim.sub(dim.add(dim.add(dim.add(dim.mul(t.at(strides, i), dim.sub(t.at(X, i), 1)), t.at(output_padding, i)), dim.mul(dim.sub(t.at(K, i), 1), t.at(dilations, i))), 1), t.at(pads, i)), t.at(pads, i + r)));
    t.require(sizes.every((size) => t.lessEqual(0, size)), 'the pads are larger than the result');
    t.work(() => dim.mul(dim.mul(dim.mul(dim.mul(dim.mul(2, N), C), dim.product(X)), J), dim.product(K)));
    return [t.encoded('T', [N, dim.mul(J, groups), ...sizes], 0)];
  },
});

/** The last axis of x times the transposed weight, plus bias, then an activation. */
export const fullyConnectedOp = /* @__PURE__ */ defineOp({
  name: 'fully_connected',
  family: 'nn',
  summary: 'The last axis of x times the transposed weight, plus bias, then an activation.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'weight', arity: 'one' }, { name: 'bias', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'act', kind: 'enum', values: ['none', 'relu', 'sigmoid', 'tanh'], default: 'none' },
  ],
  regions: [],
  traits: new Set(['contraction', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..M', 'K']);
    t.operand('weight', 'W', ['N', 'K']);
    t.operand('bias', 'C', ['N']);
    t.elements('T', '{ numeric, quantized }', [...elementClasses.numeric, 'quantized']);
    t.elementLike('W', 'T');
    t.elementLike('C', 'T');
    const M = t.shape('M');
    const K = t.dim('K');
    const N = t.dim('N');
    t.work(() => dim.mul(dim.mul(dim.mul(2, dim.product(M)), N), K));
    return [t.encoded('T', [...M, N], 0)];
  },
});

/** Normalises groups of channels by their mean and variance. */
export const groupNormOp = /* @__PURE__ */ defineOp({
  name: 'group_norm',
  family: 'nn',
  summary: 'Normalises groups of channels by their mean and variance.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'scale', arity: 'one' }, { name: 'bias', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'groups', kind: 'i64' },
    { name: 'epsilon', kind: 'f64', default: 0.00001 },
  ],
  regions: [],
  traits: new Set(['pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', '..X']);
    t.operand('scale', 'P', ['C']);
    t.operand('bias', 'P', ['C']);
    t.elements('T', 'float', elementClasses.float);
    t.elements('P', 'float', elementClasses.float);
    const groups = t.int('groups');
    const N = t.dim('N');
    const C = t.dim('C');
    const X = t.shape('X');
    t.require(groups > 0, 'there must be a group');
    t.require(t.divides(groups, C), 'the channels must divide into groups');
    return [t.tensor('T', [N, C, ...X])];
  },
});

/** Gated recurrent unit. Layouts as lstm; gates in the order z, r, h. */
export const gruOp = /* @__PURE__ */ defineOp({
  name: 'gru',
  family: 'nn',
  summary: 'Gated recurrent unit. Layouts as lstm; gates in the order z, r, h.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'w', arity: 'one' }, { name: 'r', arity: 'one' }, { name: 'b', arity: 'optional' }, { name: 'lens', arity: 'optional' }, { name: 'h0', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }, { name: 'y_h', arity: 'one' }],
  attrs: [
    { name: 'direction', kind: 'enum', values: ['forward', 'reverse', 'bidirectional'], default: 'forward' },
    { name: 'hidden', kind: 'dim' },
    { name: 'activations', kind: 'string', list: {}, default: [] },
    { name: 'activation_alpha', kind: 'f64', list: {}, default: [] },
    { name: 'activation_beta', kind: 'f64', list: {}, default: [] },
    { name: 'clip', kind: 'f64', optional: true },
    { name: 'linear_before_reset', summary: 'Apply the reset gate after the linear transformation of the state.', kind: 'bool', default: false },
    { name: 'layout', kind: 'i64', default: 0 },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['L', 'N', 'K']);
    t.operand('w', 'T', ['D', 'G', 'K']);
    t.operand('r', 'T', ['D', 'G', t.size('hidden')]);
    t.operand('b', 'T', ['D', 'G2']);
    t.operand('lens', 'i32', ['batch']);
    t.operand('h0', 'T', ['..H']);
    t.elements('i32', 'i32', ['i32']);
    t.elements('T', 'float', elementClasses.float);
    const direction = t.string('direction');
    const hidden = t.size('hidden');
    const layout = t.int('layout');
    const L = t.dim('L');
    const N = t.dim('N');
    const K = t.dim('K');
    const D = t.dim('D');
    const G = t.dim('G');
    const directions = direction === 'bidirectional' ? 2 : 1;
    t.require(t.less(0, hidden), 'the state must not be empty');
    t.require(layout === 0 || layout === 1, 'the layout is 0 or 1');
    t.require(t.same(D, directions), 'there must be one set of weights for each direction');
    t.require(t.same(G, dim.mul(3, hidden)), 'w and r must have three gates');
    t.require(!t.has('b') || t.same(t.dim('G2'), dim.mul(6, hidden)), 'the bias must have two parts of three gates');
    const seq = layout === 0 ? L : N;
    const batches = layout === 0 ? N : L;
    t.require(!t.has('lens') || t.same(t.dim('batch'), batches), 'there must be a length for each batch entry');
    const state = layout === 0 ? [D, batches, hidden] : [batches, D, hidden];
    const outputs = layout === 0 ? [seq, D, batches, hidden] : [batches, seq, D, hidden];
    t.require(!t.has('h0') || t.sameShape(t.shape('H'), state), 'h0 must have the shape of the state');
    t.work(() => dim.mul(dim.mul(dim.mul(dim.mul(dim.mul(6, seq), batches), directions), hidden), dim.add(K, hidden)));
    return [t.tensor('T', outputs), t.tensor('T', state)];
  },
});

/** 1 at the first largest element along an axis, 0 elsewhere. */
export const hardmaxOp = /* @__PURE__ */ defineOp({
  name: 'hardmax',
  family: 'nn',
  summary: '1 at the first largest element along an axis, 0 elsewhere.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64', default: -1 },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const axis = t.int('axis');
    const S = t.shape('S');
    t.require(t.axis(axis, S.length) >= 0, 'the axis must be one of x');
    return [t.tensor('T', S)];
  },
});

/** Normalises every channel of every batch entry by its own mean and variance. */
export const instanceNormOp = /* @__PURE__ */ defineOp({
  name: 'instance_norm',
  family: 'nn',
  summary: 'Normalises every channel of every batch entry by its own mean and variance.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'scale', arity: 'one' }, { name: 'bias', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'epsilon', kind: 'f64', default: 0.00001 },
  ],
  regions: [],
  traits: new Set(['pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', '..X']);
    t.operand('scale', 'T', ['C']);
    t.operand('bias', 'T', ['C']);
    t.elements('T', 'float', elementClasses.float);
    const N = t.dim('N');
    const C = t.dim('C');
    const X = t.shape('X');
    return [t.tensor('T', [N, C, ...X])];
  },
});

/** Normalises over the axes from axis to the last by their mean and variance. */
export const layerNormOp = /* @__PURE__ */ defineOp({
  name: 'layer_norm',
  family: 'nn',
  summary: 'Normalises over the axes from axis to the last by their mean and variance.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'scale', arity: 'one' }, { name: 'bias', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64', default: -1 },
    { name: 'epsilon', kind: 'f64', default: 0.00001 },
  ],
  regions: [],
  traits: new Set(['pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('scale', 'P', ['..G']);
    t.operand('bias', 'P', ['..H']);
    t.elements('T', 'float', elementClasses.float);
    t.elements('P', 'float', elementClasses.float);
    const axis = t.int('axis');
    const S = t.shape('S');
    const G = t.shape('G');
    const a = t.axis(axis, S.length);
    t.require(t.broadcasts(G, t.slice(S, a)), 'the scale must broadcast to the normalised axes');
    t.require(!t.has('bias') || t.broadcasts(t.shape('H'), t.slice(S, a)), 'the bias must broadcast to the normalised axes');
    return [t.tensor('T', S)];
  },
});

/** Logarithm of softmax. */
export const logSoftmaxOp = /* @__PURE__ */ defineOp({
  name: 'log_softmax',
  family: 'nn',
  summary: 'Logarithm of softmax.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64', default: -1 },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const axis = t.int('axis');
    const S = t.shape('S');
    t.require(t.axis(axis, S.length) >= 0, 'the axis must be one of x');
    return [t.tensor('T', S)];
  },
});

/** p-norm of each window. */
export const lpPoolOp = /* @__PURE__ */ defineOp({
  name: 'lp_pool',
  family: 'nn',
  summary: 'p-norm of each window.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'kernel', kind: 'i64', list: {} },
    { name: 'strides', kind: 'i64', list: {} },
    { name: 'pads', summary: 'All begins, then all ends.', kind: 'dim', list: {} },
    { name: 'dilations', kind: 'i64', list: {} },
    { name: 'ceil_mode', kind: 'bool', default: false },
    { name: 'p', kind: 'f64', default: 2 },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', '..X']);
    t.elements('T', 'float', elementClasses.float);
    const kernel = t.ints('kernel');
    const strides = t.ints('strides');
    const pads = t.sizes('pads');
    const dilations = t.ints('dilations');
    const ceil_mode = t.bool('ceil_mode');
    const N = t.dim('N');
    const C = t.dim('C');
    const X = t.shape('X');
    t.length('kernel', X.length);
    t.length('strides', X.length);
    t.length('pads', 2 * X.length);
    t.length('dilations', X.length);
    const r = X.length;
    t.require(r > 0, 'there must be a spatial axis');
    t.require(kernel.every((k) => k > 0), 'the window must not be empty');
    t.require(strides.every((s) => s > 0) && dilations.every((d) => d > 0), 'strides and dilations must be positive');
    const sizes = t.range(r).map((i) => pool_size(t, t.at(X, i), t.at(pads, i), t.at(pads, i + r), t.at(kernel, i), t.at(strides, i), t.at(dilations, i), ceil_mode));
    t.require(sizes.every((size) => t.lessEqual(0, size)), 'the window is larger than the padded operand');
    t.work(() => dim.mul(dim.mul(dim.mul(N, C), dim.product(sizes)), dim.product(kernel)));
    return [t.tensor('T', [N, C, ...sizes])];
  },
});

/** Local response normalisation across size neighbouring channels. */
export const lrnOp = /* @__PURE__ */ defineOp({
  name: 'lrn',
  family: 'nn',
  summary: 'Local response normalisation across size neighbouring channels.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'size', kind: 'i64' },
    { name: 'alpha', kind: 'f64', default: 0.0001 },
    { name: 'beta', kind: 'f64', default: 0.75 },
    { name: 'bias', kind: 'f64', default: 1 },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', '..X']);
    t.elements('T', 'float', elementClasses.float);
    const size = t.int('size');
    const N = t.dim('N');
    const C = t.dim('C');
    const X = t.shape('X');
    t.require(size > 0, 'the window must not be empty');
    return [t.tensor('T', [N, C, ...X])];
  },
});

/** Long short-term memory. x is [seq, batch, input], or [batch, seq, input] with layout 1. Gates in the order i, o, f, c. */
export const lstmOp = /* @__PURE__ */ defineOp({
  name: 'lstm',
  family: 'nn',
  summary: 'Long short-term memory. x is [seq, batch, input], or [batch, seq, input] with layout 1. Gates in the order i, o, f, c.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'w', arity: 'one' }, { name: 'r', arity: 'one' }, { name: 'b', arity: 'optional' }, { name: 'lens', arity: 'optional' }, { name: 'h0', arity: 'optional' }, { name: 'c0', arity: 'optional' }, { name: 'p', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }, { name: 'y_h', arity: 'one' }, { name: 'y_c', arity: 'one' }],
  attrs: [
    { name: 'direction', kind: 'enum', values: ['forward', 'reverse', 'bidirectional'], default: 'forward' },
    { name: 'hidden', kind: 'dim' },
    { name: 'activations', kind: 'string', list: {}, default: [] },
    { name: 'activation_alpha', kind: 'f64', list: {}, default: [] },
    { name: 'activation_beta', kind: 'f64', list: {}, default: [] },
    { name: 'clip', kind: 'f64', optional: true },
    { name: 'input_forget', kind: 'bool', default: false },
    { name: 'layout', kind: 'i64', default: 0 },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['L', 'N', 'K']);
    t.operand('w', 'T', ['D', 'G', 'K']);
    t.operand('r', 'T', ['D', 'G', t.size('hidden')]);
    t.operand('b', 'T', ['D', 'G2']);
    t.operand('lens', 'i32', ['batch']);
    t.operand('h0', 'T', ['..H']);
    t.operand('c0', 'T', ['..E']);
    t.operand('p', 'T', ['D', 'G3']);
    t.elements('i32', 'i32', ['i32']);
    t.elements('T', 'float', elementClasses.float);
    const direction = t.string('direction');
    const hidden = t.size('hidden');
    const layout = t.int('layout');
    const L = t.dim('L');
    const N = t.dim('N');
    const K = t.dim('K');
    const D = t.dim('D');
    const G = t.dim('G');
    const directions = direction === 'bidirectional' ? 2 : 1;
    t.require(t.less(0, hidden), 'the state must not be empty');
    t.require(layout === 0 || layout === 1, 'the layout is 0 or 1');
    t.require(t.same(D, directions), 'there must be one set of weights for each direction');
    t.require(t.same(G, dim.mul(4, hidden)), 'w and r must have four gates');
    t.require(!t.has('b') || t.same(t.dim('G2'), dim.mul(8, hidden)), 'the bias must have two parts of four gates');
    t.require(!t.has('p') || t.same(t.dim('G3'), dim.mul(3, hidden)), 'the peepholes must have three gates');
    const seq = layout === 0 ? L : N;
    const batches = layout === 0 ? N : L;
    t.require(!t.has('lens') || t.same(t.dim('batch'), batches), 'there must be a length for each batch entry');
    const state = layout === 0 ? [D, batches, hidden] : [batches, D, hidden];
    const outputs = layout === 0 ? [seq, D, batches, hidden] : [batches, seq, D, hidden];
    t.require(!t.has('h0') || t.sameShape(t.shape('H'), state), 'h0 must have the shape of the state');
    t.require(!t.has('c0') || t.sameShape(t.shape('E'), state), 'c0 must have the shape of the state');
    t.work(() => dim.mul(dim.mul(dim.mul(dim.mul(dim.mul(8, seq), batches), directions), hidden), dim.add(K, hidden)));
    return [t.tensor('T', outputs), t.tensor('T', state), t.tensor('T', state)];
  },
});

/** Matrix product of the last two axes, others broadcast; a vector stands for a row on the left and a column on the right. */
export const matmulOp = /* @__PURE__ */ defineOp({
  name: 'matmul',
  family: 'nn',
  summary: 'Matrix product of the last two axes, others broadcast; a vector stands for a row on the left and a column on the right.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'act', kind: 'enum', values: ['none', 'relu', 'sigmoid', 'tanh'], default: 'none' },
  ],
  regions: [],
  traits: new Set(['contraction', 'pure']),
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'W', ['..B']);
    t.elements('T', '{ numeric, quantized }', [...elementClasses.numeric, 'quantized']);
    t.elementLike('W', 'T');
    const A = t.shape('A');
    const B = t.shape('B');
    t.require(A.length > 0 && B.length > 0, 'a scalar cannot be multiplied as a matrix');
    const P = A.length === 1 ? [1, t.at(A, 0)] : A;
    const Q = B.length === 1 ? [t.at(B, 0), 1] : B;
    t.require(t.same(t.at(P, -1), t.at(Q, -2)), 'the last axis of a must be as long as the axis of b that it runs along');
    t.work(() => dim.mul(dim.mul(dim.mul(dim.mul(2, dim.product(t.broadcast(t.slice(P, 0, -2), t.slice(Q, 0, -2)))), t.at(P, -2)), t.at(P, -1)), t.at(Q, -1)));
    return [t.encoded('T', [...t.broadcast(t.slice(P, 0, -2), t.slice(Q, 0, -2)), ...(A.length === 1 ? [] : [t.at(P, -2)]), ...(B.length === 1 ? [] : [t.at(Q, -1)])], 0)];
  },
});

/** Largest element of each window, and its position in x (counted over the whole of x). Padding never wins. */
export const maxPoolOp = /* @__PURE__ */ defineOp({
  name: 'max_pool',
  family: 'nn',
  summary: 'Largest element of each window, and its position in x (counted over the whole of x). Padding never wins.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'values', arity: 'one' }, { name: 'indices', arity: 'one' }],
  attrs: [
    { name: 'kernel', kind: 'i64', list: {} },
    { name: 'strides', kind: 'i64', list: {} },
    { name: 'pads', summary: 'All begins, then all ends.', kind: 'dim', list: {} },
    { name: 'dilations', kind: 'i64', list: {} },
    { name: 'ceil_mode', kind: 'bool', default: false },
    { name: 'column_major', summary: 'Count positions in column-major order.', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', '..X']);
    t.elements('T', '{ numeric, quantized }', [...elementClasses.numeric, 'quantized']);
    const kernel = t.ints('kernel');
    const strides = t.ints('strides');
    const pads = t.sizes('pads');
    const dilations = t.ints('dilations');
    const ceil_mode = t.bool('ceil_mode');
    const N = t.dim('N');
    const C = t.dim('C');
    const X = t.shape('X');
    t.length('kernel', X.length);
    t.length('strides', X.length);
    t.length('pads', 2 * X.length);
    t.length('dilations', X.length);
    const r = X.length;
    t.require(r > 0, 'there must be a spatial axis');
    t.require(kernel.every((k) => k > 0), 'the window must not be empty');
    t.require(strides.every((s) => s > 0) && dilations.every((d) => d > 0), 'strides and dilations must be positive');
    const sizes = t.range(r).map((i) => pool_size(t, t.at(X, i), t.at(pads, i), t.at(pads, i + r), t.at(kernel, i), t.at(strides, i), t.at(dilations, i), ceil_mode));
    t.require(sizes.every((size) => t.lessEqual(0, size)), 'the window is larger than the padded operand');
    t.work(() => dim.mul(dim.mul(dim.mul(N, C), dim.product(sizes)), dim.product(kernel)));
    return [t.tensor('T', [N, C, ...sizes]), t.plain('i64', [N, C, ...sizes])];
  },
});

/** Boxes that survive suppression by overlap: rows of batch, class and box index. */
export const nonMaxSuppressionOp = /* @__PURE__ */ defineOp({
  name: 'non_max_suppression',
  family: 'nn',
  summary: 'Boxes that survive suppression by overlap: rows of batch, class and box index.',
  operands: [{ name: 'boxes', arity: 'one' }, { name: 'scores', arity: 'one' }, { name: 'max_boxes', arity: 'optional' }, { name: 'iou', arity: 'optional' }, { name: 'score', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'center', summary: 'Boxes are centre and size instead of two corners.', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('boxes', 'f32', ['N', 'S', 4]);
    t.operand('scores', 'f32', ['N', 'C', 'S']);
    t.operand('max_boxes', 'i64', ['..P']);
    t.operand('iou', 'f32', ['..P']);
    t.operand('score', 'f32', ['..P']);
    t.elements('f32', 'f32', ['f32']);
    t.elements('i64', 'i64', ['i64']);
    const N = t.dim('N');
    const S = t.dim('S');
    const C = t.dim('C');
    return [t.plain('i64', [t.fresh('selected', dim.mul(dim.mul(N, C), S)), 3])];
  },
});

/** Resampling to given sizes. Coordinates, rounding and interpolation are those of ONNX Resize. */
export const resizeOp = /* @__PURE__ */ defineOp({
  name: 'resize',
  family: 'nn',
  summary: 'Resampling to given sizes. Coordinates, rounding and interpolation are those of ONNX Resize.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'scales', summary: 'Scale of every axis; empty means size ratios.', kind: 'f64', list: {}, default: [] },
    { name: 'sizes', summary: 'The shape of the result.', kind: 'dim', list: {} },
    { name: 'mode', kind: 'enum', values: ['nearest', 'linear', 'cubic'], default: 'nearest' },
    { name: 'coordinates', kind: 'enum', values: ['half_pixel', 'pytorch_half_pixel', 'align_corners', 'asymmetric', 'half_pixel_symmetric', 'tf_crop_and_resize'], default: 'half_pixel' },
    { name: 'nearest', kind: 'enum', values: ['round_prefer_floor', 'round_prefer_ceil', 'floor', 'ceil'], default: 'round_prefer_floor' },
    { name: 'cubic_coeff', kind: 'f64', default: -0.75 },
    { name: 'exclude_outside', kind: 'bool', default: false },
    { name: 'roi', summary: 'All starts, then all ends, as fractions; for tf_crop_and_resize.', kind: 'f64', list: {}, default: [] },
    { name: 'extrapolation', kind: 'f64', default: 0 },
    { name: 'antialias', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', '{ numeric, bool, string }', [...elementClasses.numeric, 'bool', 'string']);
    const scales = t.floats('scales');
    const sizes = t.sizes('sizes');
    const roi = t.floats('roi');
    const S = t.shape('S');
    t.length('sizes', S.length);
    t.require(scales.length === 0 || scales.length === S.length, 'there must be a scale for every axis, or none');
    t.require(roi.length === 0 || roi.length === (2 * S.length), 'the region has a start and an end for every axis');
    return [t.tensor('T', sizes)];
  },
});

/** x divided by the root of its mean square over the axes from axis to the last, times a scale. */
export const rmsNormOp = /* @__PURE__ */ defineOp({
  name: 'rms_norm',
  family: 'nn',
  summary: 'x divided by the root of its mean square over the axes from axis to the last, times a scale.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'scale', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64', default: -1 },
    { name: 'epsilon', kind: 'f64', default: 0.00001 },
  ],
  regions: [],
  traits: new Set(['pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('scale', 'P', ['..G']);
    t.elements('T', 'float', elementClasses.float);
    t.elements('P', 'float', elementClasses.float);
    const axis = t.int('axis');
    const S = t.shape('S');
    const G = t.shape('G');
    t.require(t.axis(axis, S.length) >= 0, 'the axis must be one of x');
    t.require(t.broadcasts(G, S), 'the scale must broadcast to x');
    return [t.tensor('P', S)];
  },
});

/** Plain recurrent layer. Layouts as lstm. */
export const rnnOp = /* @__PURE__ */ defineOp({
  name: 'rnn',
  family: 'nn',
  summary: 'Plain recurrent layer. Layouts as lstm.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'w', arity: 'one' }, { name: 'r', arity: 'one' }, { name: 'b', arity: 'optional' }, { name: 'lens', arity: 'optional' }, { name: 'h0', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }, { name: 'y_h', arity: 'one' }],
  attrs: [
    { name: 'direction', kind: 'enum', values: ['forward', 'reverse', 'bidirectional'], default: 'forward' },
    { name: 'hidden', kind: 'dim' },
    { name: 'activations', kind: 'string', list: {}, default: [] },
    { name: 'activation_alpha', kind: 'f64', list: {}, default: [] },
    { name: 'activation_beta', kind: 'f64', list: {}, default: [] },
    { name: 'clip', kind: 'f64', optional: true },
    { name: 'layout', kind: 'i64', default: 0 },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['L', 'N', 'K']);
    t.operand('w', 'T', ['D', t.size('hidden'), 'K']);
    t.operand('r', 'T', ['D', t.size('hidden'), t.size('hidden')]);
    t.operand('b', 'T', ['D', 'G2']);
    t.operand('lens', 'i32', ['batch']);
    t.operand('h0', 'T', ['..H']);
    t.elements('i32', 'i32', ['i32']);
    t.elements('T', 'float', elementClasses.float);
    const direction = t.string('direction');
    const hidden = t.size('hidden');
    const layout = t.int('layout');
    const L = t.dim('L');
    const N = t.dim('N');
    const K = t.dim('K');
    const D = t.dim('D');
    const directions = direction === 'bidirectional' ? 2 : 1;
    t.require(t.less(0, hidden), 'the state must not be empty');
    t.require(layout === 0 || layout === 1, 'the layout is 0 or 1');
    t.require(t.same(D, directions), 'there must be one set of weights for each direction');
    t.require(!t.has('b') || t.same(t.dim('G2'), dim.mul(2, hidden)), 'the bias must have two parts');
    const seq = layout === 0 ? L : N;
    const batches = layout === 0 ? N : L;
    t.require(!t.has('lens') || t.same(t.dim('batch'), batches), 'there must be a length for each batch entry');
    const state = layout === 0 ? [D, batches, hidden] : [batches, D, hidden];
    const outputs = layout === 0 ? [seq, D, batches, hidden] : [batches, seq, D, hidden];
    t.require(!t.has('h0') || t.sameShape(t.shape('H'), state), 'h0 must have the shape of the state');
    t.work(() => dim.mul(dim.mul(dim.mul(dim.mul(dim.mul(2, seq), batches), directions), hidden), dim.add(K, hidden)));
    return [t.tensor('T', outputs), t.tensor('T', state)];
  },
});

/** exp(x) divided by its sum along an axis. */
export const softmaxOp = /* @__PURE__ */ defineOp({
  name: 'softmax',
  family: 'nn',
  summary: 'exp(x) divided by its sum along an axis.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64', default: -1 },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const axis = t.int('axis');
    const S = t.shape('S');
    t.require(t.axis(axis, S.length) >= 0, 'the axis must be one of x');
    return [t.tensor('T', S)];
  },
});

/** Ops of the family nn, by name. */
export const nnOps: readonly OpDef[] = [
  averagePoolOp,
  batchNormOp,
  convOp,
  convTransposeOp,
  fullyConnectedOp,
  groupNormOp,
  gruOp,
  hardmaxOp,
  instanceNormOp,
  layerNormOp,
  logSoftmaxOp,
  lpPoolOp,
  lrnOp,
  lstmOp,
  matmulOp,
  maxPoolOp,
  nonMaxSuppressionOp,
  resizeOp,
  rmsNormOp,
  rnnOp,
  softmaxOp,
];
