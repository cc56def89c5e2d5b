// Generated from ir-spec/ops/quant.op by `npm run generate`. Do not edit.
// Between numbers and their quantized form.

import type { OpDef } from '../graph/op-def.js';
import { defineOp } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

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
  types: (t) => {
    t.operand('x', 'Q', ['..S']);
    t.elements('Q', 'quantized', ['quantized']);
    const to = t.elem('to');
    const S = t.shape('S');
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
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'float', elementClasses.float);
    const S = t.shape('S');
    return [t.typed('to', S)];
  },
});

/** Ops of the family quant, by name. */
export const quantOps: readonly OpDef[] = [
  dequantizeOp,
  quantizeOp,
];
