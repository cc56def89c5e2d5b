// Derivatives of what moves elements: the gradient goes back the same way.

import { type Dim, dim } from '@afterglow/core';
import { build } from '@afterglow/ir';
import { type Derivative, type Derivatives, typeOf } from '../derivative.js';

const reshaped: Derivative = (s) => [() => s.b.reshape(s.dy, s.shape(s.x()))];

function inverse(perm: readonly number[]): readonly number[] {
  const back = perm.map(() => 0);
  perm.forEach((from, to) => {
    back[from] = to;
  });
  return back;
}

/** A permutation that takes `axis` to the front. */
function toFront(rank: number, axis: number): readonly number[] {
  return [axis, ...Array.from({ length: rank }, (_, i) => i).filter((i) => i !== axis)];
}

const concat: Derivative = (s) => {
  const axis = s.axis('axis', s.rank(s.y));
  let end: Dim = 0;
  const parts = s.node.operands.map((_, i) => {
    const start = end;
    end = dim.add(start, s.shape(s.x(i))[axis] ?? 0);
    return { start, end };
  });
  return parts.map((part) => () => {
    return build.slice(s.b, s.dy, { axes: [axis], starts: [part.start], ends: [part.end], steps: [1] });
  });
};

const split: Derivative = (s) => [
  () => {
    const parts = s.node.results.map((result, i) => s.dys[i] ?? s.zeros(result));
    return build.concat(s.b, parts, { axis: s.axis('axis', s.rank(s.x())) });
  },
];

/** Where every step is 1, what was cut off is padded with zeros. */
const slice: Derivative = (s) => [
  () => {
    if (s.ints('steps').some((step) => step !== 1)) return undefined;
    const shape = s.shape(s.x());
    const axes = s.ints('axes').map((axis) => (axis < 0 ? axis + shape.length : axis));
    const [starts, ends] = ['starts', 'ends'].map((name) => s.node.attrs[name]) as [readonly Dim[], readonly Dim[]];
    // An empty slice may end before it starts.
    if (s.shape(s.y).includes(0)) return s.zeros(s.x());
    const after = axes.map((axis, i) => dim.sub(shape[axis] ?? 0, ends[i] ?? 0));
    return build.pad(s.b, s.dy, undefined, { pads: [...starts, ...after], axes });
  },
];

const pad: Derivative = (s) => [
  () => {
    if (s.node.attrs['mode'] !== undefined && s.node.attrs['mode'] !== 'constant') return undefined;
    const pads = s.node.attrs['pads'] as readonly Dim[];
    if (pads.some((size) => typeof size === 'number' && size < 0)) return undefined;
    const shape = s.shape(s.x());
    const axes = s.ints('axes').map((axis) => (axis < 0 ? axis + shape.length : axis));
    const starts = pads.slice(0, axes.length);
    const ends = axes.map((axis, i) => dim.add(starts[i] ?? 0, shape[axis] ?? 0));
    return build.slice(s.b, s.dy, { axes, starts, ends, steps: axes.map(() => 1) });
  },
];

/** Every repeat adds to the element that it repeats. */
const tile: Derivative = (s) => [
  () => {
    const repeats = s.node.attrs['repeats'] as readonly Dim[];
    const shape = s.shape(s.x());
    const pairs = shape.flatMap((size, axis) => [repeats[axis] ?? 1, size]);
    const axes = shape.map((_, axis) => 2 * axis);
    return axes.length === 0 ? s.dy : build.reduceSum(s.b, s.b.reshape(s.dy, pairs), { axes, keepdims: false });
  },
];

/** Rows add up where they were picked from, with the axis they were picked along in front. */
const gather: Derivative = (s) => [
  () => {
    const shape = s.shape(s.x());
    const [rank, picked] = [shape.length, s.rank(s.x(1))];
    const axis = s.axis('axis', rank);
    const perm = toFront(rank, axis);
    // Axes of dy: those before, those of the indices, those behind.
    const indexAxes = Array.from({ length: picked }, (_, i) => axis + i);
    const others = Array.from({ length: s.rank(s.dy) }, (_, i) => i).filter((i) => !indexAxes.includes(i));
    const updates = build.transpose(s.b, s.dy, { perm: [...indexAxes, ...others] });
    const { elem } = typeOf(s.x());
    const zeros = build.splat(s.b, { elem, shape: perm.map((i) => shape[i] ?? 1), value: 0 });
    const places = build.unsqueeze(s.b, s.x(1), { axes: [picked] });
    const sum = build.scatterNd(s.b, zeros, places, updates, { reduction: 'add' });
    return build.transpose(s.b, sum, { perm: [...inverse(perm)] });
  },
];

export const shapeDerivatives: Derivatives = {
  reshape: reshaped,
  squeeze: reshaped,
  unsqueeze: reshaped,
  dynamic_reshape: reshaped,
  expand: (s) => [() => s.unbroadcast(s.dy, s.x())],
  transpose: (s) => [() => build.transpose(s.b, s.dy, { perm: [...inverse(s.ints('perm'))] })],
  concat,
  split,
  slice,
  pad,
  tile,
  gather,
  gather_elements: (s) => [
    () =>
      build.scatterElements(s.b, s.zeros(s.x()), s.x(1), s.dy, { axis: s.axis('axis', s.rank(s.y)), reduction: 'add' }),
  ],
  gather_nd: (s) => [
    () => {
      if (Number(s.node.attrs['batch_dims'] ?? 0) !== 0) return undefined;
      return build.scatterNd(s.b, s.zeros(s.x()), s.x(1), s.dy, { reduction: 'add' });
    },
  ],
  trilu: (s) => [() => build.trilu(s.b, s.dy, s.node.operands[1], { upper: s.node.attrs['upper'] !== false })],
};
