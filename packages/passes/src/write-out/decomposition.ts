// What a decomposition is: how a node of one op is written in simpler ops. It means what the op means, up to rounding: each step
// rounds, where the op rounds once.

import { type ElementType, splatTensor } from '@afterglow/core';
import type { Builder, Node, Shape, Value } from '@afterglow/ir';
import { shapeOf, tensorTypeOf } from '../raise/look.js';

/** Writes the node through the builder and answers its first result; undefined for a form that has no translation. */
export type Decomposition = (node: Node, b: Builder) => Value | undefined;

export function elemOf(value: Value | undefined): ElementType {
  return tensorTypeOf(value)?.elem ?? 'f32';
}

export function dimsOf(value: Value | undefined): Shape {
  return shapeOf(value) ?? [];
}

/** A constant of one number in the element type of `like`. */
export function scalar(b: Builder, like: Value, value: number): Value {
  return b.constant(`${like.name}.number`, splatTensor(elemOf(like), [], value));
}

/** Shorthands for element-wise steps with one number. */
export function times(b: Builder, x: Value, factor: number): Value {
  return factor === 1 ? x : b.value('mul', [x, scalar(b, x, factor)]);
}

export function plus(b: Builder, x: Value, term: number): Value {
  return term === 0 ? x : b.value('add', [x, scalar(b, x, term)]);
}

export function numberOf(node: Node, name: string, fallback: number): number {
  const value = node.attrs[name];
  return typeof value === 'number' ? value : fallback;
}

export function castTo(b: Builder, x: Value, elem: ElementType): Value {
  return elemOf(x) === elem ? x : b.value('cast', [x], { to: elem });
}

export function reshapeTo(b: Builder, x: Value, shape: Shape): Value {
  return b.value('reshape', [x], { shape });
}
