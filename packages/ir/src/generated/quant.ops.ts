// Generated from ir-spec/ops/quant.op by `npm run generate`. Do not edit.
// Between numbers and their quantized form.

import type { Dim } from '@afterglow/core';
import { inferQuantizedConcat } from '../extensions/quantized-concat.js';
import type { OpDef } from '../graph/op-def.js';
import { defineOp, dim, type Inference } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

/** Shape of scales: one of all, or one for each slice along an axis, or one for each block of a slice. */
function granularity(t: Inference, given: readonly Dim[], of: readonly Dim[], axis: number, block: number): readonly Dim[] {
  return given.length === 0 ? [] : (block === 0 ? [t.at(of, t.axis(axis, of.length))] : t.replace(of, [axis], t.ceilDiv(t.at(of, t.axis(axis, of.length)), block)));
}

/** The same bits as elements of another type of that width. */
export const bitCastOp = /* @__PURE__ */ defineOp({
  name: 'bit_cast',
  family: 'quant',
  summary: 'The same bits as elements of another type of that width.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'to', kind: 'elem' },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  alias: { kind: 'view', operand: 0 },
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', '{ numeric, small_float, bool, c64, c128 }', [...elementClasses.numeric, ...elementClasses.small_float, 'bool', 'c64', 'c128']);
    const to = t.elem('to');
    const S = t.shape('S');
    t.require(t.bits('T') > 0 && t.bits('T') === t.bits('to'), 'both types must have the same width');
    return [t.plain(to, S)];
  },
});

/** The number that a quantized element stands for. */
export const dequantizeOp = /* @__PURE__ */ defineOp({
  name: 'dequantize',
  family: 'quant',
  summary: 'The number that a quantized element stands for.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'to', kind: 'elem' },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'Q', ['..S']);
    t.elements('Q', 'quantized', ['quantized']);
    t.elementAttr('to', 'float', elementClasses.float);
    const to = t.elem('to');
    const S = t.shape('S');
    return [t.plain(to, S)];
  },
});

/** The reals behind stored numbers, as ONNX DequantizeLinear defines them: (x - zero) * scale. Scales as in quantize_linear. */
export const dequantizeLinearOp = /* @__PURE__ */ defineOp({
  name: 'dequantize_linear',
  family: 'quant',
  summary: 'The reals behind stored numbers, as ONNX DequantizeLinear defines them: (x - zero) * scale. Scales as in quantize_linear.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'scale', arity: 'one' }, { name: 'zero', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'to', kind: 'elem' },
    { name: 'axis', kind: 'i64', default: -1 },
    { name: 'block', kind: 'i64', default: 0 },
  ],
  regions: [],
  traits: new Set(['pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('scale', 'R', ['..P']);
    t.operand('zero', 'T', ['..Q']);
    t.elements('T', '{ integer, small_float }', [...elementClasses.integer, ...elementClasses.small_float]);
    t.elements('R', '{ float, small_float }', [...elementClasses.float, ...elementClasses.small_float]);
    t.elementAttr('to', 'float', elementClasses.float);
    const to = t.elem('to');
    const axis = t.int('axis');
    const block = t.int('block');
    const S = t.shape('S');
    const P = t.shape('P');
    t.require(block >= 0, 'a block cannot have fewer than no elements');
    t.require(P.length === 0 || t.axis(axis, S.length) >= 0, 'the axis must be one of x');
    t.require(t.sameShape(P, granularity(t, P, S, axis, block)), 'there must be one scale, or one for each slice or block');
    t.require(!t.has('zero') || t.sameShape(t.shape('Q'), P), 'there must be a zero point for each scale');
    return [t.plain(to, S)];
  },
});

/** The nearest representable number of a quantized type, saturated. */
export const quantizeOp = /* @__PURE__ */ defineOp({
  name: 'quantize',
  family: 'quant',
  summary: 'The nearest representable number of a quantized type, saturated.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'to', summary: 'Element type and encoding of the result; its shape is that of x.', kind: 'type' },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.typed('to', S)];
  },
});

/**
 * Storing by a scale and a zero point that are operands, as ONNX QuantizeLinear defines it: round(x / scale) + zero, ties to
 * even, saturated. There is one scale, one for each slice along axis, or one for each block of elements along axis.
 */
