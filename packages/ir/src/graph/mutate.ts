// The writable side of the graph, for `Builder`, `Rewriter` and the text parser in this package. Not exported from it.

import type { DimRange, Origin, Tensor } from '@afterglow/core';
import { FreeSuffixes } from './free-suffix.js';
import type { Func, Module, Node, Region, Use, Value, ValueDef } from './graph.js';
import type { Attrs, OpDef } from './op-def.js';
import type { Type } from './type.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export interface MutableValue extends Writable<Omit<Value, 'uses'>> {
  uses: Set<Use>;
  /** What an analysis derived about the value; see `dropFacts`. */
  fact: unknown;
}
export interface MutableNode extends Writable<Omit<Node, 'operands' | 'results' | 'regions'>> {
  operands: (Value | undefined)[];
  /** The use record of each operand, so that dropping one is O(1). */
  operandUses: (Use | undefined)[];
  results: Value[];
  regions: Region[];
}
export interface MutableRegion extends Writable<Omit<Region, 'params' | 'results'>> {
  params: Value[];
  results: Value[];
  resultUses: Use[];
}
export interface MutableFunc extends Writable<Omit<Func, 'ranges' | 'resultNames'>> {
  ranges: Map<string, DimRange>;
  resultNames: string[];
  /** Names taken in this function, for `claimName`. */
  names: Map<string, Value>;
  suffixes: FreeSuffixes;
}
export interface MutableModule extends Writable<Omit<Module, 'consts' | 'funcs'>> {
  consts: Map<string, Value>;
  funcs: Map<string, Func>;
  nextId: number;
  /** For names of constants, which no function may use either. */
  suffixes: FreeSuffixes;
}

// The read-only interfaces are only ever implemented by the objects made below, so these casts are safe.
export const mutable = {
  value: (value: Value) => value as unknown as MutableValue,
  node: (node: Node) => node as unknown as MutableNode,
  region: (region: Region) => region as unknown as MutableRegion,
  func: (func: Func) => func as unknown as MutableFunc,
  module: (module: Module) => module as unknown as MutableModule,
};

export function takeId(module: Module): number {
  return mutable.module(module).nextId++;
}

export function newValue(module: Module, name: string, type: Type, def: ValueDef): Value {
  const value: MutableValue = { id: takeId(module), name, type, def, uses: new Set(), fact: undefined };
  return value;
}

/** Counts one change of the module. */
export function touch(module: Module): void {
  mutable.module(module).version++;
}

/** The module is again what it was when it had this version. */
export function restoreVersion(module: Module, version: number): void {
  mutable.module(module).version = version;
}

/**
 * Forgets what analyses derived about the results of `node` and everything computed from them. An analysis that stores a
 * fact stores one for each value it looked at, so the walk may stop at a value without one.
 */
export function dropFacts(node: Node): void {
  if (node.results.every((result) => mutable.value(result).fact === undefined)) return;
  const pending: Node[] = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const result of next.results) {
      const value = mutable.value(result);
      if (value.fact === undefined) continue;
      value.fact = undefined;
      for (const use of value.uses) if (use.kind === 'operand') pending.push(use.node);
    }
  }
}

/** Gives a value another type; readers are the caller's business. */
export function setType(value: Value, type: Type): void {
  const target = mutable.value(value);
  if (target.type === type) return;
  target.type = type;
  target.fact = undefined;
  for (const use of target.uses) if (use.kind === 'operand') dropFacts(use.node);
  touch(moduleOf(value));
}

/** The module a value lives in. */
export function moduleOf(value: Value): Module {
  switch (value.def.kind) {
    case 'const':
      return value.def.module;
    case 'param':
      return value.def.region.func.module;
    case 'result':
      return value.def.node.func.module;
  }
}

export function newRegion(func: Func, parent: Node | undefined): Region {
  const region: MutableRegion = {
    func,
    parent,
    params: [],
    results: [],
    resultUses: [],
    first: undefined,
    last: undefined,
  };
  return region;
}

/** Names `value` `base`, or `base.k` with the smallest free k ≥ 1, and registers it. */
export function claimName(func: Func, base: string, value: Value): void {
  const { names, suffixes } = mutable.func(func);
  const { consts } = func.module;
  const name = suffixes.firstFree(base, (candidate) => names.has(candidate) || consts.has(candidate));
  mutable.value(value).name = name;
  names.set(name, value);
}

export function releaseName(func: Func, value: Value): void {
  const { names, suffixes } = mutable.func(func);
  if (names.get(value.name) !== value) return;
  names.delete(value.name);
  suffixes.release(value.name);
  mutable.module(func.module).suffixes.release(value.name);
}

export function addParam(region: Region, name: string, type: Type): Value {
  const params = mutable.region(region).params;
  const value = newValue(region.func.module, name, type, { kind: 'param', region, index: params.length });
  claimName(region.func, name, value);
  params.push(value);
  return value;
}

export function setOperand(node: Node, index: number, value: Value | undefined): void {
  const target = mutable.node(node);
  const before = target.operands[index];
  const use = target.operandUses[index];
  if (before && use) mutable.value(before).uses.delete(use);
  target.operands[index] = value;
  const next: Use | undefined = value ? { kind: 'operand', node, index } : undefined;
  target.operandUses[index] = next;
  if (value && next) mutable.value(value).uses.add(next);
  dropFacts(node);
  touch(node.func.module);
}

