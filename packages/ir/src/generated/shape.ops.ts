// Generated from ir-spec/ops/shape.op by `npm run generate`. Do not edit.
// Shapes, layout and indexing: ops that move elements or ask how many there are.

import type { OpDef } from '../graph/op-def.js';
import { defineOp, dim } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

/** All operands one after the other along an axis. */
export const concatOp = /* @__PURE__ */ defineOp({
  name: 'concat',
  family: 'shape',
  summary: 'All operands one after the other along an axis.',
  operands: [{ name: 'xs', arity: 'variadic' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64' },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  alias: { kind: 'join', operand: 0, parts: true },
  types: (t) => {
    t.variadic('xs', 'T', 'S');
    t.elements('T', 'any', elementClasses.any);
    const axis = t.int('axis');
    const S = t.shapes('S');
    t.require(S.length > 0, 'there must be something to concatenate');
    const a = t.axis(axis, t.at(S, 0).length);
    t.require(S.every((s) => t.sameShape(t.replace(s, a, 0), t.replace(t.at(S, 0), a, 0))), 'the operands must have the same sizes on all other axes');
    t.parts(() => t.begins(S.map((s) => t.at(s, a))).map((begin) => t.replace(t.at(S, 0).map(() => 0), a, begin)));
    return [t.tensor('T', t.replace(t.at(S, 0), axis, t.sum(S.map((s) => t.at(s, a)))))];
  },
});

/** Running products along an axis. */
export const cumprodOp = /* @__PURE__ */ defineOp({
  name: 'cumprod',
  family: 'shape',
  summary: 'Running products along an axis.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'axis', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'exclusive', summary: 'Leave out the element itself.', kind: 'bool', default: false },
    { name: 'reverse', summary: 'Multiply from the end.', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('axis', 'I', []);
    t.elements('T', 'numeric', elementClasses.numeric);
    t.elements('I', 'index', elementClasses.index);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Running sums along an axis. */
export const cumsumOp = /* @__PURE__ */ defineOp({
  name: 'cumsum',
  family: 'shape',
  summary: 'Running sums along an axis.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'axis', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'exclusive', summary: 'Leave out the element itself.', kind: 'bool', default: false },
    { name: 'reverse', summary: 'Sum from the end.', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('axis', 'I', []);
    t.elements('T', 'numeric', elementClasses.numeric);
    t.elements('I', 'index', elementClasses.index);
    const S = t.shape('S');
    return [t.tensor('T', S)];
  },
});

/** Blocks of channels moved into space. */
export const depthToSpaceOp = /* @__PURE__ */ defineOp({
  name: 'depth_to_space',
  family: 'shape',
  summary: 'Blocks of channels moved into space.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'block', kind: 'i64' },
    { name: 'mode', summary: 'dcr: depth, column, row order of the channels; crd: column, row, depth.', kind: 'enum', values: ['dcr', 'crd'], default: 'dcr' },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', 'H', 'W']);
    t.elements('T', 'any', elementClasses.any);
    const block = t.int('block');
    const N = t.dim('N');
    const C = t.dim('C');
    const H = t.dim('H');
    const W = t.dim('W');
    t.require(block > 0, 'the block must be positive');
    t.require(t.divides(block * block, C), 'the channels must divide into blocks');
    return [t.tensor('T', [N, t.floorDiv(C, block * block), dim.mul(H, block), dim.mul(W, block)])];
  },
});

/** Expand to a shape known only when the data are. */
export const dynamicExpandOp = /* @__PURE__ */ defineOp({
  name: 'dynamic_expand',
  family: 'shape',
  summary: 'Expand to a shape known only when the data are.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'shape', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['data_dependent', 'movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('shape', 'i64', ['R']);
    t.elements('i64', 'i64', ['i64']);
    t.elements('T', 'any', elementClasses.any);
    const S = t.shape('S');
    const R = t.dim('R');
    return [t.tensor('T', t.range(Math.max(S.length, t.known(R))).map(() => t.fresh('expanded')))];
  },
});

/** Reshape to a shape known only when the data are. 0 keeps the size of x (unless allow_zero), -1 is what is left. */
export const dynamicReshapeOp = /* @__PURE__ */ defineOp({
  name: 'dynamic_reshape',
  family: 'shape',
  summary: 'Reshape to a shape known only when the data are. 0 keeps the size of x (unless allow_zero), -1 is what is left.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'shape', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'allow_zero', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'movement', 'pure']),
  alias: { kind: 'view', operand: 0 },
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('shape', 'i64', ['R']);
    t.elements('i64', 'i64', ['i64']);
    t.elements('T', 'any', elementClasses.any);
    const R = t.dim('R');
    return [t.tensor('T', t.range(t.known(R)).map(() => t.fresh('reshaped')))];
  },
});

/**
 * Slice with bounds known only when the data are, clamped as ONNX does. Without axes: the first ones. A type given to the
 * result may state the sizes of axes that are not sliced.
 */
export const dynamicSliceOp = /* @__PURE__ */ defineOp({
  name: 'dynamic_slice',
  family: 'shape',
  summary: 'Slice with bounds known only when the data are, clamped as ONNX does. Without axes: the first ones. A type given to the result may state the sizes of axes that are not sliced.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'starts', arity: 'one' }, { name: 'ends', arity: 'one' }, { name: 'axes', arity: 'optional' }, { name: 'steps', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['data_dependent', 'movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('starts', 'I', ['K']);
    t.operand('ends', 'I', ['K']);
    t.operand('axes', 'I', ['K']);
    t.operand('steps', 'I', ['K']);
    t.elements('T', 'any', elementClasses.any);
    t.elements('I', 'index', elementClasses.index);
    const S = t.shape('S');
    return [t.tensor('T', S.map((d) => t.fresh('sliced', d)))];
  },
});

/** Splat of a shape known only when the data are. */
export const dynamicSplatOp = /* @__PURE__ */ defineOp({
  name: 'dynamic_splat',
  family: 'shape',
  summary: 'Splat of a shape known only when the data are.',
  operands: [{ name: 'shape', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'value', kind: 'f64' },
    { name: 'elem', kind: 'elem' },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('shape', 'i64', ['R']);
    t.elements('i64', 'i64', ['i64']);
    t.elementAttr('elem', '{ numeric, small_float, bool }', [...elementClasses.numeric, ...elementClasses.small_float, 'bool']);
    const elem = t.elem('elem');
    const R = t.dim('R');
    return [t.plain(elem, t.range(t.known(R)).map(() => t.fresh('splat')))];
  },
});

/** x repeated to the broadcast of its shape and another. */
export const expandOp = /* @__PURE__ */ defineOp({
  name: 'expand',
  family: 'shape',
  summary: 'x repeated to the broadcast of its shape and another.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'shape', kind: 'dim', list: {} },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'any', elementClasses.any);
    const shape = t.sizes('shape');
    const S = t.shape('S');
    return [t.tensor('T', t.broadcast(S, shape))];
  },
});

