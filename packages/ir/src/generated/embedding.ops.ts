// Generated from ir-spec/ops/embedding.op by `npm run generate`. Do not edit.
// Embedding tables and feature interaction: the sparse half of recommendation models.

import type { OpDef } from '../graph/op-def.js';
import { defineOp, dim } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

/** Dot products of pairs of feature vectors: y[b, p] is the sum over d of x[b, rows[p], d] * x[b, cols[p], d]. */
export const dotInteractionOp = /* @__PURE__ */ defineOp({
  name: 'dot_interaction',
  family: 'embedding',
  summary: 'Dot products of pairs of feature vectors: y[b, p] is the sum over d of x[b, rows[p], d] * x[b, cols[p], d].',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'rows', kind: 'i64', list: {} },
    { name: 'cols', kind: 'i64', list: {} },
  ],
  regions: [],
  traits: new Set(['contraction', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['B', 'F', 'D']);
    t.elements('T', 'float', elementClasses.float);
    const rows = t.ints('rows');
    const cols = t.ints('cols');
    const B = t.dim('B');
    const F = t.dim('F');
    const D = t.dim('D');
    t.length('cols', rows.length);
    t.require(rows.every((r) => r >= 0 && t.less(r, F)), 'rows must name features of x');
    t.require(cols.every((c) => c >= 0 && t.less(c, F)), 'cols must name features of x');
    t.work(() => dim.mul(dim.mul(dim.mul(2, B), rows.length), D));
    return [t.tensor('T', [B, rows.length])];
  },
});

/**
 * Sums, means or maxima over bags of table rows. Either offsets cut one list of indices into bags, or every row of a
 * two-dimensional indices tensor is a bag. Bag j is the slice indices[offsets[j] : offsets[j + 1]] (to the end for the last),
 * clamped and wrapped as ONNX Slice does. An empty bag gives 0 for sum and mean, -inf for max.
 */
export const embeddingBagOp = /* @__PURE__ */ defineOp({
  name: 'embedding_bag',
  family: 'embedding',
  summary: 'Sums, means or maxima over bags of table rows. Either offsets cut one list of indices into bags, or every row of a two-dimensional indices tensor is a bag. Bag j is the slice indices[offsets[j] : offsets[j + 1]] (to the end for the last), clamped and wrapped as ONNX Slice does. An empty bag gives 0 for sum and mean, -inf for max.',
  operands: [{ name: 'table', arity: 'one' }, { name: 'indices', arity: 'one' }, { name: 'offsets', arity: 'optional' }, { name: 'weights', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'mode', kind: 'enum', values: ['sum', 'mean', 'max'], default: 'sum' },
    { name: 'last_offset', summary: 'offsets has one more entry: the end of the last bag.', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['pure', 'sparse']),
  types: (t) => {
    t.operand('table', 'W', ['R', 'D']);
    t.operand('indices', 'I', ['..J']);
    t.operand('offsets', 'O', ['B']);
    t.operand('weights', 'F', ['..J']);
    t.elements('W', '{ float, quantized }', [...elementClasses.float, 'quantized']);
    t.elements('I', 'index', elementClasses.index);
    t.elements('O', 'index', elementClasses.index);
    t.elements('F', 'float', elementClasses.float);
    const last_offset = t.bool('last_offset');
    const D = t.dim('D');
    const J = t.shape('J');
    t.require(!t.has('offsets') || J.length === 1, 'with offsets, indices must have one axis');
    t.require(t.has('offsets') || J.length === 2, 'without offsets, indices must have two axes: bags and entries');
    const bags = t.has('offsets') ? (last_offset ? dim.sub(t.dim('B'), 1) : t.dim('B')) : t.at(J, 0);
    t.work(() => dim.mul(dim.product(J), D));
    return [t.real('W', [bags, D])];
  },
});

/** Ops of the family embedding, by name. */
export const embeddingOps: readonly OpDef[] = [
  dotInteractionOp,
  embeddingBagOp,
];
