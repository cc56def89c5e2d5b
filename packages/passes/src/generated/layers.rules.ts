// Generated from ir-spec/rules/layers.rw by `npm run generate`. Do not edit.
// What follows a convolution or a product and can be a part of it, which computes it for nothing. Each rule removes a node, or makes a
// `matmul` a layer, which is never taken back, so they end. A sum that becomes a part is rounded once instead of twice.

import type { Dim } from '@afterglow/core';
import { dim } from '@afterglow/core';
import { elementClasses } from '@afterglow/ir';
import {
  bind,
  bindOptional,
  constant,
  dataRule,
  line,
  make,
  node,
  rest,
  take,
  takeAll,
  uniform,
  value,
  type DataRule,
  type RuleMath,
} from '../rules/index.js';

/** Axis along which the channels of a layer's result run. */
function channel_axis(_t: RuleMath, is_conv: boolean, rank: number): number {
  return is_conv ? 1 : rank - 1;
}

/** The shape of one number for each channel, as it broadcasts to the result. */
function channel_shape(t: RuleMath, axis: number, rank: number, channels: Dim): readonly Dim[] {
  return t.range(rank).map((i) => i === axis ? channels : 1);
}

/** A product with a constant matrix is a layer; the matrix is a constant again after folding */
export const matmulToFullyConnected = /* @__PURE__ */ dataRule(() => {
  const new_t = make('transpose', [take('%w')], () => ({ perm: [1, 0] }));
  return {
    name: 'matmul-to-fully-connected',
    summary: 'A product with a constant matrix is a layer; the matrix is a constant again after folding',
    roots: ['matmul'],
    patterns: [node('matmul', [value('%x'), value('%w', { constant: true })], { attrs: { act: bind('a') } })],
    where: [
      { if: (t) => t.shapeOf(t.value('%x')).length >= 2 && t.shapeOf(t.value('%w')).length === 2, because: 'the operands are not rows and one matrix' },
      { if: (t) => t.isIn(t.value('%x'), elementClasses.numeric) && t.isIn(t.value('%w'), elementClasses.numeric), because: 'the operands are quantized' },
    ],
    results: [make('fully_connected', [take('%x'), new_t], (t) => ({ act: t.string('a') }))],
  };
});

/** A constant added to every channel of a layer without bias is its bias */
export const fuseBias = /* @__PURE__ */ dataRule(() => {
  const m = node(['fully_connected', 'conv'], [value('%x'), value('%w', { type: { variable: 'W', shape: ['M', '..K'] } }), value('%b', { optional: true }), rest('%more')], { variable: 'p', results: ['%m'], attrs: { act: bind('a') }, rest: 'attrs' });
  return {
    name: 'fuse-bias',
    summary: 'A constant added to every channel of a layer without bias is its bias',
    roots: ['add'],
    patterns: [node('add', [line('%m', m), value('%k')], { results: ['%y'] })],
    when: [(t) => !t.has('%b') && t.shapeOf(t.value('%k')).length === 1],
    where: [
      { if: (t) => t.isConstant(t.value('%k')), because: 'what is added is not a constant' },
      { if: (t) => (t.typeOf(t.value('%m')) === t.typeOf(t.value('%y')) && t.broadcasts(t.shapeOf(t.value('%k')), channel_shape(t, channel_axis(t, t.op('p') === 'conv', t.shapeOf(t.value('%m')).length), t.shapeOf(t.value('%m')).length, t.dim('M')))) && t.same(dim.product(t.shapeOf(t.value('%k'))), t.dim('M')), because: 'what is added is not one number a channel' },
      { if: (t) => t.isIn(t.value('%k'), elementClasses.numeric), because: 'what is added is quantized' },
      { if: (t) => t.string('a') === 'none', because: 'the layer has an activation already' },
    ],
    results: [make((t) => t.op('p'), [take('%x'), take('%w'), take('%k'), takeAll('%more')], (t) => ({ ...t.rest('attrs'), act: t.string('a') }))],
  };
});

