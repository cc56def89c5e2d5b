// The builder that import rules use: refuses the node where an op does not fit, names what it makes after the node's
// output, and checks sizes by arithmetic.

import {
  type Dim,
  dim,
  type ElementType,
  elementBits,
  type Origin,
  splatTensor,
  tensorFromArray,
} from '@afterglow/core';
import {
  type AddOptions,
  type Attrs,
  Builder,
  completeAttrs,
  type Node,
  type Region,
  Rewriter,
  renameValue,
  type Type,
  type Value,
} from '@afterglow/ir';
import { nodeDiagnostics } from '../diagnostics/node.js';
import { Refusal } from './refusal.js';
import type { ImportSession } from './session.js';
import { isExact } from './solve-dims.js';

/** 64 TiB: no memory of one machine, and far from where doubles stop being exact. */
const MOST_BYTES = 2 ** 46;

export interface MadeFor {
  /** The ONNX operator, for messages. */
  readonly op: string;
  /** Name of the node's first output: what the rule makes on the way is called `<base>.<op>`. */
  readonly base: string;
  readonly origin: Origin;
}

type LooseAttrs = Readonly<Record<string, Attrs[string] | undefined>>;

export class ImportBuilder extends Builder {
  readonly session: ImportSession;
  readonly made: MadeFor;

  /** Nodes that the rule has made. */
  readonly added: Set<Node>;

  constructor(region: Region, session: ImportSession, made: MadeFor, added: Set<Node> = new Set()) {
    super(region, {
      registry: session.registry,
      unify: session.symbols.unify,
      unifyBroadcast: session.independentSizes ? session.symbols.provablyEqual : session.symbols.unifyBroadcast,
      origin: made.origin,
      onAdd: (node) => added.add(node),
    });
    this.session = session;
    this.made = made;
    this.added = added;
  }

  override at(region: Region): ImportBuilder {
    return new ImportBuilder(region, this.session, this.made, this.added);
  }

  /** With everything put in that earlier nodes made known about its sizes. */
  protected override typeOf(value: Value): Type {
    return this.session.symbols.resolveType(value.type);
  }

  /**
   * Adds a node. Where operands do not fit because two sizes have to be equal that are neither provably so nor provably
   * different, the operands are taken to fit, which the run will check.
   */
  override tryAdd(
    opName: string,
    operands: readonly (Value | undefined)[],
    attrs: LooseAttrs = {},
    options: AddOptions = {},
  ): ReturnType<Builder['tryAdd']> {
    const node = super.tryAdd(opName, operands, attrs, options);
    if (!('problems' in node) || opName === 'assume_shape') return node;
    const assumed = this.#assumptions(opName, operands, attrs, options);
    if (!assumed) return node;
    const fitted = operands.map((value) => value && this.#assume(value, assumed));
    if (fitted.every((value, i) => value === operands[i])) return node;
    return super.tryAdd(opName, fitted, attrs, options);
  }

  /** The equations under which a node would be valid: what each size has to be. */
  #assumptions(
    opName: string,
    operands: readonly (Value | undefined)[],
    attrs: LooseAttrs,
    options: AddOptions,
  ): ReadonlyMap<Dim, Dim> | undefined {
    const { symbols, registry } = this.session;
    const op = registry.get(opName);
    const assumed = new Map<Dim, Dim>();
    const inferred = op?.infer({
      operands: operands.map((value) => value && this.typeOf(value)),
      attrs: completeAttrs(op, attrs),
      regions: options.regions ?? [],
      resultCount: options.resultCount ?? op.results.length,
      unify(a, b) {
        const [left, right] = [symbols.resolve(a), symbols.resolve(b)];
        if (left !== right && !symbols.unify(left, right)) {
          if (typeof right === 'number') assumed.set(left, right);
          else assumed.set(right, left);
        }
        return true;
      },
      unifyBroadcast: symbols.provablyEqual,
      ...(options.types ? { given: options.types } : {}),
      // What the node would be is not of interest here, only what it takes.
      freshDim: (hint) => dim.symbol(hint),
    });
    return inferred?.ok && assumed.size > 0 ? assumed : undefined;
  }