/** Slices of x along an axis, picked by indices. Negative indices count from the end; out of range is a run-time error. */
export const gatherOp = /* @__PURE__ */ defineOp({
  name: 'gather',
  family: 'shape',
  summary: 'Slices of x along an axis, picked by indices. Negative indices count from the end; out of range is a run-time error.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'indices', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64', default: 0 },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('indices', 'I', ['..J']);
    t.elements('T', 'any', elementClasses.any);
    t.elements('I', 'index', elementClasses.index);
    const axis = t.int('axis');
    const S = t.shape('S');
    const J = t.shape('J');
    const a = t.axis(axis, S.length);
    return [t.tensor('T', [...t.slice(S, 0, a), ...J, ...t.slice(S, a + 1)])];
  },
});

/** y[i][j][k] = x[indices[i][j][k]][j][k] for axis 0, and so on for other axes. */
export const gatherElementsOp = /* @__PURE__ */ defineOp({
  name: 'gather_elements',
  family: 'shape',
  summary: 'y[i][j][k] = x[indices[i][j][k]][j][k] for axis 0, and so on for other axes.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'indices', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64', default: 0 },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('indices', 'I', ['..J']);
    t.elements('T', 'any', elementClasses.any);
    t.elements('I', 'index', elementClasses.index);
    const axis = t.int('axis');
    const S = t.shape('S');
    const J = t.shape('J');
    t.require(S.length === J.length, 'x and indices must have the same rank');
    const a = t.axis(axis, S.length);
    t.require(t.range(J.length).every((i) => i === a || t.lessEqual(t.at(J, i), t.at(S, i))), 'indices must not be larger than x on the other axes');
    return [t.tensor('T', J)];
  },
});

