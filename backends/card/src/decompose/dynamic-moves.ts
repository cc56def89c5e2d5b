// Slices and pads at places that are data, with results whose sizes come with the launch: a gather along each axis by computed positions. An axis may itself
// be data; then its entry is found by comparing.

import { type Dim, numbersOf } from '@afterglow/core';
import { constTensor, type Decomposition, type Node, type NodeCondition, type Value } from '@afterglow/ir';
import { boundOf, countable, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { integers, knownShapes, knownSizes } from './guard.js';
import { sizeAs } from './open-sizes.js';

/** Positions are counted in f32 where they are chosen by a sum, which holds whole numbers up to 2^24. */
const shortAxes: NodeCondition = {
  because: 'an axis has, at the largest of its sizes, more than 2^23 elements',
  holds: (node) =>
    [node.operands[0], node.results[0]].every((value) =>
      typeOf(value).shape.every((size) => boundOf(node, size) <= 2 ** 23),
    ),
};

const MOVE_STEPS = [
  ...['slice', 'reshape', 'cast', 'equal', 'logical_or', 'logical_and', 'where', 'reduce_sum', 'maximum', 'minimum'],
  ...['less', 'less_equal', 'add', 'sub', 'mul', 'mod', 'gather', 'unsqueeze', 'identity'],
];

/** Numbers of the axes that entries are for, where that is known. */
function axesOf(axes: Value | undefined, rank: number, count: number): number[] | undefined {
  if (!axes) return Array.from({ length: count }, (_, i) => i);
  const tensor = constTensor(axes);
  return tensor && [...numbersOf(tensor)].map((axis) => (Number(axis) < 0 ? Number(axis) + rank : Number(axis)));
}

const scalar = (s: Steps, list: Value, at: number) => s.reshape(s.slice(list, 0, at, at + 1), []);

/** What `entries` hold for an axis, or `none`; undefined where it is known that they hold nothing. Limited to ±2^23. */
function entryFor(s: Steps, entries: Value, axes: Value | undefined, axis: number, rank: number, none: number) {
  const count = Number(typeOf(entries).shape[0]);
  const known = axesOf(axes, rank, count);
  const limit = (bound: number) => s.number(bound, 'i64');
  const wide = s.cast(entries, 'i64');
  const near = s.op('minimum', [s.op('maximum', [wide, limit(-(2 ** 23))]), limit(2 ** 23)]);
  if (known) {
    const at = known.indexOf(axis);
    return at < 0 ? undefined : scalar(s, near, at);
  }
  if (!axes) return undefined;
  const index = s.cast(axes, 'i64');
  const named = [axis, axis - rank].map((name) => s.op('equal', [index, limit(name)]));
  const hit = named.reduce((a, b) => s.op('logical_or', [a, b]));
  const chosen = s.op('where', [hit, s.cast(s.sub(near, limit(none)), 'f32'), s.number(0, 'f32')]);
  const sum = s.op('reduce_sum', [chosen], { axes: [0], keepdims: false });
  return s.add(s.cast(sum, 'i64'), limit(none));
}

const counting = (s: Steps, n: number) =>
  integers(
    s,
    'i64',
    [n],
    Array.from({ length: n }, (_, i) => i),
  );

/** Sizes along axes that may be cut. */
const cutSizes = (node: Node): readonly Dim[] => {
  const [from, to] = [typeOf(node.operands[0]).shape, resultOf(node).shape];
  const axes = axesOf(node.operands[3], from.length, Number(typeOf(node.operands[1]).shape[0]));
  return [from, to].flatMap((shape) => shape.filter((_, axis) => axes?.includes(axis) ?? true));
};

/** Positions of `to` elements from a start on, if that is how many there are up to the end; else positions that no axis has. */
function cutPositions(s: Steps, node: Node, cut: Cut, from: Dim, to: Dim): Value {
  const { start, end, step } = cut;
  const i64 = (value: number) => s.number(value, 'i64');
  const [size, count] = [sizeAs(s, node, from, 'i64'), sizeAs(s, node, to, 'i64')];
  const back = step && s.op('less', [step, i64(0)]);
  const either = (forward: Value, backward: Value) => (back ? s.op('where', [back, backward, forward]) : forward);
  const most = s.sub(size, i64(1));
  const wrapped = (bound: Value) => s.op('where', [s.op('less', [bound, i64(0)]), s.add(bound, size), bound]);
  const clamp = (bound: Value, low: Value, high: Value) => s.op('minimum', [s.op('maximum', [bound, low]), high]);
  // Beyond the end: a step back begins at the last element, and ends before the first.
  const first = clamp(wrapped(start), i64(0), either(size, most));
  const last = clamp(wrapped(end), either(i64(0), i64(-1)), either(size, most));
  const by = step ?? i64(1);
  const next = s.add(first, s.mul(count, by));
  const reaches = either(s.op('less_equal', [last, next]), s.op('less_equal', [next, last]));
  const before = s.sub(next, by);
  const isShort = either(s.op('less', [before, last]), s.op('less', [last, before]));
  const positions = s.add(s.mul(s.iota(to, 0, 1, 'i64'), by), first);
  return s.op('where', [s.op('logical_and', [reaches, isShort]), positions, i64(2 ** 24)]);
}

interface Cut {
  readonly start: Value;
  readonly end: Value;
  readonly step: Value | undefined;
}

export const dynamicSlice: Decomposition = {
  op: 'dynamic_slice',
  summary: 'a gather along each axis, of as many positions from the start on as the result has',
  steps: MOVE_STEPS,
  where: [shortAxes, countable('a size along an axis that may be cut', cutSizes)],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [starts, ends, axes, steps] = [operandOf(node, 1), operandOf(node, 2), node.operands[3], node.operands[4]];
    const [from, to] = [typeOf(node.operands[0]).shape, resultOf(node).shape];
    const rank = from.length;
    const y = from.reduce<Value>(
      (x, size, axis) => {
        const start = entryFor(s, starts, axes, axis, rank, 0);
        const end = entryFor(s, ends, axes, axis, rank, 2 ** 23);
        if (!start || !end) return x;
        const step = steps && entryFor(s, steps, axes, axis, rank, 1);
        const positions = cutPositions(s, node, { start, end, step }, size, to[axis] ?? 0);
        return s.op('gather', [x, positions], { axis });
      },
      operandOf(node, 0),
    );
    // Counted from 0 on, a size that may be negative by its form has another one.
    const shaped = typeOf(y) === resultOf(node) ? y : s.reshape(y, to);
    return [shaped === node.operands[0] ? s.op('identity', [shaped]) : shaped];
  },
};

