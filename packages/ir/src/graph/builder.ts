// Makes nodes: infers result types from the op's spec, names results, links into a region. Generated typed builder
// functions (`conv2d(b, x, w, …)`) call `add`.

import { type Dim, type DimRange, dim, invariant, type Origin, type Tensor } from '@afterglow/core';
import type { Func, Module, Node, Region, Value } from './graph.js';
import {
  addParam,
  claimName,
  link,
  mutable,
  newConst,
  newFunc,
  newModule,
  newNode,
  newRegion,
  releaseName,
  setRegionResult,
  touch,
} from './mutate.js';
import type { Attrs, InferResult, OpDef, OpRegistry } from './op-def.js';
import { type Type, tensorType } from './type.js';

/** A chain of nodes that nobody names would otherwise get names as long as itself. */
const LONGEST_PREFIX = 200;

export interface AddOptions {
  /** Names of the results; defaults to `<first operand>.<op>`, or `<op>` after a long name. Colliding names get `.k`. */
  readonly names?: readonly string[];
  readonly origin?: Origin | undefined;
  /** Regions made by `Builder.region` before the node. */
  readonly regions?: readonly Region[];
  /** Number of results, for ops with variadic results. */
  readonly resultCount?: number;
  /** Result types for ops that take them as given. */
  readonly types?: readonly Type[];
}

export interface BuilderOptions {
  readonly registry: OpRegistry;
  /** See `InferInput.unify`; by default dims that are not provably equal are a mismatch. */
  readonly unify?: (a: Dim, b: Dim) => boolean;
  /** See `InferInput.unifyBroadcast`. */
  readonly unifyBroadcast?: (a: Dim, b: Dim) => boolean;
  /** Origin for nodes that do not bring one. */
  readonly origin?: Origin | undefined;
  /** Told of each node added. */
  readonly onAdd?: (node: Node) => void;
}

/** Attributes with the defaults of the spec filled in and undefined ones dropped. */
export function completeAttrs(op: OpDef, attrs: Readonly<Record<string, Attrs[string] | undefined>>): Attrs {
  const complete: Record<string, Attrs[string]> = {};
  for (const spec of op.attrs) {
    const value = attrs[spec.name] ?? spec.default;
    if (value !== undefined) complete[spec.name] = value;
  }
  for (const [name, value] of Object.entries(attrs)) if (value !== undefined) complete[name] ??= value;
  return complete;
}

/** Inserts nodes into one region, at its end or before an anchor. */
export class Builder {
  readonly region: Region;
  readonly options: BuilderOptions;
  readonly anchor: Node | undefined;

  constructor(region: Region, options: BuilderOptions, anchor?: Node) {
    this.region = region;
    this.options = options;
    this.anchor = anchor;
  }

  get func(): Func {
    return this.region.func;
  }

  get module(): Module {
    return this.region.func.module;
  }

  /** The type of an operand for inference; builders that know more about sizes than it says override this. */
  protected typeOf(value: Value): Type {
    return value.type;
  }

  /** Types a node without making it. */
  infer(opName: string, operands: readonly (Value | undefined)[], attrs: Attrs, options: AddOptions = {}): InferResult {
    const op = this.options.registry.get(opName);
    if (!op) return { ok: false, problems: [`there is no op "${opName}"`] };
    return op.infer({
      operands: operands.map((value) => value && this.typeOf(value)),
      attrs: completeAttrs(op, attrs),
      regions: options.regions ?? [],
      resultCount: options.resultCount ?? op.results.length,
      unify: this.options.unify ?? (() => false),
      ...(this.options.unifyBroadcast ? { unifyBroadcast: this.options.unifyBroadcast } : {}),
      ...(options.types ? { given: options.types } : {}),
      freshDim: (hint, bound) => freshSymbol(this.func, hint, bound),
    });
  }

