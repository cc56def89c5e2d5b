// What a pattern bound, as conditions and replacements read it. Generated code reads as the rule does; this is what its words mean.
// Invariant: a condition is a proof. Where sizes are symbolic and nothing follows, the answer is no, and so is the answer to the
// opposite question.

import { type Dim, dim, type ElementType, elementBits, isElementType, isFloat, numbersOf } from '@afterglow/core';
import {
  type Attrs,
  type AttrValue,
  constTensor,
  type Node,
  type Shape,
  shapeValueOf,
  type TensorType,
  type Type,
  type Value,
} from '@afterglow/ir';
import { InferenceStop, ShapeMath } from '@afterglow/ir/infer';
import { isLossless } from './lossless.js';
import { isModerate, isNear, uniformNumber } from './numbers.js';
import type { ElementSet } from './pattern.js';

/** Anything a name of a rule may stand for. */
export type BoundValue =
  | { readonly kind: 'value'; readonly value: Value | undefined }
  | { readonly kind: 'values'; readonly values: readonly (Value | undefined)[] }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'attr'; readonly attr: AttrValue | undefined }
  | { readonly kind: 'attrs'; readonly attrs: Attrs }
  | { readonly kind: 'op'; readonly op: string }
  | { readonly kind: 'element'; readonly type: TensorType }
  | { readonly kind: 'dim'; readonly dim: Dim }
  | { readonly kind: 'shape'; readonly shape: Shape };

export type Bindings = ReadonlyMap<string, BoundValue>;

/** Functions that conditions share: arithmetic of shapes where every claim must be proven. */
export abstract class RuleMath extends ShapeMath {
  abstract readonly ranges: ReadonlyMap<string, { readonly lo: number; readonly hi: number }>;

  override problem(): void {
    // A rule needs no message: what cannot be computed is a condition that does not hold.
  }

  override same(a: Dim, b: Dim): boolean {
    return a === b;
  }

  override sameInBroadcast(a: Dim, b: Dim): boolean {
    return a === b;
  }

  #difference(a: Dim, b: Dim): { readonly lo: number; readonly hi: number } {
    return dim.dimRange(dim.sub(a, b), this.ranges);
  }

  override differ(a: Dim, b: Dim): boolean {
    const { lo, hi } = this.#difference(a, b);
    return lo > 0 || hi < 0;
  }

  override less(a: Dim, b: Dim): boolean {
    return this.#difference(a, b).hi < 0;
  }

  override lessEqual(a: Dim, b: Dim): boolean {
    return this.#difference(a, b).hi <= 0;
  }

  override divides(divisor: number, d: Dim): boolean {
    return divisor !== 0 && dim.mod(d, Math.abs(divisor)) === 0;
  }

  override broadcasts(from: Shape, to: Shape): boolean {
    const shift = to.length - from.length;
    return shift >= 0 && from.every((d, i) => d === 1 || d === to[i + shift]);
  }
}

export class RuleMatch extends RuleMath {
  readonly root: Node;
  readonly bindings: Bindings;

  constructor(root: Node, bindings: Bindings) {
    super();
    this.root = root;
    this.bindings = bindings;
  }

  get ranges(): ReadonlyMap<string, { readonly lo: number; readonly hi: number }> {
    return this.root.func.ranges;
  }

