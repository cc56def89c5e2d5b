// Draws operand types that fit the signature of an op: names that operands share stand for one size, shape or element type.

import { type Dim, dim, type ElementType, isElementType } from '@afterglow/core';
import { elementClasses } from '../generated/element-classes.js';
import { type Shape, type TensorType, type Type, tensorType } from '../graph/type.js';
import type { Draw } from './draw.js';
import type { OperandSignature, OpSignature, SignatureItem } from './op-signature.js';

/** Sizes that are not all alike, so that an axis taken for another shows. */
const SIZES = [1, 2, 3, 4, 5];

export interface TypePreferences {
  /** Element type to take where the op allows it. */
  readonly elem?: ElementType;
  /** Shape that most operands have. */
  readonly shape?: Shape;
  /** Whether free sizes may be drawn. */
  readonly symbols?: boolean;
}

export const FREE_SIZE = dim.symbol('N');

/** `..S`, or `?..S` for an expression. */
type SpreadItem = `..${string}` | `?..${string}`;

function isSpread(item: SignatureItem): item is SpreadItem {
  return typeof item === 'string' && item.includes('..');
}

export class TypeDraw {
  readonly #draw: Draw;
  readonly #signature: OpSignature;
  readonly #preferences: TypePreferences;
  readonly #dims = new Map<string, Dim>();
  readonly #shapes = new Map<string, Shape>();
  readonly #elements = new Map<string, ElementType>();

  constructor(draw: Draw, signature: OpSignature, preferences: TypePreferences = {}) {
    this.#draw = draw;
    this.#signature = signature;
    this.#preferences = preferences;
  }

  /** Length of the shape that a name stands for, where it is known. */
  rankOf(name: string): number | undefined {
    return this.#shapes.get(name)?.length;
  }

  shapeOf(name: string): Shape | undefined {
    return this.#shapes.get(name);
  }

  #allowed(variable: string): readonly ElementType[] {
    const set = this.#signature.elements[variable] ?? elementClasses.any;
    return set.filter((elem): elem is ElementType => elem !== 'quantized');
  }

  /** Binds the names of an operand to what a value has; false when they are bound to something else. */
  fit(operand: OperandSignature, type: Type): boolean {
    if (type.kind !== 'tensor' || type.encoding) return false;
    if (isElementType(operand.elem)) {
      if (operand.elem !== type.elem) return false;
    } else {
      const before = this.#elements.get(operand.elem);
      if (before ? before !== type.elem : !this.#allowed(operand.elem).includes(type.elem)) return false;
      this.#elements.set(operand.elem, type.elem);
    }
    return operand.shape === undefined || this.#fitShape(operand.shape, type.shape);
  }

  #fitShape(items: readonly SignatureItem[], shape: Shape): boolean {
    const fixed = items.filter((item) => !isSpread(item)).length;
    const spread = items.length - fixed;
    if (spread === 0 ? shape.length !== fixed : shape.length < fixed) return false;
    let at = 0;
    return items.every((item) => {
      if (isSpread(item)) {
        const part = shape.slice(at, at + shape.length - fixed);
        at += part.length;
        if (item.startsWith('?')) return true;
        const name = item.slice(2);
        const before = this.#shapes.get(name);
        this.#shapes.set(name, part);
        return !before || (before.length === part.length && before.every((d, i) => d === part[i]));
      }
      const size = shape[at++] ?? 1;
      if (typeof item === 'number') return item === size;
      if (item.startsWith('?')) return true;
      const before = this.#dims.get(item);
      this.#dims.set(item, size);
      return before === undefined || before === size;
    });
  }

  /** A type that fits. */
  type(operand: OperandSignature): TensorType {
    const elem = isElementType(operand.elem) ? operand.elem : this.#element(operand.elem);
    return tensorType(elem, this.#shape(operand.shape));
  }

  #element(variable: string): ElementType {
    const before = this.#elements.get(variable);
    if (before) return before;
    const allowed = this.#allowed(variable);
    const { elem } = this.#preferences;
    const chosen = elem && allowed.includes(elem) ? elem : this.#draw.pick(allowed);
    this.#elements.set(variable, chosen);
    return chosen;
  }

  #shape(items: readonly SignatureItem[] | undefined): Shape {
    if (!items) return this.#anyShape();
    const fixed = items.filter((item) => !isSpread(item)).length;
    return items.flatMap((item): Shape => {
      if (typeof item === 'number') return [item];
      if (isSpread(item)) return item.startsWith('?') ? this.#part(fixed) : this.#named(item.slice(2), fixed);
      return [item.startsWith('?') ? this.#size(item.slice(1)) : this.#size(item)];
    });
  }

  #named(name: string, fixed: number): Shape {
    const before = this.#shapes.get(name);
    if (before) return before;
    const made = this.#part(fixed);
    this.#shapes.set(name, made);
    return made;
  }

  /** The axes in place of `..`: most often those of the preferred shape, or some that broadcast with it. */
  #part(fixed: number): Shape {
    const { shape } = this.#preferences;
    if (!shape || this.#draw.oneIn(6)) return this.#anyShape(3 - Math.min(fixed, 2));
    const part = shape.slice(0, Math.max(0, shape.length - fixed));
    switch (this.#draw.below(6)) {
      case 0:
        return part.slice(this.#draw.below(part.length + 1));
      case 1:
        return part.map((d) => (this.#draw.oneIn(2) ? 1 : d));
    }
    return part;
  }

  #anyShape(longest = 3): Shape {
    return Array.from({ length: this.#draw.below(longest + 1) }, () => this.#freshSize());
  }

  #freshSize(): Dim {
    return this.#preferences.symbols && this.#draw.oneIn(5) ? FREE_SIZE : this.#draw.pick(SIZES);
  }

  #size(name: string): Dim {
    const before = this.#dims.get(name);
    if (before !== undefined) return before;
    const made = this.#freshSize();
    if (name !== '') this.#dims.set(name, made);
    return made;
  }
}
