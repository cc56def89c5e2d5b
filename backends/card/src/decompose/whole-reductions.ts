// Reductions of integers, which the vector unit does not fold: an axis is halved until one element is left. Sums and products modulo a
// power of two, and extremes, are the same in any order. What an open size leaves of its bound is filled with elements that change nothing.

import { type Dim, dim, ELEMENT_TYPES, type ElementType, isFloat, isInteger, tensorFromArray } from '@afterglow/core';
import type { Decomposition, Node, NodeCondition, Value } from '@afterglow/ir';
import { boundOf, countable, listOf, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';

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

const linesOf = (node: Node): readonly Dim[] => {
  const { shape } = typeOf(node.operands[0]);
  return reducedAxes(node).map((axis) => shape[axis] ?? 1);
};

const someElements: NodeCondition = {
  because: 'a reduced axis has no elements',
  holds: (node) => linesOf(node).every((size) => boundOf(node, size) > 0),
};

/** The least or the largest number of a type of integers. */
function extremeOf(s: Steps, elem: ElementType, least: boolean): Value {
  const { bits, class: kind } = ELEMENT_TYPES[elem];
  const span = 1n << BigInt(kind === 'signed' ? bits - 1 : bits);
  const value = least ? (kind === 'signed' ? -span : 0n) : span - 1n;
  if (elem === 'i64') return s.b.constant('extreme', tensorFromArray(elem, [], BigInt64Array.of(value)));
  if (elem === 'u64') return s.b.constant('extreme', tensorFromArray(elem, [], BigUint64Array.of(value)));
  return s.number(Number(value), elem);
}

/** An axis with as many elements as there may be. */
function filled(s: Steps, node: Node, x: Value, axis: number, none: (elem: ElementType) => Value): Value {
  const { shape, elem } = typeOf(x);
  const size = shape[axis] ?? 1;
  if (typeof size === 'number') return x;
  const rest = dim.sub(boundOf(node, size), size);
  return s.concat([x, s.fill(none(elem), shape.with(axis, rest))], axis);
}

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

type Neutral = (s: Steps, elem: ElementType) => Value;

function whole(op: string, combine: string, neutral: Neutral): Decomposition {
  return {
    op,
    summary: 'halves of each axis combined until one element is left',
    steps: [combine, 'slice', 'concat', 'expand', 'reshape', 'identity'],
    where: [integersOnly, someElements, countable('the size of a reduced axis', linesOf)],
    build(node, builder) {
      const s = new Steps(builder, node);
      const x = operandOf(node, 0);
      const none = (elem: ElementType) => neutral(s, elem);
      const y = reducedAxes(node).reduce(
        (value, axis) => halved(s, filled(s, node, value, axis, none), axis, combine),
        x,
      );
      const result = s.reshape(y, resultOf(node).shape);
      return [result === x ? s.op('identity', [x]) : result];
    },
  };
}

export const wholeReductions: readonly Decomposition[] = [
  whole('reduce_sum', 'add', (s, elem) => s.number(0, elem)),
  whole('reduce_prod', 'mul', (s, elem) => s.number(1, elem)),
  whole('reduce_max', 'maximum', (s, elem) => extremeOf(s, elem, true)),
  whole('reduce_min', 'minimum', (s, elem) => extremeOf(s, elem, false)),
];