  /** The operand with its sizes replaced as assumed. */
  #assume(value: Value, assumed: ReadonlyMap<Dim, Dim>): Value {
    const type = this.typeOf(value);
    if (type.kind !== 'tensor' || !type.shape.some((d) => assumed.has(d))) return value;
    return this.value('assume_shape', [value], { shape: type.shape.map((d) => assumed.get(d) ?? d) });
  }

  /** Adds a node; refuses the ONNX node with what is wrong when it is not valid. */
  override add(
    opName: string,
    operands: readonly (Value | undefined)[],
    attrs: LooseAttrs = {},
    options: AddOptions = {},
  ): Node {
    const { op } = this.made;
    const count = options.resultCount ?? this.options.registry.get(opName)?.results.length ?? 1;
    const name = this.freeName(opName);
    const names = options.names ?? Array.from({ length: count }, () => name);
    const node = this.tryAdd(opName, operands, attrs, { ...options, names });
    if ('problems' in node) {
      throw Refusal.of(nodeDiagnostics.invalidNode, { op, problem: node.problems.join('; ') });
    }
    for (const { type } of node.results) this.checkSize(type);
    return node;
  }

  /** A name for something between the node's inputs and outputs, which no value of the model has. */
  freeName(suffix: string): string {
    const plain = `${this.made.base}.${suffix}`;
    let name = plain;
    for (let k = 1; this.session.modelNames.has(name); k++) name = `${plain}.${k}`;
    return name;
  }

  /** Refuses a tensor no machine can hold. */
  checkSize(type: Type): void {
    if (type.kind !== 'tensor') return;
    if (!type.shape.every(isExact)) throw Refusal.of(nodeDiagnostics.tooLarge, { op: this.made.op, type: type.key });
    if (!type.shape.every(dim.isKnown)) return;
    const elements = type.shape.reduce<number>((product, size) => product * (size as number), 1);
    if ((elements * elementBits(type.elem)) / 8 > MOST_BYTES || elements > MOST_BYTES) {
      throw Refusal.of(nodeDiagnostics.tooLarge, { op: this.made.op, type: type.key });
    }
  }

  /** All results of a node. */
  values(
    opName: string,
    operands: readonly (Value | undefined)[],
    attrs: LooseAttrs = {},
    options: AddOptions = {},
  ): readonly Value[] {
    return this.add(opName, operands, attrs, options).results;
  }

  /** Takes back a region whose results are not set yet. */
  discard(region: Region): void {
    const rewriter = new Rewriter(this.func, this.session.registry);
    for (let node = region.last; node; node = region.last) rewriter.erase(node);
    for (const param of region.params) renameValue(this.func, param, `${param.name}.discarded`);
  }

  /** A constant scalar; refuses an operand type that has no numbers. */
  scalar(elem: ElementType, value: number | bigint): Value {
    if (elem === 'string') {
      throw Refusal.of(nodeDiagnostics.invalidNode, { op: this.made.op, problem: 'strings are no numbers' });
    }
    return this.constant(this.freeName('const'), splatTensor(elem, [], value));
  }

  /** A constant vector of 64-bit integers. */
  integers(values: readonly number[]): Value {
    const tensor = tensorFromArray(
      'i64',
      [values.length],
      BigInt64Array.from(values, (value) => BigInt(value)),
    );
    return this.constant(this.freeName('const'), tensor);
  }

  /** `x` in another shape of as many elements; `x` itself when it has it already. */
  reshape(x: Value, shape: readonly Dim[]): Value {
    const { symbols } = this.session;
    const { type } = x;
    const same = (d: Dim, i: number) => symbols.resolve(d) === symbols.resolve(shape[i] ?? 0);
    if (type.kind === 'tensor' && type.shape.length === shape.length && type.shape.every(same)) {
      return x;
    }
    // Often this makes a size known; where it does not, the run will tell whether the numbers agree.
    if (type.kind === 'tensor') symbols.unify(dim.product(type.shape), dim.product(shape));
    return this.value('reshape', [x], { shape });
  }

  /** `x` converted; `x` itself when it is of that type. */
  cast(x: Value, to: ElementType): Value {
    return x.type.kind === 'tensor' && x.type.elem === to ? x : this.value('cast', [x], { to });
  }
}