  #bound<K extends BoundValue['kind']>(name: string, kind: K): Extract<BoundValue, { readonly kind: K }> {
    const bound = this.bindings.get(name);
    if (bound?.kind !== kind) return this.fail(`${name} is not bound`);
    // The kind was just compared.
    return bound as Extract<BoundValue, { readonly kind: K }>;
  }

  // ---- names ----------------------------------------------------------------------------------------------------------

  value(name: string): Value {
    return this.#bound(name, 'value').value ?? this.fail(`${name} is missing`);
  }

  /** An operand that may be missing. */
  maybeValue(name: string): Value | undefined {
    return this.#bound(name, 'value').value;
  }

  values(name: string): readonly Value[] {
    const values = this.#bound(name, 'values').values.filter((value) => value !== undefined);
    return values.length === this.operands(name).length ? values : this.fail(`one of ${name} is missing`);
  }

  /** The values of a list as operands, with gaps where optional ones are missing. */
  operands(name: string): readonly (Value | undefined)[] {
    return this.#bound(name, 'values').values;
  }

  number(name: string): number {
    return this.#bound(name, 'number').number;
  }

  op(name: string): string {
    return this.#bound(name, 'op').op;
  }

  /** Attributes that the pattern did not list. */
  rest(name: string): Attrs {
    return this.#bound(name, 'attrs').attrs;
  }

  dim(name: string): Dim {
    return this.#bound(name, 'dim').dim;
  }

  shape(name: string): Shape {
    return this.#bound(name, 'shape').shape;
  }

  /** The element type of a variable; a quantized one stands for no plain element type. */
  element(name: string): ElementType {
    return this.#plain(this.#bound(name, 'element').type);
  }

  /** True when an optional operand or attribute is there. */
  has(name: string): boolean {
    const bound = this.bindings.get(name);
    return bound?.kind === 'value' ? bound.value !== undefined : bound?.kind === 'attr' && bound.attr !== undefined;
  }

  // ---- attributes: their kinds are those of the op, which the generator compared ----------------------------------------

  /** An attribute that may be missing. */
  maybe(name: string): AttrValue | undefined {
    return this.#bound(name, 'attr').attr;
  }

  #attr(name: string): AttrValue {
    return this.maybe(name) ?? this.fail(`${name} is missing`);
  }

  int(name: string): number {
    return this.#attr(name) as number;
  }
  ints(name: string): readonly number[] {
    return this.#attr(name) as readonly number[];
  }
  float(name: string): number {
    return this.#attr(name) as number;
  }
  floats(name: string): readonly number[] {
    return this.#attr(name) as readonly number[];
  }
  bool(name: string): boolean {
    return this.#attr(name) as boolean;
  }
  bools(name: string): readonly boolean[] {
    return this.#attr(name) as readonly boolean[];
  }
  string(name: string): string {
    return this.#attr(name) as string;
  }
  strings(name: string): readonly string[] {
    return this.#attr(name) as readonly string[];
  }
  size(name: string): Dim {
    return this.#attr(name) as Dim;
  }
  sizes(name: string): Shape {
    return this.#attr(name) as Shape;
  }
  elem(name: string): ElementType {
    return this.#attr(name) as ElementType;
  }
  type(name: string): Type {
    return this.#attr(name) as Type;
  }

  // ---- questions about values -------------------------------------------------------------------------------------------

  #tensor(value: Value): TensorType {
    return value.type.kind === 'tensor' ? value.type : this.fail(`${value.name} is no tensor`);
  }

  #plain(type: TensorType): ElementType {
    return type.encoding ? this.fail(`${type.key} is quantized`) : type.elem;
  }

  shapeOf(value: Value): Shape {
    return this.#tensor(value).shape;
  }

  elementOf(value: Value): ElementType {
    return this.#plain(this.#tensor(value));
  }

  typeOf(value: Value): Type {
    return value.type;
  }

  /** True when an element type, or that of a value, is in a set; quantized ones are in sets that say so. */
  isIn(what: Value | ElementType, set: ElementSet): boolean {
    if (typeof what === 'string') return set.includes(what);
    return what.type.kind === 'tensor' && set.includes(what.type.encoding ? 'quantized' : what.type.elem);
  }

  #namedType(name: string): TensorType | undefined {
    const bound = this.bindings.get(name);
    if (bound?.kind === 'element') return bound.type;
    const type = bound?.kind === 'value' ? bound.value?.type : undefined;
    return type?.kind === 'tensor' ? type : undefined;
  }

  /** True when an element type variable or a value is quantized. */
  quantized(name: string): boolean {
    return this.#namedType(name)?.encoding !== undefined;
  }

  bits(name: string): number {
    const bound = this.bindings.get(name);
    const attr = bound?.kind === 'attr' ? bound.attr : undefined;
    const elem = this.#namedType(name)?.elem ?? attr;
    return typeof elem === 'string' && isElementType(elem) ? elementBits(elem) : this.fail(`${name} has no bits`);
  }

  isConstant(value: Value): boolean {
    return value.def.kind === 'const';
  }

  isUniform(value: Value): boolean {
    return uniformNumber(value) !== undefined;
  }

  numberOf(value: Value): number {
    return uniformNumber(value) ?? this.fail(`${value.name} is no constant of one number`);
  }

  /** The integers a small value will hold, as dims. */
  entries(value: Value): Shape {
    return shapeValueOf(value) ?? this.fail(`the entries of ${value.name} are not known`);
  }

  readers(value: Value): number {
    return value.uses.size;
  }

  /** Whether weights can be multiplied, or divided, by a constant; zeros do no harm to products. */
  isModerate(value: Value): boolean {
    return isModerate(constTensor(value));
  }

  hasZero(value: Value): boolean {
    const tensor = constTensor(value);
    return tensor !== undefined && numbersOf(tensor).includes(0);
  }

  // ---- numbers ----------------------------------------------------------------------------------------------------------

  near(a: number, b: number): boolean {
    return isNear(a, b, 0);
  }

  isNegativeZero(x: number): boolean {
    return Object.is(x, -0);
  }

  isKnown(size: Dim): boolean {
    return dim.isKnown(size);
  }

  sqrt(x: number): number {
    return Math.sqrt(x);
  }

  wide(elem: ElementType): ElementType {
    return isFloat(elem) && elementBits(elem) < 32 ? 'f32' : elem;
  }

  isLossless(from: ElementType, to: ElementType): boolean {
    return isLossless(from, to);
  }

  /** The answer, or undefined where it cannot be computed. */
  static attempt<T>(compute: () => T): T | undefined {
    try {
      return compute();
    } catch (error) {
      if (error instanceof InferenceStop) return undefined;
      throw error;
    }
  }
}
