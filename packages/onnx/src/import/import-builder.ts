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
    if (type.kind !== 'tensor' || !type.shape.every(dim.isKnown)) return;
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

  /** A constant scalar. */
  scalar(elem: ElementType, value: number | bigint): Value {
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
    return this.value('reshape', [x], { shape });
  }

  /** `x` converted; `x` itself when it is of that type. */
  cast(x: Value, to: ElementType): Value {
    return x.type.kind === 'tensor' && x.type.elem === to ? x : this.value('cast', [x], { to });
  }
}
