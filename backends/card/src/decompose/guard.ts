// Checks that taking an op apart would lose: what the interpreter refuses when the data come must not turn into numbers on a card.

import { isFloat, type Tensor, tensorFromNumbers } from '@afterglow/core';
import { constTensor, type NodeCondition, type Value } from '@afterglow/ir';
import { type Steps, typeOf } from '@afterglow/passes';

/** Steps that `guarded` writes. */
export const GUARD_STEPS: readonly string[] = ['logical_not', 'cast', 'reduce_max', 'unsqueeze', 'gather'];

/**
 * `value`, once all of `ok` is true: it is picked from a table of one entry, at index 1 where something is not, and an index outside
 * its table traps.
 */
export function guarded(s: Steps, value: Value, ok: Value): Value {
  const bad = s.cast(s.op('logical_not', [ok]), 'f32');
  const worst = s.op('reduce_max', [bad], { axes: [], keepdims: false });
  return picked(s, [value], s.cast(worst, 'i64'));
}

/** One of several values of one type; an index that names none of them traps. */
export function picked(s: Steps, values: readonly Value[], index: Value): Value {
  const table = s.concat(
    values.map((value) => s.op('unsqueeze', [value], { axes: [0] })),
    0,
  );
  return s.op('gather', [table, index], { axis: 0 });
}

/** Integers as a constant of a shape. */
export function integers(s: Steps, elem: 'i32' | 'i64', shape: readonly number[], values: readonly number[]): Value {
  const tensor: Tensor = tensorFromNumbers(elem, shape, values);
  return s.b.constant(`${elem}.${values.slice(0, 4).join('.')}`, tensor);
}

/**
 * `value`, checked to have been given the parameters `wanted`: numbers, or sizes as data. Constant ones were checked when the types
 * were made.
 */
export function guardedBy(
  s: Steps,
  value: Value,
  given: Value | undefined,
  wanted: readonly number[] | ((elem: 'i32' | 'i64') => Value),
): Value {
  if (!given || constTensor(given)) return value;
  const { elem, shape } = typeOf(given);
  const index = elem === 'i32' ? 'i32' : 'i64';
  const known =
    typeof wanted === 'function'
      ? s.reshape(wanted(index), shape)
      : integers(s, index, shape.length === 0 ? [] : [wanted.length], wanted);
  return guarded(s, value, s.op('equal', [given, known]));
}

/** Sizes that are numbers, or undefined. */
export function knownSizes(value: Value | undefined): readonly number[] | undefined {
  if (value?.type.kind !== 'tensor') return undefined;
  const { shape } = value.type;
  return shape.every((size) => typeof size === 'number') ? shape.map(Number) : undefined;
}

export const knownShapes: NodeCondition = {
  because: 'a size is open until the run',
  holds: (node) => [...node.operands, ...node.results].every((value) => !value || knownSizes(value) !== undefined),
};

export const knownResults: NodeCondition = {
  because: 'a size of the result is open until the run',
  holds: (node) => node.results.every((value) => knownSizes(value) !== undefined),
};

export const floatOperand: NodeCondition = {
  because: 'it has no code for other elements than floats',
  holds: (node) => isFloat(typeOf(node.operands[0]).elem),
};