/** The same for a constant of another shape than a bias has */
export const fuseShapedBias = /* @__PURE__ */ dataRule(() => {
  const m = node(['fully_connected', 'conv'], [value('%x'), value('%w', { type: { variable: 'W', shape: ['M', '..K'] } }), value('%b', { optional: true }), rest('%more')], { variable: 'p', results: ['%m'], attrs: { act: bind('a') }, rest: 'attrs' });
  return {
    name: 'fuse-shaped-bias',
    summary: 'The same for a constant of another shape than a bias has',
    roots: ['add'],
    patterns: [node('add', [line('%m', m), value('%k')], { results: ['%y'] })],
    when: [(t) => !t.has('%b') && t.shapeOf(t.value('%k')).length !== 1],
    where: [
      { if: (t) => t.isConstant(t.value('%k')), because: 'what is added is not a constant' },
      { if: (t) => (t.typeOf(t.value('%m')) === t.typeOf(t.value('%y')) && t.broadcasts(t.shapeOf(t.value('%k')), channel_shape(t, channel_axis(t, t.op('p') === 'conv', t.shapeOf(t.value('%m')).length), t.shapeOf(t.value('%m')).length, t.dim('M')))) && t.same(dim.product(t.shapeOf(t.value('%k'))), t.dim('M')), because: 'what is added is not one number a channel' },
      { if: (t) => t.isIn(t.value('%k'), elementClasses.numeric), because: 'what is added is quantized' },
      { if: (t) => t.string('a') === 'none', because: 'the layer has an activation already' },
    ],
    results: [make((t) => t.op('p'), [take('%x'), take('%w'), make('reshape', [take('%k')], (t) => ({ shape: [t.dim('M')] })), takeAll('%more')], (t) => ({ ...t.rest('attrs'), act: t.string('a') }))],
  };
});

/** One number for all channels of a layer without bias is its bias */
export const fuseNumber = /* @__PURE__ */ dataRule(() => {
  const m = node(['fully_connected', 'conv'], [value('%x'), value('%w', { type: { variable: 'W', shape: ['M', '..K'] } }), value('%b', { optional: true }), rest('%more')], { variable: 'p', results: ['%m'], attrs: { act: bind('a') }, rest: 'attrs', type: { variable: 'T' } });
  return {
    name: 'fuse-number',
    summary: 'One number for all channels of a layer without bias is its bias',
    roots: ['add'],
    patterns: [node('add', [line('%m', m), uniform('c')], { results: ['%y'] })],
    when: [(t) => !t.has('%b')],
    where: [
      { if: (t) => t.typeOf(t.value('%m')) === t.typeOf(t.value('%y')), because: 'the number widens the result of the layer' },
      { if: (t) => t.isKnown(t.dim('M')), because: 'the number of channels is not known' },
      { if: (t) => t.isIn(t.value('%m'), elementClasses.numeric), because: 'the layer is quantized' },
      { if: (t) => t.string('a') === 'none', because: 'the layer has an activation already' },
    ],
    results: [make((t) => t.op('p'), [take('%x'), take('%w'), constant((t) => ({ elem: t.element('T'), shape: [t.dim('M')], value: t.number('c') })), takeAll('%more')], (t) => ({ ...t.rest('attrs'), act: t.string('a') }))],
  };
});

/** A constant taken from every channel of a layer without bias is its bias, negated */
export const fuseNegatedBias = /* @__PURE__ */ dataRule(() => {
  const m = node(['fully_connected', 'conv'], [value('%x'), value('%w', { type: { variable: 'W', shape: ['M', '..K'] } }), value('%b', { optional: true }), rest('%more')], { variable: 'p', results: ['%m'], attrs: { act: bind('a') }, rest: 'attrs' });
  const new_t = make('expand', [take('%k')], (t) => ({ shape: channel_shape(t, channel_axis(t, t.op('p') === 'conv', t.shapeOf(t.value('%m')).length), t.shapeOf(t.value('%m')).length, t.dim('M')) }));
  return {
    name: 'fuse-negated-bias',
    summary: 'A constant taken from every channel of a layer without bias is its bias, negated',
    roots: ['sub'],
    patterns: [node('sub', [line('%m', m), value('%k')], { results: ['%y'] })],
    when: [(t) => !t.has('%b')],
    where: [
      { if: (t) => t.isConstant(t.value('%k')), because: 'what is taken away is not a constant' },
      { if: (t) => t.typeOf(t.value('%m')) === t.typeOf(t.value('%y')) && t.broadcasts(t.shapeOf(t.value('%k')), channel_shape(t, channel_axis(t, t.op('p') === 'conv', t.shapeOf(t.value('%m')).length), t.shapeOf(t.value('%m')).length, t.dim('M'))), because: 'what is taken away is not one number a channel' },
      { if: (t) => t.isKnown(t.dim('M')), because: 'the number of channels is not known' },
      { if: (t) => t.isIn(t.value('%k'), elementClasses.float), because: 'what is taken away is quantized, or of an integer type' },
      { if: (t) => t.string('a') === 'none', because: 'the layer has an activation already' },
    ],
    results: [make((t) => t.op('p'), [take('%x'), take('%w'), make('neg', [make('reshape', [new_t], (t) => ({ shape: [t.dim('M')] }))]), takeAll('%more')], (t) => ({ ...t.rest('attrs'), act: t.string('a') }))],
  };
});