/** Slices of x, picked by index tuples in the last axis of indices. */
export const gatherNdOp = /* @__PURE__ */ defineOp({
  name: 'gather_nd',
  family: 'shape',
  summary: 'Slices of x, picked by index tuples in the last axis of indices.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'indices', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'batch_dims', kind: 'i64', default: 0 },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('indices', 'I', ['..J', 'K']);
    t.elements('T', 'any', elementClasses.any);
    t.elements('I', 'index', elementClasses.index);
    const batch_dims = t.int('batch_dims');
    const S = t.shape('S');
    const J = t.shape('J');
    const K = t.dim('K');
    t.require(batch_dims >= 0 && batch_dims <= J.length, 'batch_dims must not exceed the leading axes of indices');
    t.require((batch_dims + t.known(K)) <= S.length, 'an index tuple has more entries than x has axes');
    t.require(t.sameShape(t.slice(S, 0, batch_dims), t.slice(J, 0, batch_dims)), 'x and indices must have the same leading axes');
    return [t.tensor('T', [...J, ...t.slice(S, batch_dims + t.known(K))])];
  },
});

/** Indices of the elements that are not zero, one column an element. */
export const nonZeroOp = /* @__PURE__ */ defineOp({
  name: 'non_zero',
  family: 'shape',
  summary: 'Indices of the elements that are not zero, one column an element.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', '{ numeric, bool, string, c64, c128 }', [...elementClasses.numeric, 'bool', 'string', 'c64', 'c128']);
    const S = t.shape('S');
    return [t.plain('i64', [S.length, t.fresh('nonzero', dim.product(S))])];
  },
});

/** values[1] at the index, values[0] elsewhere, along a new axis of size depth. */
export const oneHotOp = /* @__PURE__ */ defineOp({
  name: 'one_hot',
  family: 'shape',
  summary: 'values[1] at the index, values[0] elsewhere, along a new axis of size depth.',
  operands: [{ name: 'indices', arity: 'one' }, { name: 'depth', arity: 'one' }, { name: 'values', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64', default: -1 },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('indices', 'I', ['..S']);
    t.operand('depth', 'D', []);
    t.operand('values', 'T', [2]);
    t.elements('I', 'numeric', elementClasses.numeric);
    t.elements('D', 'numeric', elementClasses.numeric);
    t.elements('T', 'any', elementClasses.any);
    const axis = t.int('axis');
    const S = t.shape('S');
    return [t.tensor('T', t.insert(S, axis, t.fresh('depth')))];
  },
});

/** x with elements added before and after the given axes; negative pads cut, before anything is repeated. */
export const padOp = /* @__PURE__ */ defineOp({
  name: 'pad',
  family: 'shape',
  summary: 'x with elements added before and after the given axes; negative pads cut, before anything is repeated.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'value', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'pads', summary: 'All begins, then all ends, in the order of axes.', kind: 'dim', list: {} },
    { name: 'axes', kind: 'i64', list: {} },
    { name: 'mode', summary: 'wrap: as if x were repeated; reflect: mirrored without the edge.', kind: 'enum', values: ['constant', 'edge', 'reflect', 'wrap'], default: 'constant' },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('value', 'T', []);
    t.elements('T', 'any', elementClasses.any);
    const pads = t.sizes('pads');
    const axes = t.ints('axes');
    const S = t.shape('S');
    t.length('pads', 2 * axes.length);
    const n = axes.length;
    const sizes = t.range(n).map((i) => dim.add(dim.add(t.at(S, t.axis(t.at(axes, i), S.length)), t.at(pads, i)), t.at(pads, i + n)));
    return [t.tensor('T', t.replace(S, axes, sizes))];
  },
});

/** start, start + delta, … up to, not including, limit. */
export const rangeOp = /* @__PURE__ */ defineOp({
  name: 'range',
  family: 'shape',
  summary: 'start, start + delta, … up to, not including, limit.',
  operands: [{ name: 'start', arity: 'one' }, { name: 'limit', arity: 'one' }, { name: 'delta', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('start', 'T', []);
    t.operand('limit', 'T', []);
    t.operand('delta', 'T', []);
    t.elements('T', 'numeric', elementClasses.numeric);
    return [t.tensor('T', [t.fresh('range')])];
  },
});

/** The same elements in row-major order, with another shape. */
export const reshapeOp = /* @__PURE__ */ defineOp({
  name: 'reshape',
  family: 'shape',
  summary: 'The same elements in row-major order, with another shape.',
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
    t.require(t.lessEqual(dim.product(S), dim.product(shape)) && t.lessEqual(dim.product(shape), dim.product(S)), 'the shape must hold as many elements as x');
    return [t.tensor('T', shape)];
  },
});

