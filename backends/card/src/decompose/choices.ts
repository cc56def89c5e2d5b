// Ops that answer which elements are chosen: hardmax and one_hot compare positions, top_k counts how many elements come before each.

import { type Dim, dim, isFloat } from '@afterglow/core';
import type { Decomposition, Node, NodeCondition, Value } from '@afterglow/ir';
import { axisOf, boundOf, countable, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { GUARD_STEPS, guarded, guardedBy } from './guard.js';
import { SIZE_STEPS, sizeAs } from './open-sizes.js';

function sizeOf(node: Node): Dim {
  const { shape } = typeOf(node.operands[0]);
  return shape[axisOf(node, shape.length)] ?? 1;
}

export const hardmax: Decomposition = {
  op: 'hardmax',
  summary: 'where a position is that of the first largest element',
  steps: ['arg_max', 'equal', 'cast', 'slice'],
  where: [countable('the size of the axis', (node) => [sizeOf(node)])],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = operandOf(node, 0);
    const { shape, elem } = typeOf(x);
    const axis = axisOf(node, shape.length);
    const best = s.op('arg_max', [x], { axis, keepdims: true });
    const positions = s.iota(sizeOf(node), axis, shape.length, 'i64');
    return [s.cast(s.op('equal', [best, positions]), elem)];
  },
};

/** The size of the axis of the result. */
function resultSize(node: Node): Dim {
  const { shape } = resultOf(node);
  return shape[axisOf(node, shape.length)] ?? 1;
}

export const oneHot: Decomposition = {
  op: 'one_hot',
  summary: 'where a position is the index',
  steps: ['less', 'cast', 'add', 'where', 'unsqueeze', 'equal', ...SIZE_STEPS, ...GUARD_STEPS],
  where: [countable('the depth', (node) => [resultSize(node)])],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [indices, values] = [operandOf(node, 0), operandOf(node, 2)];
    const { shape } = resultOf(node);
    const axis = axisOf(node, shape.length);
    const depth = resultSize(node);
    const { elem } = typeOf(indices);
    const index = s.cast(indices, 'i64');
    const negative = s.op('less', [indices, s.number(0, elem)]);
    const front = s.op('where', [negative, s.add(index, sizeAs(s, node, depth, 'i64')), index]);
    const hit = s.op('equal', [s.op('unsqueeze', [front], { axes: [axis] }), s.iota(depth, axis, shape.length, 'i64')]);
    const value = (at: number) => s.reshape(s.slice(values, 0, at, at + 1), []);
    const y = s.op('where', [hit, value(1), value(0)]);
    const given = operandOf(node, 1);
    // A depth is any number that becomes an integer.
    const isConst = given.def.kind === 'const';
    return [guardedBy(s, y, isConst ? undefined : s.cast(given, 'i64'), (type) => sizeAs(s, node, depth, type))];
  },
};

/** All pairs of elements of a line are compared at once. */
const LONGEST_LINE = 2048;

const shortLine: NodeCondition = {
  because: `the number of elements, at the largest of its sizes, is above ${LONGEST_LINE}`,
  holds: (node) => boundOf(node, sizeOf(node)) <= LONGEST_LINE,
};

/** Whether elements of `a` come before those of `b`: they are better, and what is not a number is larger than all. */
function before(s: Steps, a: Value, b: Value, largest: boolean): { readonly better: Value; readonly same: Value } {
  const better = s.op(largest ? 'greater' : 'less', [a, b]);
  const same = s.op('equal', [a, b]);
  if (!isFloat(typeOf(a).elem)) return { better, same };
  const [nanA, nanB] = [s.op('is_nan', [a]), s.op('is_nan', [b])];
  const [inFront, behind] = largest ? [nanA, nanB] : [nanB, nanA];
  const ahead = s.op('logical_and', [inFront, s.op('logical_not', [behind])]);
  return {
    better: s.op('logical_or', [better, ahead]),
    same: s.op('logical_or', [same, s.op('logical_and', [nanA, nanB])]),
  };
}

export const topK: Decomposition = {
  op: 'top_k',
  summary: 'every element by the number of elements that come before it',
  steps: [
    ...['unsqueeze', 'greater', 'less', 'equal', 'is_nan', 'logical_and', 'logical_or', 'logical_not', 'cast'],
    ...['reduce_sum', 'reduce_max', 'where', 'gather_elements', 'less_equal', ...SIZE_STEPS, ...GUARD_STEPS],
  ],
  where: [
    shortLine,
    countable('the number of elements', (node) => [sizeOf(node)]),
    countable('how many of them are wanted', (node) => [resultSize(node)]),
  ],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = operandOf(node, 0);
    const { shape, elem } = typeOf(x);
    const rank = shape.length;
    const axis = axisOf(node, rank);
    const [n, k] = [sizeOf(node), resultSize(node)];
    // Elements along `axis`, those they are compared with along the axis behind it.
    const own = s.op('unsqueeze', [x], { axes: [axis + 1] });
    const other = s.op('unsqueeze', [x], { axes: [axis] });
    const { better, same } = before(s, other, own, node.attrs['largest'] !== false);
    const earlier = s.op('less', [s.iota(n, axis + 1, rank + 1, 'i32'), s.iota(n, axis, rank + 1, 'i32')]);
    const ahead = s.op('logical_or', [better, s.op('logical_and', [same, earlier])]);
    const place = s.op('reduce_sum', [s.cast(ahead, 'f32')], { axes: [axis + 1], keepdims: false });
    const counted = guardedBy(s, s.iota(k, axis, rank + 1, 'f32'), node.operands[1], (type) =>
      sizeAs(s, node, k, type),
    );
    const enough = dim.dimRange(dim.sub(n, k), node.func.ranges).lo >= 0;
    const fits = () => s.op('less_equal', [sizeAs(s, node, k, 'i32'), sizeAs(s, node, n, 'i32')]);
    // Both results are made of it, so the checks stay whichever of them is used.
    const wanted = enough ? counted : guarded(s, counted, fits());
    const hit = s.op('equal', [s.op('unsqueeze', [place], { axes: [axis] }), wanted]);
    const pick = (op: string, value: Value, none: Value) =>
      s.op(op, [s.op('where', [hit, value, none])], { axes: [axis + 1], keepdims: false });
    const positions = pick('reduce_sum', s.iota(n, axis + 1, rank + 1, 'f32'), s.number(0, 'f32'));
    const indices = s.cast(positions, 'i64');
    const values = isFloat(elem)
      ? pick('reduce_max', other, s.number(-Infinity, elem))
      : s.op('gather_elements', [x, indices], { axis });
    return [values, indices];
  },
};
