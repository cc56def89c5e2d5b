// Generated from ir-spec/ops/linear.op by `npm run generate`. Do not edit.
// Linear algebra beyond matrix products.

import type { OpDef } from '../graph/op-def.js';
import { defineOp, dim } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

/** Determinant of each square matrix. */
export const detOp = /* @__PURE__ */ defineOp({
  name: 'det',
  family: 'linear',
  summary: 'Determinant of each square matrix.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['..B', 'M', 'M']);
    t.elements('T', 'float', elementClasses.float);
    const B = t.shape('B');
    const M = t.dim('M');
    t.work(() => dim.mul(dim.mul(dim.mul(dim.product(B), M), M), M));
    return [t.tensor('T', B)];
  },
});

/** The elements at which two axes have the same index: the first of them stays, the second goes. */
export const diagonalOp = /* @__PURE__ */ defineOp({
  name: 'diagonal',
  family: 'linear',
  summary: 'The elements at which two axes have the same index: the first of them stays, the second goes.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'first', kind: 'i64' },
    { name: 'second', kind: 'i64' },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'any', elementClasses.any);
    const first = t.int('first');
    const second = t.int('second');
    const S = t.shape('S');
    t.require(t.axis(first, S.length) !== t.axis(second, S.length), 'a diagonal runs along two axes');
    t.require(t.same(t.at(S, t.axis(first, S.length)), t.at(S, t.axis(second, S.length))), 'the axes of a diagonal must have one size');
    return [t.tensor('T', t.drop(S, second))];
  },
});

/** Inverse of each square matrix. A matrix without one is a run-time error. */
export const inverseOp = /* @__PURE__ */ defineOp({
  name: 'inverse',
  family: 'linear',
  summary: 'Inverse of each square matrix. A matrix without one is a run-time error.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['..B', 'M', 'M']);
    t.elements('T', 'float', elementClasses.float);
    const B = t.shape('B');
    const M = t.dim('M');
    t.work(() => dim.mul(dim.mul(dim.mul(dim.mul(2, dim.product(B)), M), M), M));
    return [t.tensor('T', [...B, M, M])];
  },
});

/** Ops of the family linear, by name. */
export const linearOps: readonly OpDef[] = [
  detOp,
  diagonalOp,
  inverseOp,
];
