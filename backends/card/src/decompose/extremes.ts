// Positions of extreme elements, counted in f32.

import { type Dim, dim, isFloat } from '@afterglow/core';
import type { Decomposition, Node, NodeCondition } from '@afterglow/ir';
import { axisOf, boundOf, countable, operandOf, Steps, typeOf } from '@afterglow/passes';
import { GUARD_STEPS, guarded } from './guard.js';
import { SIZE_STEPS, sizeAs } from './open-sizes.js';

/** Positions are counted in f32, which holds whole numbers up to 2^24. */
const LONGEST = 2 ** 24;

function sizeOf(node: Node): Dim {
  const { shape } = typeOf(node.operands[0]);
  return shape[axisOf(node, shape.length, 0)] ?? 1;
}

const someElements: NodeCondition = {
  because: `the axis is empty, or longer than ${LONGEST}`,
  holds: (node) => sizeOf(node) !== 0 && boundOf(node, sizeOf(node)) <= LONGEST,
};

const countableAxis = countable('the size of the axis', (node) => [sizeOf(node)]);

function extreme(op: 'arg_max' | 'arg_min', fold: string): Decomposition {
  return {
    op,
    summary: 'the first or last of the positions whose element is the extreme one, or not a number',
    steps: [
      ...['reduce_max', 'reduce_min', 'equal', 'is_nan', 'logical_or', 'where', 'cast', 'less'],
      ...[...SIZE_STEPS, ...GUARD_STEPS],
    ],
    where: [someElements, countableAxis],
    build(node, builder) {
      const s = new Steps(builder, node);
      const x = operandOf(node, 0);
      const { shape, elem } = typeOf(x);
      const axis = axisOf(node, shape.length, 0);
      const best = s.reduce(fold, x, [axis]);
      const equal = s.op('equal', [x, best]);
      const hit = isFloat(elem) ? s.op('logical_or', [equal, s.op('is_nan', [x])]) : equal;
      // An element that is not a number wins, so `equal` finds nothing then; otherwise `is_nan` does.
      const last = node.attrs['select_last_index'] === true;
      const n = sizeOf(node);
      const none = s.number(last ? -1 : boundOf(node, n), 'f32');
      const positions = s.op('where', [hit, s.iota(n, axis, shape.length, 'f32'), none]);
      const keepdims = node.attrs['keepdims'] !== false;
      const at = s.op(last ? 'reduce_max' : 'reduce_min', [positions], { axes: [axis], keepdims });
      const position = s.cast(at, 'i64');
      if (dim.dimRange(n, node.func.ranges).lo > 0) return [position];
      return [guarded(s, position, s.op('less', [s.number(0, 'i32'), sizeAs(s, node, n, 'i32')]))];
    },
  };
}

export const extremes: readonly Decomposition[] = [extreme('arg_max', 'reduce_max'), extreme('arg_min', 'reduce_min')];