/** A constant added to every channel of a layer with a constant bias is a part of the bias */
export const addToBias = /* @__PURE__ */ dataRule(() => {
  const m = node(['fully_connected', 'conv'], [value('%x'), value('%w', { type: { variable: 'W', shape: ['M', '..K'] } }), value('%b'), rest('%more')], { variable: 'p', results: ['%m'], attrs: { act: bind('a') }, rest: 'attrs' });
  const new_t = make('expand', [take('%k')], (t) => ({ shape: channel_shape(t, channel_axis(t, t.op('p') === 'conv', t.shapeOf(t.value('%m')).length), t.shapeOf(t.value('%m')).length, t.dim('M')) }));
  const new_v = make('reshape', [new_t], (t) => ({ shape: [t.dim('M')] }));
  return {
    name: 'add-to-bias',
    summary: 'A constant added to every channel of a layer with a constant bias is a part of the bias',
    roots: ['add', 'sub'],
    patterns: [node(['add', 'sub'], [line('%m', m), value('%k')], { variable: 'f', results: ['%y'] })],
    where: [
      { if: (t) => t.isConstant(t.value('%k')), because: 'what is added is not a constant' },
      { if: (t) => t.typeOf(t.value('%m')) === t.typeOf(t.value('%y')) && t.broadcasts(t.shapeOf(t.value('%k')), channel_shape(t, channel_axis(t, t.op('p') === 'conv', t.shapeOf(t.value('%m')).length), t.shapeOf(t.value('%m')).length, t.dim('M'))), because: 'what is added is not one number a channel' },
      { if: (t) => t.isKnown(t.dim('M')), because: 'the number of channels is not known' },
      { if: (t) => t.isConstant(t.value('%b')), because: 'the layer has a bias that is not a constant' },
      { if: (t) => t.elementOf(t.value('%b')) === t.elementOf(t.value('%k')), because: 'the bias is of another type, or quantized' },
      { if: (t) => t.string('a') === 'none', because: 'the layer has an activation already' },
    ],
    results: [make((t) => t.op('p'), [take('%x'), take('%w'), make((t) => t.op('f'), [take('%b'), new_v]), takeAll('%more')], (t) => ({ ...t.rest('attrs'), act: t.string('a') }))],
  };
});

/** A sum with the result of a convolution is a part of it, as in residual networks */
export const fuseAddend = /* @__PURE__ */ dataRule(() => {
  const c = node('conv', [value('%x'), value('%w'), value('%b', { optional: true }), value('%old', { optional: true })], { results: ['%c'], attrs: { act: bind('a') }, rest: 'attrs' });
  return {
    name: 'fuse-addend',
    summary: 'A sum with the result of a convolution is a part of it, as in residual networks',
    roots: ['add'],
    patterns: [node('add', [line('%c', c), value('%z')], { results: ['%y'] })],
    where: [
      { if: (t) => t.string('a') === 'none', because: 'the layer has an activation already' },
      { if: (t) => !t.has('%old'), because: 'the convolution has an addend already' },
      { if: (t) => t.typeOf(t.value('%c')) === t.typeOf(t.value('%y')) && t.typeOf(t.value('%z')) === t.typeOf(t.value('%y')), because: 'the terms do not have the shape of the sum' },
      { if: (t) => t.isIn(t.value('%c'), elementClasses.numeric), because: 'the terms are quantized' },
    ],
    results: [make('conv', [take('%x'), take('%w'), take('%b'), take('%z')], (t) => ({ ...t.rest('attrs'), act: t.string('a') }))],
  };
});

