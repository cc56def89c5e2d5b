// One type inference: binds element types, dims and ranks of operands to the names of the spec, and builds result types.
// Generated code reads as the spec does; this is what its words mean.

import { type Dim, dim, type ElementType, elementBits } from '@afterglow/core';
import type { Region } from '../graph/graph.js';
import type { InferInput, OpDef } from '../graph/op-def.js';
import { type Encoding, type Shape, substituteType, type TensorType, type Type, tensorType } from '../graph/type.js';
import { AttributeReading, type ElementSet } from './attribute-reading.js';
import { stop } from './stop.js';

/** One entry of a shape pattern: `'N'` binds a dim, `'..S'` the axes in between; dims and shapes must match. */
export type PatternItem = string | Dim | Shape;

interface ElementBinding {
  readonly type: TensorType;
  readonly operand: string;
}

interface Fresh {
  readonly symbol: Dim;
  readonly hint: string;
  readonly bound: Dim | undefined;
}

export class Inference extends AttributeReading {
  readonly problems: string[] = [];
  /** What the spec says of the work, if anything. */
  operations: (() => Dim) | undefined;
  /** Where the parts of an alias begin, if the spec says it. */
  partStarts: (() => readonly Shape[]) | undefined;
  readonly #op: OpDef;
  readonly #input: InferInput;
  readonly #elements = new Map<string, ElementBinding>();
  readonly #dims = new Map<string, Dim>();
  readonly #shapes = new Map<string, Shape>();
  readonly #lists = new Map<string, readonly Shape[]>();
  readonly #types = new Map<string, Type>();
  readonly #fresh: Fresh[] = [];

  constructor(op: OpDef, input: InferInput) {
    super(op, input.attrs);
    this.#op = op;
    this.#input = input;
  }

  override problem(text: string): void {
    this.problems.push(text);
  }

  override same(a: Dim, b: Dim): boolean {
    if (a === b) return true;
    const difference = dim.dimRange(dim.sub(a, b));
    if (difference.lo > 0 || difference.hi < 0) return false;
    return this.#input.unify(a, b);
  }

  override sameInBroadcast(a: Dim, b: Dim): boolean {
    const { unify, unifyBroadcast = unify } = this.#input;
    return a === b || unifyBroadcast(a, b);
  }

  // ---- operands -------------------------------------------------------------------------------------------------------

  /** Types of an operand: one or none, or all of a variadic one. */
  operandTypes(name: string): readonly (Type | undefined)[] {
    const index = this.#op.operands.findIndex((spec) => spec.name === name);
    const variadic = this.#op.operands[index]?.arity === 'variadic';
    return variadic ? this.#input.operands.slice(index) : [this.#input.operands[index]];
  }

  /** True when an optional operand or attribute is there. */
  has(name: string): boolean {
    if (this.#op.operands.some((spec) => spec.name === name)) return this.operandTypes(name)[0] !== undefined;
    return this.#input.attrs[name] !== undefined;
  }

  /** Matches a tensor operand; a missing optional one matches. */
  operand(name: string, elem: string, pattern: readonly PatternItem[]): void {
    const [type] = this.operandTypes(name);
    if (!type) return;
    if (!this.#isTensor(name, type)) return;
    this.#bindElement(name, elem, type);
    this.#matchShape(name, type.shape, pattern);
  }

  /** Matches all tensors of a variadic operand, each of any shape; `shapes` names the list of them. */
  variadic(name: string, elem: string, shapes: string): void {
    const list: Shape[] = [];
    this.operandTypes(name).forEach((type, i) => {
      if (!type) return this.problem(`operand ${name}[${i}] is missing`);
      if (!this.#isTensor(`${name}[${i}]`, type)) return;
      this.#bindElement(`${name}[${i}]`, elem, type);
      list.push(type.shape);
    });
    this.#lists.set(shapes, list);
  }

  /** Binds the whole type of an operand, tensor or not. */
  whole(name: string, variable: string): void {
    for (const type of this.operandTypes(name)) {
      if (!type) continue;
      const before = this.#types.get(variable);
      if (!before) this.#types.set(variable, type);
      else if (before !== type) this.problem(`operand ${name} is ${type.key}, but ${variable} is ${before.key}`);
    }
  }

  #isTensor(name: string, type: Type): type is TensorType {
    if (type.kind === 'tensor') return true;
    this.problem(`operand ${name} must be a tensor, but is ${type.key}`);
    return false;
  }

  #bindElement(operand: string, elem: string, type: TensorType): void {
    const before = this.#elements.get(elem);
    if (!before) {
      this.#elements.set(elem, { type, operand });
    } else if (before.type.elem !== type.elem) {
      this.problem(
        `operand ${operand} has elements of type ${type.elem}, but ${before.operand} of ${before.type.elem}`,
      );
    } else if (before.type.encoding !== type.encoding && !sameEncoding(before.type.encoding, type.encoding)) {
      this.problem(
        `operands ${before.operand} and ${operand} are quantized differently: ${before.type.key} and ${type.key}`,
      );
    }
  }

  #matchShape(name: string, shape: Shape, pattern: readonly PatternItem[]): void {
    const spread = pattern.findIndex((item) => typeof item === 'string' && item.startsWith('..'));
    const flat = pattern.flatMap((item): readonly (string | Dim)[] =>
      Array.isArray(item) ? (item as Shape) : [item as string | Dim],
    );
    const fixed = flat.length - (spread < 0 ? 0 : 1);
    if (spread < 0 ? shape.length !== fixed : shape.length < fixed) {
      const wanted = `[${flat.map((item) => (typeof item === 'string' ? item : dim.printDim(item))).join(', ')}]`;
      this.problem(`operand ${name} has shape ${this.show(shape)}, which does not fit ${wanted}`);
      return;
    }
    let at = 0;
    for (const item of flat) {
      if (typeof item === 'string' && item.startsWith('..')) {
        const length = shape.length - fixed;
        this.#bindShape(name, item.slice(2), shape.slice(at, at + length));
        at += length;
      } else {
        this.#bindDim(name, at, item, shape[at] ?? 1);
        at++;
      }
    }
  }

