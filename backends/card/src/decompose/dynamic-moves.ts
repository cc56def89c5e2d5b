// Slices and pads at places that are data, with results of known sizes: a gather along each axis by computed positions. An axis may itself
// be data; then its entry is found by comparing.

import { numbersOf } from '@afterglow/core';
import { constTensor, type Decomposition, type Node, type NodeCondition, type Value } from '@afterglow/ir';
import { operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { integers, knownShapes, knownSizes } from './guard.js';

/** Positions are counted in f32 where they are chosen by a sum, which holds whole numbers up to 2^24. */
const countable: NodeCondition = {
  because: 'an axis has more than 2^23 elements',
  holds: (node) =>
    [node.operands[0], node.results[0]].every((value) => (knownSizes(value) ?? []).every((size) => size <= 2 ** 23)),
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

export const dynamicSlice: Decomposition = {
  op: 'dynamic_slice',
  summary: 'a gather along each axis, of as many positions from the start on as the result has',
  steps: MOVE_STEPS,
  where: [knownShapes, countable],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [starts, axes, steps] = [operandOf(node, 1), node.operands[3], node.operands[4]];
    const [from = [], to = []] = [knownSizes(node.operands[0]), knownSizes(node.results[0])];
    const rank = from.length;
    const zero = s.number(0, 'i64');
    const y = from.reduce<Value>(
      (x, size, axis) => {
        const start = entryFor(s, starts, axes, axis, rank, 0);
        if (!start) return x;
        const step = (steps && entryFor(s, steps, axes, axis, rank, 1)) ?? s.number(1, 'i64');
        const wrapped = s.op('where', [s.op('less', [start, zero]), s.add(start, s.number(size, 'i64')), start]);
        // Beyond the end: a step back begins at the last element.
        const last = s.op('where', [s.op('less', [step, zero]), s.number(size - 1, 'i64'), s.number(size, 'i64')]);
        const first = s.op('minimum', [s.op('maximum', [wrapped, zero]), last]);
        const positions = s.add(s.mul(counting(s, to[axis] ?? 0), step), first);
        return s.op('gather', [x, positions], { axis });
      },
      operandOf(node, 0),
    );
    return [y === node.operands[0] ? s.op('identity', [y]) : y];
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
  where: [knownShapes, countable, someElements],
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