/** The activations that every layer has */
export const fuseActivation = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'fuse-activation',
    summary: 'The activations that every layer has',
    roots: ['relu', 'sigmoid', 'tanh'],
    patterns: [node(['relu', 'sigmoid', 'tanh'], [node(['fully_connected', 'matmul', 'conv'], [rest('%xs')], { variable: 'p', attrs: { act: bind('a') }, rest: 'attrs' })], { variable: 'f' })],
    where: [
      { if: (t) => t.string('a') === 'none', because: 'the product has an activation already' },
    ],
    results: [make((t) => t.op('p'), [takeAll('%xs')], (t) => ({ ...t.rest('attrs'), act: t.op('f') }))],
  };
});

/** The activation of mobile networks */
export const fuseHardSwish = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'fuse-hard-swish',
    summary: 'The activation of mobile networks',
    roots: ['hard_swish'],
    patterns: [node('hard_swish', [node('conv', [rest('%xs')], { attrs: { act: bind('a') }, rest: 'attrs' })])],
    where: [
      { if: (t) => t.string('a') === 'none', because: 'the layer has an activation already' },
    ],
    results: [make('conv', [takeAll('%xs')], (t) => ({ ...t.rest('attrs'), act: 'hard_swish' }))],
  };
});

/** A bound on both sides, or on one */
export const fuseClip = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'fuse-clip',
    summary: 'A bound on both sides, or on one',
    roots: ['clip'],
    patterns: [node('clip', [node('conv', [rest('%xs')], { attrs: { act: bind('a'), act_alpha: bindOptional('old'), act_beta: bindOptional('other') }, rest: 'attrs' })], { attrs: { min: bindOptional('lo'), max: bindOptional('hi') } })],
    where: [
      { if: (t) => t.string('a') === 'none', because: 'the layer has an activation already' },
    ],
    results: [make('conv', [takeAll('%xs')], (t) => ({ ...t.rest('attrs'), act: 'clip', act_alpha: t.maybe('lo'), act_beta: t.maybe('hi') }))],
  };
});

/** A slope below zero */
export const fuseLeakyRelu = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'fuse-leaky-relu',
    summary: 'A slope below zero',
    roots: ['leaky_relu'],
    patterns: [node('leaky_relu', [node('conv', [rest('%xs')], { attrs: { act: bind('a') }, rest: 'attrs' })], { attrs: { alpha: bind('slope') } })],
    where: [
      { if: (t) => t.string('a') === 'none', because: 'the layer has an activation already' },
    ],
    results: [make('conv', [takeAll('%xs')], (t) => ({ ...t.rest('attrs'), act: 'leaky_relu', act_alpha: t.float('slope') }))],
  };
});

/** A line between two bounds */
export const fuseHardSigmoid = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'fuse-hard-sigmoid',
    summary: 'A line between two bounds',
    roots: ['hard_sigmoid'],
    patterns: [node('hard_sigmoid', [node('conv', [rest('%xs')], { attrs: { act: bind('a') }, rest: 'attrs' })], { attrs: { alpha: bind('factor'), beta: bind('shift') } })],
    where: [
      { if: (t) => t.string('a') === 'none', because: 'the layer has an activation already' },
    ],
    results: [make('conv', [takeAll('%xs')], (t) => ({ ...t.rest('attrs'), act: 'hard_sigmoid', act_alpha: t.float('factor'), act_beta: t.float('shift') }))],
  };
});

/** A value times its sigmoid, as one node or two */
export const fuseSilu = /* @__PURE__ */ dataRule(() => {
  const c_1 = node('conv', [rest('%xs')], { results: ['%c'], attrs: { act: bind('a') }, rest: 'attrs' });
  return {
    name: 'fuse-silu',
    summary: 'A value times its sigmoid, as one node or two',
    roots: ['mul', 'swish'],
    patterns: [
      node('mul', [line('%c', c_1), node('sigmoid', [line('%c', c_1)])], { results: ['%y'] }),
      node('swish', [node('conv', [rest('%xs')], { attrs: { act: bind('a') }, rest: 'attrs' })]),
    ],
    where: [
      { if: (t) => t.string('a') === 'none', because: 'the layer has an activation already' },
    ],
    results: [make('conv', [takeAll('%xs')], (t) => ({ ...t.rest('attrs'), act: 'silu' }))],
  };
});

/** Rules of the group layers, in the order of the file. */
export const layersRules: readonly DataRule[] = [
  matmulToFullyConnected,
  fuseBias,
  fuseShapedBias,
  fuseNumber,
  fuseNegatedBias,
  addToBias,
  fuseAddend,
  fuseActivation,
  fuseHardSwish,
  fuseClip,
  fuseLeakyRelu,
  fuseHardSigmoid,
  fuseSilu,
];
