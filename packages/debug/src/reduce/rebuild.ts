// A smaller graph made from a graph and a list of edits to its `@main`. Building anew is what keeps every candidate well formed:
// what nothing needs any more is simply not built.
// Invariant: the original is never changed; the answer verifies, or is undefined.

import { Diagnostics, type Tensor } from '@afterglow/core';
import {
  Builder,
  calleesOf,
  cloneFuncInto,
  copyNode,
  createFunc,
  createModule,
  dropUnusedRanges,
  type Func,
  type Module,
  type Node,
  nodesOf,
  ops,
  setRange,
  setResultNames,
  type Value,
  type ValueMap,
  verifyModule,
  walk,
} from '@afterglow/ir';

export interface Edits {
  /** Values that the function answers instead of its results. */
  readonly results?: readonly Value[];
  /** Nodes that are left out; their results become inputs. */
  readonly cut?: ReadonlySet<Node>;
  /** Values that are read instead of others of the same type. */
  readonly instead?: ReadonlyMap<Value, Value>;
  /** Other contents for constants. */
  readonly consts?: ReadonlyMap<Value, Tensor>;
}

/** Values a node reads, inside its regions too. */
function* readsOf(node: Node): Generator<Value> {
  for (const value of node.operands) if (value) yield value;
  for (const region of node.regions) {
    for (const inner of nodesOf(region)) yield* readsOf(inner);
    yield* region.results;
  }
}

class Rebuilder {
  readonly #main: Func;
  readonly #edits: Edits;
  readonly #module: Module;
  readonly #func: Func;
  readonly #builder: Builder;
  readonly #map: ValueMap = new Map();

  constructor(main: Func, edits: Edits) {
    this.#main = main;
    this.#edits = edits;
    this.#module = createModule(main.module.name);
    this.#func = createFunc(this.#module, main.name);
    this.#builder = new Builder(this.#func.body, { registry: ops });
  }

  /** What is read in the place of `value`. */
  #target(value: Value): Value {
    let at = value;
    // Chains end: each step goes to a value that was there before.
    for (let next = this.#edits.instead?.get(at); next; next = this.#edits.instead?.get(at)) at = next;
    return at;
  }

  /** Nodes that the results need, and values that no node makes. */
  #needed(results: readonly Value[]): { nodes: Set<Node>; leaves: Set<Value> } {
    const [nodes, leaves] = [new Set<Node>(), new Set<Value>()];
    const pending = results.map((value) => this.#target(value));
    for (let value = pending.pop(); value; value = pending.pop()) {
      const node = value.def.kind === 'result' ? value.def.node : undefined;
      if (!node || node.region !== this.#main.body || this.#edits.cut?.has(node)) {
        leaves.add(value);
        continue;
      }
      if (nodes.has(node)) continue;
      nodes.add(node);
      for (const read of readsOf(node)) if (isOutside(read, node)) pending.push(this.#target(read));
    }
    return { nodes, leaves };
  }

  #leaf(value: Value): void {
    if (value.def.kind !== 'const') {
      this.#map.set(value, this.#builder.param(value.name, value.type));
      return;
    }
    const tensor = this.#edits.consts?.get(value) ?? value.def.tensor;
    this.#map.set(value, this.#builder.constant(value.name, tensor, value.type));
  }

  build(): Module | undefined {
    const results = this.#edits.results ?? this.#main.body.results;
    const { nodes, leaves } = this.#needed(results);
    for (const [symbol, range] of this.#main.ranges) setRange(this.#func, symbol, range);
    // Inputs first and in their order, then what was cut, in the order of the graph.
    for (const value of this.#main.module.consts.values()) if (leaves.has(value)) this.#leaf(value);
    for (const value of this.#main.body.params) if (leaves.has(value)) this.#leaf(value);
    const made = [...nodesOf(this.#main.body)].flatMap((node) => node.results);
    for (const value of made) if (leaves.has(value)) this.#leaf(value);
    for (const [from] of this.#edits.instead ?? []) {
      const target = this.#map.get(this.#target(from));
      if (target) this.#map.set(from, target);
    }
    for (const node of nodesOf(this.#main.body)) {
      if (!nodes.has(node)) continue;
      copyNode(this.#builder, node, this.#map);
      for (const result of node.results) this.#forward(result);
    }
    this.#builder.results(results.map((value) => this.#map.get(this.#target(value)) as Value));
    setResultNames(
      this.#func,
      results.map((value, i) => (this.#edits.results ? value.name : (this.#main.resultNames[i] ?? value.name))),
    );
    this.#callees();
    dropUnusedRanges(this.#func);
    const diagnostics = new Diagnostics();
    return verifyModule(this.#module, diagnostics) ? this.#module : undefined;
  }

  /** Readers of values that were replaced by `value` find it. */
  #forward(value: Value): void {
    const copy = this.#map.get(value);
    for (const [from] of this.#edits.instead ?? []) if (copy && this.#target(from) === value) this.#map.set(from, copy);
  }

  #callees(): void {
    const pending = [this.#func];
    for (let func = pending.pop(); func; func = pending.pop()) {
      for (const name of [...walk(func.body)].flatMap(calleesOf)) {
        const callee = this.#main.module.funcs.get(name);
        if (callee && !this.#module.funcs.has(name)) pending.push(cloneFuncInto(this.#module, callee));
      }
    }
  }
}

/** True for a value from outside `node`'s regions. */
function isOutside(value: Value, node: Node): boolean {
  let region =
    value.def.kind === 'result' ? value.def.node.region : value.def.kind === 'param' ? value.def.region : undefined;
  while (region?.parent) {
    if (region.parent === node) return false;
    region = region.parent.region;
  }
  return true;
}

/** `@main` with the edits, in a module of its own; undefined when they do not make a graph that verifies. */
export function rebuild(module: Module, edits: Edits): Module | undefined {
  const main = module.funcs.get('main');
  try {
    return main && new Rebuilder(main, edits).build();
  } catch {
    // Edits are guesses: one that breaks a promise of the builder is no candidate.
    return undefined;
  }
}
