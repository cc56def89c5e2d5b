// Positions of extreme elements, counted in f32.

import { isFloat } from '@afterglow/core';
import type { Decomposition, NodeCondition } from '@afterglow/ir';
import { axisOf, operandOf, Steps, typeOf } from '@afterglow/passes';

/** Positions are counted in f32, which holds whole numbers up to 2^24. */
const countableAxis: NodeCondition = {
  because: 'the size of the axis is not known, or above 2^24',
  holds: (node) => {
    const { shape } = typeOf(node.operands[0]);
    const size = shape[axisOf(node, shape.length, 0)];
    return typeof size === 'number' && size > 0 && size <= 2 ** 24;
  },
};

function extreme(op: 'arg_max' | 'arg_min', fold: string): Decomposition {
  return {
    op,
    summary: 'the first or last of the positions whose element is the extreme one, or not a number',
    steps: ['reduce_max', 'reduce_min', 'equal', 'is_nan', 'logical_or', 'where', 'cast'],
    where: [countableAxis],
    build(node, builder) {
      const s = new Steps(builder, node);
      const x = operandOf(node, 0);
      const { shape, elem } = typeOf(x);
      const axis = axisOf(node, shape.length, 0);
      const n = Number(shape[axis]);
      const best = s.reduce(fold, x, [axis]);
      const equal = s.op('equal', [x, best]);
      const hit = isFloat(elem) ? s.op('logical_or', [equal, s.op('is_nan', [x])]) : equal;
      // An element that is not a number wins, so `equal` finds nothing then; otherwise `is_nan` does.
      const last = node.attrs['select_last_index'] === true;
      const none = s.number(last ? -1 : n, 'f32');
      const positions = s.op('where', [hit, s.iota(n, axis, shape.length, 'f32'), none]);
      const keepdims = node.attrs['keepdims'] !== false;
      const at = s.op(last ? 'reduce_max' : 'reduce_min', [positions], { axes: [axis], keepdims });
      return [s.cast(at, 'i64')];
    },
  };
}

export const extremes: readonly Decomposition[] = [extreme('arg_max', 'reduce_max'), extreme('arg_min', 'reduce_min')];