/** Positions in the operand of the elements of the result along an axis, and which of them are there. */
function padPositions(s: Steps, before: Value, from: number, to: number, mode: unknown) {
  const [zero, end] = [s.number(0, 'i64'), s.number(from - 1, 'i64')];
  const at = s.sub(counting(s, to), before);
  const clamped = s.op('minimum', [s.op('maximum', [at, zero]), end]);
  if (mode === 'wrap') return { positions: s.op('mod', [at, s.number(from, 'i64')]) };
  if (mode === 'edge') return { positions: clamped };
  if (mode === 'reflect') {
    const period = Math.max(1, 2 * (from - 1));
    const around = s.op('mod', [at, s.number(period, 'i64')]);
    return { positions: s.op('minimum', [around, s.sub(s.number(period, 'i64'), around)]) };
  }
  const inside = s.op('logical_and', [s.op('less_equal', [zero, at]), s.op('less_equal', [at, end])]);
  return { positions: clamped, inside };
}

const someElements: NodeCondition = {
  because: 'there is nothing to repeat',
  holds: (node: Node) => (knownSizes(node.operands[0]) ?? [0]).every((size) => size > 0),
};

export const dynamicPad: Decomposition = {
  op: 'dynamic_pad',
  summary: 'a gather along each axis, and the value where the position is outside',
  steps: MOVE_STEPS,
  where: [knownShapes, shortAxes, someElements],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [pads, axes] = [operandOf(node, 1), node.operands[3]];
    const [from = [], to = []] = [knownSizes(node.operands[0]), knownSizes(node.results[0])];
    const rank = from.length;
    const begins = s.slice(pads, 0, 0, Number(typeOf(pads).shape[0]) / 2);
    const fill = node.operands[2] ?? s.number(0, resultOf(node).elem);
    const y = from.reduce<Value>(
      (x, size, axis) => {
        const before = entryFor(s, begins, axes, axis, rank, 0);
        if (!before) return x;
        const { positions, inside } = padPositions(s, before, size, to[axis] ?? 0, node.attrs['mode']);
        const moved = s.op('gather', [x, positions], { axis });
        if (!inside) return moved;
        const along = to.map((own, i) => (i === axis ? own : 1));
        return s.op('where', [s.reshape(inside, along), moved, fill]);
      },
      operandOf(node, 0),
    );
    return [y === node.operands[0] ? s.op('identity', [y]) : y];
  },
};
