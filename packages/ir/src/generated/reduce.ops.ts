// Generated from ir-spec/ops/reduce.op by `npm run generate`. Do not edit.
// Reductions along axes. No axes means all of them.

import type { OpDef } from '../graph/op-def.js';
import { defineOp } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

/** Position of the largest element along an axis. */
export const argMaxOp = /* @__PURE__ */ defineOp({
  name: 'arg_max',
  family: 'reduce',
  summary: 'Position of the largest element along an axis.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64', default: 0 },
    { name: 'keepdims', kind: 'bool', default: true },
    { name: 'select_last_index', summary: 'Of equal elements, the last instead of the first.', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const axis = t.int('axis');
    const keepdims = t.bool('keepdims');
    const S = t.shape('S');
    return [t.plain('i64', keepdims ? t.replace(S, axis, 1) : t.drop(S, axis))];
  },
});

/** Position of the smallest element along an axis. */
export const argMinOp = /* @__PURE__ */ defineOp({
  name: 'arg_min',
  family: 'reduce',
  summary: 'Position of the smallest element along an axis.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64', default: 0 },
    { name: 'keepdims', kind: 'bool', default: true },
    { name: 'select_last_index', summary: 'Of equal elements, the last instead of the first.', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const axis = t.int('axis');
    const keepdims = t.bool('keepdims');
    const S = t.shape('S');
    return [t.plain('i64', keepdims ? t.replace(S, axis, 1) : t.drop(S, axis))];
  },
});

/** Sum of absolute values. */
export const reduceL1Op = /* @__PURE__ */ defineOp({
  name: 'reduce_l1',
  family: 'reduce',
  summary: 'Sum of absolute values.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axes', kind: 'i64', list: {}, default: [] },
    { name: 'keepdims', summary: 'Keep reduced axes with size 1.', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const axes = t.ints('axes');
    const keepdims = t.bool('keepdims');
    const S = t.shape('S');
    const over = axes.length === 0 ? t.range(S.length) : axes;
    return [t.tensor('T', keepdims ? t.replace(S, over, 1) : t.drop(S, over))];
  },
});

/** Square root of the sum of squares. */
export const reduceL2Op = /* @__PURE__ */ defineOp({
  name: 'reduce_l2',
  family: 'reduce',
  summary: 'Square root of the sum of squares.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axes', kind: 'i64', list: {}, default: [] },
    { name: 'keepdims', summary: 'Keep reduced axes with size 1.', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const axes = t.ints('axes');
    const keepdims = t.bool('keepdims');
    const S = t.shape('S');
    const over = axes.length === 0 ? t.range(S.length) : axes;
    return [t.tensor('T', keepdims ? t.replace(S, over, 1) : t.drop(S, over))];
  },
});

/** Logarithm of the sum. */
export const reduceLogSumOp = /* @__PURE__ */ defineOp({
  name: 'reduce_log_sum',
  family: 'reduce',
  summary: 'Logarithm of the sum.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axes', kind: 'i64', list: {}, default: [] },
    { name: 'keepdims', summary: 'Keep reduced axes with size 1.', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const axes = t.ints('axes');
    const keepdims = t.bool('keepdims');
    const S = t.shape('S');
    const over = axes.length === 0 ? t.range(S.length) : axes;
    return [t.tensor('T', keepdims ? t.replace(S, over, 1) : t.drop(S, over))];
  },
});

/** Logarithm of the sum of exponentials. */
export const reduceLogSumExpOp = /* @__PURE__ */ defineOp({
  name: 'reduce_log_sum_exp',
  family: 'reduce',
  summary: 'Logarithm of the sum of exponentials.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axes', kind: 'i64', list: {}, default: [] },
    { name: 'keepdims', summary: 'Keep reduced axes with size 1.', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const axes = t.ints('axes');
    const keepdims = t.bool('keepdims');
    const S = t.shape('S');
    const over = axes.length === 0 ? t.range(S.length) : axes;
    return [t.tensor('T', keepdims ? t.replace(S, over, 1) : t.drop(S, over))];
  },
});

