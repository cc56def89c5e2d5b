// The attributes of the node whose types are inferred, as the spec's expressions read them. Their kinds were checked before, so the
// readers only narrow.

import type { Dim, ElementType } from '@afterglow/core';
import type { AttrValue, OpDef } from '../graph/op-def.js';
import type { Shape, Type } from '../graph/type.js';
import { ShapeMath } from './shape-math.js';

/** Element types a variable may stand for; `quantized` admits integers with an encoding. */
export type ElementSet = readonly (ElementType | 'quantized')[];

export abstract class AttributeReading extends ShapeMath {
  readonly #op: OpDef;
  readonly #attrs: Readonly<Record<string, AttrValue>>;

  constructor(op: OpDef, attrs: Readonly<Record<string, AttrValue>>) {
    super();
    this.#op = op;
    this.#attrs = attrs;
  }

  #given(name: string): AttrValue | undefined {
    return this.#attrs[name] ?? this.#op.attrs.find((spec) => spec.name === name)?.default;
  }

  /** An attribute, or its default. */
  attr(name: string): AttrValue {
    const value = this.#given(name);
    return value === undefined ? this.fail(`attribute ${name} is missing`) : value;
  }

  int(name: string): number {
    return this.attr(name) as number;
  }
  ints(name: string): readonly number[] {
    return this.attr(name) as readonly number[];
  }
  float(name: string): number {
    return this.attr(name) as number;
  }
  floats(name: string): readonly number[] {
    return this.attr(name) as readonly number[];
  }
  bool(name: string): boolean {
    return this.attr(name) as boolean;
  }
  bools(name: string): readonly boolean[] {
    return this.attr(name) as readonly boolean[];
  }
  string(name: string): string {
    return this.attr(name) as string;
  }
  strings(name: string): readonly string[] {
    return this.attr(name) as readonly string[];
  }
  size(name: string): Dim {
    return this.attr(name) as Dim;
  }
  sizes(name: string): Shape {
    return this.attr(name) as Shape;
  }
  elem(name: string): ElementType {
    return this.attr(name) as ElementType;
  }
  type(name: string): Type {
    return this.attr(name) as Type;
  }

  /** A list attribute must have this many entries. */
  length(name: string, length: number): void {
    const value = this.attr(name);
    const entries = Array.isArray(value) ? value.length : 1;
    if (entries !== length) this.fail(`attribute ${name} has ${entries} entries instead of ${length}`);
  }

  /** Restricts an attribute that names an element type to a set of them. */
  elementAttr(name: string, label: string, allowed: ElementSet): void {
    const elem = this.#given(name);
    if (elem !== undefined && !allowed.some((each) => each === elem)) {
      this.problem(`${name} is ${String(elem)}, which is not in ${label}`);
    }
  }
}
