// Generated from ir-spec/ops/dynamic.op by `npm run generate`. Do not edit.
// Ops whose parameters are data: what they become, where the data turn out to be known, are the ops with attributes. A result
// of which not even the rank follows from the operands states it.

import type { OpDef } from '../graph/op-def.js';
import { defineOp, dim } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

/**
 * x itself, whose sizes are the given ones. They are checked when the graph runs: for sizes that have to agree with others,
 * where nothing that is known before proves it.
 */
export const assumeShapeOp = /* @__PURE__ */ defineOp({
  name: 'assume_shape',
  family: 'dynamic',
  summary: 'x itself, whose sizes are the given ones. They are checked when the graph runs: for sizes that have to agree with others, where nothing that is known before proves it.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'shape', kind: 'dim', list: {} },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  alias: { kind: 'view', operand: 0 },
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'any', elementClasses.any);
    const shape = t.sizes('shape');
    const S = t.shape('S');
    t.require(S.length === shape.length, 'there must be a size for each axis');
    t.require(t.range(S.length).every((i) => t.lessEqual(t.at(S, i), t.at(shape, i)) && t.lessEqual(t.at(shape, i), t.at(S, i))), 'a size is certainly another');
    return [t.tensor('T', shape)];
  },
});

/** Pad by amounts (all begins, then all ends) known only when the data are, along the given axes or all. */
export const dynamicPadOp = /* @__PURE__ */ defineOp({
  name: 'dynamic_pad',
  family: 'dynamic',
  summary: 'Pad by amounts (all begins, then all ends) known only when the data are, along the given axes or all.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'pads', arity: 'one' }, { name: 'value', arity: 'optional' }, { name: 'axes', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'mode', kind: 'enum', values: ['constant', 'edge', 'reflect', 'wrap'], default: 'constant' },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('pads', 'I', ['P']);
    t.operand('value', 'T', []);
    t.operand('axes', 'J', ['K']);
    t.elements('T', 'any', elementClasses.any);
    t.elements('I', 'index', elementClasses.index);
    t.elements('J', 'index', elementClasses.index);
    const S = t.shape('S');
    return [t.tensor('T', S.map(() => t.fresh('padded')))];
  },
});

/** Reduces along axes known only when the data are. Without keepdims, axis i of the result is one of x from i on. */
export const dynamicReduceOp = /* @__PURE__ */ defineOp({
  name: 'dynamic_reduce',
  family: 'dynamic',
  summary: 'Reduces along axes known only when the data are. Without keepdims, axis i of the result is one of x from i on.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'axes', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'reduction', kind: 'enum', values: ['sum', 'mean', 'max', 'min', 'prod', 'l1', 'l2', 'log_sum', 'log_sum_exp', 'sum_square'] },
    { name: 'keepdims', kind: 'bool', default: true },
    { name: 'empty', summary: 'What no axes mean.', kind: 'enum', values: ['all', 'none'], default: 'all' },
    { name: 'result_rank', kind: 'i64' },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('axes', 'I', ['K']);
    t.elements('T', '{ numeric, bool }', [...elementClasses.numeric, 'bool']);
    t.elements('I', 'index', elementClasses.index);
    const keepdims = t.bool('keepdims');
    const result_rank = t.int('result_rank');
    const S = t.shape('S');
    const gone = S.length - result_rank;
    t.require(gone >= 0 && result_rank >= 0, 'the result has at most the axes of x');
    t.require(!keepdims || gone === 0, 'a reduction that keeps its axes keeps the rank');
    const sizes = t.range(result_rank).map((i) => t.fresh('reduced', gone === 0 ? dim.max(1, t.at(S, i)) : t.sum(t.slice(S, i, (i + gone) + 1).map((s) => s))));
    return [t.tensor('T', sizes)];
  },
});

/** x cut along an axis into parts whose sizes are known only when the data are. */
export const dynamicSplitOp = /* @__PURE__ */ defineOp({
  name: 'dynamic_split',
  family: 'dynamic',
  summary: 'x cut along an axis into parts whose sizes are known only when the data are.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'sizes', arity: 'one' }],
  results: [{ name: 'ys', arity: 'variadic' }],
  attrs: [
    { name: 'axis', kind: 'i64' },
    { name: 'parts', kind: 'i64' },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('sizes', 'I', ['K']);
    t.elements('T', 'any', elementClasses.any);
    t.elements('I', 'index', elementClasses.index);
    const axis = t.int('axis');
    const parts = t.int('parts');
    const S = t.shape('S');
    const K = t.dim('K');
    t.require(t.same(K, parts), 'there must be a size for each part');
    return [...t.range(parts).map(() => t.tensor('T', t.replace(S, axis, t.fresh('part', t.at(S, t.axis(axis, S.length))))))];
  },
});

/** Without axes of size 1 that are known only when the data are: the given ones, or all. */
export const dynamicSqueezeOp = /* @__PURE__ */ defineOp({
  name: 'dynamic_squeeze',
  family: 'dynamic',
  summary: 'Without axes of size 1 that are known only when the data are: the given ones, or all.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'axes', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'result_rank', kind: 'i64' },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'movement', 'pure']),
  alias: { kind: 'view', operand: 0 },
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('axes', 'I', ['K']);
    t.elements('T', 'any', elementClasses.any);
    t.elements('I', 'index', elementClasses.index);
    const result_rank = t.int('result_rank');
    const S = t.shape('S');
    const gone = S.length - result_rank;
    t.require(gone >= 0 && result_rank >= 0, 'the result has at most the axes of x');
    const sizes = t.range(result_rank).map((i) => t.fresh('squeezed', t.sum(t.slice(S, i, (i + gone) + 1).map((s) => s))));
    return [t.tensor('T', sizes)];
  },
});

/** Tile by numbers of repeats known only when the data are. */
export const dynamicTileOp = /* @__PURE__ */ defineOp({
  name: 'dynamic_tile',
  family: 'dynamic',
  summary: 'Tile by numbers of repeats known only when the data are.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'repeats', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['data_dependent', 'movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('repeats', 'I', ['R']);
    t.elements('T', 'any', elementClasses.any);
    t.elements('I', 'index', elementClasses.index);
    const S = t.shape('S');
    const R = t.dim('R');
    t.require(t.same(R, S.length), 'there must be a number for each axis of x');
    return [t.tensor('T', S.map(() => t.fresh('tiled')))];
  },
});

/** With axes of size 1 inserted, at axes of the result known only when the data are. */
export const dynamicUnsqueezeOp = /* @__PURE__ */ defineOp({
  name: 'dynamic_unsqueeze',
  family: 'dynamic',
  summary: 'With axes of size 1 inserted, at axes of the result known only when the data are.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'axes', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['data_dependent', 'movement', 'pure']),
  alias: { kind: 'view', operand: 0 },
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('axes', 'I', ['K']);
    t.elements('T', 'any', elementClasses.any);
    t.elements('I', 'index', elementClasses.index);
    const S = t.shape('S');
    const K = t.dim('K');
    return [t.tensor('T', t.range(S.length + t.known(K)).map(() => t.fresh('unsqueezed', dim.max(1, dim.product(S)))))];
  },
});

/** Ops of the family dynamic, by name. */
export const dynamicOps: readonly OpDef[] = [
  assumeShapeOp,
  dynamicPadOp,
  dynamicReduceOp,
  dynamicSplitOp,
  dynamicSqueezeOp,
  dynamicTileOp,
  dynamicUnsqueezeOp,
];