/** Largest element. */
export const reduceMaxOp = /* @__PURE__ */ defineOp({
  name: 'reduce_max',
  family: 'reduce',
  summary: 'Largest element.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axes', kind: 'i64', list: {}, default: [] },
    { name: 'keepdims', summary: 'Keep reduced axes with size 1.', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', '{ numeric, bool }', [...elementClasses.numeric, 'bool']);
    const axes = t.ints('axes');
    const keepdims = t.bool('keepdims');
    const S = t.shape('S');
    const over = axes.length === 0 ? t.range(S.length) : axes;
    return [t.tensor('T', keepdims ? t.replace(S, over, 1) : t.drop(S, over))];
  },
});

/** Arithmetic mean. */
export const reduceMeanOp = /* @__PURE__ */ defineOp({
  name: 'reduce_mean',
  family: 'reduce',
  summary: 'Arithmetic mean.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axes', kind: 'i64', list: {}, default: [] },
    { name: 'keepdims', summary: 'Keep reduced axes with size 1.', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', '{ numeric, quantized }', [...elementClasses.numeric, 'quantized']);
    const axes = t.ints('axes');
    const keepdims = t.bool('keepdims');
    const S = t.shape('S');
    const over = axes.length === 0 ? t.range(S.length) : axes;
    return [t.encoded('T', keepdims ? t.replace(S, over, 1) : t.drop(S, over), 0)];
  },
});

/** Smallest element. */
export const reduceMinOp = /* @__PURE__ */ defineOp({
  name: 'reduce_min',
  family: 'reduce',
  summary: 'Smallest element.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axes', kind: 'i64', list: {}, default: [] },
    { name: 'keepdims', summary: 'Keep reduced axes with size 1.', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', '{ numeric, bool }', [...elementClasses.numeric, 'bool']);
    const axes = t.ints('axes');
    const keepdims = t.bool('keepdims');
    const S = t.shape('S');
    const over = axes.length === 0 ? t.range(S.length) : axes;
    return [t.tensor('T', keepdims ? t.replace(S, over, 1) : t.drop(S, over))];
  },
});

/** Product. */
export const reduceProdOp = /* @__PURE__ */ defineOp({
  name: 'reduce_prod',
  family: 'reduce',
  summary: 'Product.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axes', kind: 'i64', list: {}, default: [] },
    { name: 'keepdims', summary: 'Keep reduced axes with size 1.', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const axes = t.ints('axes');
    const keepdims = t.bool('keepdims');
    const S = t.shape('S');
    const over = axes.length === 0 ? t.range(S.length) : axes;
    return [t.tensor('T', keepdims ? t.replace(S, over, 1) : t.drop(S, over))];
  },
});

/** Sum. */
export const reduceSumOp = /* @__PURE__ */ defineOp({
  name: 'reduce_sum',
  family: 'reduce',
  summary: 'Sum.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axes', kind: 'i64', list: {}, default: [] },
    { name: 'keepdims', summary: 'Keep reduced axes with size 1.', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const axes = t.ints('axes');
    const keepdims = t.bool('keepdims');
    const S = t.shape('S');
    const over = axes.length === 0 ? t.range(S.length) : axes;
    return [t.tensor('T', keepdims ? t.replace(S, over, 1) : t.drop(S, over))];
  },
});

/** Sum of squares. */
export const reduceSumSquareOp = /* @__PURE__ */ defineOp({
  name: 'reduce_sum_square',
  family: 'reduce',
  summary: 'Sum of squares.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axes', kind: 'i64', list: {}, default: [] },
    { name: 'keepdims', summary: 'Keep reduced axes with size 1.', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['pure', 'reduction']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const axes = t.ints('axes');
    const keepdims = t.bool('keepdims');
    const S = t.shape('S');
    const over = axes.length === 0 ? t.range(S.length) : axes;
    return [t.tensor('T', keepdims ? t.replace(S, over, 1) : t.drop(S, over))];
  },
});

/** Ops of the family reduce, by name. */
export const reduceOps: readonly OpDef[] = [
  argMaxOp,
  argMinOp,
  reduceL1Op,
  reduceL2Op,
  reduceLogSumOp,
  reduceLogSumExpOp,
  reduceMaxOp,
  reduceMeanOp,
  reduceMinOp,
  reduceProdOp,
  reduceSumOp,
  reduceSumSquareOp,
];
