// Generated from ir-spec/rules/normalizations.rw by `npm run generate`. Do not edit.
// Normalisations and factors by constants move into the weights before them. What they compute is a constant again after folding. Each
// rule removes a node that runs for each batch, so they end. Factors are computed in the type of the weights, or in f32 where that is
// narrower: an epsilon of 1e-5 is hardly a number of f16.

import type { Dim } from '@afterglow/core';
import { elementClasses } from '@afterglow/ir';
import {
  bind,
  constant,
  dataRule,
  line,
  make,
  node,
  rest,
  take,
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

/** The shape of one number for each output, as it broadcasts to the weights. */
function output_shape(t: RuleMath, rank: number, channels: Dim): readonly Dim[] {
  return [channels, ...t.range(rank - 1).map(() => 1)];
}

/** A normalisation by constants after a layer without a bias */
export const foldBatchNorm = /* @__PURE__ */ dataRule(() => {
  const m = node(['fully_connected', 'conv'], [value('%x'), value('%w', { type: { variable: 'W', shape: ['M', '..K'] } }), value('%bias', { optional: true }), rest('%more')], { variable: 'p', results: ['%m'], attrs: { act: bind('a') }, rest: 'attrs' });
  const new_deviation = make('sqrt', [make('add', [make('cast', [take('%variance')], (t) => ({ to: t.wide(t.elementOf(t.value('%w'))) })), make('cast', [constant((t) => ({ elem: 'f64', shape: [1], value: t.float('e') }))], (t) => ({ to: t.wide(t.elementOf(t.value('%w'))) }))])]);
  const new_factor = make('div', [make('cast', [take('%scale')], (t) => ({ to: t.wide(t.elementOf(t.value('%w'))) })), new_deviation]);
  const new_offset = make('sub', [make('cast', [take('%shift')], (t) => ({ to: t.wide(t.elementOf(t.value('%w'))) })), make('mul', [make('cast', [take('%mean')], (t) => ({ to: t.wide(t.elementOf(t.value('%w'))) })), new_factor])]);
  const new_scaled = make('mul', [make('cast', [take('%w')], (t) => ({ to: t.wide(t.elementOf(t.value('%w'))) })), make('reshape', [new_factor], (t) => ({ shape: output_shape(t, t.shapeOf(t.value('%w')).length, t.dim('M')) }))]);
  return {
    name: 'fold-batch-norm',
    summary: 'A normalisation by constants after a layer without a bias',
    roots: ['batch_norm'],
    patterns: [node('batch_norm', [line('%m', m), value('%scale', { type: { variable: 'T' } }), value('%shift'), value('%mean'), value('%variance')], { results: ['%y'], attrs: { epsilon: bind('e') } })],
    when: [(t) => !t.has('%bias')],
    where: [
      { if: (t) => t.string('a') === 'none', because: 'the layer has an activation' },
      { if: (t) => t.op('p') === 'conv' || t.shapeOf(t.value('%m')).length === 2, because: 'the channels of the layer are not those of the normalisation' },
      { if: (t) => t.values('%more').length === 0, because: 'the layer has an addend' },
      { if: (t) => ((t.isConstant(t.value('%scale')) && t.isConstant(t.value('%shift'))) && t.isConstant(t.value('%mean'))) && t.isConstant(t.value('%variance')), because: 'a parameter of the normalisation is not a constant' },
      { if: (t) => t.isConstant(t.value('%w')), because: 'the weights of the layer are not constants' },
      { if: (t) => (t.isIn(t.value('%w'), elementClasses.float) && t.elementOf(t.value('%scale')) === t.elementOf(t.value('%w'))) && t.elementOf(t.value('%mean')) === t.elementOf(t.value('%w')), because: 'the parts are of different types, or quantized' },
    ],
    results: [make((t) => t.op('p'), [take('%x'), make('cast', [new_scaled], (t) => ({ to: t.element('T') })), make('cast', [new_offset], (t) => ({ to: t.element('T') }))], (t) => ({ ...t.rest('attrs'), act: t.string('a') }))],
  };
});

/** A normalisation by constants after a layer with a bias */
export const foldBatchNormIntoBias = /* @__PURE__ */ dataRule(() => {
  const m = node(['fully_connected', 'conv'], [value('%x'), value('%w', { type: { variable: 'W', shape: ['M', '..K'] } }), value('%bias'), rest('%more')], { variable: 'p', results: ['%m'], attrs: { act: bind('a') }, rest: 'attrs' });
  const new_deviation = make('sqrt', [make('add', [make('cast', [take('%variance')], (t) => ({ to: t.wide(t.elementOf(t.value('%w'))) })), make('cast', [constant((t) => ({ elem: 'f64', shape: [1], value: t.float('e') }))], (t) => ({ to: t.wide(t.elementOf(t.value('%w'))) }))])]);
  const new_factor = make('div', [make('cast', [take('%scale')], (t) => ({ to: t.wide(t.elementOf(t.value('%w'))) })), new_deviation]);
  const new_centred = make('sub', [make('cast', [take('%bias')], (t) => ({ to: t.wide(t.elementOf(t.value('%w'))) })), make('cast', [take('%mean')], (t) => ({ to: t.wide(t.elementOf(t.value('%w'))) }))]);
  const new_offset = make('add', [make('mul', [new_centred, new_factor]), make('cast', [take('%shift')], (t) => ({ to: t.wide(t.elementOf(t.value('%w'))) }))]);
  const new_scaled = make('mul', [make('cast', [take('%w')], (t) => ({ to: t.wide(t.elementOf(t.value('%w'))) })), make('reshape', [new_factor], (t) => ({ shape: output_shape(t, t.shapeOf(t.value('%w')).length, t.dim('M')) }))]);
  return {
    name: 'fold-batch-norm-into-bias',
    summary: 'A normalisation by constants after a layer with a bias',
    roots: ['batch_norm'],
    patterns: [node('batch_norm', [line('%m', m), value('%scale', { type: { variable: 'T' } }), value('%shift'), value('%mean'), value('%variance')], { results: ['%y'], attrs: { epsilon: bind('e') } })],
    where: [
      { if: (t) => t.string('a') === 'none', because: 'the layer has an activation' },
      { if: (t) => t.op('p') === 'conv' || t.shapeOf(t.value('%m')).length === 2, because: 'the channels of the layer are not those of the normalisation' },
      { if: (t) => t.values('%more').length === 0, because: 'the layer has an addend' },
      { if: (t) => ((t.isConstant(t.value('%scale')) && t.isConstant(t.value('%shift'))) && t.isConstant(t.value('%mean'))) && t.isConstant(t.value('%variance')), because: 'a parameter of the normalisation is not a constant' },
      { if: (t) => t.isConstant(t.value('%w')) && t.isConstant(t.value('%bias')), because: 'the weights of the layer are not constants' },
      { if: (t) => ((t.isIn(t.value('%w'), elementClasses.float) && t.elementOf(t.value('%scale')) === t.elementOf(t.value('%w'))) && t.elementOf(t.value('%mean')) === t.elementOf(t.value('%w'))) && t.elementOf(t.value('%bias')) === t.elementOf(t.value('%w')), because: 'the parts are of different types, or quantized' },
    ],
    results: [make((t) => t.op('p'), [take('%x'), make('cast', [new_scaled], (t) => ({ to: t.element('T') })), make('cast', [new_offset], (t) => ({ to: t.element('T') }))], (t) => ({ ...t.rest('attrs'), act: t.string('a') }))],
  };
});

/** A constant term of every channel after a normalisation is a part of its shift */
export const foldTermIntoNorm = /* @__PURE__ */ dataRule(() => {
  const n = node('batch_norm', [value('%x'), value('%scale'), value('%shift', { type: { variable: 'T', shape: ['C'] } }), value('%mean'), value('%variance')], { results: ['%n'], attrs: { epsilon: bind('e') } });
  const new_t = make('expand', [take('%k')], (t) => ({ shape: channel_shape(t, 1, t.shapeOf(t.value('%n')).length, t.dim('C')) }));
  const new_v = make('reshape', [new_t], (t) => ({ shape: [t.dim('C')] }));
  return {
    name: 'fold-term-into-norm',
    summary: 'A constant term of every channel after a normalisation is a part of its shift',
    roots: ['add', 'sub'],
    patterns: [node(['add', 'sub'], [line('%n', n), value('%k')], { variable: 'f', results: ['%y'] })],
    where: [
      { if: (t) => t.isConstant(t.value('%k')), because: 'the other operand is not a constant' },
      { if: (t) => t.typeOf(t.value('%n')) === t.typeOf(t.value('%y')) && t.broadcasts(t.shapeOf(t.value('%k')), channel_shape(t, 1, t.shapeOf(t.value('%n')).length, t.dim('C'))), because: 'the other operand is not one number a channel' },
      { if: (t) => t.isKnown(t.dim('C')), because: 'the number of channels is not known' },
      { if: (t) => t.isConstant(t.value('%shift')), because: 'scale and shift of the normalisation are not constants' },
      { if: (t) => t.isIn(t.value('%k'), elementClasses.float) && t.elementOf(t.value('%shift')) === t.elementOf(t.value('%k')), because: 'the parts are of different types, or quantized' },
    ],
    results: [make('batch_norm', [take('%x'), take('%scale'), make((t) => t.op('f'), [take('%shift'), new_v]), take('%mean'), take('%variance')], (t) => ({ epsilon: t.float('e') }))],
  };
});

/** A constant factor of every channel after a normalisation is a part of its scale and shift */
export const foldFactorIntoNorm = /* @__PURE__ */ dataRule(() => {
  const n = node('batch_norm', [value('%x'), value('%scale'), value('%shift', { type: { variable: 'T', shape: ['C'] } }), value('%mean'), value('%variance')], { results: ['%n'], attrs: { epsilon: bind('e') } });
  const new_t = make('expand', [take('%k')], (t) => ({ shape: channel_shape(t, 1, t.shapeOf(t.value('%n')).length, t.dim('C')) }));
  const new_v = make('reshape', [new_t], (t) => ({ shape: [t.dim('C')] }));
  return {
    name: 'fold-factor-into-norm',
    summary: 'A constant factor of every channel after a normalisation is a part of its scale and shift',
    roots: ['mul', 'div'],
    patterns: [node(['mul', 'div'], [line('%n', n), value('%k')], { variable: 'f', results: ['%y'] })],
    where: [
      { if: (t) => t.isConstant(t.value('%k')), because: 'the other operand is not a constant' },
      { if: (t) => t.typeOf(t.value('%n')) === t.typeOf(t.value('%y')) && t.broadcasts(t.shapeOf(t.value('%k')), channel_shape(t, 1, t.shapeOf(t.value('%n')).length, t.dim('C'))), because: 'the other operand is not one number a channel' },
      { if: (t) => t.isKnown(t.dim('C')), because: 'the number of channels is not known' },
      { if: (t) => t.isConstant(t.value('%scale')) && t.isConstant(t.value('%shift')), because: 'scale and shift of the normalisation are not constants' },
      { if: (t) => t.isIn(t.value('%k'), elementClasses.float) && t.elementOf(t.value('%shift')) === t.elementOf(t.value('%k')), because: 'the parts are of different types, or quantized' },
      { if: (t) => t.isModerate(t.value('%k')) && (t.op('f') === 'mul' || !t.hasZero(t.value('%k'))), because: 'a factor is very large or small' },
    ],
    results: [make('batch_norm', [take('%x'), make((t) => t.op('f'), [take('%scale'), new_v]), make((t) => t.op('f'), [take('%shift'), new_v]), take('%mean'), take('%variance')], (t) => ({ epsilon: t.float('e') }))],
  };
});

/** A constant factor or divisor of every channel of a layer without bias moves into its weights */
export const foldChannelScale = /* @__PURE__ */ dataRule(() => {
  const m = node(['fully_connected', 'conv'], [value('%x'), value('%w', { type: { variable: 'W', shape: ['M', '..K'] } }), value('%bias', { optional: true }), rest('%more')], { variable: 'p', results: ['%m'], attrs: { act: bind('a') }, rest: 'attrs' });
  const new_t = make('expand', [take('%k')], (t) => ({ shape: channel_shape(t, channel_axis(t, t.op('p') === 'conv', t.shapeOf(t.value('%m')).length), t.shapeOf(t.value('%m')).length, t.dim('M')) }));
  const new_g = make('reshape', [new_t], (t) => ({ shape: output_shape(t, t.shapeOf(t.value('%w')).length, t.dim('M')) }));
  return {
    name: 'fold-channel-scale',
    summary: 'A constant factor or divisor of every channel of a layer without bias moves into its weights',
    roots: ['mul', 'div'],
    patterns: [node(['mul', 'div'], [line('%m', m), value('%k')], { variable: 'f', results: ['%y'] })],
    when: [(t) => !t.has('%bias')],
    where: [
      { if: (t) => t.isConstant(t.value('%k')), because: 'the factor is not a constant' },
      { if: (t) => t.typeOf(t.value('%m')) === t.typeOf(t.value('%y')) && t.broadcasts(t.shapeOf(t.value('%k')), channel_shape(t, channel_axis(t, t.op('p') === 'conv', t.shapeOf(t.value('%m')).length), t.shapeOf(t.value('%m')).length, t.dim('M'))), because: 'the factor is not one number a channel' },
      { if: (t) => t.isKnown(t.dim('M')), because: 'the number of channels is not known' },
      { if: (t) => t.values('%more').length === 0, because: 'the layer has an addend' },
      { if: (t) => t.isConstant(t.value('%w')), because: 'the weights of the layer are not constants' },
      { if: (t) => t.isIn(t.value('%k'), elementClasses.float) && t.elementOf(t.value('%w')) === t.elementOf(t.value('%k')), because: 'the parts are of different types, or quantized' },
      { if: (t) => t.isModerate(t.value('%k')) && (t.op('f') === 'mul' || !t.hasZero(t.value('%k'))), because: 'a factor is very large or small' },
      { if: (t) => t.string('a') === 'none', because: 'the layer has an activation already' },
    ],
    results: [make((t) => t.op('p'), [take('%x'), make((t) => t.op('f'), [take('%w'), new_g])], (t) => ({ ...t.rest('attrs'), act: t.string('a') }))],
  };
});

/** A constant factor or divisor of every channel of a layer with a bias moves into both */
export const foldChannelScaleIntoBias = /* @__PURE__ */ dataRule(() => {
  const m = node(['fully_connected', 'conv'], [value('%x'), value('%w', { type: { variable: 'W', shape: ['M', '..K'] } }), value('%bias'), rest('%more')], { variable: 'p', results: ['%m'], attrs: { act: bind('a') }, rest: 'attrs' });
  const new_t = make('expand', [take('%k')], (t) => ({ shape: channel_shape(t, channel_axis(t, t.op('p') === 'conv', t.shapeOf(t.value('%m')).length), t.shapeOf(t.value('%m')).length, t.dim('M')) }));
  const new_g = make('reshape', [new_t], (t) => ({ shape: output_shape(t, t.shapeOf(t.value('%w')).length, t.dim('M')) }));
  return {
    name: 'fold-channel-scale-into-bias',
    summary: 'A constant factor or divisor of every channel of a layer with a bias moves into both',
    roots: ['mul', 'div'],
    patterns: [node(['mul', 'div'], [line('%m', m), value('%k')], { variable: 'f', results: ['%y'] })],
    where: [
      { if: (t) => t.isConstant(t.value('%k')), because: 'the factor is not a constant' },
      { if: (t) => t.typeOf(t.value('%m')) === t.typeOf(t.value('%y')) && t.broadcasts(t.shapeOf(t.value('%k')), channel_shape(t, channel_axis(t, t.op('p') === 'conv', t.shapeOf(t.value('%m')).length), t.shapeOf(t.value('%m')).length, t.dim('M'))), because: 'the factor is not one number a channel' },
      { if: (t) => t.isKnown(t.dim('M')), because: 'the number of channels is not known' },
      { if: (t) => t.values('%more').length === 0, because: 'the layer has an addend' },
      { if: (t) => t.isConstant(t.value('%w')) && t.isConstant(t.value('%bias')), because: 'the weights of the layer are not constants' },
      { if: (t) => (t.isIn(t.value('%k'), elementClasses.float) && t.elementOf(t.value('%w')) === t.elementOf(t.value('%k'))) && t.elementOf(t.value('%bias')) === t.elementOf(t.value('%k')), because: 'the parts are of different types, or quantized' },
      { if: (t) => t.isModerate(t.value('%k')) && (t.op('f') === 'mul' || !t.hasZero(t.value('%k'))), because: 'a factor is very large or small' },
      { if: (t) => t.string('a') === 'none', because: 'the layer has an activation already' },
    ],
    results: [make((t) => t.op('p'), [take('%x'), make((t) => t.op('f'), [take('%w'), new_g]), make((t) => t.op('f'), [take('%bias'), make('reshape', [new_t], (t) => ({ shape: [t.dim('M')] }))])], (t) => ({ ...t.rest('attrs'), act: t.string('a') }))],
  };
});

/** Rules of the group normalizations, in the order of the file. */
export const normalizationsRules: readonly DataRule[] = [
  foldBatchNorm,
  foldBatchNormIntoBias,
  foldTermIntoNorm,
  foldFactorIntoNorm,
  foldChannelScale,
  foldChannelScaleIntoBias,
];
