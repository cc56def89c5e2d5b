// Small questions about values that all raises ask. They look through nodes that change nothing (identity, casts to the
// same type) and answer only what is proven.

import { arrayOf, type Dim, dim, integersOf, tensorSize } from '@afterglow/core';
import {
  constTensor,
  type Node,
  producer,
  type Region,
  type Shape,
  shapeValueOf,
  type TensorType,
  type Value,
} from '@afterglow/ir';

/** The value itself, seen through nodes that hand their operand on unchanged. */
export function strip(value: Value): Value {
  let at = value;
  for (let node = producer(at); node; node = producer(at)) {
    const [source] = node.operands;
    const same = node.op.name === 'identity' || (node.op.name === 'cast' && source?.type === at.type);
    if (!same || !source) return at;
    at = source;
  }
  return at;
}

/** The producer of a value, seen through nodes that change nothing, when it is one of `ops`. */
export function madeBy(value: Value | undefined, ...ops: readonly string[]): Node | undefined {
  const node = value && producer(strip(value));
  return node && ops.includes(node.op.name) ? node : undefined;
}

export function tensorTypeOf(value: Value | undefined): TensorType | undefined {
  return value?.type.kind === 'tensor' ? value.type : undefined;
}

export function shapeOf(value: Value | undefined): Shape | undefined {
  return tensorTypeOf(value)?.shape;
}

export function rankOf(value: Value | undefined): number | undefined {
  return shapeOf(value)?.length;
}

export function sameShape(a: Shape | undefined, b: Shape | undefined): boolean {
  return a !== undefined && b !== undefined && a.length === b.length && a.every((d, i) => d === b[i]);
}

export function intAttr(node: Node, name: string): number {
  const value = node.attrs[name];
  return typeof value === 'number' ? value : Number.NaN;
}

export function intsAttr(node: Node, name: string): readonly number[] {
  const value = node.attrs[name];
  return Array.isArray(value) ? value.filter((entry): entry is number => typeof entry === 'number') : [];
}

/** A list attribute of dim expressions. */
export function dimsAttr(node: Node, name: string): readonly Dim[] {
  const value = node.attrs[name];
  // The op spec declares these attributes as `dim[]`; the verifier has checked the entries.
  return Array.isArray(value) ? (value as readonly Dim[]) : [];
}

/** An axis attribute counted from the front. */
export function axisOf(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

/** Largest integer constant that is read out to be reasoned about. */
const MAX_KNOWN = 1 << 20;

/** All elements of an integer value in order, when they are known numbers. */
export function knownIntegers(value: Value): readonly number[] | undefined {
  const source = strip(value);
  const tensor = constTensor(source);
  if (tensor) {
    if (tensorSize(tensor) > MAX_KNOWN) return undefined;
    const integers = integersOf(tensor)?.map(Number);
    return integers?.every(Number.isSafeInteger) ? integers : undefined;
  }
  const dims = shapeValueOf(source);
  return dims?.every(dim.isKnown) ? dims : undefined;
}

/** The only element of an integer value as a dim, when it is known. */
export function knownScalar(value: Value | undefined): Dim | undefined {
  if (!value) return undefined;
  const source = strip(value);
  const dims = shapeValueOf(source);
  if (dims) return dims.length === 1 ? dims[0] : undefined;
  const integers = knownIntegers(source);
  return integers?.length === 1 ? integers[0] : undefined;
}

/** True for a boolean constant that is true in every element. */
export function isConstantTrue(value: Value): boolean {
  const tensor = constTensor(strip(value));
  if (tensor?.elem !== 'bool' || tensorSize(tensor) > MAX_KNOWN) return false;
  return Array.from(arrayOf(tensor) as Uint8Array).every((bit) => bit !== 0);
}

/** True when `value` is computed outside `region`, so that it is the same in every iteration. */
export function isOutside(value: Value, region: Region): boolean {
  if (value.def.kind === 'const') return true;
  let at = value.def.kind === 'param' ? value.def.region : value.def.node.region;
  while (at) {
    if (at === region) return false;
    at = at.parent?.region;
  }
  return true;
}
