// Generated from ir-spec/rules/idioms.rw by `npm run generate`. Do not edit.
// Activations that exporters write in several steps. Each rule removes at least one exp, log, comparison or maximum and puts none back, so
// they end. The one op rounds once where the steps round each, and does not overflow on the way: where `exp` does, the steps may give
// NaN or infinity and the op the value.

import { elementClasses } from '@afterglow/ir';
import {
  dataRule,
  make,
  node,
  number,
  take,
  uniform,
  value,
  type DataRule,
} from '../rules/index.js';

/** The larger of x and nothing */
export const raiseRelu = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-relu',
    summary: 'The larger of x and nothing',
    roots: ['maximum'],
    patterns: [node('maximum', [value('%x'), number(0)])],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.signed), because: 'relu is for signed numbers' },
    ],
    results: [make('relu', [take('%x')])],
  };
});

/** Both bounds, one after the other */
export const raiseClip = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-clip',
    summary: 'Both bounds, one after the other',
    roots: ['minimum', 'maximum'],
    patterns: [
      node('minimum', [node('maximum', [value('%x'), uniform('lo')]), uniform('hi')]),
      node('maximum', [node('minimum', [value('%x'), uniform('hi')]), uniform('lo')]),
    ],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'bounds of integers may be more than attributes hold' },
      { if: (t) => t.number('lo') <= t.number('hi'), because: 'the bounds cross, and which one wins depends on the order' },
    ],
    results: [make('clip', [take('%x')], (t) => ({ min: t.number('lo'), max: t.number('hi') }))],
  };
});

/** A relu with an upper bound */
export const raiseBoundedRelu = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-bounded-relu',
    summary: 'A relu with an upper bound',
    roots: ['minimum', 'relu'],
    patterns: [
      node('minimum', [node('relu', [value('%x')]), uniform('hi')]),
      node('relu', [node('minimum', [value('%x'), uniform('hi')])]),
    ],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'bounds of integers may be more than attributes hold' },
      { if: (t) => t.number('hi') >= 0, because: 'the bound is below zero' },
    ],
    results: [make('clip', [take('%x')], (t) => ({ min: 0, max: t.number('hi') }))],
  };
});

/** The logistic function */
export const raiseSigmoid = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-sigmoid',
    summary: 'The logistic function',
    roots: ['div', 'reciprocal'],
    patterns: [
      node('div', [number(1), node('add', [node('exp', [node('neg', [value('%x')])]), number(1)])]),
      node('reciprocal', [node('add', [node('exp', [node('neg', [value('%x')])]), number(1)])]),
      node('div', [number(1), node('add', [node('exp', [node('mul', [value('%x'), number(-1)])]), number(1)])]),
    ],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'it is computed in integers' },
    ],
    results: [make('sigmoid', [take('%x')])],
  };
});

/** SiLU with the division of the logistic function */
export const raiseDividedSwish = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-divided-swish',
    summary: 'SiLU with the division of the logistic function',
    roots: ['div'],
    patterns: [node('div', [value('%x'), node('add', [node('exp', [node('neg', [value('%x')])]), number(1)])])],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'it is computed in integers' },
    ],
    results: [make('swish', [take('%x')])],
  };
});

/** A smooth relu */
export const raiseSoftplus = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-softplus',
    summary: 'A smooth relu',
    roots: ['log'],
    patterns: [node('log', [node('add', [node('exp', [value('%x')]), number(1)])])],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'it is computed in integers' },
    ],
    results: [make('softplus', [take('%x')])],
  };
});

/** Mish */
export const raiseMish = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-mish',
    summary: 'Mish',
    roots: ['mul'],
    patterns: [node('mul', [value('%x'), node('tanh', [node('softplus', [value('%x')])])])],
    results: [make('mish', [take('%x')])],
  };
});

/** Softsign */
export const raiseSoftsign = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-softsign',
    summary: 'Softsign',
    roots: ['div'],
    patterns: [node('div', [value('%x'), node('add', [node('abs', [value('%x')]), number(1)])])],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'it is computed in integers' },
    ],
    results: [make('softsign', [take('%x')])],
  };
});

/** A slope below zero */
export const raiseLeakyRelu = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-leaky-relu',
    summary: 'A slope below zero',
    roots: ['where'],
    patterns: [
      node('where', [node('less', [value('%x'), number(0)]), node('mul', [value('%x'), uniform('a')]), value('%x')]),
      node('where', [node('less_equal', [value('%x'), number(0)]), node('mul', [value('%x'), uniform('a')]), value('%x')]),
      node('where', [node('greater', [value('%x'), number(0)]), value('%x'), node('mul', [value('%x'), uniform('a')])]),
      node('where', [node('greater_equal', [value('%x'), number(0)]), value('%x'), node('mul', [value('%x'), uniform('a')])]),
    ],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'it is computed in integers' },
    ],
    results: [make('leaky_relu', [take('%x')], (t) => ({ alpha: t.number('a') }))],
  };
});