/** x with updates written (or combined) at indices along an axis. */
export const scatterElementsOp = /* @__PURE__ */ defineOp({
  name: 'scatter_elements',
  family: 'shape',
  summary: 'x with updates written (or combined) at indices along an axis.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'indices', arity: 'one' }, { name: 'updates', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64', default: 0 },
    { name: 'reduction', kind: 'enum', values: ['none', 'add', 'mul', 'max', 'min'], default: 'none' },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('indices', 'I', ['..J']);
    t.operand('updates', 'T', ['..J']);
    t.elements('T', 'any', elementClasses.any);
    t.elements('I', 'index', elementClasses.index);
    const axis = t.int('axis');
    const S = t.shape('S');
    const J = t.shape('J');
    t.require(S.length === J.length, 'x and indices must have the same rank');
    t.require(t.axis(axis, S.length) >= 0, 'the axis must be one of x');
    return [t.tensor('T', S)];
  },
});

/** x with slices written (or combined) at index tuples. */
export const scatterNdOp = /* @__PURE__ */ defineOp({
  name: 'scatter_nd',
  family: 'shape',
  summary: 'x with slices written (or combined) at index tuples.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'indices', arity: 'one' }, { name: 'updates', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'reduction', kind: 'enum', values: ['none', 'add', 'mul', 'max', 'min'], default: 'none' },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('indices', 'I', ['..J', 'K']);
    t.operand('updates', 'T', ['..U']);
    t.elements('T', 'any', elementClasses.any);
    t.elements('I', 'index', elementClasses.index);
    const S = t.shape('S');
    const J = t.shape('J');
    const K = t.dim('K');
    const U = t.shape('U');
    t.require(t.known(K) <= S.length, 'an index tuple has more entries than x has axes');
    t.require(t.sameShape(U, [...J, ...t.slice(S, t.known(K))]), 'updates must have the shape of the slices that the indices pick');
    return [t.tensor('T', S)];
  },
});

/** The sizes of axes start up to end (all of them by default), as integers. */
export const shapeOfOp = /* @__PURE__ */ defineOp({
  name: 'shape_of',
  family: 'shape',
  summary: 'The sizes of axes start up to end (all of them by default), as integers.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'start', summary: 'Negative positions count from the back; positions out of range are cut.', kind: 'i64', default: 0 },
    { name: 'end', kind: 'i64', optional: true },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'any', elementClasses.any);
    const start = t.int('start');
    const S = t.shape('S');
    return [t.plain('i64', [t.slice(S, start, t.has('end') ? t.int('end') : S.length).length])];
  },
});

/** The number of elements. */
export const sizeOfOp = /* @__PURE__ */ defineOp({
  name: 'size_of',
  family: 'shape',
  summary: 'The number of elements.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'any', elementClasses.any);
    return [t.plain('i64', [])];
  },
});

/**
 * Every steps[i]-th element from starts[i] up to, not including, ends[i] along axes[i]. Bounds lie in the operand already:
 * 0 to its size, and for negative steps -1 to its size - 1.
 */
export const sliceOp = /* @__PURE__ */ defineOp({
  name: 'slice',
  family: 'shape',
  summary: 'Every steps[i]-th element from starts[i] up to, not including, ends[i] along axes[i]. Bounds lie in the operand already: 0 to its size, and for negative steps -1 to its size - 1.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'starts', kind: 'dim', list: {} },
    { name: 'ends', kind: 'dim', list: {} },
    { name: 'axes', kind: 'i64', list: {} },
    { name: 'steps', kind: 'i64', list: {} },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  alias: { kind: 'view', operand: 0, parts: true },
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'any', elementClasses.any);
    const starts = t.sizes('starts');
    const ends = t.sizes('ends');
    const axes = t.ints('axes');
    const steps = t.ints('steps');
    const S = t.shape('S');
    t.length('starts', axes.length);
    t.length('ends', axes.length);
    t.length('steps', axes.length);
    t.require(steps.every((s) => s !== 0), 'a step must not be 0');
    const sizes = t.range(axes.length).map((i) => dim.max(0, t.ceilDiv(dim.sub(t.at(ends, i), t.at(starts, i)), t.at(steps, i))));
    t.parts(() => steps.every((s) => s === 1) ? [t.replace(S.map(() => 0), axes, starts)] : []);
    return [t.tensor('T', t.replace(S, axes, sizes))];
  },
});

