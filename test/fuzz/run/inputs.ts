// Inputs for a model that imported: small sizes for its symbols, numbers that repeat. Undefined when it wants too much.

import { dim, type HostValue, stringTensor, tensorFromNumbers } from '@afterglow/core';
import { type Func, type Type, walk, workOf } from '@afterglow/ir';

const MOST_ELEMENTS = 10_000;
const SIZE = 3;

function inputOf(type: Type, sizeOf: (symbol: string) => number, left: { elements: number }): HostValue | undefined {
  if (type.kind === 'sequence') return { kind: 'sequence', items: [] };
  if (type.kind !== 'tensor') return undefined;
  const symbols = new Map<string, number>();
  for (const size of type.shape) for (const name of dim.symbolsOf(size)) symbols.set(name, sizeOf(name));
  const shape = type.shape.map((size) => dim.evaluate(size, symbols) ?? -1);
  const count = shape.reduce((product, size) => product * size, 1);
  left.elements -= count;
  if (left.elements < 0 || shape.some((size) => size < 0)) return undefined;
  if (type.elem === 'string')
    return stringTensor(
      shape,
      Array.from({ length: count }, (_, i) => `s${i % 5}`),
    );
  if (type.elem.startsWith('c')) return undefined;
  const numbers = Array.from({ length: count }, (_, i) =>
    type.elem === 'bool' ? i % 2 : (i % 5) - (type.elem.startsWith('u') ? 0 : 1),
  );
  return tensorFromNumbers(type.elem, shape, numbers);
}

export function inputsFor(func: Func): Map<string, HostValue> | undefined {
  const left = { elements: MOST_ELEMENTS };
  const sizeOf = (name: string) => {
    const range = func.ranges.get(name);
    return range ? Math.max(range.lo, Math.min(SIZE, range.hi)) : SIZE;
  };
  const inputs = new Map<string, HostValue>();
  for (const { name, type } of func.body.params) {
    const value = inputOf(type, sizeOf, left);
    if (!value) return undefined;
    inputs.set(name, value);
  }
  return inputs;
}

/** Arithmetic operations of a run on such inputs, bodies counted once and sizes that the data decide taken as small. */
export function workFor(func: Func): number {
  let total = 0;
  for (const node of walk(func.body)) {
    const work = workOf(node);
    const sizes = new Map([...dim.symbolsOf(work)].map((name) => [name, SIZE]));
    total += dim.evaluate(work, sizes) ?? Number.POSITIVE_INFINITY;
  }
  return total;
}
