// Draws attributes of an op by their kinds, and by what their names mean throughout the spec (`axis`, `axes`, `perm`, …). A draw may still
// be refused by the op: whoever draws asks its inference.

import { type Dim, dim, type ElementType } from '@afterglow/core';
import type { AttrSpec, Attrs, AttrValue, OpDef } from '../graph/op-def.js';
import type { Shape, Type } from '../graph/type.js';
import type { Draw } from './draw.js';
import type { TypeDraw } from './draw-types.js';
import type { OpSignature } from './op-signature.js';

const FLOATS = [0.5, 1, 2, 0, 0.25, -1, 1e-5, 3];
const ELEMENTS: readonly ElementType[] = ['f32', 'f64', 'f16', 'i32', 'i64', 'bool', 'u8', 'bf16'];

class AttrDraw {
  readonly #draw: Draw;
  readonly #signature: OpSignature;
  readonly #types: TypeDraw;
  /** Shape of the first operand: what axes and sizes are about. */
  readonly #shape: Shape;
  readonly drawn: Record<string, AttrValue> = {};

  constructor(draw: Draw, signature: OpSignature, types: TypeDraw, operands: readonly (Type | undefined)[]) {
    this.#draw = draw;
    this.#signature = signature;
    this.#types = types;
    const [first] = operands;
    this.#shape = first?.kind === 'tensor' ? first.shape : [];
  }

  add(spec: AttrSpec): void {
    if (spec.optional && this.#draw.oneIn(2)) return;
    const isText = spec.kind === 'string' || spec.kind === 'func' || spec.kind === 'type';
    if (spec.default !== undefined && (isText || this.#draw.oneIn(2))) return;
    const value = spec.list ? this.#list(spec) : this.#one(spec, 0);
    if (value !== undefined) this.drawn[spec.name] = value;
  }

  #length(spec: AttrSpec): number {
    if (spec.list?.length !== undefined) return spec.list.length;
    const hint = /^(\d*)(.*)$/.exec(this.#signature.lengths[spec.name] ?? '');
    const [times, name] = [Number(hint?.[1] || 1), hint?.[2] ?? ''];
    const other = this.drawn[name];
    const length = this.#types.rankOf(name) ?? (Array.isArray(other) ? other.length : undefined);
    return length === undefined ? this.#draw.below(3) : times * length;
  }

  #list(spec: AttrSpec): AttrValue {
    const rank = this.#shape.length;
    const positions = Array.from({ length: rank }, (_, i) => i);
    switch (spec.name) {
      case 'perm':
        return this.#draw.shuffle(positions);
      case 'axes':
        return this.#draw
          .shuffle(positions)
          .slice(0, this.#draw.below(rank + 1))
          .sort();
      case 'shape':
        return this.#newShape();
      case 'sizes':
        return this.#parts();
    }
    return Array.from({ length: this.#length(spec) }, (_, i) => this.#one(spec, i));
  }

  /** The elements of the first operand in another shape, or a shape it broadcasts to. */
  #newShape(): Shape {
    const shape = this.#shape;
    switch (this.#draw.below(4)) {
      case 0:
        return [dim.product(shape)];
      case 1:
        return [2, ...shape];
      case 2:
        return [...shape.slice(0, -2), dim.product(shape.slice(-2))];
    }
    return this.#draw.oneIn(2) ? [1, ...shape] : this.#draw.shuffle(shape);
  }

  /** Sizes that add up to an axis. */
  #parts(): Shape {
    const axis = this.drawn['axis'];
    const size = this.#shape.at(typeof axis === 'number' ? axis : 0);
    if (typeof size !== 'number') return size === undefined ? [] : [size];
    const cut = this.#draw.below(size + 1);
    return this.#draw.oneIn(3) ? [size] : [cut, size - cut];
  }

  #one(spec: AttrSpec, index: number): AttrValue {
    const draw = this.#draw;
    switch (spec.kind) {
      case 'i64':
        return this.#integer(spec.name);
      case 'dim':
        return this.#size(spec.name, index);
      case 'f64':
        return draw.pick(FLOATS);
      case 'bool':
        return draw.oneIn(2);
      case 'enum':
        return draw.pick(spec.values ?? ['']);
      case 'elem':
        return draw.pick(ELEMENTS);
      default:
        return '';
    }
  }

  #integer(name: string): number {
    const rank = Math.max(1, this.#shape.length);
    if (/axis/.test(name)) return this.#draw.between(-rank, rank - 1);
    if (/pad/.test(name)) return this.#draw.below(2);
    if (/^(start|left|right|batch_dims)/.test(name)) return this.#draw.below(2);
    return this.#draw.oneIn(3) ? 2 : 1;
  }

  #size(name: string, index: number): Dim {
    const axes = this.drawn['axes'];
    const axis = Array.isArray(axes) ? axes[index] : undefined;
    const size = typeof axis === 'number' ? (this.#shape.at(axis) ?? 1) : 1;
    if (name === 'starts') return 0;
    if (name === 'ends') return typeof size === 'number' ? this.#draw.between(0, size) : size;
    return this.#draw.below(3);
  }
}

/** Attributes for a use of `op` on operands of these types. */
export function drawAttrs(
  draw: Draw,
  op: OpDef,
  signature: OpSignature,
  types: TypeDraw,
  operands: readonly (Type | undefined)[],
  fixed: Attrs = {},
): Attrs {
  const attrs = new AttrDraw(draw, signature, types, operands);
  // Lists that are as long as another attribute come after it.
  const late = (spec: AttrSpec) => (signature.lengths[spec.name] === undefined ? 0 : 1);
  for (const spec of [...op.attrs].sort((a, b) => late(a) - late(b))) {
    const value = fixed[spec.name];
    if (value !== undefined) attrs.drawn[spec.name] = value;
    else attrs.add(spec);
  }
  return attrs.drawn;
}
