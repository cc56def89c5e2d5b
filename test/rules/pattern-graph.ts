// Graphs that fit a pattern, made from the pattern itself: nodes from the leaves up, what a pattern leaves open drawn at random. A draw
// may still fail a condition of its rule; whoever draws asks the rule.

import { type ElementType, isFloat, splatTensor } from '@afterglow/core';
import {
  type AttrValue,
  Builder,
  createFunc,
  createModule,
  type Module,
  type Node,
  type OpDef,
  ops,
  type Shape,
  setRange,
  setResultNames,
  type TensorType,
  tensorType,
  type Value,
} from '@afterglow/ir';
import {
  Draw,
  drawAttrs,
  drawTensor,
  FREE_SIZE,
  type OperandSignature,
  opSignatures,
  TypeDraw,
} from '@afterglow/ir/testing';
import {
  type BoundValue,
  type NodePattern,
  type Pattern,
  type RuleData,
  RuleMatch,
  type TypePattern,
} from '@afterglow/passes/rules';

const ELEMENTS: readonly ElementType[] = ['f32', 'f32', 'f32', 'f64', 'f16', 'i32', 'i64', 'bool'];
const NUMBERS = [0, -0, 1, -1, 2, 0.5, 3, -2, 1e-5, 6];
/** Largest constant that a leaf becomes. */
const MAX_CONSTANT = 4096;

/** A pattern met something that cannot be built from here; the draw is over. */
class NoGraph extends Error {}

/** The shape that most values of a graph have. */
function drawShape(draw: Draw): Shape {
  // Equal sizes now and then: a mix-up of axes shows only where the types do not.
  if (draw.oneIn(3)) return Array.from({ length: draw.between(2, 4) }, () => 3);
  const free = draw.oneIn(3) ? [FREE_SIZE] : [];
  return [...free, ...Array.from({ length: draw.below(4) }, () => draw.pick([1, 2, 3, 4, 6]))];
}

class PatternGraph {
  readonly #draw: Draw;
  readonly #builder: Builder;
  readonly #elem: ElementType;
  readonly #shape: Shape;
  readonly #bound = new Map<string, BoundValue>();
  readonly #made = new Map<Pattern, Value>();
  readonly #data: RuleData;
  /** So many leaves in eight are constants: rules about weights want nearly all of them constant, others hardly any. */
  readonly #constants: number;

  constructor(data: RuleData, draw: Draw, builder: Builder) {
    this.#data = data;
    this.#draw = draw;
    this.#builder = builder;
    this.#elem = draw.pick(ELEMENTS);
    this.#shape = drawShape(draw);
    this.#constants = draw.pick([2, 7]);
  }

  root(): Node {
    const pattern = this.#draw.pick(this.#data.patterns);
    const value = this.#value(pattern, undefined);
    if (value.def.kind !== 'result') throw new NoGraph();
    return value.def.node;
  }

