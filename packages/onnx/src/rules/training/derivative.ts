// How a gradient goes back through one node of the graph.

import { type Dim, dim, type ElementType, isFloat } from '@afterglow/core';
import { build, type Node, type Shape, type TensorType, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';

/** A node on the way back, and the gradients of the target by its results. */
export class Step {
  readonly b: ImportBuilder;
  readonly node: Node;
  /** By result; undefined for results that the target does not depend on. */
  readonly dys: readonly (Value | undefined)[];

  constructor(b: ImportBuilder, node: Node, dys: readonly (Value | undefined)[]) {
    this.b = b;
    this.node = node;
    this.dys = dys;
  }

  /** Operand `index`, which the op requires. */
  x(index = 0): Value {
    return this.node.operands[index] as Value;
  }

  /** The first result. */
  get y(): Value {
    return this.node.results[0] as Value;
  }

  /** The gradient by the first result, of ops that have one. */
  get dy(): Value {
    return this.dys[0] as Value;
  }

  get elem(): ElementType {
    return typeOf(this.y).elem;
  }

  number(value: number): Value {
    return this.b.scalar(this.elem, value);
  }

  /** The product of the incoming gradient and a factor. */
  times(factor: Value): Value {
    return build.mul(this.b, this.dy, factor);
  }

  /** The incoming gradient where a condition holds, else 0. */
  where(condition: Value): Value {
    return build.where(this.b, condition, this.dy, this.number(0));
  }

  shape(value: Value): Shape {
    const { symbols } = this.b.session;
    return typeOf(value).shape.map((size) => symbols.resolve(size));
  }

  rank(value: Value): number {
    return typeOf(value).shape.length;
  }

  axis(name: string, rank: number): number {
    const axis = Number(this.node.attrs[name]);
    return axis < 0 ? axis + rank : axis;
  }

  /** A list attribute of numbers. */
  ints(name: string): readonly number[] {
    return (this.node.attrs[name] ?? []) as readonly number[];
  }

  /** Zeros of the shape of a value. */
  zeros(value: Value): Value {
    const { elem } = typeOf(value);
    return build.splat(this.b, { elem, shape: [...this.shape(value)], value: 0 });
  }

  /**
   * `gradient` summed over what broadcasting repeated, in the shape of `operand`. Undefined where sizes are open that may or
   * may not have been repeated.
   */
  unbroadcast(gradient: Value, operand: Value): Value | undefined {
    const [from, to] = [this.shape(gradient), this.shape(operand)];
    const lead = from.length - to.length;
    const axes: number[] = [];
    for (const [axis, size] of from.entries()) {
      const own = axis < lead ? 1 : to[axis - lead];
      if (own === size) continue;
      if (own !== 1) return undefined;
      axes.push(axis);
    }
    for (let axis = 0; axis < lead; axis++) if (!axes.includes(axis)) axes.push(axis);
    if (axes.length === 0) return gradient;
    return this.b.reshape(build.reduceSum(this.b, gradient, { axes, keepdims: false }), to);
  }
}

/**
 * Gradients by the operands, in their order, made when they are asked for. What is missing, or answers undefined, has no
 * derivative that we know.
 */
export type Derivative = (step: Step) => readonly (() => Value | undefined)[];

export type Derivatives = Readonly<Record<string, Derivative>>;

/** The type of a value that is known to be a tensor: gradients are of nothing else. */
export function typeOf(value: Value): TensorType {
  const { type } = value;
  if (type.kind !== 'tensor') throw new TypeError(`${value.name} is ${type.key}`);
  return type;
}

/** True for values that can vary continuously. */
export function isContinuous(value: Value): boolean {
  return value.type.kind === 'tensor' && isFloat(value.type.elem) && value.type.encoding === undefined;
}

export function product(sizes: readonly Dim[]): Dim {
  return dim.product(sizes);
}