  #bindDim(name: string, axis: number, item: string | Dim, actual: Dim): void {
    const before = typeof item === 'string' ? this.#dims.get(item) : item;
    if (before === undefined) this.#dims.set(item as string, actual);
    else if (!this.same(before, actual)) {
      const wanted =
        typeof item === 'string' ? `${item} is ${dim.printDim(before)}` : `${dim.printDim(before)} is required`;
      this.problem(`axis ${axis} of operand ${name} is ${dim.printDim(actual)}, but ${wanted}`);
    } else if (typeof item === 'string' && typeof actual === 'number') this.#dims.set(item, actual);
  }

  #bindShape(name: string, variable: string, actual: Shape): void {
    const before = this.#shapes.get(variable);
    if (!before) this.#shapes.set(variable, actual);
    else if (!this.sameShape(before, actual)) {
      this.problem(`operand ${name} has ${variable} = ${this.show(actual)}, but it is ${this.show(before)} elsewhere`);
    }
  }

  // ---- what the operands bound ----------------------------------------------------------------------------------------

  #bound<T>(value: T | undefined, name: string): T {
    if (value !== undefined) return value;
    if (this.problems.length === 0) this.problem(`${name} is unknown, because the operand that has it is missing`);
    return stop();
  }

  /** A dim that an operand bound. */
  dim(name: string): Dim {
    return this.#bound(this.#dims.get(name), name);
  }

  /** The axes that an operand bound to `..name`. */
  shape(name: string): Shape {
    return this.#bound(this.#shapes.get(name), name);
  }

  /** The shapes of a variadic operand. */
  shapes(name: string): readonly Shape[] {
    return this.#bound(this.#lists.get(name), name);
  }

  /** Restricts a variable to a set of element types; `label` is how the spec writes the set. */
  elements(variable: string, label: string, allowed: ElementSet): void {
    const bound = this.#elements.get(variable);
    if (!bound) return;
    const { elem, encoding, key } = bound.type;
    if (encoding) {
      if (!allowed.includes('quantized'))
        this.problem(`operand ${bound.operand} is ${key}; a quantized type is not possible here`);
    } else if (!allowed.includes(elem)) {
      this.problem(`operand ${bound.operand} has elements of type ${elem}, which is not in ${label}`);
    }
  }

  /** Restricts a variable to the element type of another, or to a quantized one. */
  elementLike(variable: string, other: string): void {
    const [bound, model] = [this.#elements.get(variable), this.#elements.get(other)];
    if (!bound || !model || bound.type.encoding || bound.type.elem === model.type.elem) return;
    if (model.type.encoding) return;
    this.problem(
      `operand ${bound.operand} has elements of type ${bound.type.elem}, but ${model.operand} of ${model.type.elem}`,
    );
  }

  quantized(variable: string): boolean {
    return this.#elements.get(variable)?.type.encoding !== undefined;
  }

  /** Width in bits of the element type that a variable stands for or an attribute names. */
  bits(name: string): number {
    return elementBits(this.#elements.get(name)?.type.elem ?? this.elem(name));
  }

  #element(variable: string): TensorType {
    return this.#bound(this.#elements.get(variable), variable).type;
  }

  /** Notes `message` unless `holds`. */
  require(holds: boolean, message: string): void {
    if (holds) return;
    this.problem(message);
    this.refused = true;
  }

  // ---- results --------------------------------------------------------------------------------------------------------

  get regions(): readonly Region[] {
    return this.#input.regions;
  }

  get given(): readonly Type[] | undefined {
    return this.#input.given;
  }

  get resultCount(): number {
    return this.#input.resultCount;
  }

  /** States the floating-point operations of one run; the last statement counts. */
  work(operations: () => Dim): void {
    this.operations = operations;
  }

  /** States where results begin in the operand they are parts of, or operands in the result. */
  parts(starts: () => readonly Shape[]): void {
    this.partStarts = starts;
  }

  /** A size known only when the data are. A type the node already has decides which symbol it is. */
  fresh(hint: string, bound?: Dim): Dim {
    const symbol = dim.symbol(`\u0000${this.#fresh.length}`);
    this.#fresh.push({ symbol, hint, bound });
    return symbol;
  }

  /** A tensor whose elements are those of a variable. A scale for the whole tensor stays; one an axis only with the shape. */
  tensor(variable: string, shape: Shape): Type {
    const { elem, encoding, shape: from, key } = this.#element(variable);
    if (
      !encoding ||
      encoding.kind === 'tensor' ||
      (shape.length === from.length && shape.every((d, i) => d === from[i]))
    ) {
      return tensorType(elem, shape, encoding);
    }
    return this.fail(`the encoding of ${key} cannot follow a change of shape; dequantize it before`);
  }

  /** A tensor of a stated element type without encoding. */
  plain(elem: ElementType, shape: Shape): Type {
    return tensorType(elem, shape);
  }

  /** Element type and encoding of a type attribute, with another shape. */
  typed(name: string, shape: Shape): Type {
    const type = this.type(name);
    if (type.kind !== 'tensor') return this.fail(`attribute ${name} must be a tensor type, but is ${type.key}`);
    return tensorType(type.elem, shape, type.encoding);
  }

  /** The float type that a variable stands for: itself, or what its quantized elements mean. */
  real(variable: string, shape: Shape): Type {
    const { elem, encoding } = this.#element(variable);
    if (!encoding) return tensorType(elem, shape);
    return tensorType(encoding.kind === 'row' ? encoding.params : 'f32', shape);
  }

  /** Like `tensor`, but a quantized result is encoded as the node states. */
  encoded(variable: string, shape: Shape, index: number): Type {
    const { elem, encoding, key } = this.#element(variable);
    if (!encoding) return tensorType(elem, shape);
    const given = this.given?.[index];
    if (given?.kind !== 'tensor' || !given.encoding) {
      return this.fail(`with operand type ${key}, the node must state the encoding of its result`);
    }
    return tensorType(given.elem, shape, given.encoding);
  }

  /** A whole type that an operand bound. */
  wholeType(variable: string): Type {
    return this.#bound(this.#types.get(variable), variable);
  }

  /** Turns fresh sizes into symbols and checks that all known sizes are possible. */
  finish(types: readonly Type[]): readonly Type[] {
    const settled = this.#fresh.length === 0 ? types : this.#settle(types);
    if (this.refused) return settled;
    for (const type of settled) if (type.kind === 'tensor') this.#checkSizes(type);
    return settled;
  }

  #settle(types: readonly Type[]): readonly Type[] {
    const bindings = new Map<string, Dim>();
    const nameOf = (d: Dim) => (typeof d === 'number' ? '' : d.key);
    const pending = new Map(this.#fresh.map((fresh) => [nameOf(fresh.symbol), fresh]));
    types.forEach((whole, i) => {
      const [type, given] = contents(whole, this.given?.[i]);
      if (type.kind !== 'tensor' || given?.kind !== 'tensor' || given.shape.length !== type.shape.length) return;
      type.shape.forEach((d, axis) => {
        const stated = given.shape[axis];
        if (stated !== undefined && pending.delete(nameOf(d))) bindings.set(nameOf(d), stated);
      });
    });
    const lookup = (name: string) => bindings.get(JSON.stringify(name));
    for (const [key, { hint, bound }] of pending) {
      bindings.set(key, this.#input.freshDim(hint, bound === undefined ? undefined : dim.substitute(bound, lookup)));
    }
    return types.map((type) => substituteType(type, lookup));
  }

  #checkSizes(type: TensorType): void {
    for (const d of type.shape) {
      if (typeof d === 'number' ? !Number.isSafeInteger(d) || d < 0 : dim.dimRange(d).hi < 0) {
        this.problem(`a result would have shape ${this.show(type.shape)}, and ${dim.printDim(d)} is no size`);
        return;
      }
    }
  }
}

/** What two optionals hold, through any depth, or the types themselves. */
function contents(type: Type, other: Type | undefined): readonly [Type, Type | undefined] {
  return type.kind === 'optional' && other?.kind === 'optional' ? contents(type.of, other.of) : [type, other];
}

function sameEncoding(a: Encoding | undefined, b: Encoding | undefined): boolean {
  return tensorType('i8', [], a) === tensorType('i8', [], b);
}
