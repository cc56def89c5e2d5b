// Elements and slices picked or written by indices: index tuples become row numbers of a flat table, which the embedding unit reads and
// writes. An index that is out of its axis becomes a row number out of the table, so that it still traps.

import type { Decomposition, Node, NodeCondition, Value } from '@afterglow/ir';
import { axisOf, numberOf, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { integers, knownShapes, knownSizes } from './guard.js';

const product = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1);

function stridesOf(sizes: readonly number[]): number[] {
  return sizes.map((_, i) => product(sizes.slice(i + 1)));
}

/** Products of a row number and a stride must stay exact. */
const fewRows: NodeCondition = {
  because: 'it has no elements, or more than 2^30',
  holds: (node) => {
    const elements = product(knownSizes(node.operands[0]) ?? [0]);
    return elements > 0 && elements <= 2 ** 30;
  },
};

/** Steps that row numbers are made of. */
export const INDEX_STEPS: readonly string[] = [
  'cast',
  'less',
  'add',
  'where',
  'less_equal',
  'logical_and',
  'mul',
  'reshape',
  'slice',
  'unsqueeze',
];

/** Indices counted from the front; what is out of its axis becomes `rows`. Sizes broadcast to the indices. */
function wrapped(s: Steps, indices: Value, sizes: Value, rows: number): Value {
  const zero = s.number(0, 'i64');
  const index = s.cast(indices, 'i64');
  const front = s.op('where', [s.op('less', [index, zero]), s.add(index, sizes), index]);
  const inside = s.op('logical_and', [s.op('less_equal', [zero, front]), s.op('less', [front, sizes])]);
  return s.op('where', [inside, front, s.number(rows, 'i64')]);
}

/** Numbers of the elements of x that an index for one axis and its own place on the others select. */
function elementRows(s: Steps, x: Value, indices: Value, axis: number): Value {
  const sizes = knownSizes(x) ?? [];
  return placed(s, x, indices, axis, wrapped(s, indices, s.number(sizes[axis] ?? 0, 'i64'), product(sizes)));
}

/** Numbers of the elements of x that a class for each place picks along axis 1; what is not below the number of classes is no row. */
export function classRows(s: Steps, x: Value, classes: Value): Value {
  const sizes = knownSizes(x) ?? [];
  const along = s.op('unsqueeze', [classes], { axes: [1] });
  const [zero, count] = [s.number(0, 'i64'), s.number(sizes[1] ?? 0, 'i64')];
  const inside = s.op('logical_and', [s.op('less_equal', [zero, along]), s.op('less', [along, count])]);
  return placed(s, x, along, 1, s.op('where', [inside, along, s.number(product(sizes), 'i64')]));
}

/** Adds what the place on the other axes counts to checked indices `own` of one axis. */
function placed(s: Steps, x: Value, indices: Value, axis: number, own: Value): Value {
  const [sizes = [], picks = []] = [knownSizes(x), knownSizes(indices)];
  const strides = stridesOf(sizes);
  const along = s.mul(own, s.number(strides[axis] ?? 0, 'i64'));
  const others = picks.map((size, i) => (i === axis ? 1 : size));
  const places = stridesOf(others);
  const base = Array.from({ length: product(others) }, (_, at) =>
    others.reduce((sum, size, i) => sum + (Math.floor(at / (places[i] ?? 1)) % size) * (strides[i] ?? 0), 0),
  );
  return s.add(along, integers(s, 'i64', others, base));
}

