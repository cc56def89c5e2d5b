// Sizes that are open until the run, as data. A size is read where a table of all numbers up to its bound holds it, and the numbers below it
// are the start of that table: slices at launch parameters, which is what the card can do with them.
//
//   %n = shape_of(%x)                                x: f32[N, 3], N in 0..64
//   →
//   %n0 = slice(0 1 2 … 64) {starts = [N], ends = [N + 1]}
//   %n = concat(%n0, 3)

import { type Dim, dim, splatTensor, tensorFromNumbers } from '@afterglow/core';
import type { Builder, Decomposition, Node, NodeCondition, Value } from '@afterglow/ir';
import { listOf, numberOf, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';

/** Tables are constants on the card, so they stay small; floats hold all their numbers, too. */
const LARGEST = 2 ** 16;

/** Steps that `sizeAs` and `counted` write. */
export const SIZE_STEPS: readonly string[] = ['slice', 'reshape'];

type Counter = 'f32' | 'i32' | 'i64';

/** The largest that a size can be. */
export const boundOf = (node: Node, size: Dim): number => dim.dimRange(size, node.func.ranges).hi;

function table(b: Builder, count: number, elem: Counter): Value {
  const numbers = Array.from({ length: count }, (_, i) => i);
  return b.constant(`iota.${count}`, tensorFromNumbers(elem, [count], numbers));
}

/** A size as a scalar. */
export function sizeAs(s: Steps, node: Node, size: Dim, elem: Counter): Value {
  if (typeof size === 'number') return s.number(size, elem);
  const numbers = table(s.b, boundOf(node, size) + 1, elem);
  return s.reshape(s.slice(numbers, 0, size, dim.add(size, 1)), []);
}

/** 0, 1, … below a size. */
export function counted(s: Steps, node: Node, size: Dim, elem: Counter): Value {
  if (typeof size === 'number') return table(s.b, size, elem);
  return s.slice(table(s.b, boundOf(node, size), elem), 0, 0, size);
}

export const countableSizes = (node: Node, sizes: readonly Dim[]): boolean =>
  sizes.every((size) => typeof size === 'number' || boundOf(node, size) <= LARGEST);

/** Sizes that arise when the data come are no launch parameters. */
export const givenSizes: NodeCondition = {
  because: `its sizes do not follow from those of the inputs, or may be above ${LARGEST}`,
  holds: (node) => {
    const inputs = new Set<string>();
    for (const { type } of node.func.body.params) {
      if (type.kind === 'tensor') for (const size of type.shape) dim.symbolsOf(size, inputs);
    }
    const sizes = [...node.operands, ...node.results].flatMap((value) =>
      value?.type.kind === 'tensor' ? value.type.shape : [],
    );
    return (
      sizes.every((size) => [...dim.symbolsOf(size)].every((name) => inputs.has(name))) && countableSizes(node, sizes)
    );
  },
};

const shapeOf: Decomposition = {
  op: 'shape_of',
  summary: 'sizes looked up in a table of all numbers up to their bounds',
  steps: [...SIZE_STEPS, 'concat'],
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
    return [
      s.concat(
        sizes.map((size) => s.reshape(sizeAs(s, node, size, 'i64'), [1])),
        0,
      ),
    ];
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
