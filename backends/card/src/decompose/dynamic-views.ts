// Ops whose parameters are data and whose results have known sizes, where those sizes say all there is to say: the parameters are only
// checked.

import type { Decomposition, Node, Value } from '@afterglow/ir';
import { axisOf, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { GUARD_STEPS, guarded, guardedBy, integers, knownResults, knownShapes, knownSizes } from './guard.js';

const CHECK_STEPS = ['equal', 'logical_or', 'identity', ...GUARD_STEPS];

/** A constant of the type of given parameters. */
function like(s: Steps, given: Value, values: readonly number[]): Value {
  return integers(s, typeOf(given).elem === 'i32' ? 'i32' : 'i64', [values.length], values);
}

/** `value`, where each parameter is one of the numbers that `allowed` lists for its place. */
function oneOf(s: Steps, value: Value, given: Value, ...allowed: readonly (readonly number[])[]): Value {
  const equal = allowed.map((values) => s.op('equal', [given, like(s, given, values)]));
  return guarded(
    s,
    value,
    equal.reduce((a, b) => s.op('logical_or', [a, b])),
  );
}

/** Takes a view of `x`; results that are their operand need a node of their own. */
function viewed(s: Steps, node: Node, x: Value): Value {
  const { shape } = resultOf(node);
  return typeOf(x).shape.length === shape.length && typeOf(x).shape.every((size, i) => size === shape[i])
    ? s.op('identity', [x])
    : s.reshape(x, shape);
}

const reshape: Decomposition = {
  op: 'dynamic_reshape',
  summary: 'a view of the known sizes, once the given ones agree',
  steps: ['reshape', ...CHECK_STEPS],
  where: [knownShapes],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, given] = [operandOf(node, 0), operandOf(node, 1)];
    const [from = [], to = []] = [knownSizes(x), knownSizes(node.results[0])];
    const y = viewed(s, node, x);
    // -1 stands for what is left, 0 for the size there was.
    const kept = to.map((size, i) => (size === from[i] && node.attrs['allow_zero'] !== true ? 0 : size));
    return [
      oneOf(
        s,
        y,
        given,
        to,
        to.map(() => -1),
        kept,
      ),
    ];
  },
};

const expand: Decomposition = {
  op: 'dynamic_expand',
  summary: 'repeats to the known sizes, once the given ones agree',
  steps: ['expand', ...CHECK_STEPS],
  where: [knownShapes],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, given] = [operandOf(node, 0), operandOf(node, 1)];
    const [from = [], to = []] = [knownSizes(x), knownSizes(node.results[0])];
    const count = Number(typeOf(given).shape[0]);
    const wanted = to.slice(to.length - count);
    const own = wanted.map((size, i) => (from[from.length - count + i] === size ? 1 : size));
    return [oneOf(s, s.fill(x, to), given, wanted, own)];
  },
};

/** Axes that must be of size 1 in `sizes`; one that there is not traps by itself. */
function onesAt(s: Steps, value: Value, axes: Value, sizes: readonly number[]): Value {
  const found = s.op('gather', [integers(s, 'i64', [sizes.length], sizes), axes], { axis: 0 });
  return guarded(s, value, s.op('equal', [found, s.number(1, 'i64')]));
}

const squeeze: Decomposition = {
  op: 'dynamic_squeeze',
  summary: 'a view of the known sizes, once the given axes have size 1',
  steps: ['reshape', ...CHECK_STEPS],
  where: [knownShapes],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, axes] = [operandOf(node, 0), node.operands[1]];
    const y = viewed(s, node, x);
    return [axes ? onesAt(s, y, axes, knownSizes(x) ?? []) : y];
  },
};

const unsqueeze: Decomposition = {
  op: 'dynamic_unsqueeze',
  summary: 'a view of the known sizes, once the given axes have size 1',
  steps: ['reshape', ...CHECK_STEPS],
  where: [knownShapes],
  build(node, builder) {
    const s = new Steps(builder, node);
    const y = viewed(s, node, operandOf(node, 0));
    return [onesAt(s, y, operandOf(node, 1), knownSizes(node.results[0]) ?? [])];
  },
};

const tile: Decomposition = {
  op: 'dynamic_tile',
  summary: 'repeats to the known sizes, once the given numbers agree',
  steps: ['tile', ...CHECK_STEPS],
  where: [
    knownShapes,
    { because: 'it has no elements', holds: (node) => (knownSizes(node.operands[0]) ?? [0]).every((size) => size > 0) },
  ],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = operandOf(node, 0);
    const [from = [], to = []] = [knownSizes(x), knownSizes(node.results[0])];
    const repeats = to.map((size, i) => Math.floor(size / (from[i] ?? 1)));
    return [guardedBy(s, s.op('tile', [x], { repeats }), operandOf(node, 1), repeats)];
  },
};

const split: Decomposition = {
  op: 'dynamic_split',
  summary: 'parts of the known sizes, once the given ones agree',
  steps: ['slice', ...CHECK_STEPS],
  where: [knownResults],
  build(node, builder) {
    const s = new Steps(builder, node);
    const { shape } = typeOf(node.operands[0]);
    const axis = axisOf(node, shape.length, 0);
    const sizes = node.results.map((value) => Number(knownSizes(value)?.[axis]));
    const x = guardedBy(s, operandOf(node, 0), operandOf(node, 1), sizes);
    let start = 0;
    return sizes.map((size) => {
      const part = s.slice(x, axis, start, start + size);
      start += size;
      return part;
    });
  },
};

const splat: Decomposition = {
  op: 'dynamic_splat',
  summary: 'a number repeated to the known sizes, once the given ones agree',
  steps: ['expand', ...CHECK_STEPS],
  where: [knownResults],
  build(node, builder) {
    const s = new Steps(builder, node);
    const { elem } = resultOf(node);
    const sizes = knownSizes(node.results[0]) ?? [];
    const { value } = node.attrs;
    const filled = s.fill(s.number(typeof value === 'number' ? value : 0, elem), sizes);
    return [sizes.length === 0 ? filled : guardedBy(s, filled, operandOf(node, 0), sizes)];
  },
};

export const dynamicViews: readonly Decomposition[] = [reshape, expand, squeeze, unsqueeze, tile, split, splat];
