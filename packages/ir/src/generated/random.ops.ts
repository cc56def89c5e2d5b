// Generated from ir-spec/ops/random.op by `npm run generate`. Do not edit.
// Random numbers. Element i of a result is a function of the seed and of i alone: the i-th block of Philox 4x32-10 (Salmon and
// others, Parallel random numbers: as easy as 1, 2, 3, SC 2011) under the seed as its key. So the same graph gives the same
// numbers in every run, in any order of evaluation, and in every iteration of a loop. They are not those of other runtimes: the
// ONNX standard leaves the generator open.

import type { OpDef } from '../graph/op-def.js';
import { defineOp } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

/** 1 with the probability that x states, else 0. */
export const bernoulliOp = /* @__PURE__ */ defineOp({
  name: 'bernoulli',
  family: 'random',
  summary: '1 with the probability that x states, else 0.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'elem', kind: 'elem' },
    { name: 'seed', kind: 'f64' },
  ],
  regions: [],
  traits: new Set(['pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    t.elementAttr('elem', '{ numeric, bool }', [...elementClasses.numeric, 'bool']);
    const elem = t.elem('elem');
    const S = t.shape('S');
    return [t.plain(elem, S)];
  },
});

/** In training: zero with probability ratio, and the rest scaled by 1 / (1 - ratio); else x itself. The mask tells what was kept. */
export const dropoutOp = /* @__PURE__ */ defineOp({
  name: 'dropout',
  family: 'random',
  summary: 'In training: zero with probability ratio, and the rest scaled by 1 / (1 - ratio); else x itself. The mask tells what was kept.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'ratio', arity: 'one' }, { name: 'training', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }, { name: 'mask', arity: 'one' }],
  attrs: [
    { name: 'seed', kind: 'f64' },
  ],
  regions: [],
  traits: new Set(['pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('ratio', 'R', []);
    t.operand('training', 'bool', []);
    t.elements('bool', 'bool', ['bool']);
    t.elements('T', 'float', elementClasses.float);
    t.elements('R', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S), t.plain('bool', S)];
  },
});

/** Classes drawn from each row of logarithms of probabilities, which need not add up to 1. */
export const multinomialOp = /* @__PURE__ */ defineOp({
  name: 'multinomial',
  family: 'random',
  summary: 'Classes drawn from each row of logarithms of probabilities, which need not add up to 1.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'samples', kind: 'i64' },
    { name: 'elem', kind: 'elem' },
    { name: 'seed', kind: 'f64' },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'C']);
    t.elements('T', 'float', elementClasses.float);
    t.elementAttr('elem', 'index', elementClasses.index);
    const samples = t.int('samples');
    const elem = t.elem('elem');
    const N = t.dim('N');
    t.require(samples >= 0, 'the number of samples is not negative');
    return [t.plain(elem, [N, samples])];
  },
});

/** Normally distributed, by the transform of Box and Muller. */
export const randomNormalOp = /* @__PURE__ */ defineOp({
  name: 'random_normal',
  family: 'random',
  summary: 'Normally distributed, by the transform of Box and Muller.',
  operands: [],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'shape', kind: 'dim', list: {} },
    { name: 'elem', kind: 'elem' },
    { name: 'mean', kind: 'f64', default: 0 },
    { name: 'scale', kind: 'f64', default: 1 },
    { name: 'seed', kind: 'f64' },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.elementAttr('elem', 'float', elementClasses.float);
    const shape = t.sizes('shape');
    const elem = t.elem('elem');
    return [t.plain(elem, shape)];
  },
});

/** Uniform over low up to, not including, high. */
export const randomUniformOp = /* @__PURE__ */ defineOp({
  name: 'random_uniform',
  family: 'random',
  summary: 'Uniform over low up to, not including, high.',
  operands: [],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'shape', kind: 'dim', list: {} },
    { name: 'elem', kind: 'elem' },
    { name: 'low', kind: 'f64', default: 0 },
    { name: 'high', kind: 'f64', default: 1 },
    { name: 'seed', kind: 'f64' },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.elementAttr('elem', 'float', elementClasses.float);
    const shape = t.sizes('shape');
    const elem = t.elem('elem');
    return [t.plain(elem, shape)];
  },
});

/** Ops of the family random, by name. */
export const randomOps: readonly OpDef[] = [
  bernoulliOp,
  dropoutOp,
  multinomialOp,
  randomNormalOp,
  randomUniformOp,
];
