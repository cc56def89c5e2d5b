// Elements and slices picked or written by indices: index tuples become row numbers of a flat table, which the embedding unit reads and
// writes. An index that is out of its axis becomes a row number out of the table, so that it still traps.

import { type Dim, dim } from '@afterglow/core';
import type { Decomposition, Node, NodeCondition, Value } from '@afterglow/ir';
import { axisOf, boundOf, countable, numberOf, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { productAs, SIZES_STEPS, sizeAs, sizesAs } from './open-sizes.js';

const MOST_ROWS = 2 ** 30;

/** The most rows that a table of these axes can have. An index that is out of its axis becomes this number. */
export const mostRows = (node: Node, sizes: readonly Dim[]) => boundOf(node, dim.product(sizes));

/** Products of a row number and a stride must stay exact. */
export const fewRows: NodeCondition = {
  because: `it has no elements, or at the largest of its sizes more than ${MOST_ROWS}`,
  holds: (node) => {
    const most = mostRows(node, typeOf(node.operands[0]).shape);
    return most > 0 && most <= MOST_ROWS;
  },
};

/** Steps that row numbers are made of. */
export const INDEX_STEPS: readonly string[] = [
  ...['cast', 'less', 'add', 'where', 'less_equal', 'logical_and', 'mul', 'reshape', 'slice', 'unsqueeze'],
  ...SIZES_STEPS,
];

/** Indices counted from the front; what is out of its axis becomes `none`. Sizes broadcast to the indices. */
function wrapped(s: Steps, indices: Value, sizes: Value, none: number): Value {
  const zero = s.number(0, 'i64');
  const index = s.cast(indices, 'i64');
  const front = s.op('where', [s.op('less', [index, zero]), s.add(index, sizes), index]);
  return inside(s, front, sizes, none);
}

/** Positions on an axis, those that are not on it become `none`. */
export function inside(s: Steps, positions: Value, size: Value, none: number): Value {
  const zero = s.number(0, 'i64');
  const ok = s.op('logical_and', [s.op('less_equal', [zero, positions]), s.op('less', [positions, size])]);
  return s.op('where', [ok, positions, s.number(none, 'i64')]);
}

/** Positions on an axis times how many rows lie between two of them: what the axes behind it hold. */
function strided(s: Steps, node: Node, positions: Value, behind: readonly Dim[]): Value {
  return dim.product(behind) === 1 ? positions : s.mul(positions, productAs(s, node, behind, 'i64'));
}

/** What a place in a shape counts along one of its axes. */
function counted(s: Steps, node: Node, shape: readonly Dim[], axis: number, table: readonly Dim[]): Value {
  const [count = 1, size = 1] = [shape[axis], table[axis]];
  const own = s.iota(count, axis, shape.length, 'i64');
  const fits = dim.dimRange(dim.sub(size, count), node.func.ranges).lo >= 0;
  const position = fits ? own : inside(s, own, sizeAs(s, node, size, 'i64'), mostRows(node, table));
  return strided(s, node, position, table.slice(axis + 1));
}

/** Adds up what a place counts along these axes of a shape. Those of one position count nothing. */
export function countedAlong(
  s: Steps,
  node: Node,
  shape: readonly Dim[],
  axes: readonly number[],
  table: readonly Dim[],
): Value | undefined {
  const terms = axes.filter((axis) => shape[axis] !== 1).map((axis) => counted(s, node, shape, axis, table));
  return terms.length === 0 ? undefined : terms.reduce((sum, term) => s.add(sum, term));
}

/** Sizes that are read where single elements are picked along an axis. */
function elementSizes(node: Node, axis: number): readonly Dim[] {
  const [sizes, picks] = [typeOf(node.operands[0]).shape, typeOf(node.operands[1]).shape];
  return [...sizes, ...picks.filter((_, i) => i !== axis)];
}

/** Numbers of the elements of x that an index for one axis and its own place on the others select. */
function elementRows(s: Steps, node: Node, indices: Value, axis: number): Value {
  const sizes = typeOf(node.operands[0]).shape;
  const own = wrapped(s, indices, sizeAs(s, node, sizes[axis] ?? 0, 'i64'), mostRows(node, sizes));
  return placed(s, node, sizes, axis, own);
}

/** Numbers of the elements of x that a class for each place picks along axis 1; what is not below the number of classes is no row. */
export function classRows(s: Steps, node: Node, classes: Value): Value {
  const sizes = typeOf(node.operands[0]).shape;
  const along = s.op('unsqueeze', [classes], { axes: [1] });
  const own = inside(s, along, sizeAs(s, node, sizes[1] ?? 0, 'i64'), mostRows(node, sizes));
  return placed(s, node, sizes, 1, own);
}

/** Adds what the place on the other axes counts to checked positions `own` on one axis. */
function placed(s: Steps, node: Node, sizes: readonly Dim[], axis: number, own: Value): Value {
  const { shape } = typeOf(own);
  const along = strided(s, node, own, sizes.slice(axis + 1));
  const others = [...shape.keys()].filter((i) => i !== axis);
  const base = countedAlong(s, node, shape.with(axis, 1), others, sizes);
  return base ? s.add(along, base) : along;
}

/** Axes of x that index tuples select from: those that are shared, then one for each entry. */
function selectedAxes(node: Node): readonly Dim[] {
  const count = Number(typeOf(node.operands[1]).shape.at(-1));
  return typeOf(node.operands[0]).shape.slice(0, numberOf(node, 'batch_dims') + count);
}

/** Numbers of the slices of x that tuples in the last axis select, behind `batch` axes that x and the tuples share. */
function tupleRows(s: Steps, node: Node, indices: Value): Value {
  const batch = numberOf(node, 'batch_dims');
  const selected = selectedAxes(node);
  const lead = typeOf(indices).shape.slice(0, -1);
  const own = wrapped(s, indices, sizesAs(s, node, selected.slice(batch), 'i64'), mostRows(node, selected));
  const entries = selected.slice(batch).map((_, k) => {
    const entry = s.reshape(s.slice(own, lead.length, k, k + 1), lead);
    return strided(s, node, entry, selected.slice(batch + k + 1));
  });
  const tuple = entries.reduce((sum, value) => s.add(sum, value));
  const shared = lead.map((size, i) => (i < batch ? size : 1));
  const base = countedAlong(s, node, shared, [...lead.keys()].slice(0, batch), selected);
  return base ? s.add(tuple, base) : tuple;
}

/** x with a row for each slice that a tuple can select. */
function tupleTable(s: Steps, node: Node, x: Value): Value {
  const selected = selectedAxes(node);
  return s.reshape(x, [dim.product(selected), ...typeOf(x).shape.slice(selected.length)]);
}

const elementsCountable = countable('a size', (node) =>
  elementSizes(node, axisOf(node, typeOf(node.operands[0]).shape.length, 0)),
);

const tuplesCountable = countable('a size that index tuples select from', selectedAxes);

export const gatherElements: Decomposition = {
  op: 'gather_elements',
  summary: 'a gather of single elements, by their numbers in the whole',
  steps: [...INDEX_STEPS, 'gather'],
  where: [fewRows, elementsCountable],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, indices] = [operandOf(node, 0), operandOf(node, 1)];
    const { shape } = typeOf(x);
    const rows = elementRows(s, node, indices, axisOf(node, shape.length, 0));
    return [s.op('gather', [s.reshape(x, [dim.product(shape)]), rows], { axis: 0 })];
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
  where: [oneEntry, fewRows, tuplesCountable],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, indices] = [operandOf(node, 0), operandOf(node, 1)];
    return [s.op('gather', [tupleTable(s, node, x), tupleRows(s, node, indices)], { axis: 0 })];
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
  where: [fewRows, elementsCountable],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, indices, updates] = [operandOf(node, 0), operandOf(node, 1), operandOf(node, 2)];
    const { shape } = typeOf(x);
    const rows = elementRows(s, node, indices, axisOf(node, shape.length, 0));
    return [scatterRows(s, node, s.reshape(x, [dim.product(shape)]), rows, updates)];
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
  where: [severalEntries, fewRows, tuplesCountable],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, indices, updates] = [operandOf(node, 0), operandOf(node, 1), operandOf(node, 2)];
    return [scatterRows(s, node, tupleTable(s, node, x), tupleRows(s, node, indices), updates)];
  },
};
