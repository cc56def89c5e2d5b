// Shape-value rules of ops that move elements: reshape and its kin, concat, split, slices, gather, expand, tile, transpose.

import { dim } from '@afterglow/core';
import type { Node } from '../../graph/graph.js';
import type { AttrValue } from '../../graph/op-def.js';
import {
  broadcastEntry,
  broadcastShape,
  type Entry,
  entryAt,
  type Facts,
  facts,
  factsOf,
  isDimEntry,
  knownNumbers,
  type ShapeRule,
} from './facts.js';

/** A list attribute of plain integers, or undefined. */
export function integers(value: AttrValue | undefined): number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const list: number[] = [];
  for (const item of value) {
    if (typeof item !== 'number') return undefined;
    list.push(item);
  }
  return list;
}

/** Sizes of a result whose type says them, or that has one axis only. */
function resultShape(node: Node, size: number): number[] | undefined {
  const type = node.results[0]?.type;
  if (type?.kind !== 'tensor') return undefined;
  if (type.shape.length === 1) return [size];
  const unknown = type.shape.filter((d) => typeof d !== 'number').length;
  const product = type.shape.reduce<number>((sum, d) => (typeof d === 'number' ? sum * d : sum), 1);
  if (unknown > 1 || (unknown === 1 && (product === 0 || size % product !== 0))) return undefined;
  return type.shape.map((d) => (typeof d === 'number' ? d : size / product));
}

/** Same elements, other shape. */
const relabel: ShapeRule = ({ node, operands: [x] }) => {
  const shape = x && resultShape(node, x.entries.length);
  return shape && facts(shape, x.entries);
};

function axisOf(node: Node, rank: number, fallback = 0): number | undefined {
  const axis = node.attrs['axis'] ?? fallback;
  if (typeof axis !== 'number' || axis < -rank || axis >= Math.max(rank, 1)) return undefined;
  return axis < 0 ? axis + rank : axis;
}

/** Facts that say only how many elements there are: a part of unknown content keeps the others in their places. */
function unknownOf(node: Node, index: number): Facts | undefined {
  const type = node.operands[index]?.type;
  const shape = type?.kind === 'tensor' ? integers(type.shape) : undefined;
  return shape && factsOf(shape, () => undefined);
}

const concat: ShapeRule = ({ node, operands }) => {
  const parts: Facts[] = [];
  for (const [i, operand] of operands.entries()) {
    const part = operand ?? unknownOf(node, i);
    if (!part) return undefined;
    parts.push(part);
  }
  const [first] = parts;
  const axis = first && axisOf(node, first.shape.length);
  if (!first || axis === undefined) return undefined;
  const starts: number[] = [];
  let total = 0;
  for (const part of parts) {
    starts.push(total);
    total += part.shape[axis] ?? 0;
  }
  const shape = first.shape.map((size, i) => (i === axis ? total : size));
  return factsOf(shape, (at) => {
    const along = at[axis] ?? 0;
    let which = starts.length - 1;
    while ((starts[which] ?? 0) > along) which--;
    const part = parts[which];
    return (
      part &&
      entryAt(
        part,
        at.map((c, i) => (i === axis ? along - (starts[which] ?? 0) : c)),
      )
    );
  });
};

const split: ShapeRule = ({ node, operands: [x] }) => {
  const sizes = integers(node.attrs['sizes']);
  const axis = x && axisOf(node, x.shape.length);
  if (!x || !sizes || axis === undefined) return undefined;
  let start = 0;
  return sizes.map((size) => {
    const from = start;
    start += size;
    return factsOf(
      x.shape.map((own, i) => (i === axis ? size : own)),
      (at) =>
        entryAt(
          x,
          at.map((c, i) => (i === axis ? c + from : c)),
        ),
    );
  });
};

/** One axis of a slice, resolved: `count` elements from `start` in steps of `step`. */
interface Run {
  readonly start: number;
  readonly count: number;
  readonly step: number;
}

function sliced(x: Facts, axes: readonly number[], runs: readonly Run[]): Facts | undefined {
  const along = x.shape.map((size): Run => ({ start: 0, count: size, step: 1 }));
  axes.forEach((axis, i) => {
    const run = runs[i];
    if (run) along[axis < 0 ? axis + x.shape.length : axis] = run;
  });
  return factsOf(
    along.map((run) => run.count),
    (at) =>
      entryAt(
        x,
        at.map((c, i) => (along[i]?.start ?? 0) + c * (along[i]?.step ?? 1)),
      ),
  );
}

function runOf(start: number, end: number, step: number): Run {
  return { start, step, count: Math.max(0, Math.ceil((end - start) / step)) };
}

