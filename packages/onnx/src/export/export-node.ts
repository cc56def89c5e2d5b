// One node of the graph as an export rule sees it: attributes typed by the op's spec, operands as names of ONNX values.

import { type Dim, type ElementType, InvariantError } from '@afterglow/core';
import type { AttrValue, Encoding, Node, Region, Shape, TensorType, Type, Value } from '@afterglow/ir';
import { ExportRefusal } from './refusal.js';

export class ExportNode {
  readonly node: Node;
  readonly #nameOf: (index: number) => string;

  /** `nameOf` answers how operand `index`, which is there, is called where the rule writes. */
  constructor(node: Node, nameOf: (index: number) => string) {
    this.node = node;
    this.#nameOf = nameOf;
  }

  // ---- operands -------------------------------------------------------------------------------------------------------

  has(index: number): boolean {
    return this.node.operands[index] !== undefined;
  }

  /** The ONNX name of an operand; empty, which means missing, where an optional one is not there. */
  in(index: number): string {
    return this.has(index) ? this.#nameOf(index) : '';
  }

  /** Names of all operands from one on. */
  all(from = 0): string[] {
    return this.node.operands.slice(from).map((_, i) => this.in(from + i));
  }

  value(index: number): Value | undefined {
    return this.node.operands[index];
  }

  type(index: number): TensorType {
    return tensorTypeOf(this.node.operands[index]?.type);
  }

  elem(index: number): ElementType {
    return this.type(index).elem;
  }

  shape(index: number): Shape {
    return this.type(index).shape;
  }

  rank(index: number): number {
    return this.shape(index).length;
  }

  encoding(index: number): Encoding | undefined {
    const type = this.node.operands[index]?.type;
    return type?.kind === 'tensor' ? type.encoding : undefined;
  }

  // ---- results --------------------------------------------------------------------------------------------------------

  result(index = 0): TensorType {
    return tensorTypeOf(this.node.results[index]?.type);
  }

  get resultCount(): number {
    return this.node.results.length;
  }

  /** True for a result that somebody reads. */
  wants(index: number): boolean {
    return (this.node.results[index]?.uses.size ?? 0) > 0;
  }

  /** True when an operand or a result is a quantized tensor. */
  get isQuantized(): boolean {
    const values = [...this.node.operands, ...this.node.results];
    return values.some((value) => value?.type.kind === 'tensor' && value.type.encoding !== undefined);
  }

  // ---- attributes -----------------------------------------------------------------------------------------------------

  given(name: string): boolean {
    return this.node.attrs[name] !== undefined;
  }

  #attr(name: string): AttrValue {
    const value = this.node.attrs[name];
    if (value === undefined) throw new InvariantError(`${this.node.op.name} has no attribute ${name}`);
    return value;
  }

  int(name: string): number {
    return Number(this.#attr(name));
  }

  flag(name: string): boolean {
    return this.#attr(name) === true;
  }

  word(name: string): string {
    return String(this.#attr(name));
  }

  elemAttr(name: string): ElementType {
    // The verifier checked that attributes of this kind name an element type.
    return this.word(name) as ElementType;
  }

  typeAttr(name: string): Type {
    return this.#attr(name) as Type;
  }

  ints(name: string): readonly number[] {
    return this.#list(name) as readonly number[];
  }

  words(name: string): readonly string[] {
    return this.#list(name) as readonly string[];
  }

  /** A size, which may hold symbols. */
  dim(name: string): Dim {
    return this.#attr(name) as Dim;
  }

  dims(name: string): readonly Dim[] {
    return this.#list(name) as readonly Dim[];
  }

  /** The verifier checked the kinds of entries against the op's spec, which the accessor's caller knows. */
  #list(name: string): readonly AttrValue[] {
    const value = this.#attr(name);
    if (!Array.isArray(value)) throw new InvariantError(`${name} of ${this.node.op.name} is no list`);
    return value;
  }

  region(name: string): Region {
    const region = this.node.regions[this.node.op.regions.findIndex((spec) => spec.name === name)];
    if (!region) throw new InvariantError(`${this.node.op.name} has no region ${name}`);
    return region;
  }
}

function tensorTypeOf(type: Type | undefined): TensorType {
  if (type?.kind === 'tensor') return type;
  throw new ExportRefusal(`${type?.key ?? 'a missing value'} in the place of a tensor`);
}
