// Writes the steps of a decomposition. Where a chain of steps would lose more than one op, it computes in f32 whatever the type of the
// node (in f64 for f64) and rounds at the end.

import { type Dim, type ElementType, invariant, splatTensor, tensorFromNumbers } from '@afterglow/core';
import type { Attrs, Builder, Node, TensorType, Value } from '@afterglow/ir';
import { boundOf } from './open-sizes.js';

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
  /** The type that long chains are computed in. */
  readonly elem: 'f32' | 'f64';
  readonly #node: Node;

  constructor(b: Builder, node: Node) {
    this.b = b;
    this.#node = node;
    this.elem = typeOf(node.operands[0]).elem === 'f64' ? 'f64' : 'f32';
  }

  op(name: string, operands: readonly Value[], attrs: Attrs = {}): Value {
    return this.b.value(name, operands, attrs);
  }

  number(value: number, elem: ElementType = this.elem): Value {
    return this.b.constant(`${elem}.${value}`, splatTensor(elem, [], value));
  }

  numberLike(x: Value, value: number): Value {
    return this.number(value, typeOf(x).elem);
  }

  cast(x: Value, to: ElementType): Value {
    return typeOf(x).elem === to ? x : this.op('cast', [x], { to });
  }

  wide(x: Value): Value {
    return this.cast(x, this.elem);
  }

  add = (a: Value, b: Value) => this.op('add', [a, b]);
  sub = (a: Value, b: Value) => this.op('sub', [a, b]);
  mul = (a: Value, b: Value) => this.op('mul', [a, b]);
  div = (a: Value, b: Value) => this.op('div', [a, b]);

  times(x: Value, factor: number): Value {
    return factor === 1 ? x : this.mul(x, this.numberLike(x, factor));
  }

  plus(x: Value, term: number): Value {
    return term === 0 ? x : this.add(x, this.numberLike(x, term));
  }

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

  /** 0, 1, … below `n` along one axis of a shape of that many axes; the start of a table where the size is open. */
  iota(n: Dim, axis: number, rank: number, elem: 'f32' | 'i32' | 'i64'): Value {
    const most = boundOf(this.#node, n);
    const shape = Array.from({ length: rank }, (_, i) => (i === axis ? most : 1));
    const values = Array.from({ length: most }, (_, i) => i);
    const table = this.b.constant(`iota.${most}`, tensorFromNumbers(elem, shape, values));
    return typeof n === 'number' ? table : this.slice(table, axis, 0, n);
  }
}
