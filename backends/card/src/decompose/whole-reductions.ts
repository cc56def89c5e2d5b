// Reductions of integers, which the vector unit does not fold: an axis is halved until one element is left. Sums and products modulo a
// power of two, and extremes, are the same in any order.

import { isFloat, isInteger } from '@afterglow/core';
import type { Decomposition, NodeCondition, Value } from '@afterglow/ir';
import { listOf, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';

function reducedAxes(node: Parameters<NodeCondition['holds']>[0]): number[] {
  const { shape } = typeOf(node.operands[0]);
  const axes = listOf(node, 'axes').map((axis) => (Number(axis) < 0 ? Number(axis) + shape.length : Number(axis)));
  return axes.length === 0 ? shape.map((_, axis) => axis) : axes;
}

const integersOnly: NodeCondition = {
  because: 'it has no code for this type',
  holds: (node) => {
    const { elem } = typeOf(node.operands[0]);
    return isInteger(elem) && !isFloat(elem);
  },
};

const knownLines: NodeCondition = {
  because: 'the size of a reduced axis is not known before the run, or 0',
  holds: (node) => {
    const { shape } = typeOf(node.operands[0]);
    return reducedAxes(node).every((axis) => Number(shape[axis]) > 0);
  },
};

/** Combines the two halves of an axis until it has one element; an odd one is carried along. */
function halved(s: Steps, x: Value, axis: number, combine: string): Value {
  let y = x;
  for (let size = Number(typeOf(x).shape[axis]); size > 1; size = Math.ceil(size / 2)) {
    const half = Math.floor(size / 2);
    const both = s.op(combine, [s.slice(y, axis, 0, half), s.slice(y, axis, half, 2 * half)]);
    y = size % 2 === 0 ? both : s.concat([both, s.slice(y, axis, 2 * half, size)], axis);
  }
  return y;
}

function whole(op: string, combine: string): Decomposition {
  return {
    op,
    summary: 'halves of each axis combined until one element is left',
    steps: [combine, 'slice', 'concat', 'reshape', 'identity'],
    where: [integersOnly, knownLines],
    build(node, builder) {
      const s = new Steps(builder, node);
      const x = operandOf(node, 0);
      const y = reducedAxes(node).reduce((value, axis) => halved(s, value, axis, combine), x);
      const result = s.reshape(y, resultOf(node).shape);
      return [result === x ? s.op('identity', [x]) : result];
    },
  };
}

export const wholeReductions: readonly Decomposition[] = [
  whole('reduce_sum', 'add'),
  whole('reduce_prod', 'mul'),
  whole('reduce_max', 'maximum'),
  whole('reduce_min', 'minimum'),
];
