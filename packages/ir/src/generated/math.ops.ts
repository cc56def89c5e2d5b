// Generated from ir-spec/ops/math.op by `npm run generate`. Do not edit.
// Element-wise arithmetic, comparison and logic. Binary ops broadcast as NumPy does.

import type { OpDef } from '../graph/op-def.js';
import { defineOp } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

/** Absolute value. */
export const absOp = /* @__PURE__ */ defineOp({
  name: 'abs',
  family: 'math',
  summary: 'Absolute value.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Inverse cosine. */
export const acosOp = /* @__PURE__ */ defineOp({
  name: 'acos',
  family: 'math',
  summary: 'Inverse cosine.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Inverse hyperbolic cosine. */
export const acoshOp = /* @__PURE__ */ defineOp({
  name: 'acosh',
  family: 'math',
  summary: 'Inverse hyperbolic cosine.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** a + b. */
export const addOp = /* @__PURE__ */ defineOp({
  name: 'add',
  family: 'math',
  summary: 'a + b.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['commutative', 'elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** Inverse sine. */
export const asinOp = /* @__PURE__ */ defineOp({
  name: 'asin',
  family: 'math',
  summary: 'Inverse sine.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Inverse hyperbolic sine. */
export const asinhOp = /* @__PURE__ */ defineOp({
  name: 'asinh',
  family: 'math',
  summary: 'Inverse hyperbolic sine.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Inverse tangent. */
export const atanOp = /* @__PURE__ */ defineOp({
  name: 'atan',
  family: 'math',
  summary: 'Inverse tangent.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Inverse hyperbolic tangent. */
export const atanhOp = /* @__PURE__ */ defineOp({
  name: 'atanh',
  family: 'math',
  summary: 'Inverse hyperbolic tangent.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Bits set in both. */
export const bitwiseAndOp = /* @__PURE__ */ defineOp({
  name: 'bitwise_and',
  family: 'math',
  summary: 'Bits set in both.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['commutative', 'elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'integer', elementClasses.integer);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** All bits flipped. */
export const bitwiseNotOp = /* @__PURE__ */ defineOp({
  name: 'bitwise_not',
  family: 'math',
  summary: 'All bits flipped.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'integer', elementClasses.integer);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Bits set in either. */
export const bitwiseOrOp = /* @__PURE__ */ defineOp({
  name: 'bitwise_or',
  family: 'math',
  summary: 'Bits set in either.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['commutative', 'elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'integer', elementClasses.integer);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** Bits set in exactly one. */
export const bitwiseXorOp = /* @__PURE__ */ defineOp({
  name: 'bitwise_xor',
  family: 'math',
  summary: 'Bits set in exactly one.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['commutative', 'elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'integer', elementClasses.integer);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** Conversion of every element to another type. Float to integer truncates towards zero; what does not fit wraps like a C cast. */
export const castOp = /* @__PURE__ */ defineOp({
  name: 'cast',
  family: 'math',
  summary: 'Conversion of every element to another type. Float to integer truncates towards zero; what does not fit wraps like a C cast.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'to', kind: 'elem' },
    { name: 'saturate', summary: 'For 8-bit float targets: what is too large becomes the largest finite value.', kind: 'bool', default: true },
    { name: 'round', summary: 'For the target f8e8m0: which of two neighbouring powers of two is taken; the nearest one unless stated, the larger on a tie.', kind: 'enum', values: ['nearest', 'up', 'down'], optional: true },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', '{ numeric, small_float, bool, string, quantized }', [...elementClasses.numeric, ...elementClasses.small_float, 'bool', 'string', 'quantized']);
    t.elementAttr('to', '{ numeric, small_float, bool, string }', [...elementClasses.numeric, ...elementClasses.small_float, 'bool', 'string']);
    const to = t.elem('to');
    const S = t.shape('S');
    t.require(!t.quantized('T'), 'a quantized tensor is converted by dequantize, not by cast');
    return [t.plain(to, S)];
  },
});

/** Smallest integer not below x. */
export const ceilOp = /* @__PURE__ */ defineOp({
  name: 'ceil',
  family: 'math',
  summary: 'Smallest integer not below x.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** max(0, x) + min(0, alpha * (exp(x / alpha) - 1)). */
export const celuOp = /* @__PURE__ */ defineOp({
  name: 'celu',
  family: 'math',
  summary: 'max(0, x) + min(0, alpha * (exp(x / alpha) - 1)).',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'alpha', kind: 'f64', default: 1 },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** x limited to the bounds that are there; NaN passes through. */
export const clipOp = /* @__PURE__ */ defineOp({
  name: 'clip',
  family: 'math',
  summary: 'x limited to the bounds that are there; NaN passes through.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'min', kind: 'f64', optional: true },
    { name: 'max', kind: 'f64', optional: true },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Cosine of radians. */
export const cosOp = /* @__PURE__ */ defineOp({
  name: 'cos',
  family: 'math',
  summary: 'Cosine of radians.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Hyperbolic cosine. */
export const coshOp = /* @__PURE__ */ defineOp({
  name: 'cosh',
  family: 'math',
  summary: 'Hyperbolic cosine.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** a / b; integers truncate towards zero. */
export const divOp = /* @__PURE__ */ defineOp({
  name: 'div',
  family: 'math',
  summary: 'a / b; integers truncate towards zero.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** x where x >= 0, alpha * (exp(x) - 1) below. */
export const eluOp = /* @__PURE__ */ defineOp({
  name: 'elu',
  family: 'math',
  summary: 'x where x >= 0, alpha * (exp(x) - 1) below.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'alpha', kind: 'f64', default: 1 },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** True where a and b are equal; NaN equals nothing. */
export const equalOp = /* @__PURE__ */ defineOp({
  name: 'equal',
  family: 'math',
  summary: 'True where a and b are equal; NaN equals nothing.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['commutative', 'elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', '{ numeric, bool, string }', [...elementClasses.numeric, 'bool', 'string']);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.plain('bool', t.broadcast(A, B))];
  },
});

/** Error function. */
export const erfOp = /* @__PURE__ */ defineOp({
  name: 'erf',
  family: 'math',
  summary: 'Error function.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** e to the power of x. */
export const expOp = /* @__PURE__ */ defineOp({
  name: 'exp',
  family: 'math',
  summary: 'e to the power of x.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Largest integer not above x. */
export const floorOp = /* @__PURE__ */ defineOp({
  name: 'floor',
  family: 'math',
  summary: 'Largest integer not above x.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** x times the normal distribution function of x, exact or by a tanh formula. */
export const geluOp = /* @__PURE__ */ defineOp({
  name: 'gelu',
  family: 'math',
  summary: 'x times the normal distribution function of x, exact or by a tanh formula.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'approximate', kind: 'enum', values: ['none', 'tanh'], default: 'none' },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** True where a > b. */
export const greaterOp = /* @__PURE__ */ defineOp({
  name: 'greater',
  family: 'math',
  summary: 'True where a > b.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.plain('bool', t.broadcast(A, B))];
  },
});

/** True where a >= b. */
export const greaterEqualOp = /* @__PURE__ */ defineOp({
  name: 'greater_equal',
  family: 'math',
  summary: 'True where a >= b.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.plain('bool', t.broadcast(A, B))];
  },
});

/** max(0, min(1, alpha * x + beta)). */
export const hardSigmoidOp = /* @__PURE__ */ defineOp({
  name: 'hard_sigmoid',
  family: 'math',
  summary: 'max(0, min(1, alpha * x + beta)).',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'alpha', kind: 'f64', default: 0.2 },
    { name: 'beta', kind: 'f64', default: 0.5 },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** x * max(0, min(1, x / 6 + 0.5)). */
export const hardSwishOp = /* @__PURE__ */ defineOp({
  name: 'hard_swish',
  family: 'math',
  summary: 'x * max(0, min(1, x / 6 + 0.5)).',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** The operand itself, of any type. */
export const identityOp = /* @__PURE__ */ defineOp({
  name: 'identity',
  family: 'math',
  summary: 'The operand itself, of any type.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  alias: { kind: 'view', operand: 0 },
  types: (t) => {
    t.whole('x', 'V');
    return [t.wholeType('V')];
  },
});

/** True where x is infinite with a sign that is asked for. */
export const isInfOp = /* @__PURE__ */ defineOp({
  name: 'is_inf',
  family: 'math',
  summary: 'True where x is infinite with a sign that is asked for.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'detect_negative', kind: 'bool', default: true },
    { name: 'detect_positive', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', '{ float, small_float }', [...elementClasses.float, ...elementClasses.small_float]);
    const S = t.shape('S');
    return [t.plain('bool', S)];
  },
});

/** True where x is NaN. */
export const isNanOp = /* @__PURE__ */ defineOp({
  name: 'is_nan',
  family: 'math',
  summary: 'True where x is NaN.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', '{ float, small_float }', [...elementClasses.float, ...elementClasses.small_float]);
    const S = t.shape('S');
    return [t.plain('bool', S)];
  },
});

/** x where x >= 0, alpha * x below. */
export const leakyReluOp = /* @__PURE__ */ defineOp({
  name: 'leaky_relu',
  family: 'math',
  summary: 'x where x >= 0, alpha * x below.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'alpha', kind: 'f64', default: 0.01 },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** True where a < b. */
export const lessOp = /* @__PURE__ */ defineOp({
  name: 'less',
  family: 'math',
  summary: 'True where a < b.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.plain('bool', t.broadcast(A, B))];
  },
});

/** True where a <= b. */
export const lessEqualOp = /* @__PURE__ */ defineOp({
  name: 'less_equal',
  family: 'math',
  summary: 'True where a <= b.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.plain('bool', t.broadcast(A, B))];
  },
});

/** Natural logarithm; NaN below zero. */
export const logOp = /* @__PURE__ */ defineOp({
  name: 'log',
  family: 'math',
  summary: 'Natural logarithm; NaN below zero.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** True where both are. */
export const logicalAndOp = /* @__PURE__ */ defineOp({
  name: 'logical_and',
  family: 'math',
  summary: 'True where both are.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['commutative', 'elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'bool', ['bool']);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** True where x is false. */
export const logicalNotOp = /* @__PURE__ */ defineOp({
  name: 'logical_not',
  family: 'math',
  summary: 'True where x is false.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'bool', ['bool']);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** True where one is. */
export const logicalOrOp = /* @__PURE__ */ defineOp({
  name: 'logical_or',
  family: 'math',
  summary: 'True where one is.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['commutative', 'elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'bool', ['bool']);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** True where exactly one is. */
export const logicalXorOp = /* @__PURE__ */ defineOp({
  name: 'logical_xor',
  family: 'math',
  summary: 'True where exactly one is.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['commutative', 'elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'bool', ['bool']);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** The larger; NaN if either is NaN. */
export const maximumOp = /* @__PURE__ */ defineOp({
  name: 'maximum',
  family: 'math',
  summary: 'The larger; NaN if either is NaN.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['commutative', 'elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** The smaller; NaN if either is NaN. */
export const minimumOp = /* @__PURE__ */ defineOp({
  name: 'minimum',
  family: 'math',
  summary: 'The smaller; NaN if either is NaN.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['commutative', 'elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** x * tanh(softplus(x)). */
export const mishOp = /* @__PURE__ */ defineOp({
  name: 'mish',
  family: 'math',
  summary: 'x * tanh(softplus(x)).',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Remainder: with the sign of the divisor, or (fmod) of the dividend. */
export const modOp = /* @__PURE__ */ defineOp({
  name: 'mod',
  family: 'math',
  summary: 'Remainder: with the sign of the divisor, or (fmod) of the dividend.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'fmod', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** a * b. */
export const mulOp = /* @__PURE__ */ defineOp({
  name: 'mul',
  family: 'math',
  summary: 'a * b.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['commutative', 'elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** Negation. */
export const negOp = /* @__PURE__ */ defineOp({
  name: 'neg',
  family: 'math',
  summary: 'Negation.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'signed', elementClasses.signed);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** a to the power of b, in the element type of a. */
export const powOp = /* @__PURE__ */ defineOp({
  name: 'pow',
  family: 'math',
  summary: 'a to the power of b, in the element type of a.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'U', ['..B']);
    t.elements('T', 'numeric', elementClasses.numeric);
    t.elements('U', 'numeric', elementClasses.numeric);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** x where x >= 0, slope * x below; the slope broadcasts to x. */
export const preluOp = /* @__PURE__ */ defineOp({
  name: 'prelu',
  family: 'math',
  summary: 'x where x >= 0, slope * x below; the slope broadcasts to x.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'slope', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..X']);
    t.operand('slope', 'T', ['..S']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const X = t.shape('X');
    const S = t.shape('S');
    t.require(t.broadcasts(S, X), 'the slope must broadcast to the shape of x');
    return [t.tensor('T', X)];
  },
});

/** 1 / x. */
export const reciprocalOp = /* @__PURE__ */ defineOp({
  name: 'reciprocal',
  family: 'math',
  summary: '1 / x.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** max(x, 0). */
export const reluOp = /* @__PURE__ */ defineOp({
  name: 'relu',
  family: 'math',
  summary: 'max(x, 0).',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'signed', elementClasses.signed);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Nearest integer, ties to even. */
export const roundOp = /* @__PURE__ */ defineOp({
  name: 'round',
  family: 'math',
  summary: 'Nearest integer, ties to even.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** gamma * x where x > 0, gamma * (alpha * exp(x) - alpha) elsewhere. */
export const seluOp = /* @__PURE__ */ defineOp({
  name: 'selu',
  family: 'math',
  summary: 'gamma * x where x > 0, gamma * (alpha * exp(x) - alpha) elsewhere.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'alpha', kind: 'f64', default: 1.6732632423543772 },
    { name: 'gamma', kind: 'f64', default: 1.0507009873554805 },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** a shifted left by b bits; zeros come in, bits beyond the type are lost. */
export const shiftLeftOp = /* @__PURE__ */ defineOp({
  name: 'shift_left',
  family: 'math',
  summary: 'a shifted left by b bits; zeros come in, bits beyond the type are lost.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'integer', elementClasses.integer);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** a shifted right by b bits; copies of the sign come in, zeros for unsigned types. */
export const shiftRightOp = /* @__PURE__ */ defineOp({
  name: 'shift_right',
  family: 'math',
  summary: 'a shifted right by b bits; copies of the sign come in, zeros for unsigned types.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'integer', elementClasses.integer);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** 1 / (1 + exp(-x)). */
export const sigmoidOp = /* @__PURE__ */ defineOp({
  name: 'sigmoid',
  family: 'math',
  summary: '1 / (1 + exp(-x)).',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** -1, 0 or 1 by the sign; NaN stays NaN. */
export const signOp = /* @__PURE__ */ defineOp({
  name: 'sign',
  family: 'math',
  summary: '-1, 0 or 1 by the sign; NaN stays NaN.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Sine of radians. */
export const sinOp = /* @__PURE__ */ defineOp({
  name: 'sin',
  family: 'math',
  summary: 'Sine of radians.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Hyperbolic sine. */
export const sinhOp = /* @__PURE__ */ defineOp({
  name: 'sinh',
  family: 'math',
  summary: 'Hyperbolic sine.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** log(exp(x) + 1). */
export const softplusOp = /* @__PURE__ */ defineOp({
  name: 'softplus',
  family: 'math',
  summary: 'log(exp(x) + 1).',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** x / (1 + |x|). */
export const softsignOp = /* @__PURE__ */ defineOp({
  name: 'softsign',
  family: 'math',
  summary: 'x / (1 + |x|).',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Square root; NaN below zero. */
export const sqrtOp = /* @__PURE__ */ defineOp({
  name: 'sqrt',
  family: 'math',
  summary: 'Square root; NaN below zero.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** a - b. */
export const subOp = /* @__PURE__ */ defineOp({
  name: 'sub',
  family: 'math',
  summary: 'a - b.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** x * sigmoid(alpha * x); SiLU where alpha is 1. */
export const swishOp = /* @__PURE__ */ defineOp({
  name: 'swish',
  family: 'math',
  summary: 'x * sigmoid(alpha * x); SiLU where alpha is 1.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'alpha', kind: 'f64', default: 1 },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Tangent of radians. */
export const tanOp = /* @__PURE__ */ defineOp({
  name: 'tan',
  family: 'math',
  summary: 'Tangent of radians.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Hyperbolic tangent. */
export const tanhOp = /* @__PURE__ */ defineOp({
  name: 'tanh',
  family: 'math',
  summary: 'Hyperbolic tangent.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** x where x > alpha, 0 elsewhere. */
export const thresholdedReluOp = /* @__PURE__ */ defineOp({
  name: 'thresholded_relu',
  family: 'math',
  summary: 'x where x > alpha, 0 elsewhere.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'alpha', kind: 'f64', default: 1 },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** a where cond is true, b where it is false; all three broadcast. */
export const whereOp = /* @__PURE__ */ defineOp({
  name: 'where',
  family: 'math',
  summary: 'a where cond is true, b where it is false; all three broadcast.',
  operands: [{ name: 'cond', arity: 'one' }, { name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0, 1, 2],
  types: (t) => {
    t.operand('cond', 'bool', ['..C']);
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('bool', 'bool', ['bool']);
    t.elements('T', 'any', elementClasses.any);
    const C = t.shape('C');
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(C, A, B))];
  },
});

/** Ops of the family math, by name. */
export const mathOps: readonly OpDef[] = [
  absOp,
  acosOp,
  acoshOp,
  addOp,
  asinOp,
  asinhOp,
  atanOp,
  atanhOp,
  bitwiseAndOp,
  bitwiseNotOp,
  bitwiseOrOp,
  bitwiseXorOp,
  castOp,
  ceilOp,
  celuOp,
  clipOp,
  cosOp,
  coshOp,
  divOp,
  eluOp,
  equalOp,
  erfOp,
  expOp,
  floorOp,
  geluOp,
  greaterOp,
  greaterEqualOp,
  hardSigmoidOp,
  hardSwishOp,
  identityOp,
  isInfOp,
  isNanOp,
  leakyReluOp,
  lessOp,
  lessEqualOp,
  logOp,
  logicalAndOp,
  logicalNotOp,
  logicalOrOp,
  logicalXorOp,
  maximumOp,
  minimumOp,
  mishOp,
  modOp,
  mulOp,
  negOp,
  powOp,
  preluOp,
  reciprocalOp,
  reluOp,
  roundOp,
  seluOp,
  shiftLeftOp,
  shiftRightOp,
  sigmoidOp,
  signOp,
  sinOp,
  sinhOp,
  softplusOp,
  softsignOp,
  sqrtOp,
  subOp,
  swishOp,
  tanOp,
  tanhOp,
  thresholdedReluOp,
  whereOp,
];
