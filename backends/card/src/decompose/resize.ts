// resize, axis by axis: nearest picks elements, linear and cubic multiply by a matrix of weights. Where elements come from is computed
// in f32 by steps of the graph; with scales that are known those are folded to constants, with scales that are data they run on the card.
//
//   %y = dynamic_resize(%x, _, %scales) {mode = linear}
//   →
//   %c = (0 1 2 …) mapped back by the scale        where each element of the result lies in x
//   %m = weights of its neighbours, [result, x]
//   %y = matmul(%m, %x)

import { type Dim, dim, isFloat } from '@afterglow/core';
import type { Decomposition, Node, NodeCondition, Value } from '@afterglow/ir';
import { countableSizes, listOf, numberOf, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { GUARD_STEPS, guarded, knownSizes } from './guard.js';
import { sizeAs } from './open-sizes.js';

interface Axis {
  readonly node: Node;
  readonly at: number;
  readonly input: Dim;
  readonly output: Dim;
  /** Where it is known before the run. */
  readonly factor: number | undefined;
  /** Whether the scale is what the sizes make it. */
  readonly sized: boolean;
  readonly scale: Value;
  /** Start and end of the region, as fractions. */
  readonly region: readonly [Value, Value] | undefined;
}

/** How every axis is scaled, whatever the op's form says it by. */
interface Scaling {
  readonly axes: readonly number[];
  readonly sized: boolean;
  readonly factor: (i: number) => number | undefined;
  readonly scale: (s: Steps, i: number) => Value;
  readonly region: (s: Steps, i: number) => readonly [Value, Value] | undefined;
}

const inputSize = (node: Node, axis: number): Dim => typeOf(node.operands[0]).shape[axis] ?? 0;
const outputSize = (node: Node, axis: number): Dim => resultOf(node).shape[axis] ?? 0;

/** How often one size fits into another, where that is the same for all of them. */
function ratioOf(output: Dim, input: Dim): number | undefined {
  if (typeof output === 'number' && typeof input === 'number') return output / input;
  if (output === input) return 1;
  const ratio = input === 0 ? undefined : dim.floorDiv(output, input);
  return typeof ratio === 'number' && dim.mul(input, ratio) === output ? ratio : undefined;
}

/** The ratio of the sizes of an axis. */
function ratioAs(s: Steps, node: Node, axis: number): Value {
  const [output, input] = [outputSize(node, axis), inputSize(node, axis)];
  const ratio = ratioOf(output, input);
  return ratio === undefined
    ? s.div(sizeAs(s, node, output, 'f32'), sizeAs(s, node, input, 'f32'))
    : s.number(ratio, 'f32');
}

/** Entry of a list of numbers that are data, as an f32. */
const entry = (s: Steps, list: Value, at: number) => s.cast(s.reshape(s.slice(list, 0, at, at + 1), []), 'f32');

function staticScaling(node: Node): Scaling {
  const rank = resultOf(node).shape.length;
  const [scales, roi] = [listOf(node, 'scales').map(Number), listOf(node, 'roi').map(Number)];
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  const factor = (axis: number) => scales[axis] ?? ratioOf(outputSize(node, axis), inputSize(node, axis));
  return {
    axes,
    factor,
    sized: scales.length === 0,
    scale(s, axis) {
      const given = scales[axis];
      return given === undefined ? ratioAs(s, node, axis) : s.number(given, 'f32');
    },
    region: (s, axis) =>
      roi.length === 0 ? undefined : [s.number(roi[axis] ?? 0, 'f32'), s.number(roi[rank + axis] ?? 1, 'f32')],
  };
}

function dynamicScaling(node: Node): Scaling {
  const rank = resultOf(node).shape.length;
  const axes = listOf(node, 'axes').map((axis) => (Number(axis) < 0 ? Number(axis) + rank : Number(axis)));
  const [region, scales, sizes] = [node.operands[1], node.operands[2], node.operands[3]];
  const stretch = (node.attrs['policy'] ?? 'stretch') === 'stretch';
  const ratio = (i: number) => ratioOf(outputSize(node, axes[i] ?? 0), inputSize(node, axes[i] ?? 0));
  const kept = (s: Steps): Value => {
    const each = axes.map((axis, i) =>
      s.reshape(s.div(entry(s, operandOf(node, 3), i), sizeAs(s, node, inputSize(node, axis), 'f32')), [1]),
    );
    const fold = node.attrs['policy'] === 'not_larger' ? 'reduce_min' : 'reduce_max';
    return s.op(fold, [s.concat(each, 0)], { axes: [0], keepdims: false });
  };
  const crop = node.attrs['coordinates'] === 'tf_crop_and_resize';
  return {
    axes,
    sized: sizes !== undefined && stretch,
    factor: (i) => (sizes && stretch ? ratio(i) : undefined),
    scale(s, i) {
      if (sizes) return stretch ? ratioAs(s, node, axes[i] ?? 0) : kept(s);
      return scales ? entry(s, scales, i) : s.number(1, 'f32');
    },
    region: (s, i) => (region && crop ? [entry(s, region, i), entry(s, region, axes.length + i)] : undefined),
  };
}

const f32 = (s: Steps, value: number) => s.number(value, 'f32');

const sizeOf = (s: Steps, { node }: Axis, size: Dim): Value => sizeAs(s, node, size, 'f32');

/** Number of the last element of the operand. */
const lastOf = (s: Steps, axis: Axis): Value =>
  typeof axis.input === 'number' ? f32(s, axis.input - 1) : s.sub(sizeOf(s, axis, axis.input), f32(s, 1));

/** Where the elements of the result lie in the operand, an f32 each. */
function coordinates(s: Steps, mode: string, axis: Axis): Value {
  const { input, output, scale, sized, region } = axis;
  const x = s.iota(output, 0, 1, 'f32');
  const scaled = () => (sized ? sizeOf(s, axis, output) : s.mul(scale, sizeOf(s, axis, input)));
  const halfPixel = () => s.sub(s.div(s.plus(x, 0.5), scale), f32(s, 0.5));
  // A length of one element has no distance to share out.
  const isOne = (length: Value) => s.op('equal', [length, f32(s, 1)]);
  const stride = (length: Value) => s.op('where', [isOne(length), f32(s, 1), s.sub(length, f32(s, 1))]);
  switch (mode) {
    case 'pytorch_half_pixel':
      return s.op('where', [isOne(scaled()), f32(s, -0.5), halfPixel()]);
    case 'align_corners': {
      const length = scaled();
      return s.op('where', [isOne(length), f32(s, 0), s.div(s.mul(x, lastOf(s, axis)), stride(length))]);
    }
    case 'asymmetric':
      return s.div(x, scale);
    case 'half_pixel_symmetric': {
      const adjustment = s.div(sizeOf(s, axis, output), s.mul(scale, sizeOf(s, axis, input)));
      const middle = s.times(sizeOf(s, axis, input), 0.5);
      return s.add(s.mul(s.sub(f32(s, 1), adjustment), middle), halfPixel());
    }
    case 'tf_crop_and_resize': {
      const [start, end] = region ?? [f32(s, 0), f32(s, 1)];
      const [length, last] = [scaled(), lastOf(s, axis)];
      const span = s.mul(s.sub(end, start), last);
      const inside = s.op('where', [isOne(length), s.times(span, 0.5), s.div(s.mul(x, span), stride(length))]);
      return s.add(inside, s.mul(start, last));
    }
    default:
      return halfPixel();
  }
}

function nearest(s: Steps, mode: string, at: Value): Value {
  switch (mode) {
    case 'round_prefer_ceil':
      return s.op('floor', [s.plus(at, 0.5)]);
    case 'floor':
      return s.op('floor', [at]);
    case 'ceil':
      return s.op('ceil', [at]);
    default:
      return s.op('ceil', [s.sub(at, f32(s, 0.5))]);
  }
}

/** Keys' cubic convolution at a distance that is not negative, or the triangle. */
function kernelAt(s: Steps, cubic: boolean, a: number, d: Value): Value {
  if (!cubic) return s.op('relu', [s.sub(f32(s, 1), d)]);
  const near = s.plus(s.mul(s.mul(s.sub(s.times(d, a + 2), f32(s, a + 3)), d), d), 1);
  const far = s.sub(s.mul(s.plus(s.mul(s.sub(s.times(d, a), f32(s, 5 * a)), d), 8 * a), d), f32(s, 4 * a));
  const beyond = s.op('where', [s.op('less', [d, f32(s, 2)]), far, f32(s, 0)]);
  return s.op('where', [s.op('less_equal', [d, f32(s, 1)]), near, beyond]);
}

/** Weights of the elements of an axis for each element of the result: [result, operand]. What lies outside stands for the edge. */
function weights(s: Steps, node: Node, axis: Axis, at: Value): Value {
  const cubic = node.attrs['mode'] === 'cubic';
  const antialias = node.attrs['antialias'] === true;
  const exclude = node.attrs['exclude_outside'] === true;
  const column = s.reshape(at, [axis.output, 1]);
  // The fraction is kept in (0, 1]: a whole coordinate is the right end of its cell.
  const below = s.sub(s.op('ceil', [column]), f32(s, 1));
  const ratio = s.sub(column, below);
  const squeeze = antialias ? Math.min(axis.factor ?? 1, 1) : 1;
  const start = Math.floor(-(cubic ? 2 : 1) / squeeze) + 1;
  const [first, last] = [f32(s, 0), lastOf(s, axis)];
  const taps = Array.from({ length: 2 - 2 * start }, (_, k) => {
    const place = s.plus(below, start + k);
    const distance = s.op('abs', [s.times(s.sub(f32(s, start + k), ratio), squeeze)]);
    const weight = kernelAt(s, cubic, numberOf(node, 'cubic_coeff', -0.75), distance);
    const edge = s.op('minimum', [s.op('maximum', [place, first]), last]);
    return { edge, weight: exclude ? s.op('where', [s.op('equal', [edge, place]), weight, f32(s, 0)]) : weight };
  });
  const add = (values: readonly Value[]) => values.reduce((a, b) => s.add(a, b));
  const sum = antialias || exclude ? add(taps.map(({ weight }) => weight)) : undefined;
  const columns = s.reshape(s.iota(axis.input, 0, 1, 'f32'), [1, axis.input]);
  return add(
    taps.map(({ edge, weight }) => {
      const share = sum ? s.div(weight, sum) : weight;
      return s.op('where', [s.op('equal', [edge, columns]), share, f32(s, 0)]);
    }),
  );
}

/** Multiplies an axis of x by a matrix. */
function multiplied(s: Steps, x: Value, axis: Axis, matrix: Value): Value {
  const { shape, elem } = typeOf(x);
  const [before, behind] = [shape.slice(0, axis.at), shape.slice(axis.at + 1)];
  const [outer, inner] = [dim.product(before), dim.product(behind)];
  const m = s.cast(matrix, elem);
  const y =
    inner === 1
      ? s.op('matmul', [s.reshape(x, [outer, axis.input]), s.op('transpose', [m], { perm: [1, 0] })])
      : s.op('matmul', [m, s.reshape(x, [outer, axis.input, inner])]);
  return s.reshape(y, [...before, axis.output, ...behind]);
}

/** Whole factors by which every element is repeated. */
function repeats(node: Node, { input, output, factor }: Axis): number | undefined {
  const { mode = 'nearest', coordinates: by = 'half_pixel', nearest: round = 'round_prefer_floor' } = node.attrs;
  if (mode !== 'nearest' || factor === undefined || !Number.isInteger(factor) || output !== dim.mul(input, factor))
    return undefined;
  const centred = String(by).endsWith('half_pixel') || by === 'half_pixel_symmetric';
  return (centred && String(round).startsWith('round')) || (by === 'asymmetric' && round === 'floor')
    ? factor
    : undefined;
}

function repeated(s: Steps, x: Value, { at, input }: Axis, factor: number): Value {
  const { shape } = typeOf(x);
  const [before, behind] = [shape.slice(0, at), shape.slice(at + 1)];
  const wide = s.fill(s.reshape(x, [...before, input, 1, ...behind]), [...before, input, factor, ...behind]);
  return s.reshape(wide, [...before, dim.mul(input, factor), ...behind]);
}

/** Whether nothing moves along an axis. */
function still(node: Node, axis: Axis): boolean {
  const same = axis.input === axis.output && axis.factor === 1;
  return same && node.attrs['coordinates'] !== 'tf_crop_and_resize';
}

/** The size that a scale that is data gives, checked against the known one. */
function checked(s: Steps, node: Node, axis: Axis, value: Value): Value {
  if (axis.factor !== undefined || axis.sized || node.operands[3]) return value;
  const span = axis.region ? s.mul(axis.scale, s.sub(axis.region[1], axis.region[0])) : axis.scale;
  const size = s.op('floor', [s.mul(span, sizeOf(s, axis, axis.input))]);
  return guarded(s, value, s.op('equal', [size, sizeOf(s, axis, axis.output)]));
}

function resizeOf(node: Node, s: Steps, scaling: Scaling): Value {
  const mode = String(node.attrs['coordinates'] ?? 'half_pixel');
  const crop = mode === 'tf_crop_and_resize';
  let y = operandOf(node, 0);
  let outside: Value | undefined;
  scaling.axes.forEach((at, i) => {
    const axis: Axis = {
      node,
      at,
      input: inputSize(node, at),
      output: outputSize(node, at),
      factor: scaling.factor(i),
      sized: scaling.sized,
      scale: scaling.scale(s, i),
      region: scaling.region(s, i),
    };
    if (still(node, axis)) return;
    const factor = repeats(node, axis);
    if (factor !== undefined) {
      y = repeated(s, y, axis, factor);
      return;
    }
    const places = checked(s, node, axis, coordinates(s, mode, axis));
    const [first, last] = [f32(s, 0), lastOf(s, axis)];
    if (node.attrs['mode'] === 'linear' || node.attrs['mode'] === 'cubic') {
      y = multiplied(s, y, axis, weights(s, node, axis, places));
    } else {
      const near = nearest(s, String(node.attrs['nearest'] ?? 'round_prefer_floor'), places);
      const inside = s.op('minimum', [s.op('maximum', [near, first]), last]);
      y = s.op('gather', [y, s.cast(inside, 'i64')], { axis: at });
    }
    if (!crop) return;
    const off = s.op('logical_or', [s.op('less', [places, first]), s.op('less', [last, places])]);
    const along: Dim[] = resultOf(node).shape.map((_, k) => (k === at ? axis.output : 1));
    const own = s.reshape(off, along);
    outside = outside ? s.op('logical_or', [outside, own]) : own;
  });
  if (outside) y = s.op('where', [outside, s.number(numberOf(node, 'extrapolation'), resultOf(node).elem), y]);
  return y === node.operands[0] ? s.op('identity', [y]) : y;
}

const mixable: NodeCondition = {
  because: 'it mixes no other elements than floats',
  holds: (node) => (node.attrs['mode'] ?? 'nearest') === 'nearest' || isFloat(typeOf(node.operands[0]).elem),
};

const countedAxes: NodeCondition = {
  because: 'there is nothing to pick from along an axis, or its sizes are too large to be looked up',
  holds: (node) => {
    const [from, to] = [typeOf(node.operands[0]).shape, resultOf(node).shape];
    return from.every((size, i) => size === to[i] || (size !== 0 && countableSizes(node, [size, to[i] ?? 0])));
  },
};

/** How many elements an antialiasing filter reads follows from the scale. */
const countedTaps: NodeCondition = {
  because: 'how wide its filter is depends on sizes that are not known before the run',
  holds: (node) => {
    const { axes, factor } = staticScaling(node);
    return node.attrs['antialias'] !== true || axes.every((axis) => factor(axis) !== undefined);
  },
};

const knownImage: NodeCondition = {
  because: 'the sizes are not known before the run',
  holds: (node) => {
    const sizes = knownSizes(node.operands[0]);
    return sizes?.every((size) => size > 0) === true && knownSizes(node.results[0]) !== undefined;
  },
};

const knownKernel: NodeCondition = {
  because: 'how wide its filter is depends on scales that are data',
  holds: (node) =>
    node.attrs['antialias'] !== true || (!!node.operands[3] && (node.attrs['policy'] ?? 'stretch') === 'stretch'),
};

const STEPS = [
  ...[
    'identity',
    'reshape',
    'slice',
    'cast',
    'add',
    'sub',
    'mul',
    'div',
    'equal',
    'less',
    'less_equal',
    'where',
    'floor',
  ],
  ...[
    'ceil',
    'abs',
    'relu',
    'minimum',
    'maximum',
    'reduce_min',
    'reduce_max',
    'concat',
    'matmul',
    'transpose',
    'expand',
  ],
  ...['logical_or', 'gather'],
];

export const resize: Decomposition = {
  op: 'resize',
  summary: 'picks along each axis, or a product with a matrix of weights',
  steps: STEPS,
  where: [mixable, countedAxes, countedTaps],
  build: (node, builder) => {
    const scaling = staticScaling(node);
    // Axes of open sizes keep them.
    const kept = (axis: number) => {
      const [from, to] = [inputSize(node, axis), outputSize(node, axis)];
      return typeof from !== 'number' && from === to;
    };
    const axes = scaling.axes.filter((axis) => !kept(axis));
    return [resizeOf(node, new Steps(builder, node), { ...scaling, axes, ...byAxis(scaling, axes) })];
  },
};

/** The same by position in a list of some of the axes. */
function byAxis(scaling: Scaling, axes: readonly number[]): Pick<Scaling, 'factor' | 'scale' | 'region'> {
  const axis = (i: number) => axes[i] ?? 0;
  return {
    factor: (i) => scaling.factor(axis(i)),
    scale: (s, i) => scaling.scale(s, axis(i)),
    region: (s, i) => scaling.region(s, axis(i)),
  };
}

export const dynamicResize: Decomposition = {
  op: 'dynamic_resize',
  summary: 'picks along each axis, or a product with a matrix of weights that are computed from the scales',
  steps: [...new Set([...STEPS, ...GUARD_STEPS])],
  where: [mixable, knownImage, knownKernel],
  build: (node, builder) => [resizeOf(node, new Steps(builder, node), dynamicScaling(node))],
};