/** Numbers of the slices of x that tuples in the last axis select, behind `batch` axes that x and the tuples share. */
function tupleRows(s: Steps, x: Value, indices: Value, batch: number): Value {
  const [sizes = [], picks = []] = [knownSizes(x), knownSizes(indices)];
  const lead = picks.slice(0, -1);
  const count = picks.at(-1) ?? 0;
  const selected = sizes.slice(0, batch + count);
  const rows = product(selected);
  const strides = stridesOf(selected);
  const own = wrapped(s, indices, integers(s, 'i64', [count], selected.slice(batch)), rows);
  const scaled = s.mul(own, integers(s, 'i64', [count], strides.slice(batch)));
  const entry = (k: number) => s.reshape(s.slice(scaled, lead.length, k, k + 1), lead);
  const tuple = Array.from({ length: count }, (_, k) => entry(k)).reduce((sum, value) => s.add(sum, value));
  if (batch === 0) return tuple;
  const shared = lead.map((size, i) => (i < batch ? size : 1));
  const places = stridesOf(shared);
  const base = Array.from({ length: product(shared) }, (_, at) =>
    shared.reduce((sum, size, i) => sum + (Math.floor(at / (places[i] ?? 1)) % size) * (strides[i] ?? 0), 0),
  );
  return s.add(tuple, integers(s, 'i64', shared, base));
}

export const gatherElements: Decomposition = {
  op: 'gather_elements',
  summary: 'a gather of single elements, by their numbers in the whole',
  steps: [...INDEX_STEPS, 'gather'],
  where: [knownShapes, fewRows],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, indices] = [operandOf(node, 0), operandOf(node, 1)];
    const { shape } = typeOf(x);
    const rows = elementRows(s, x, indices, axisOf(node, shape.length, 0));
    return [s.op('gather', [s.reshape(x, [product(shape.map(Number))]), rows], { axis: 0 })];
  },
};

const oneEntry: NodeCondition = {
  because: 'its index tuples are empty',
  holds: (node) => Number(typeOf(node.operands[1]).shape.at(-1)) > 0,
};

export const gatherNd: Decomposition = {
  op: 'gather_nd',
  summary: 'a gather of slices, by their numbers in the whole',
  steps: [...INDEX_STEPS, 'gather'],
  where: [knownShapes, fewRows, oneEntry],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, indices] = [operandOf(node, 0), operandOf(node, 1)];
    const batch = numberOf(node, 'batch_dims');
    const sizes = knownSizes(x) ?? [];
    const depth = batch + Number(typeOf(indices).shape.at(-1));
    const table = s.reshape(x, [product(sizes.slice(0, depth)), ...sizes.slice(depth)]);
    return [s.op('gather', [table, tupleRows(s, x, indices, batch)], { axis: 0 })];
  },
};

/** Writes `updates` at row numbers of x, seen as a table. */
function scatterRows(s: Steps, node: Node, table: Value, rows: Value, updates: Value): Value {
  const indices = s.op('unsqueeze', [rows], { axes: [typeOf(rows).shape.length] });
  const { reduction = 'none' } = node.attrs;
  return s.reshape(s.op('scatter_nd', [table, indices, updates], { reduction }), resultOf(node).shape);
}

export const scatterElements: Decomposition = {
  op: 'scatter_elements',
  summary: 'a scatter of single elements, by their numbers in the whole',
  steps: [...INDEX_STEPS, 'scatter_nd'],
  where: [knownShapes, fewRows],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, indices, updates] = [operandOf(node, 0), operandOf(node, 1), operandOf(node, 2)];
    const { shape } = typeOf(x);
    const rows = elementRows(s, x, indices, axisOf(node, shape.length, 0));
    return [scatterRows(s, node, s.reshape(x, [product(shape.map(Number))]), rows, updates)];
  },
};

const severalEntries: NodeCondition = {
  because: 'its index tuples have one entry or none',
  holds: (node) => Number(typeOf(node.operands[1]).shape.at(-1)) > 1,
};

export const scatterNd: Decomposition = {
  op: 'scatter_nd',
  summary: 'a scatter of slices, by their numbers in the whole',
  steps: [...INDEX_STEPS, 'scatter_nd'],
  where: [knownShapes, fewRows, severalEntries],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, indices, updates] = [operandOf(node, 0), operandOf(node, 1), operandOf(node, 2)];
    const sizes = knownSizes(x) ?? [];
    const depth = Number(typeOf(indices).shape.at(-1));
    const table = s.reshape(x, [product(sizes.slice(0, depth)), ...sizes.slice(depth)]);
    return [scatterRows(s, node, table, tupleRows(s, x, indices, 0), updates)];
  },
};
