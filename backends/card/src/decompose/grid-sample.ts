// Images read between their elements, at places that are data: each place becomes the row numbers of the elements around it in a table with
// a row of channels for each element, and the rows are summed by their weights.
//
//   %y = grid_sample(%x, %grid) {mode = linear}
//   →
//   %t   = %x with its channels last, [N * plane, C]
//   %at  = %grid mapped to places of x, an f32 for each axis
//   %row = number of the element below %at, and of its neighbours
//   %y   = sum of gather(%t, %row) * weight, channels first
//
// A place that is no number, and an element outside of x that counts as zero, gets row 0 and is left out of the sum.

import { type Dim, dim, isFloat } from '@afterglow/core';
import type { Decomposition, Node, NodeCondition, Value } from '@afterglow/ir';
import { boundOf, countable, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { productAs, SIZES_STEPS, sizeAs } from './open-sizes.js';

/** An element that a place mixes along one axis. */
interface Tap {
  readonly index: Value;
  readonly weight: Value | undefined;
  /** Whether it counts. */
  readonly counts: Value;
}

interface Rules {
  readonly mode: string;
  readonly padding: string;
  readonly corners: boolean;
}

const MOST_TAPS = 64;

const f32 = (s: Steps, value: number) => s.number(value, 'f32');

const and = (s: Steps, a: Value, b: Value) => s.op('logical_and', [a, b]);

/** An axis of x: what the formulas read of its size, which may be open. */
interface Axis {
  readonly size: Dim;
  readonly count: Value;
  /** The position of the last element. */
  readonly last: Value;
  /** The borders at which the axis is mirrored: centres of the outermost elements, or their outer edges. */
  readonly low: Value;
  readonly high: Value;
  /** What lies between them; whether that is something, where it is known. */
  readonly span: Value;
  readonly spans: boolean | undefined;
}

function axisOfSize(s: Steps, node: Node, size: Dim, { corners }: Rules): Axis {
  const count = sizeAs(s, node, size, 'f32');
  const last = s.sub(count, f32(s, 1));
  const { lo, hi } = dim.dimRange(size, node.func.ranges);
  const least = corners ? 2 : 1;
  const spans = lo >= least ? true : hi < least ? false : undefined;
  if (corners) return { size, count, last, low: f32(s, 0), high: last, span: last, spans };
  return { size, count, last, low: f32(s, -0.5), high: s.sub(count, f32(s, 0.5)), span: count, spans };
}

/** low <= x <= high, false for what is no number. */
const within = (s: Steps, x: Value, low: Value, high: Value) =>
  and(s, s.op('less_equal', [low, x]), s.op('less_equal', [x, high]));

const onAxis = (s: Steps, x: Value, { last }: Axis) => within(s, x, f32(s, 0), last);

const clamped = (s: Steps, x: Value, { last }: Axis) => s.op('minimum', [s.op('maximum', [x, f32(s, 0)]), last]);

/** x mirrored at the borders of an axis until it lies between them. */
function reflected(s: Steps, x: Value, { low, span, spans }: Axis): Value {
  if (spans === false) return s.fill(low, typeOf(x).shape);
  const from = s.sub(x, low);
  const twice = s.times(span, 2);
  const phase = s.sub(from, s.mul(s.op('floor', [s.div(from, twice)]), twice));
  const back = s.op('where', [s.op('less', [span, phase]), s.sub(twice, phase), phase]);
  const moved = s.add(back, low);
  return spans ? moved : s.op('where', [s.op('less', [f32(s, 0), span]), moved, low]);
}

/** Where on an axis a coordinate of the grid lies. */
function placeOf(s: Steps, coordinate: Value, axis: Axis, rules: Rules): Value {
  const from1 = s.plus(coordinate, 1);
  const even = rules.corners
    ? s.mul(s.times(from1, 0.5), axis.last)
    : s.times(s.sub(s.mul(from1, axis.count), f32(s, 1)), 0.5);
  const x = rules.mode === 'nearest' ? s.op('round', [even]) : even;
  if (rules.padding === 'zeros') return x;
  const moved = rules.padding === 'border' ? clamped(s, x, axis) : reflected(s, x, axis);
  return s.op('where', [within(s, x, axis.low, axis.high), x, moved]);
}

/** A whole coordinate as an element of the axis. */
function tapOf(s: Steps, at: Value, axis: Axis, rules: Rules, weight?: Value): Tap {
  let index = at;
  if (rules.padding !== 'zeros') {
    const moved = rules.padding === 'border' ? at : reflected(s, at, axis);
    index = s.op('where', [onAxis(s, at, axis), at, clamped(s, moved, axis)]);
  }
  const inside = onAxis(s, index, axis);
  // What weighs nothing is not read: it may be infinite.
  const weighs = weight && s.op('logical_not', [s.op('equal', [weight, f32(s, 0)])]);
  return { index: s.op('where', [inside, index, f32(s, 0)]), weight, counts: weighs ? and(s, inside, weighs) : inside };
}

/** Keys' cubic convolution with a = −0.75 at a distance of up to one element, and of up to two. */
const near = (s: Steps, d: Value) => s.plus(s.mul(s.mul(s.sub(s.times(d, 1.25), f32(s, 2.25)), d), d), 1);
const far = (s: Steps, d: Value) => s.plus(s.mul(s.plus(s.mul(s.plus(s.times(d, -0.75), 3.75), d), -6), d), 3);

/** The elements that a place mixes along an axis. */
function tapsOf(s: Steps, place: Value, axis: Axis, rules: Rules): readonly Tap[] {
  if (rules.mode === 'nearest') return [tapOf(s, place, axis, rules)];
  const below = s.op('floor', [place]);
  const past = s.sub(place, below);
  const ahead = s.sub(f32(s, 1), past);
  const weights =
    rules.mode === 'cubic'
      ? [far(s, s.plus(past, 1)), near(s, past), near(s, ahead), far(s, s.plus(ahead, 1))]
      : [ahead, past];
  const first = rules.mode === 'cubic' ? -1 : 0;
  return weights.map((weight, i) => tapOf(s, s.plus(below, first + i), axis, rules, weight));
}

/** One tap of each axis, every combination. */
function combinations(taps: readonly (readonly Tap[])[]): readonly (readonly Tap[])[] {
  return taps.reduce<readonly (readonly Tap[])[]>(
    (rows, axis) => rows.flatMap((row) => axis.map((tap) => [...row, tap])),
    [[]],
  );
}

function sampled(s: Steps, node: Node, rules: Rules): Value {
  const [x, grid] = [operandOf(node, 0), operandOf(node, 1)];
  const { elem } = typeOf(x);
  const [batch = 0, channels = 0, ...spatial] = typeOf(x).shape;
  const outer = typeOf(grid).shape.slice(1, -1);
  const places = [batch, ...outer];
  const plane = dim.product(spatial);
  const last = s.op('transpose', [s.reshape(x, [batch, channels, plane])], { perm: [0, 2, 1] });
  const rows = s.reshape(last, [dim.mul(batch, plane), channels]);
  // What is left out of the sum reads row 0, which must be there.
  const spare = dim.dimRange(plane, node.func.ranges).lo > 0 ? [] : [s.fill(s.number(0, elem), [1, channels])];
  const table = s.concat([rows, ...spare], 0);
  const coordinate = (axis: number) => {
    const k = spatial.length - 1 - axis; // the grid names the last axis first
    return s.cast(s.reshape(s.slice(grid, places.length, k, k + 1), places), 'f32');
  };
  const axes = spatial.map((size) => axisOfSize(s, node, size, rules));
  const taps = axes.map((axis, i) => tapsOf(s, placeOf(s, coordinate(i), axis, rules), axis, rules));
  const image = s.mul(s.iota(batch, 0, places.length, 'i64'), productAs(s, node, spatial, 'i64'));
  const behind = { axes: [places.length] };
  const read = (mix: readonly Tap[]): Value => {
    const row = mix.reduce((sum, { index }, axis) => {
      const stride = productAs(s, node, spatial.slice(axis + 1), 'i64');
      return s.add(sum, s.mul(s.cast(index, 'i64'), stride));
    }, image);
    const counts = mix.map((tap) => tap.counts).reduce((a, b) => and(s, a, b));
    const there = spare.length === 0 ? row : s.op('where', [counts, row, s.number(0, 'i64')]);
    const picked = s.op('gather', [table, there], { axis: 0 });
    const weights = mix.flatMap(({ weight }) => (weight ? [weight] : []));
    const value =
      weights.length === 0
        ? picked
        : s.mul(s.cast(picked, 'f32'), s.op('unsqueeze', [weights.reduce((a, b) => s.mul(a, b))], behind));
    const zero = s.number(0, typeOf(value).elem);
    return s.op('where', [s.op('unsqueeze', [counts], behind), value, zero]);
  };
  const sum = combinations(taps)
    .map(read)
    .reduce((a, b) => s.add(a, b));
  const first = s.op('transpose', [s.reshape(sum, [batch, dim.product(outer), channels])], { perm: [0, 2, 1] });
  return s.reshape(s.cast(first, elem), resultOf(node).shape);
}

const mixable: NodeCondition = {
  because: 'it mixes no other elements than floats',
  holds: (node) => node.attrs['mode'] === 'nearest' || isFloat(typeOf(node.operands[0]).elem),
};

const fewTaps: NodeCondition = {
  because: `it mixes more than ${MOST_TAPS} elements`,
  holds: (node) =>
    node.attrs['mode'] === 'nearest' ||
    (node.attrs['mode'] === 'cubic' ? 4 : 2) ** (typeOf(node.operands[0]).shape.length - 2) <= MOST_TAPS,
};

/** Coordinates are computed in f32. */
const shortAxes: NodeCondition = {
  because: 'x has no elements, or an axis that is longer than 2^22, at the largest of its sizes',
  holds: (node) =>
    typeOf(node.operands[0]).shape.every((size) => {
      const most = boundOf(node, size);
      return most > 0 && most <= 2 ** 22;
    }),
};

const countableAxes = countable('the batch or the size of an axis', (node) => {
  const [batch = 1, , ...spatial] = typeOf(node.operands[0]).shape;
  return [batch, ...spatial];
});

export const gridSample: Decomposition = {
  op: 'grid_sample',
  summary: 'rows of channels gathered around each place, summed by their weights',
  steps: [
    ...['reshape', 'transpose', 'slice', 'unsqueeze', 'expand', 'cast', 'gather', 'where', 'equal', 'less'],
    ...['less_equal', 'logical_and', 'logical_not', 'add', 'sub', 'mul', 'div', 'floor', 'round', 'minimum', 'maximum'],
    ...SIZES_STEPS,
  ],
  where: [mixable, fewTaps, shortAxes, countableAxes],
  build(node, builder) {
    const { mode = 'linear', padding = 'zeros', align_corners: corners = false } = node.attrs;
    const rules = { mode: String(mode), padding: String(padding), corners: corners === true };
    return [sampled(new Steps(builder, node), node, rules)];
  },
};
