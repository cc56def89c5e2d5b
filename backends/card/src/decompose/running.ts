// Running sums and products, and ranges.
//
// A running sum is doubled: every element takes in the one 1, then 2, 4, … before it, so that n elements take log2(n) steps of whole
// vectors. Integers are exact that way, and the sums of floats are those of a tree, which loses less than one after another.

import { type Dim, dim, isFloat, numbersOf } from '@afterglow/core';
import {
  constTensor,
  type Decomposition,
  type Node,
  type NodeCondition,
  scalarShapeValueOf,
  type Value,
} from '@afterglow/ir';
import { boundOf, countable, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { GUARD_STEPS, guarded, guardedBy } from './guard.js';
import { givenSizes, SIZE_STEPS, sizeAs } from './open-sizes.js';

/** The axis, where it is known or there is but one. */
function scanAxis(node: Node): number | undefined {
  const rank = typeOf(node.operands[0]).shape.length;
  const tensor = constTensor(operandOf(node, 1));
  const axis = tensor ? Number([...numbersOf(tensor)][0]) : rank === 1 ? 0 : undefined;
  return axis !== undefined && axis < 0 ? axis + rank : axis;
}

const knownAxis: NodeCondition = {
  because: 'the axis is not known before the run',
  holds: (node) => scanAxis(node) !== undefined,
};

function lineSize(node: Node): Dim {
  return typeOf(node.operands[0]).shape[scanAxis(node) ?? 0] ?? 1;
}

function running(op: string, combine: string, start: 0 | 1, summary: string): Decomposition {
  return {
    op,
    summary,
    steps: ['cast', 'slice', 'concat', combine, 'expand', 'identity', 'equal', 'logical_or', ...GUARD_STEPS],
    where: [knownAxis, countable('the size of the axis', (node) => [lineSize(node)])],
    build(node, builder) {
      const s = new Steps(builder, node);
      const given = operandOf(node, 0);
      const { elem, shape } = typeOf(given);
      const x = isFloat(elem) ? s.wide(given) : given;
      const axis = scanAxis(node) ?? 0;
      const size = lineSize(node);
      if (size === 0) return [s.op('identity', [given])];
      const reverse = node.attrs['reverse'] === true;
      const turn = (value: Value) => (reverse ? s.slice(value, axis, dim.sub(size, 1), -1, -1) : value);
      // As many elements that change nothing come first as others move behind the end, which is right for any size.
      const behind = (value: Value, count: number) => {
        const none = s.fill(s.numberLike(x, start), shape.with(axis, count));
        return s.slice(s.concat([none, value], axis), axis, 0, size);
      };
      let sums = node.attrs['exclusive'] === true ? behind(turn(x), 1) : turn(x);
      for (let step = 1; step < boundOf(node, size); step *= 2) sums = s.op(combine, [sums, behind(sums, step)]);
      const y = s.cast(turn(sums), elem);
      const result = y === given ? s.op('identity', [given]) : y;
      const axisOperand = operandOf(node, 1);
      if (constTensor(axisOperand)) return [result];
      // The only axis there is has two names.
      const wide = s.cast(axisOperand, 'i64');
      const named = s.op('where', [s.op('less', [wide, s.number(0, 'i64')]), s.add(wide, s.number(1, 'i64')), wide]);
      return [guardedBy(s, result, named, [0])];
    },
  };
}

export const runs: readonly Decomposition[] = [
  running('cumsum', 'add', 0, 'sums of pieces that double in length'),
  running('cumprod', 'mul', 1, 'products of pieces that double in length'),
].map((entry) => ({ ...entry, steps: [...entry.steps, 'where', 'less', 'add'] }));

/** How far a count of floats may be off for the rounding of its quotient. */
const ROUNDING = 1e-3;

/** Whether a range has as many values as its type says: `limit` is above the last one and not above the next, in the direction of `delta`. */
function hasCount(s: Steps, node: Node, elem: 'f32' | 'i32' | 'i64'): Value {
  const [start, limit, delta] = [0, 1, 2].map((i) => s.cast(operandOf(node, i), elem)) as [Value, Value, Value];
  const [step, count] = [s.op('abs', [delta]), sizeAs(s, node, resultOf(node).shape[0] ?? 0, elem)];
  const length = s.mul(s.sub(limit, start), s.op('sign', [delta]));
  const slack = elem === 'f32' ? ROUNDING : 0;
  const before = s.mul(s.sub(count, s.number(1 + slack, elem)), step);
  const behind = s.mul(s.add(count, s.number(slack, elem)), step);
  const isAbove = s.op('less', [before, s.op('maximum', [length, s.number(0, elem)])]);
  return s.op('logical_and', [isAbove, s.op('less_equal', [length, behind])]);
}

export const range: Decomposition = {
  op: 'range',
  summary: 'the start plus multiples of the step, once there are as many as its type says',
  steps: [
    ...['cast', 'mul', 'add', 'sub', 'abs', 'sign', 'maximum', 'less', 'less_equal', 'logical_and'],
    ...SIZE_STEPS,
    ...GUARD_STEPS,
  ],
  where: [givenSizes],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [start, delta] = [operandOf(node, 0), operandOf(node, 2)];
    const { elem } = typeOf(start);
    const count = resultOf(node).shape[0] ?? 0;
    const wide = isFloat(elem) ? 'f32' : elem;
    const index = s.cast(s.iota(count, 0, 1, isFloat(elem) ? 'f32' : 'i64'), wide);
    const y = s.cast(s.add(s.cast(start, wide), s.mul(index, s.cast(delta, wide))), elem);
    // What sizes decide was counted when the type was made.
    const isCounted = node.operands.every((value) => value && scalarShapeValueOf(value) !== undefined);
    if (isCounted || node.operands.every(constTensor)) return [y];
    return [guarded(s, y, hasCount(s, node, isFloat(elem) ? 'f32' : elem === 'i32' ? 'i32' : 'i64'))];
  },
};