/** Replaces all operands of a node. */
export function setOperands(node: Node, operands: readonly (Value | undefined)[]): void {
  for (let i = node.operands.length - 1; i >= operands.length; i--) setOperand(node, i, undefined);
  mutable.node(node).operands.length = Math.min(node.operands.length, operands.length);
  mutable.node(node).operandUses.length = node.operands.length;
  operands.forEach((value, index) => setOperand(node, index, value));
}

export function setAttrs(node: Node, attrs: Attrs): void {
  mutable.node(node).attrs = attrs;
  dropFacts(node);
  touch(node.func.module);
}

/** Removes result `index..` of a region. */
export function truncateRegionResults(region: Region, length: number): void {
  const target = mutable.region(region);
  for (let i = length; i < target.results.length; i++) {
    const [value, use] = [target.results[i], target.resultUses[i]];
    if (value && use) mutable.value(value).uses.delete(use);
  }
  target.results.length = Math.min(length, target.results.length);
  target.resultUses.length = target.results.length;
  touch(region.func.module);
}

export function setRegionResult(region: Region, index: number, value: Value): void {
  const target = mutable.region(region);
  const [before, use] = [target.results[index], target.resultUses[index]];
  if (before && use) mutable.value(before).uses.delete(use);
  const next: Use = { kind: 'result', region, index };
  target.results[index] = value;
  target.resultUses[index] = next;
  mutable.value(value).uses.add(next);
  touch(region.func.module);
}

export interface NewNode {
  readonly op: OpDef;
  readonly operands: readonly (Value | undefined)[];
  readonly attrs: Attrs;
  readonly types: readonly Type[];
  readonly names: readonly string[];
  readonly origin: Origin | undefined;
}

/** Makes a node that is in no region yet. Its regions are added by the caller, results are named in `region.func`. */
export function newNode(func: Func, spec: NewNode): Node {
  const node: MutableNode = {
    id: takeId(func.module),
    func,
    op: spec.op,
    operands: [],
    operandUses: [],
    attrs: spec.attrs,
    regions: [],
    results: [],
    origin: spec.origin,
    region: undefined,
    prev: undefined,
    next: undefined,
  };
  const made = node as unknown as Node;
  spec.operands.forEach((value, index) => setOperand(made, index, value));
  spec.types.forEach((type, index) => {
    const value = newValue(func.module, '', type, { kind: 'result', node: made, index });
    claimName(func, spec.names[index] ?? `v${value.id}`, value);
    node.results.push(value);
  });
  return made;
}

/** Links `node` into `region` before `anchor`, or at the end. */
export function link(region: Region, node: Node, anchor: Node | undefined): void {
  const [target, list] = [mutable.node(node), mutable.region(region)];
  target.region = region;
  target.next = anchor;
  target.prev = anchor ? anchor.prev : list.last;
  if (target.prev) mutable.node(target.prev).next = node;
  else list.first = node;
  if (anchor) mutable.node(anchor).prev = node;
  else list.last = node;
  touch(region.func.module);
}

export function unlink(node: Node): void {
  const target = mutable.node(node);
  if (!target.region) return;
  const list = mutable.region(target.region);
  if (target.prev) mutable.node(target.prev).next = target.next;
  else list.first = target.next;
  if (target.next) mutable.node(target.next).prev = target.prev;
  else list.last = target.prev;
  target.region = undefined;
  target.prev = undefined;
  target.next = undefined;
  touch(node.func.module);
}

export function newModule(name: string): Module {
  const module: MutableModule = {
    name,
    version: 0,
    consts: new Map(),
    funcs: new Map(),
    nextId: 0,
    suffixes: new FreeSuffixes(),
  };
  return module;
}

export function newFunc(module: Module, name: string): Func {
  const func = {
    module,
    name,
    resultNames: [],
    ranges: new Map(),
    names: new Map(),
    suffixes: new FreeSuffixes(),
  } as unknown as MutableFunc;
  func.body = newRegion(func as unknown as Func, undefined);
  const made = func as unknown as Func;
  mutable.module(module).funcs.set(name, made);
  touch(module);
  return made;
}

/** Takes a function out of its module; nobody may invoke it any more. */
export function removeFunc(func: Func): void {
  mutable.module(func.module).funcs.delete(func.name);
  mutable.module(func.module).suffixes.reset();
  touch(func.module);
}

export function newConst(module: Module, name: string, type: Type, tensor: Tensor): Value {
  const { consts, suffixes } = mutable.module(module);
  const unique = suffixes.firstFree(
    name,
    (candidate) =>
      consts.has(candidate) || [...module.funcs.values()].some((func) => mutable.func(func).names.has(candidate)),
  );
  const value = newValue(module, unique, type, { kind: 'const', module, tensor });
  consts.set(unique, value);
  touch(module);
  return value;
}

export function removeConst(value: Value): void {
  const module = moduleOf(value);
  mutable.module(module).consts.delete(value.name);
  mutable.module(module).suffixes.release(value.name);
  for (const func of module.funcs.values()) mutable.func(func).suffixes.release(value.name);
  touch(module);
}