  /** A value that fits; `wanted` is a type that the reader of it can use, where the reader says. */
  #value(pattern: Pattern, wanted: TensorType | undefined): Value {
    switch (pattern.kind) {
      case 'node':
        return this.#node(pattern);
      case 'either':
        return this.#value(this.#draw.pick(pattern.of), wanted);
      case 'line': {
        const known = this.#bound.get(pattern.name);
        if (known?.kind === 'value' && known.value) return known.value;
        this.#value(pattern.pattern, wanted);
        const made = this.#bound.get(pattern.name);
        if (made?.kind !== 'value' || !made.value) throw new NoGraph();
        return made.value;
      }
      case 'value': {
        const known = this.#bound.get(pattern.name);
        if (known?.kind === 'value' && known.value) return known.value;
        const value = this.#leaf(this.#typed(pattern.type, wanted), pattern.constant === true);
        this.#bound.set(pattern.name, { kind: 'value', value });
        return value;
      }
      case 'number':
        return this.#number(pattern.value, wanted);
      case 'uniform': {
        const known = this.#bound.get(pattern.name);
        const number = known?.kind === 'number' ? known.number : this.#draw.pick(NUMBERS);
        this.#bound.set(pattern.name, { kind: 'number', number });
        return this.#number(number, wanted);
      }
      case 'anything':
        return this.#leaf(this.#typed(undefined, wanted), false);
      case 'rest':
        throw new NoGraph();
    }
  }

  #leaf(type: TensorType, constant: boolean): Value {
    const sizes = type.shape.filter((d) => typeof d === 'number');
    const known = sizes.length === type.shape.length && sizes.reduce((a, b) => a * b, 1) <= MAX_CONSTANT;
    if (constant && !known) throw new NoGraph();
    if (!known || (!constant && this.#draw.below(8) >= this.#constants)) return this.#builder.param('x', type);
    return this.#builder.constant('k', drawTensor(this.#draw, type.elem, sizes));
  }

  /** A constant of one number; mostly of a shape that does not widen anything. */
  #number(number: number, wanted: TensorType | undefined): Value {
    const elem = wanted?.elem ?? this.#elem;
    const known = (wanted?.shape ?? this.#shape).filter((d) => typeof d === 'number');
    const shape = this.#draw.pick([[], [], [1], known.slice(-1), known]);
    if (Number.isInteger(number) || elem.startsWith('f') || elem === 'bf16') {
      return this.#builder.constant('c', splatTensor(elem, shape, number));
    }
    throw new NoGraph();
  }

  /** The type of a leaf: what its pattern says, then what the reader needs, then the shape that most leaves have. */
  #typed(pattern: TypePattern | undefined, wanted: TensorType | undefined): TensorType {
    const variable = pattern?.variable === undefined ? undefined : this.#bound.get(pattern.variable);
    const allowed = pattern?.in?.filter((elem): elem is ElementType => elem !== 'quantized');
    let elem = pattern?.elem ?? (variable?.kind === 'element' ? variable.type.elem : (wanted?.elem ?? this.#elem));
    if (allowed && !allowed.includes(elem)) elem = this.#draw.pick(allowed);
    const given = wanted?.shape ?? this.#shape;
    const taken = !pattern?.shape || (wanted !== undefined && this.#take(pattern.shape, given));
    const shape = taken || !pattern?.shape ? given : this.#sizes(pattern.shape);
    const type = tensorType(elem, shape);
    if (pattern?.variable !== undefined) this.#bound.set(pattern.variable, { kind: 'element', type });
    return type;
  }

  /** Binds the sizes of a pattern to those of a shape that the reader needs; false where they are something else already. */
  #take(items: NonNullable<TypePattern['shape']>, shape: Shape): boolean {
    const spread = items.findIndex((item) => typeof item === 'string' && item.startsWith('..'));
    const more = shape.length - items.length + (spread < 0 ? 0 : 1);
    if (more < 0 || (spread < 0 && more > 0)) return false;
    const found = new Map<string, BoundValue>();
    let at = 0;
    for (const item of items) {
      if (typeof item !== 'string') return false;
      const isSpread = item.startsWith('..');
      const axes = shape.slice(at, at + (isSpread ? more : 1));
      at += axes.length;
      const name = item.replace('..', '');
      if (this.#bound.has(name) || found.has(name)) return false;
      found.set(name, isSpread ? { kind: 'shape', shape: axes } : { kind: 'dim', dim: axes[0] ?? 1 });
    }
    for (const [name, bound] of found) this.#bound.set(name, bound);
    return true;
  }

  #sizes(items: NonNullable<TypePattern['shape']>) {
    return items.flatMap((item) => {
      if (typeof item === 'number') return [item];
      if (typeof item === 'function') return [item(this.#match())];
      const name = item.replace('..', '');
      const known = this.#bound.get(name);
      if (known?.kind === 'shape') return known.shape;
      if (known?.kind === 'dim') return [known.dim];
      if (item.startsWith('..')) {
        const shape = this.#shape.slice(0, this.#draw.below(3));
        this.#bound.set(name, { kind: 'shape', shape });
        return shape;
      }
      const size = this.#draw.oneIn(5) ? FREE_SIZE : this.#draw.pick([1, 2, 3, 4]);
      this.#bound.set(name, { kind: 'dim', dim: size });
      return [size];
    });
  }

  #match(): RuleMatch {
    // Only names and ranges are asked before there is a root.
    return new RuleMatch({ func: this.#builder.func } as Node, this.#bound);
  }

  #op(pattern: NodePattern): OpDef {
    const { variable } = pattern;
    const known = variable === undefined ? undefined : this.#bound.get(variable);
    const name = known?.kind === 'op' ? known.op : this.#draw.pick(pattern.ops);
    const op = ops.get(name);
    if (!op) throw new NoGraph();
    if (variable !== undefined) this.#bound.set(variable, { kind: 'op', op: name });
    return op;
  }

  #node(pattern: NodePattern): Value {
    const known = this.#made.get(pattern);
    if (known) return known;
    const op = this.#op(pattern);
    const signature = opSignatures[op.name];
    if (!signature) throw new NoGraph();
    const types = new TypeDraw(this.#draw, signature, {
      elem: this.#elem,
      shape: this.#shape,
      symbols: this.#draw.oneIn(3),
    });
    if (op.name === 'conv' || op.name === 'fully_connected') this.#layer(op.name, signature.operands, types);
    const operands = this.#operands(pattern, signature.operands, types);
    const attrs = this.#attrs(pattern, op, types, operands);
    const made = this.#builder.tryAdd(op.name, operands, attrs);
    if ('problems' in made) throw new NoGraph(made.problems.join('; '));
    for (const [i, name] of pattern.results.entries()) {
      const value = made.results[i];
      if (value && name !== '_') this.#bound.set(name, { kind: 'value', value });
    }
    const [first] = made.results;
    if (!first) throw new NoGraph();
    this.#made.set(pattern, first);
    return first;
  }

  /** Types of a layer that go together, which its signature alone does not say: drawn one by one they hardly ever do. */
  #layer(op: string, signature: readonly OperandSignature[], types: TypeDraw): void {
    const size = () => this.#draw.pick([1, 2, 3, 4]);
    const [batch, channels, outputs] = [this.#draw.pick([FREE_SIZE, 2, 3]), size(), size()];
    const spatial =
      op === 'conv' ? Array.from({ length: this.#draw.between(1, 2) }, () => this.#draw.between(2, 4)) : [];
    // Windows of one element keep the size, so that the result has a shape that is known here.
    const window = spatial.map(() => (this.#draw.oneIn(2) ? 1 : 2));
    const shapes = [
      [batch, channels, ...spatial],
      [outputs, channels, ...window],
      [outputs],
      [batch, outputs, ...spatial],
    ];
    const elem = isFloat(this.#elem) ? this.#elem : 'f32';
    for (const [i, operand] of signature.entries()) types.fit(operand, tensorType(elem, shapes[i] ?? []));
  }

  /** Operands that are nodes first: their types decide what the others can be. */
  #operands(pattern: NodePattern, signature: readonly OperandSignature[], types: TypeDraw): (Value | undefined)[] {
    const at = (i: number) => signature[Math.min(i, signature.length - 1)];
    const swapped = pattern.operands.length === 2 && !pattern.ordered && this.#draw.oneIn(2) && this.#commutes(pattern);
    const values: (Value | undefined)[] = [];
    const order = pattern.operands
      .map((_, i) => i)
      .sort((a, b) => weight(pattern.operands[a]) - weight(pattern.operands[b]));
    for (const i of order) {
      const one = pattern.operands[i];
      const operand = at(i);
      if (!one || !operand) continue;
      if (one.kind === 'rest') {
        const rest = this.#rest(signature.slice(i), types);
        this.#bound.set(one.name, { kind: 'values', values: rest });
        values.push(...rest);
        continue;
      }
      if (one.kind === 'value' && one.optional && this.#draw.oneIn(2)) {
        this.#bound.set(one.name, { kind: 'value', value: undefined });
        continue;
      }
      const isMade = one.kind === 'node' || one.kind === 'line';
      const value = this.#value(one, isMade ? undefined : this.#beside(pattern, values, types.type(operand)));
      // Where it does not fit, the op says so.
      types.fit(operand, value.type);
      values[i] = value;
    }
    return swapped ? values.reverse() : values;
  }

  /** A type for an operand of an element-wise node beside one that is there: now and then its shape, or one number along an axis of it. */
  #beside(pattern: NodePattern, values: readonly (Value | undefined)[], drawn: TensorType): TensorType {
    const made = values.find((value) => value !== undefined)?.type;
    const isElementwise = pattern.ops.every((name) => ops.get(name)?.traits.has('elementwise'));
    if (!isElementwise || made?.kind !== 'tensor' || this.#draw.oneIn(3)) return drawn;
    if (this.#draw.oneIn(2)) return tensorType(drawn.elem, made.shape);
    const kept = this.#draw.below(made.shape.length + 1);
    const one = made.shape.map((size, axis) => (axis === kept ? size : 1));
    return tensorType(drawn.elem, this.#draw.oneIn(2) ? one : one.slice(kept));
  }

  /** All operands that are left: some of a list, and optional ones now and then. */
  #rest(signature: readonly OperandSignature[], types: TypeDraw): (Value | undefined)[] {
    return signature.flatMap((operand) => {
      if (operand.arity === 'optional' && this.#draw.oneIn(2)) return [undefined];
      const count = operand.arity === 'variadic' ? this.#draw.between(1, 3) : 1;
      return Array.from({ length: count }, () => {
        const value = this.#leaf(types.type(operand), false);
        types.fit(operand, value.type);
        return value;
      });
    });
  }

  #commutes(pattern: NodePattern): boolean {
    return pattern.ops.every((name) => ops.get(name)?.traits.has('commutative'));
  }

  #attrs(
    pattern: NodePattern,
    op: OpDef,
    types: TypeDraw,
    operands: readonly (Value | undefined)[],
  ): Record<string, AttrValue> {
    const fixed: Record<string, AttrValue> = {};
    const open = new Set<string>();
    for (const spec of op.attrs) {
      const one = pattern.attrs[spec.name];
      if (!one) {
        if (pattern.rest === undefined) continue;
        open.add(spec.name);
      } else if (one.kind === 'is') fixed[spec.name] = one.value;
      else if (one.kind === 'equal') {
        const value = RuleMatch.attempt(() => one.value(this.#match()));
        if (value === undefined) throw new NoGraph();
        fixed[spec.name] = value;
      } else {
        const known = this.#bound.get(one.name);
        if (known?.kind !== 'attr') open.add(spec.name);
        else if (known.attr !== undefined) fixed[spec.name] = known.attr;
      }
    }
    const signature = opSignatures[op.name];
    const drawn = signature
      ? drawAttrs(
          this.#draw,
          op,
          signature,
          types,
          operands.map((value) => value?.type),
          fixed,
        )
      : {};
    const attrs = { ...fixed };
    for (const name of open) if (drawn[name] !== undefined) attrs[name] = drawn[name];
    for (const [name, one] of Object.entries(pattern.attrs)) {
      if (one.kind === 'bind')
        this.#bound.set(one.name, {
          kind: 'attr',
          attr: attrs[name] ?? op.attrs.find((spec) => spec.name === name)?.default,
        });
    }
    return attrs;
  }
}

/** Nodes before values, and numbers last: they take the shape of what stands beside them. */
function weight(pattern: Pattern | undefined): number {
  switch (pattern?.kind) {
    case 'node':
    case 'line':
    case 'either':
      return 0;
    case 'number':
    case 'uniform':
      return 2;
    case 'rest':
      return 3;
    default:
      return 1;
  }
}

/** A module whose `@main` is one graph drawn from the patterns of a rule, or undefined when the draw came to nothing. */
export function drawPatternGraph(
  data: RuleData,
  seed: number,
): { readonly module: Module; readonly root: Node } | undefined {
  const module = createModule('drawn');
  const func = createFunc(module, 'main');
  setRange(func, 'N', { lo: 1, hi: 5 });
  const builder = new Builder(func.body, { registry: ops });
  try {
    const root = new PatternGraph(data, new Draw(seed), builder).root();
    builder.results(root.results);
    setResultNames(
      func,
      root.results.map((_, i) => `y${i}`),
    );
    return { module, root };
  } catch (error) {
    if (error instanceof NoGraph) return undefined;
    throw error;
  }
}
