// Small questions that the basic rules ask about nodes and constants. Nothing here reads a large tensor.

import { type Dim, isFloat, numbersOf, type Tensor, tensorSize } from '@afterglow/core';
import { type AttrValue, constTensor, type Node, producer, type TensorType, type Value } from '@afterglow/ir';

/** Constants up to this many elements are read to see whether they hold one value throughout. */
const MAX_READ = 64;

export function tensorTypeOf(value: Value | undefined): TensorType | undefined {
  return value?.type.kind === 'tensor' ? value.type : undefined;
}

/** The producer of a value if it is a node of this op. */
export function madeBy(value: Value | undefined, op: string): Node | undefined {
  const node = producer(value);
  return node?.op.name === op ? node : undefined;
}

/** True when only one place reads the value. */
export function hasOneReader(value: Value): boolean {
  return value.uses.size === 1;
}

/** A list attribute of plain numbers; undefined when it holds anything else. */
export function numbersAttr(node: Node, name: string): number[] | undefined {
  const value: AttrValue | undefined = node.attrs[name];
  if (!Array.isArray(value)) return undefined;
  const list: number[] = [];
  for (const item of value) {
    if (typeof item !== 'number') return undefined;
    list.push(item);
  }
  return list;
}

/** A list attribute of dims, as its spec declares it. */
export function dimsAttr(node: Node, name: string): readonly Dim[] {
  const value = node.attrs[name];
  // The op spec declares the attribute as `dim[]` and the verifier has checked it.
  return Array.isArray(value) ? (value as readonly Dim[]) : [];
}

/** The value all elements of a tensor share, or undefined. 64-bit integers that a double cannot hold are not answered. */
export function uniformValue(tensor: Tensor | undefined): number | undefined {
  if (!tensor || tensor.elem === 'string' || tensor.elem === 'c64' || tensor.elem === 'c128') return undefined;
  const size = tensorSize(tensor);
  if (tensor.storage.kind === 'splat') {
    const value = Number(tensor.storage.value);
    return typeof tensor.storage.value === 'bigint' && !Number.isSafeInteger(value) ? undefined : value;
  }
  if (size === 0 || size > MAX_READ) return undefined;
  const numbers = numbersOf(tensor);
  const [first = 0] = numbers;
  if (!isFloat(tensor.elem) && !Number.isSafeInteger(first)) return undefined;
  return numbers.every((x) => Object.is(x, first)) ? first : undefined;
}

/** The value all elements of a constant share, or undefined. */
export function uniformConst(value: Value | undefined): number | undefined {
  return uniformValue(constTensor(value));
}