/** Blocks of space moved into channels. */
export const spaceToDepthOp = /* @__PURE__ */ defineOp({
  name: 'space_to_depth',
  family: 'shape',
  summary: 'Blocks of space moved into channels.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'block', kind: 'i64' },
    { name: 'mode', summary: 'dcr: depth, column, row order of the channels; crd: column, row, depth.', kind: 'enum', values: ['dcr', 'crd'], default: 'dcr' },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', 'H', 'W']);
    t.elements('T', 'any', elementClasses.any);
    const block = t.int('block');
    const N = t.dim('N');
    const C = t.dim('C');
    const H = t.dim('H');
    const W = t.dim('W');
    t.require(block > 0, 'the block must be positive');
    t.require(t.divides(block, H) && t.divides(block, W), 'height and width must divide into blocks');
    return [t.tensor('T', [N, dim.mul(dim.mul(C, block), block), t.floorDiv(H, block), t.floorDiv(W, block)])];
  },
});

/** One value everywhere. */
export const splatOp = /* @__PURE__ */ defineOp({
  name: 'splat',
  family: 'shape',
  summary: 'One value everywhere.',
  operands: [],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'shape', kind: 'dim', list: {} },
    { name: 'value', kind: 'f64' },
    { name: 'elem', kind: 'elem' },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.elementAttr('elem', '{ numeric, small_float, bool }', [...elementClasses.numeric, ...elementClasses.small_float, 'bool']);
    const shape = t.sizes('shape');
    const elem = t.elem('elem');
    return [t.plain(elem, shape)];
  },
});

/** x cut along an axis into parts of the given sizes. */
export const splitOp = /* @__PURE__ */ defineOp({
  name: 'split',
  family: 'shape',
  summary: 'x cut along an axis into parts of the given sizes.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'ys', arity: 'variadic' }],
  attrs: [
    { name: 'axis', kind: 'i64' },
    { name: 'sizes', kind: 'dim', list: {} },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  alias: { kind: 'view', operand: 0, parts: true },
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'any', elementClasses.any);
    const axis = t.int('axis');
    const sizes = t.sizes('sizes');
    const S = t.shape('S');
    t.require(t.same(t.sum(sizes), t.at(S, t.axis(axis, S.length))), 'the sizes must add up to the size of the axis');
    t.parts(() => t.begins(sizes).map((begin) => t.replace(S.map(() => 0), axis, begin)));
    return [...sizes.map((size) => t.tensor('T', t.replace(S, axis, size)))];
  },
});

/** Without the given axes of size 1. */
export const squeezeOp = /* @__PURE__ */ defineOp({
  name: 'squeeze',
  family: 'shape',
  summary: 'Without the given axes of size 1.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axes', kind: 'i64', list: {} },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  alias: { kind: 'view', operand: 0 },
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'any', elementClasses.any);
    const axes = t.ints('axes');
    const S = t.shape('S');
    t.require(axes.every((a) => t.same(t.at(S, t.axis(a, S.length)), 1)), 'only axes of size 1 can be removed');
    return [t.tensor('T', t.drop(S, axes))];
  },
});

/** x repeated along each axis. */
export const tileOp = /* @__PURE__ */ defineOp({
  name: 'tile',
  family: 'shape',
  summary: 'x repeated along each axis.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'repeats', kind: 'dim', list: {} },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'any', elementClasses.any);
    const repeats = t.sizes('repeats');
    const S = t.shape('S');
    t.length('repeats', S.length);
    return [t.tensor('T', t.range(S.length).map((i) => dim.mul(t.at(S, i), t.at(repeats, i))))];
  },
});