/** A slope below zero, as the larger of two lines */
export const raiseLeakyReluMaximum = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-leaky-relu-maximum',
    summary: 'A slope below zero, as the larger of two lines',
    roots: ['maximum'],
    patterns: [node('maximum', [value('%x'), node('mul', [value('%x'), uniform('a')])])],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'it is computed in integers' },
      { if: (t) => t.number('a') > 0 && t.number('a') <= 1, because: 'the slope is not between 0 and 1, so that the larger line is not the identity above zero' },
    ],
    results: [make('leaky_relu', [take('%x')], (t) => ({ alpha: t.number('a') }))],
  };
});

/** One slope for all channels */
export const raiseUniformPrelu = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-uniform-prelu',
    summary: 'One slope for all channels',
    roots: ['prelu'],
    patterns: [node('prelu', [value('%x'), uniform('a')])],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'it is computed in integers' },
    ],
    results: [make('leaky_relu', [take('%x')], (t) => ({ alpha: t.number('a') }))],
  };
});

/** A slope below zero for each channel */
export const raisePrelu = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-prelu',
    summary: 'A slope below zero for each channel',
    roots: ['where'],
    patterns: [
      node('where', [node('less', [value('%x'), number(0)]), node('mul', [value('%slope'), value('%x')]), value('%x')]),
      node('where', [node('greater', [value('%x'), number(0)]), value('%x'), node('mul', [value('%slope'), value('%x')])]),
    ],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'it is computed in integers' },
    ],
    results: [make('prelu', [take('%x'), take('%slope')])],
  };
});

/** An exponential below zero */
export const raiseElu = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-elu',
    summary: 'An exponential below zero',
    roots: ['where'],
    patterns: [
      node('where', [node('less', [value('%x'), number(0)]), node('mul', [node('sub', [node('exp', [value('%x')]), number(1)]), uniform('a')]), value('%x')]),
      node('where', [node('greater', [value('%x'), number(0)]), value('%x'), node('mul', [node('sub', [node('exp', [value('%x')]), number(1)]), uniform('a')])]),
    ],
    results: [make('elu', [take('%x')], (t) => ({ alpha: t.number('a') }))],
  };
});

/** An exponential below zero, both sides scaled */
export const raiseSelu = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-selu',
    summary: 'An exponential below zero, both sides scaled',
    roots: ['where'],
    patterns: [node('where', [node('less', [value('%x'), number(0)]), node('mul', [node('sub', [node('mul', [node('exp', [value('%x')]), uniform('a')]), uniform('a')]), uniform('g')]), node('mul', [value('%x'), uniform('g')])])],
    results: [make('selu', [take('%x')], (t) => ({ alpha: t.number('a'), gamma: t.number('g') }))],
  };
});

/** Values above a threshold */
export const raiseThresholdedRelu = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-thresholded-relu',
    summary: 'Values above a threshold',
    roots: ['where'],
    patterns: [
      node('where', [node('less', [uniform('t'), value('%x')]), value('%x'), number(0)]),
      node('where', [node('greater', [value('%x'), uniform('t')]), value('%x'), number(0)]),
    ],
    where: [
      { if: (t) => t.isIn(t.value('%x'), elementClasses.float), because: 'it is computed in integers' },
    ],
    results: [make('thresholded_relu', [take('%x')], (t) => ({ alpha: t.number('t') }))],
  };
});

/** An elu whose slope at zero is 1 */
export const raiseCelu = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-celu',
    summary: 'An elu whose slope at zero is 1',
    roots: ['mul'],
    patterns: [node('mul', [node('elu', [node('div', [value('%x'), uniform('a')])]), uniform('b')])],
    where: [
      { if: (t) => t.number('a') > 0, because: 'the divisor is not positive, which turns the function around' },
      { if: (t) => t.number('a') >= 0.001, because: 'the divisor is so small that quotients overflow' },
      { if: (t) => t.near(t.number('a'), t.number('b')), because: 'what is multiplied by is not what was divided by' },
    ],
    results: [make('celu', [take('%x')], (t) => ({ alpha: t.number('a') }))],
  };
});

/** An exponential below zero, of slope 1 at zero */
export const raisePlainElu = /* @__PURE__ */ dataRule(() => {
  return {
    name: 'raise-plain-elu',
    summary: 'An exponential below zero, of slope 1 at zero',
    roots: ['where'],
    patterns: [
      node('where', [node('less', [value('%x'), number(0)]), node('sub', [node('exp', [value('%x')]), number(1)]), value('%x')]),
      node('where', [node('greater', [value('%x'), number(0)]), value('%x'), node('sub', [node('exp', [value('%x')]), number(1)])]),
    ],
    results: [make('elu', [take('%x')])],
  };
});

/** Rules of the group idioms, in the order of the file. */
export const idiomsRules: readonly DataRule[] = [
  raiseRelu,
  raiseClip,
  raiseBoundedRelu,
  raiseSigmoid,
  raiseDividedSwish,
  raiseSoftplus,
  raiseMish,
  raiseSoftsign,
  raiseLeakyRelu,
  raiseLeakyReluMaximum,
  raiseUniformPrelu,
  raisePrelu,
  raiseElu,
  raiseSelu,
  raiseThresholdedRelu,
  raiseCelu,
  raisePlainElu,
];