export const quantizeLinearOp = /* @__PURE__ */ defineOp({
  name: 'quantize_linear',
  family: 'quant',
  summary: 'Storing by a scale and a zero point that are operands, as ONNX QuantizeLinear defines it: round(x / scale) + zero, ties to even, saturated. There is one scale, one for each slice along axis, or one for each block of elements along axis.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'scale', arity: 'one' }, { name: 'zero', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'to', kind: 'elem' },
    { name: 'axis', kind: 'i64', default: -1 },
    { name: 'block', summary: 'Elements that share a scale along axis; 0 gives a slice one scale.', kind: 'i64', default: 0 },
    { name: 'precision', summary: 'What the quotient is rounded to before it becomes an integer.', kind: 'elem', default: 'f32' },
    { name: 'saturate', summary: 'For 8-bit float results: what is too large becomes the largest finite value.', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('scale', 'R', ['..P']);
    t.operand('zero', 'Z', ['..Q']);
    t.elements('T', '{ float, i32 }', [...elementClasses.float, 'i32']);
    t.elements('R', '{ float, small_float, i32 }', [...elementClasses.float, ...elementClasses.small_float, 'i32']);
    t.elements('Z', '{ integer, small_float }', [...elementClasses.integer, ...elementClasses.small_float]);
    t.elementAttr('to', '{ i32, i16, i8, i4, i2, u32, u16, u8, u4, u2, small_float }', ['i32', 'i16', 'i8', 'i4', 'i2', 'u32', 'u16', 'u8', 'u4', 'u2', ...elementClasses.small_float]);
    t.elementAttr('precision', 'float', elementClasses.float);
    const to = t.elem('to');
    const axis = t.int('axis');
    const block = t.int('block');
    const S = t.shape('S');
    const P = t.shape('P');
    t.require(block >= 0, 'a block cannot have fewer than no elements');
    t.require(P.length === 0 || t.axis(axis, S.length) >= 0, 'the axis must be one of x');
    t.require(t.sameShape(P, granularity(t, P, S, axis, block)), 'there must be one scale, or one for each slice or block');
    t.require(!t.has('zero') || t.sameShape(t.shape('Q'), P), 'there must be a zero point for each scale');
    return [t.plain(to, S)];
  },
});

/**
 * a + b on what stored numbers stand for, stored as the node states: both read as f32, added in f32, then stored. An op of its own, since no
 * sum of stored numbers is: what simplifies `add` counts on exact elements.
 */
export const quantizedAddOp = /* @__PURE__ */ defineOp({
  name: 'quantized_add',
  family: 'quant',
  summary: 'a + b on what stored numbers stand for, stored as the node states: both read as f32, added in f32, then stored. An op of its own, since no sum of stored numbers is: what simplifies `add` counts on exact elements.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('a', 'Q', ['..A']);
    t.operand('b', 'R', ['..B']);
    t.elements('Q', 'quantized', ['quantized']);
    t.elements('R', 'quantized', ['quantized']);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.encoded('Q', t.broadcast(A, B), 0)];
  },
});

/** All operands one after the other along an axis, each with an encoding of its own, stored as the node states. */
export const quantizedConcatOp = /* @__PURE__ */ defineOp({
  name: 'quantized_concat',
  family: 'quant',
  summary: 'All operands one after the other along an axis, each with an encoding of its own, stored as the node states.',
  operands: [{ name: 'xs', arity: 'variadic' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64' },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: inferQuantizedConcat,
});

/** a * b on what stored numbers stand for, stored as the node states. */
export const quantizedMulOp = /* @__PURE__ */ defineOp({
  name: 'quantized_mul',
  family: 'quant',
  summary: 'a * b on what stored numbers stand for, stored as the node states.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('a', 'Q', ['..A']);
    t.operand('b', 'R', ['..B']);
    t.elements('Q', 'quantized', ['quantized']);
    t.elements('R', 'quantized', ['quantized']);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.encoded('Q', t.broadcast(A, B), 0)];
  },
});

/** Bytes taken apart along the last axis into the narrow elements that they hold, lowest bits first. */
export const unpackBytesOp = /* @__PURE__ */ defineOp({
  name: 'unpack_bytes',
  family: 'quant',
  summary: 'Bytes taken apart along the last axis into the narrow elements that they hold, lowest bits first.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'to', kind: 'elem' },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'u8', ['..B', 'N']);
    t.elements('u8', 'u8', ['u8']);
    const to = t.elem('to');
    const B = t.shape('B');
    const N = t.dim('N');
    t.require(t.bits('to') > 0 && t.bits('to') < 8, 'the elements must be narrower than a byte');
    const each = t.intDiv(8, Math.max(1, t.bits('to')));
    return [t.plain(to, [...B, dim.mul(N, each)])];
  },
});

/** Ops of the family quant, by name. */
export const quantOps: readonly OpDef[] = [
  bitCastOp,
  dequantizeOp,
  dequantizeLinearOp,
  quantizeOp,
  quantizeLinearOp,
  quantizedAddOp,
  quantizedConcatOp,
  quantizedMulOp,
  unpackBytesOp,
];
