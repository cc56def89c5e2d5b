// Generated from ir-spec/ops/control.op by `npm run generate`. Do not edit.
// Regions that run conditionally or repeatedly, and calls.

import { inferIf } from '../extensions/if.js';
import { inferInvoke } from '../extensions/invoke.js';
import { inferLoop } from '../extensions/loop.js';
import { inferScan } from '../extensions/scan.js';
import type { OpDef } from '../graph/op-def.js';
import { defineOp } from '../infer/index.js';

/** One of two regions, by a condition. The regions have no parameters and read values around them. */
export const ifOp = /* @__PURE__ */ defineOp({
  name: 'if',
  family: 'control',
  summary: 'One of two regions, by a condition. The regions have no parameters and read values around them.',
  operands: [{ name: 'cond', arity: 'one' }],
  results: [{ name: 'ys', arity: 'variadic' }],
  attrs: [],
  regions: [{ name: 'then' }, { name: 'else' }],
  traits: new Set(['control']),
  types: inferIf,
});

/** A call of another function of the module. Result types are stated and checked against the callee. */
export const invokeOp = /* @__PURE__ */ defineOp({
  name: 'invoke',
  family: 'control',
  summary: 'A call of another function of the module. Result types are stated and checked against the callee.',
  operands: [{ name: 'args', arity: 'variadic' }],
  results: [{ name: 'ys', arity: 'variadic' }],
  attrs: [
    { name: 'callee', kind: 'func' },
    { name: 'placement', summary: 'Devices that run the callee.', kind: 'string', list: {}, default: [] },
  ],
  regions: [],
  traits: new Set(['control']),
  types: inferInvoke,
});

/**
 * A region that runs again and again. Its parameters are the iteration number (i64[]), the condition (bool[]) and the carried
 * values; its results are the next condition, the next carried values, and values that are collected along a new first axis.
 */
export const loopOp = /* @__PURE__ */ defineOp({
  name: 'loop',
  family: 'control',
  summary: 'A region that runs again and again. Its parameters are the iteration number (i64[]), the condition (bool[]) and the carried values; its results are the next condition, the next carried values, and values that are collected along a new first axis.',
  operands: [{ name: 'trip', arity: 'optional' }, { name: 'cond', arity: 'optional' }, { name: 'values', arity: 'variadic' }],
  results: [{ name: 'ys', arity: 'variadic' }],
  attrs: [
    { name: 'carried', summary: 'Number of carried values; all operands after cond.', kind: 'i64' },
  ],
  regions: [{ name: 'body' }],
  traits: new Set(['control']),
  types: inferLoop,
});

/**
 * A region that runs over slices: parameters are the carried values and one slice of each scanned operand; results are the next
 * carried values and slices to be collected.
 */
export const scanOp = /* @__PURE__ */ defineOp({
  name: 'scan',
  family: 'control',
  summary: 'A region that runs over slices: parameters are the carried values and one slice of each scanned operand; results are the next carried values and slices to be collected.',
  operands: [{ name: 'xs', arity: 'variadic' }],
  results: [{ name: 'ys', arity: 'variadic' }],
  attrs: [
    { name: 'carried', summary: 'Number of carried values, first among the operands.', kind: 'i64' },
    { name: 'scan_axes', summary: 'Axis along which each scanned operand is cut; 0 where not given.', kind: 'i64', list: {}, default: [] },
    { name: 'output_axes', summary: 'Axis along which each collected result is joined; 0 where not given.', kind: 'i64', list: {}, default: [] },
    { name: 'reverse_in', summary: '1 where a scanned operand is read from its end.', kind: 'i64', list: {}, default: [] },
    { name: 'reverse_out', summary: '1 where a collected result is written from its end.', kind: 'i64', list: {}, default: [] },
  ],
  regions: [{ name: 'body' }],
  traits: new Set(['control']),
  types: inferScan,
});

/** Ops of the family control, by name. */
export const controlOps: readonly OpDef[] = [
  ifOp,
  invokeOp,
  loopOp,
  scanOp,
];
