// Writes the steps of a decomposition: arithmetic in f32 whatever the node's own type, so that a chain of steps loses no more than its
// last rounding, as one op would.

import { type Dim, type ElementType, invariant, splatTensor } from '@afterglow/core';
import type { Attrs, Builder, Node, TensorType, Value } from '@afterglow/ir';

export function typeOf(value: Value | undefined): TensorType {
  invariant(value?.type.kind === 'tensor', 'only tensors are decomposed');
  return value.type;
}

export function operandOf(node: Node, index: number): Value {
  const value = node.operands[index];
  invariant(value, `${node.op.name} has operand ${index}`);
  return value;
}

export function resultOf(node: Node, index = 0): TensorType {
  return typeOf(node.results[index]);
}

export function numberOf(node: Node, name: string, fallback = 0): number {
  const value = node.attrs[name];
  return typeof value === 'number' ? value : fallback;
}

export function listOf(node: Node, name: string): readonly Dim[] {
  const value = node.attrs[name];
  return Array.isArray(value) ? (value as readonly Dim[]) : []; // the op's spec says that it is a list of sizes
}

export function axisOf(node: Node, rank: number, fallback = -1): number {
  const axis = numberOf(node, 'axis', fallback);
  return axis < 0 ? axis + rank : axis;
}

export class Steps {
  readonly b: Builder;

  constructor(b: Builder) {
    this.b = b;
  }

  op(name: string, operands: readonly Value[], attrs: Attrs = {}): Value {
    return this.b.value(name, operands, attrs);
  }

  number(value: number, elem: ElementType = 'f32'): Value {
    return this.b.constant(`${elem}.${value}`, splatTensor(elem, [], value));
  }

  cast(x: Value, to: ElementType): Value {
    return typeOf(x).elem === to ? x : this.op('cast', [x], { to });
  }

  f32(x: Value): Value {
    return this.cast(x, 'f32');
  }

  add = (a: Value, b: Value) => this.op('add', [a, b]);
  sub = (a: Value, b: Value) => this.op('sub', [a, b]);
  mul = (a: Value, b: Value) => this.op('mul', [a, b]);
  div = (a: Value, b: Value) => this.op('div', [a, b]);

  /** Reduces along axes, which stay with size 1. */
  reduce(op: string, x: Value, axes: readonly number[]): Value {
    return this.op(op, [x], { axes, keepdims: true });
  }

  reshape(x: Value, shape: readonly Dim[]): Value {
    return this.op('reshape', [x], { shape });
  }

  /** A piece of an axis. */
  slice(x: Value, axis: number, start: Dim, end: Dim, step = 1): Value {
    return this.op('slice', [x], { starts: [start], ends: [end], axes: [axis], steps: [step] });
  }

  /** One value in a shape of any sizes. */
  fill(value: Value, shape: readonly Dim[]): Value {
    return this.op('expand', [value], { shape });
  }

  concat(parts: readonly Value[], axis: number): Value {
    const [only, ...more] = parts;
    invariant(only, 'there is something to join');
    return more.length === 0 ? only : this.op('concat', parts, { axis });
  }
}

/** Sizes that are numbers, or undefined when one is not known. */
export function knownSizes(sizes: readonly Dim[]): readonly number[] | undefined {
  return sizes.every((size): size is number => typeof size === 'number') ? sizes : undefined;
}