  /** Adds a node, or answers what is wrong with it. */
  tryAdd(
    opName: string,
    operands: readonly (Value | undefined)[],
    attrs: Readonly<Record<string, Attrs[string] | undefined>> = {},
    options: AddOptions = {},
  ): Node | { readonly problems: readonly string[] } {
    const op = this.options.registry.get(opName);
    if (!op) return { problems: [`there is no op "${opName}"`] };
    const complete = completeAttrs(op, attrs);
    const inferred = this.infer(opName, operands, complete, options);
    if (!inferred.ok) return { problems: inferred.problems };
    const first = operands.find((value) => value !== undefined)?.name;
    const base = first === undefined || first.length > LONGEST_PREFIX ? op.name : `${first}.${op.name}`;
    const names = inferred.types.map((_, i) => options.names?.[i] ?? base);
    const trimmed = [...operands];
    while (trimmed.length > 0 && trimmed[trimmed.length - 1] === undefined) trimmed.pop();
    const origin = options.origin ?? this.options.origin;
    const node = newNode(this.func, { op, operands: trimmed, attrs: complete, types: inferred.types, names, origin });
    for (const region of options.regions ?? []) {
      mutable.region(region).parent = node;
      mutable.node(node).regions.push(region);
    }
    link(this.region, node, this.anchor);
    this.options.onAdd?.(node);
    return node;
  }

  /** Adds a node that is well-typed by construction; anything else is our bug. */
  add(
    opName: string,
    operands: readonly (Value | undefined)[],
    attrs: Readonly<Record<string, Attrs[string] | undefined>> = {},
    options: AddOptions = {},
  ): Node {
    const node = this.tryAdd(opName, operands, attrs, options);
    invariant(!('problems' in node), `${opName}: ${'problems' in node ? node.problems.join('; ') : ''}`);
    return node;
  }

  /** Adds a node and answers its only (or first) result. */
  value(
    opName: string,
    operands: readonly (Value | undefined)[],
    attrs: Readonly<Record<string, Attrs[string] | undefined>> = {},
    options: AddOptions = {},
  ): Value {
    const [result] = this.add(opName, operands, attrs, options).results;
    invariant(result, `${opName} has no result`);
    return result;
  }

  /** A module constant. */
  constant(name: string, tensor: Tensor, type: Type = tensorType(tensor.elem, tensor.shape)): Value {
    return newConst(this.module, name, type, tensor);
  }

  /** A new region for a node to be added; fill it through its own builder, then pass it in `AddOptions.regions`. */
  newRegion(): Region {
    return newRegion(this.func, undefined);
  }

  at(region: Region): Builder {
    return new Builder(region, this.options);
  }

  param(name: string, type: Type): Value {
    return addParam(this.region, name, type);
  }

  /** Sets the results of the region this builder fills. */
  results(values: readonly Value[]): void {
    values.forEach((value, index) => setRegionResult(this.region, index, value));
  }
}

export function createModule(name: string): Module {
  return newModule(name);
}

export function createFunc(module: Module, name: string): Func {
  return newFunc(module, name);
}

/** Declares names of the results of a function, in order. */
export function setResultNames(func: Func, names: readonly string[]): void {
  mutable.func(func).resultNames = [...names];
  touch(func.module);
}

/** Declares or narrows the range of a symbol of the function. */
export function setRange(func: Func, symbol: string, range: DimRange): void {
  const before = func.ranges.get(symbol);
  if (before?.lo === range.lo && before.hi === range.hi) return;
  mutable.func(func).ranges.set(symbol, range);
  touch(func.module);
}

/** A symbol no dim of the function uses yet, with a range from 0 to the upper end of `bound`. */
export function freshSymbol(func: Func, hint: string, bound?: Dim): Dim {
  const { ranges } = mutable.func(func);
  let name = hint;
  for (let k = 1; ranges.has(name); k++) name = `${hint}.${k}`;
  const hi = bound === undefined ? Number.POSITIVE_INFINITY : dim.dimRange(bound, ranges).hi;
  // A product of bounds may be more than any size: then it bounds nothing.
  ranges.set(name, { lo: 0, hi: hi <= Number.MAX_SAFE_INTEGER ? hi : Number.POSITIVE_INFINITY });
  return dim.symbol(name);
}

/** Gives `value` another name, unique in its function. */
export function renameValue(func: Func, value: Value, name: string): void {
  releaseName(func, value);
  claimName(func, name, value);
}