/** The k largest (or smallest) elements along an axis, and where they were. */
export const topKOp = /* @__PURE__ */ defineOp({
  name: 'top_k',
  family: 'shape',
  summary: 'The k largest (or smallest) elements along an axis, and where they were.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'k', arity: 'one' }],
  results: [{ name: 'values', arity: 'one' }, { name: 'indices', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64', default: -1 },
    { name: 'largest', kind: 'bool', default: true },
    { name: 'sorted', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.operand('k', 'i64', ['..K']);
    t.elements('i64', 'i64', ['i64']);
    t.elements('T', 'numeric', elementClasses.numeric);
    const axis = t.int('axis');
    const S = t.shape('S');
    const K = t.shape('K');
    t.require(t.same(dim.product(K), 1), 'k is one number');
    const n = t.fresh('k', t.at(S, t.axis(axis, S.length)));
    return [t.tensor('T', t.replace(S, axis, n)), t.plain('i64', t.replace(S, axis, n))];
  },
});

/** Axis i of the result is axis perm[i] of x. */
export const transposeOp = /* @__PURE__ */ defineOp({
  name: 'transpose',
  family: 'shape',
  summary: 'Axis i of the result is axis perm[i] of x.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'perm', kind: 'i64', list: {} },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'any', elementClasses.any);
    const perm = t.ints('perm');
    const S = t.shape('S');
    return [t.tensor('T', t.permute(S, perm))];
  },
});

/** The upper or lower triangle of the last two axes, shifted by k; zero elsewhere. */
export const triluOp = /* @__PURE__ */ defineOp({
  name: 'trilu',
  family: 'shape',
  summary: 'The upper or lower triangle of the last two axes, shifted by k; zero elsewhere.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'k', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'upper', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..B', 'M', 'N']);
    t.operand('k', 'i64', []);
    t.elements('i64', 'i64', ['i64']);
    t.elements('T', '{ numeric, bool, string, c64, c128 }', [...elementClasses.numeric, 'bool', 'string', 'c64', 'c128']);
    const B = t.shape('B');
    const M = t.dim('M');
    const N = t.dim('N');
    return [t.tensor('T', [...B, M, N])];
  },
});

/**
 * The different elements of x, or its different slices along an axis; where each is first, which of them each element or slice
 * of x is, and how many times it occurs. Sorted, or in the order of their first occurrence. Slices compare by their first
 * different element; NaN equals NaN and is larger than any number.
 */
export const uniqueOp = /* @__PURE__ */ defineOp({
  name: 'unique',
  family: 'shape',
  summary: 'The different elements of x, or its different slices along an axis; where each is first, which of them each element or slice of x is, and how many times it occurs. Sorted, or in the order of their first occurrence. Slices compare by their first different element; NaN equals NaN and is larger than any number.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }, { name: 'indices', arity: 'one' }, { name: 'inverse', arity: 'one' }, { name: 'counts', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64', optional: true },
    { name: 'sorted', kind: 'bool', default: true },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', '{ numeric, bool, string }', [...elementClasses.numeric, 'bool', 'string']);
    const S = t.shape('S');
    const count = t.has('axis') ? t.at(S, t.axis(t.int('axis'), S.length)) : dim.product(S);
    const n = t.fresh('unique', count);
    return [t.tensor('T', t.has('axis') ? t.replace(S, t.int('axis'), n) : [n]), t.plain('i64', [n]), t.plain('i64', [count]), t.plain('i64', [n])];
  },
});

/** With axes of size 1 inserted; axes are those of the result. */
export const unsqueezeOp = /* @__PURE__ */ defineOp({
  name: 'unsqueeze',
  family: 'shape',
  summary: 'With axes of size 1 inserted; axes are those of the result.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axes', kind: 'i64', list: {} },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  alias: { kind: 'view', operand: 0 },
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'any', elementClasses.any);
    const axes = t.ints('axes');
    const S = t.shape('S');
    return [t.tensor('T', t.insert(S, axes, 1))];
  },
});

/** Ops of the family shape, by name. */
export const shapeOps: readonly OpDef[] = [
  concatOp,
  cumprodOp,
  cumsumOp,
  depthToSpaceOp,
  dynamicExpandOp,
  dynamicReshapeOp,
  dynamicSliceOp,
  dynamicSplatOp,
  expandOp,
  gatherOp,
  gatherElementsOp,
  gatherNdOp,
  nonZeroOp,
  oneHotOp,
  padOp,
  rangeOp,
  reshapeOp,
  scatterElementsOp,
  scatterNdOp,
  shapeOfOp,
  sizeOfOp,
  sliceOp,
  spaceToDepthOp,
  splatOp,
  splitOp,
  squeezeOp,
  tileOp,
  topKOp,
  transposeOp,
  triluOp,
  uniqueOp,
  unsqueezeOp,
];