const slice: ShapeRule = ({ node, operands: [x] }) => {
  const [starts, ends, axes, steps] = ['starts', 'ends', 'axes', 'steps'].map((name) => integers(node.attrs[name]));
  if (!x || !starts || !ends || !axes || !steps || steps.includes(0)) return undefined;
  return sliced(
    x,
    axes,
    starts.map((start, i) => runOf(start, ends[i] ?? start, steps[i] ?? 1)),
  );
};

/** A bound of ONNX Slice: counts from the end when negative, then is clamped to the axis. */
function clampBound(entry: Entry, size: number, step: number): number | undefined {
  const [lo, hi] = step < 0 ? [-1, size - 1] : [0, size];
  if (typeof entry === 'number') return Math.min(hi, Math.max(lo, entry < 0 ? entry + size : entry));
  if (entry === undefined || isDimEntry(entry) || entry.kind !== 'huge') return undefined;
  return entry.sign > 0 ? hi : lo;
}

const dynamicSlice: ShapeRule = ({ node, operands: [x, starts, ends, axes, steps] }) => {
  if (!x || !starts || !ends) return undefined;
  const count = starts.entries.length;
  const axisList = node.operands[3] ? knownNumbers(axes) : starts.entries.map((_, i) => i);
  const stepList = node.operands[4] ? knownNumbers(steps) : starts.entries.map(() => 1);
  if (!axisList || !stepList || axisList.length !== count || stepList.length !== count) return undefined;
  const runs: Run[] = [];
  for (let i = 0; i < count; i++) {
    const axis = axisList[i] ?? 0;
    const size = x.shape[axis < 0 ? axis + x.shape.length : axis];
    const step = stepList[i] ?? 1;
    if (size === undefined || step === 0) return undefined;
    const from = clampBound(starts.entries[i], size, step);
    const to = clampBound(ends.entries[i], size, step);
    if (from === undefined || to === undefined) return undefined;
    runs.push(runOf(from, to, step));
  }
  return sliced(x, axisList, runs);
};

const gather: ShapeRule = ({ node, operands: [x, indices] }) => {
  const axis = x && axisOf(node, x.shape.length);
  if (!x || !indices || axis === undefined) return undefined;
  const size = x.shape[axis] ?? 0;
  const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
  const width = indices.shape.length;
  return factsOf(shape, (at) => {
    const index = entryAt(indices, at.slice(axis, axis + width));
    if (typeof index !== 'number' || index < -size || index >= size) return undefined;
    return entryAt(x, [...at.slice(0, axis), index < 0 ? index + size : index, ...at.slice(axis + width)]);
  });
};

const expand: ShapeRule = ({ node, operands: [x] }) => {
  const shape = integers(node.attrs['shape']);
  const target = x && shape && broadcastShape([x.shape, shape]);
  return target && factsOf(target, (at) => broadcastEntry(x, at));
};

const tile: ShapeRule = ({ node, operands: [x] }) => {
  const repeats = integers(node.attrs['repeats']);
  if (!x || repeats?.length !== x.shape.length) return undefined;
  return factsOf(
    x.shape.map((size, i) => size * (repeats[i] ?? 1)),
    (at) =>
      entryAt(
        x,
        at.map((c, i) => c % (x.shape[i] ?? 1)),
      ),
  );
};

const transpose: ShapeRule = ({ node, operands: [x] }) => {
  const perm = integers(node.attrs['perm']);
  if (!x || perm?.length !== x.shape.length) return undefined;
  return factsOf(
    perm.map((axis) => x.shape[axis] ?? 0),
    (at) => {
      const from: number[] = x.shape.map(() => 0);
      perm.forEach((axis, i) => {
        from[axis] = at[i] ?? 0;
      });
      return entryAt(x, from);
    },
  );
};

const nonZero: ShapeRule = ({ operands: [x] }) => {
  const numbers = x?.shape.length === 1 ? knownNumbers(x) : undefined;
  if (!numbers) return undefined;
  const found = numbers.flatMap((value, i) => (value === 0 ? [] : [i]));
  return facts([1, found.length], found);
};

const range: ShapeRule = ({ operands: [start, limit, delta] }) => {
  const [from, to, step] = [start?.entries[0], limit?.entries[0], delta?.entries[0]];
  if (!isDimEntry(from) || !isDimEntry(to) || typeof step !== 'number' || step === 0) return undefined;
  const span = dim.sub(to, from);
  if (typeof span !== 'number') return undefined;
  const count = Math.max(0, Math.ceil(span / step));
  return factsOf([count], ([i = 0]) => dim.add(from, i * step));
};

export const layoutRules: Readonly<Record<string, ShapeRule>> = {
  reshape: relabel,
  dynamic_reshape: relabel,
  squeeze: relabel,
  unsqueeze: relabel,
  concat,
  split,
  slice,
  dynamic_slice: dynamicSlice,
  gather,
  expand,
  tile,
  transpose,
  non_zero: nonZero,
  range,
};
