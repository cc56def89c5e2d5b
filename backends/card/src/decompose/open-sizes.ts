// Sizes that are open until the run, as data. A size is read where a table of all numbers up to its bound holds it, and the numbers below it
// are the start of that table: slices at launch parameters, which is what the card can do with them.
//
//   %n = shape_of(%x)                                x: f32[N, 3], N in 0..64
//   →
//   %n0 = slice(0 1 2 … 64) {starts = [N], ends = [N + 1]}
//   %n = concat(%n0, 3)

import { type Dim, dim, splatTensor } from '@afterglow/core';
import type { Decomposition, Node, Value } from '@afterglow/ir';
import { boundOf, countable, listOf, numberOf, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { integers } from './guard.js';

/** Steps that `sizeAs` writes, and `Steps.iota` for an open size. */
export const SIZE_STEPS: readonly string[] = ['slice', 'reshape'];

/** Steps that `productAs` and `sizesAs` write. */
export const SIZES_STEPS: readonly string[] = [...SIZE_STEPS, 'mul', 'concat'];

/** A size as a scalar. */
export function sizeAs(s: Steps, node: Node, size: Dim, elem: 'f32' | 'i32' | 'i64'): Value {
  if (typeof size === 'number') return s.number(size, elem);
  const numbers = s.iota(boundOf(node, size) + 1, 0, 1, elem);
  // What would be negative is a size of nothing: no launch has it, but the table is not left either.
  const at = dim.dimRange(size, node.func.ranges).lo < 0 ? dim.max(0, size) : size;
  return s.reshape(s.slice(numbers, 0, at, dim.add(at, 1)), []);
}

/** A product of sizes as a scalar. Every open one is looked up by itself: no table has to be as long as the product. */
export function productAs(s: Steps, node: Node, sizes: readonly Dim[], elem: 'f32' | 'i32' | 'i64'): Value {
  const known = sizes.reduce<number>((product, size) => (typeof size === 'number' ? product * size : product), 1);
  const open = sizes.filter((size) => typeof size !== 'number').map((size) => sizeAs(s, node, size, elem));
  return open.reduce((product, size) => s.mul(product, size), s.number(known, elem));
}

/** Sizes as a list of numbers. */
export function sizesAs(s: Steps, node: Node, sizes: readonly Dim[], elem: 'i32' | 'i64'): Value {
  if (sizes.every((size) => typeof size === 'number')) return integers(s, elem, [sizes.length], sizes);
  return s.concat(
    sizes.map((size) => s.reshape(sizeAs(s, node, size, elem), [1])),
    0,
  );
}

export const givenSizes = countable('a size', (node) =>
  [...node.operands, ...node.results].flatMap((value) => (value?.type.kind === 'tensor' ? value.type.shape : [])),
);

const shapeOf: Decomposition = {
  op: 'shape_of',
  summary: 'sizes looked up in a table of all numbers up to their bounds',
  steps: SIZES_STEPS,
  where: [
    givenSizes,
    { because: 'there are no sizes to tell', holds: (node) => Number(resultOf(node).shape[0] ?? 0) > 0 },
  ],
  build(node, builder) {
    const s = new Steps(builder, node);
    const { shape } = typeOf(operandOf(node, 0));
    const start = numberOf(node, 'start');
    const { end } = node.attrs;
    const sizes = shape.slice(start, typeof end === 'number' ? end : undefined);
    return [sizesAs(s, node, sizes, 'i64')];
  },
};

const splat: Decomposition = {
  op: 'splat',
  summary: 'a number repeated',
  steps: ['expand'],
  where: [givenSizes],
  build(node, builder) {
    const { elem } = resultOf(node);
    const value = builder.constant('value', splatTensor(elem, [], numberOf(node, 'value')));
    return [builder.value('expand', [value], { shape: listOf(node, 'shape') })];
  },
};

export const openSizes: readonly Decomposition[] = [shapeOf, splat];
