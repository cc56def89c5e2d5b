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

import { isFloat } from '@afterglow/core';
import type { Decomposition, Node, NodeCondition, Value } from '@afterglow/ir';
import { operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { knownShapes, knownSizes } from './guard.js';

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

/** low <= x <= high, false for what is no number. */
const within = (s: Steps, x: Value, low: number, high: number) =>
  and(s, s.op('less_equal', [f32(s, low), x]), s.op('less_equal', [x, f32(s, high)]));

const clamped = (s: Steps, x: Value, size: number) =>
  s.op('minimum', [s.op('maximum', [x, f32(s, 0)]), f32(s, size - 1)]);

/** x mirrored at two borders until it lies between them. */
function reflected(s: Steps, x: Value, low: number, high: number): Value {
  const span = high - low;
  if (span <= 0) return s.fill(f32(s, low), typeOf(x).shape);
  const from = s.sub(x, f32(s, low));
  const turns = s.op('floor', [s.div(from, f32(s, 2 * span))]);
  const phase = s.sub(from, s.mul(turns, f32(s, 2 * span)));
  const back = s.op('where', [s.op('less', [f32(s, span), phase]), s.sub(f32(s, 2 * span), phase), phase]);
  return s.add(back, f32(s, low));
}

/** The borders at which an axis is mirrored: centres of the outermost elements, or their outer edges. */
const borders = ({ corners }: Rules, size: number): readonly [number, number] =>
  corners ? [0, size - 1] : [-0.5, size - 0.5];

/** Where in an axis of `size` elements a coordinate of the grid lies. */
function placeOf(s: Steps, coordinate: Value, size: number, rules: Rules): Value {
  const from1 = s.plus(coordinate, 1);
  const even = rules.corners
    ? s.mul(s.times(from1, 0.5), f32(s, size - 1))
    : s.times(s.sub(s.mul(from1, f32(s, size)), f32(s, 1)), 0.5);
  const x = rules.mode === 'nearest' ? s.op('round', [even]) : even;
  if (rules.padding === 'zeros') return x;
  const [low, high] = borders(rules, size);
  const moved = rules.padding === 'border' ? clamped(s, x, size) : reflected(s, x, low, high);
  return s.op('where', [within(s, x, low, high), x, moved]);
}

/** A whole coordinate as an element of the axis. */
function tapOf(s: Steps, at: Value, size: number, rules: Rules, weight?: Value): Tap {
  let index = at;
  if (rules.padding !== 'zeros') {
    const moved = rules.padding === 'border' ? at : reflected(s, at, ...borders(rules, size));
    index = s.op('where', [within(s, at, 0, size - 1), at, clamped(s, moved, size)]);
  }
  const inside = within(s, index, 0, size - 1);
  // What weighs nothing is not read: it may be infinite.
  const weighs = weight && s.op('logical_not', [s.op('equal', [weight, f32(s, 0)])]);
  return { index: s.op('where', [inside, index, f32(s, 0)]), weight, counts: weighs ? and(s, inside, weighs) : inside };
}

/** Keys' cubic convolution with a = −0.75 at a distance of up to one element, and of up to two. */
const near = (s: Steps, d: Value) => s.plus(s.mul(s.mul(s.sub(s.times(d, 1.25), f32(s, 2.25)), d), d), 1);
const far = (s: Steps, d: Value) => s.plus(s.mul(s.plus(s.mul(s.plus(s.times(d, -0.75), 3.75), d), -6), d), 3);

/** The elements that a place mixes along an axis. */
function tapsOf(s: Steps, place: Value, size: number, rules: Rules): readonly Tap[] {
  if (rules.mode === 'nearest') return [tapOf(s, place, size, rules)];
  const below = s.op('floor', [place]);
  const past = s.sub(place, below);
  const ahead = s.sub(f32(s, 1), past);
  const weights =
    rules.mode === 'cubic'
      ? [far(s, s.plus(past, 1)), near(s, past), near(s, ahead), far(s, s.plus(ahead, 1))]
      : [ahead, past];
  const first = rules.mode === 'cubic' ? -1 : 0;
  return weights.map((weight, i) => tapOf(s, s.plus(below, first + i), size, rules, weight));
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
  const [batch = 0, channels = 0, ...spatial] = knownSizes(x) ?? [];
  const outer = (knownSizes(grid) ?? []).slice(1, -1);
  const places = [batch, ...outer];
  const plane = spatial.reduce((a, b) => a * b, 1);
  const last = s.op('transpose', [s.reshape(x, [batch, channels, plane])], { perm: [0, 2, 1] });
  const table = s.reshape(last, [batch * plane, channels]);
  const coordinate = (axis: number) => {
    const k = spatial.length - 1 - axis; // the grid names the last axis first
    return s.cast(s.reshape(s.slice(grid, places.length, k, k + 1), places), 'f32');
  };
  const taps = spatial.map((size, axis) => tapsOf(s, placeOf(s, coordinate(axis), size, rules), size, rules));
  const image = s.mul(s.iota(batch, 0, places.length, 'i64'), s.number(plane, 'i64'));
  const behind = { axes: [places.length] };
  const read = (mix: readonly Tap[]): Value => {
    const row = mix.reduce((sum, { index }, axis) => {
      const stride = spatial.slice(axis + 1).reduce((a, b) => a * b, 1);
      return s.add(sum, s.mul(s.cast(index, 'i64'), s.number(stride, 'i64')));
    }, image);
    const counts = mix.map((tap) => tap.counts).reduce((a, b) => and(s, a, b));
    const picked = s.op('gather', [table, row], { axis: 0 });
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
  const positions = outer.reduce((a, b) => a * b, 1);
  const first = s.op('transpose', [s.reshape(sum, [batch, positions, channels])], { perm: [0, 2, 1] });
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

/** Coordinates and row numbers are computed in f32. */
const countable: NodeCondition = {
  because: 'x has no elements, or an axis of more than 2^22',
  holds: (node) => (knownSizes(node.operands[0]) ?? []).every((size) => size > 0 && size <= 2 ** 22),
};

export const gridSample: Decomposition = {
  op: 'grid_sample',
  summary: 'rows of channels gathered around each place, summed by their weights',
  steps: [
    ...['reshape', 'transpose', 'slice', 'unsqueeze', 'expand', 'cast', 'gather', 'where', 'equal', 'less'],
    ...['less_equal', 'logical_and', 'logical_not', 'add', 'sub', 'mul', 'div', 'floor', 'round', 'minimum', 'maximum'],
  ],
  where: [knownShapes, mixable, fewTaps, countable],
  build(node, builder) {
    const { mode = 'linear', padding = 'zeros', align_corners: corners = false } = node.attrs;
    const rules = { mode: String(mode), padding: String(padding), corners: corners === true };
    return [sampled(new Steps(builder, node), node, rules)];
  },
};
