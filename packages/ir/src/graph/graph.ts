// The graph: module → functions → regions → nodes → values, with use lists. Read-only to everyone; only `Builder` and
// `Rewriter` (in this folder) write, through `mutate.ts`.
// Invariants: every use is in exactly one use list; a node is in exactly one region; identity is the object (and `id`),
// never the name.

import type { DimRange, Origin, Tensor } from '@afterglow/core';
import type { Attrs, OpDef } from './op-def.js';
import type { Type } from './type.js';

/** Where a value is read: operand `index` of a node, or result `index` of a region. */
export type Use =
  | { readonly kind: 'operand'; readonly node: Node; readonly index: number }
  | { readonly kind: 'result'; readonly region: Region; readonly index: number };

export type ValueDef =
  | { readonly kind: 'const'; readonly module: Module; readonly tensor: Tensor }
  | { readonly kind: 'param'; readonly region: Region; readonly index: number }
  | { readonly kind: 'result'; readonly node: Node; readonly index: number };

/** An SSA value. Names are unique in their function and its module's constants. */
export interface Value {
  readonly id: number;
  readonly name: string;
  readonly type: Type;
  readonly def: ValueDef;
  readonly uses: ReadonlySet<Use>;
}

/** A use of an op. `operands[i]` is undefined where an optional operand is missing. */
export interface Node {
  readonly id: number;
  readonly func: Func;
  readonly op: OpDef;
  readonly operands: readonly (Value | undefined)[];
  readonly attrs: Attrs;
  readonly regions: readonly Region[];
  readonly results: readonly Value[];
  readonly origin: Origin | undefined;
  /** The region it stands in; undefined once erased. */
  readonly region: Region | undefined;
  readonly prev: Node | undefined;
  readonly next: Node | undefined;
}

/** A list of nodes in execution order with parameters and results. May read values of enclosing regions. */
export interface Region {
  readonly func: Func;
  /** The node this region belongs to; undefined for a function's body. */
  readonly parent: Node | undefined;
  readonly params: readonly Value[];
  readonly results: readonly Value[];
  readonly first: Node | undefined;
  readonly last: Node | undefined;
}

/** One function: `@main`, or one partition. */
export interface Func {
  readonly module: Module;
  readonly name: string;
  readonly body: Region;
  /** Declared names of the results, which are the model's output names. */
  readonly resultNames: readonly string[];
  /** Range of each symbol of the signature, from the model or `--dim`. */
  readonly ranges: ReadonlyMap<string, DimRange>;
}

export interface Module {
  readonly name: string;
  /** Number of changes made so far: equal before and after means nothing changed. */
  readonly version: number;
  readonly consts: ReadonlyMap<string, Value>;
  readonly funcs: ReadonlyMap<string, Func>;
}

/** Nodes of a region in order. Safe against erasing the node just yielded. */
export function* nodesOf(region: Region): Generator<Node> {
  let node = region.first;
  while (node) {
    const next: Node | undefined = node.next;
    yield node;
    node = next;
  }
}

/** Nodes of a region and of all regions inside, parents before children. */
export function* walk(region: Region): Generator<Node> {
  for (const node of nodesOf(region)) {
    yield node;
    for (const inner of node.regions) yield* walk(inner);
  }
}

/** The node that computes a value, or undefined for parameters and constants. */
export function producer(value: Value | undefined): Node | undefined {
  return value?.def.kind === 'result' ? value.def.node : undefined;
}

/** The tensor behind a constant value, or undefined. */
export function constTensor(value: Value | undefined): Tensor | undefined {
  return value?.def.kind === 'const' ? value.def.tensor : undefined;
}
