// The way back: inlines every invoked partition into the entry, takes joint transfers apart and unites repeated producers.
// Invariant: what `partition` made of a function becomes that function again, up to the order of independent nodes.

import { type Diagnostics, type Dim, dim } from '@afterglow/core';
import {
  type Attrs,
  Builder,
  bindSignature,
  copyNode,
  createFunc,
  createModule,
  type Func,
  type Module,
  type Node,
  nodesOf,
  type OpRegistry,
  producer,
  Rewriter,
  setRange,
  setResultNames,
  type Value,
  type ValueMap,
} from '@afterglow/ir';
import { partitionDiagnostics as codes } from './diagnostics.js';

export interface MergeOptions {
  readonly registry: OpRegistry;
  readonly diagnostics: Diagnostics;
  readonly entry?: string;
}

function sameAttrs(a: Attrs, b: Attrs): boolean {
  const same = (x: unknown, y: unknown): boolean =>
    Object.is(x, y) ||
    (Array.isArray(x) && Array.isArray(y) && x.length === y.length && x.every((e, i) => same(e, y[i])));
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => same(a[name], b[name]));
}

class Merger {
  readonly #builder: Builder;
  /** Results of concats that left a partition, with what they join. */
  readonly #joined = new Map<Value, readonly Value[]>();
  /** Nodes copied so far, by name of their first result in their partition. */
  readonly #copies = new Map<string, Node[]>();
  readonly #concats: Node[] = [];

  constructor(builder: Builder) {
    this.#builder = builder;
  }

  /** An equal node that another partition brought: the same producer, repeated. */
  #repeated(node: Node, map: ValueMap): Node | undefined {
    if (node.regions.length > 0) return undefined;
    return this.#copies
      .get(node.results[0]?.name ?? '')
      ?.find(
        (copy) =>
          copy.op === node.op &&
          copy.operands.length === node.operands.length &&
          copy.operands.every((value, i) => value === (node.operands[i] && map.get(node.operands[i]))) &&
          copy.results.every((result, i) => result.type === node.results[i]?.type) &&
          sameAttrs(copy.attrs, node.attrs),
      );
  }

  /** What a split of a joint transfer makes, without the split. */
  #partsOf(node: Node, map: ValueMap): readonly Value[] | undefined {
    const [operand] = node.operands;
    const source = operand && map.get(operand);
    const parts = node.op.name === 'split' && source ? this.#joined.get(source) : undefined;
    const fits = parts?.length === node.results.length && parts.every((part, i) => part.type === node.results[i]?.type);
    return fits ? parts : undefined;
  }

  inline(
    callee: Func,
    bindings: ReadonlyMap<string, Dim>,
    args: readonly Value[],
    constants: ValueMap,
  ): readonly Value[] {
    const map: ValueMap = new Map(constants);
    callee.body.params.forEach((param, i) => {
      const arg = args[i];
      if (arg) map.set(param, arg);
    });
    // Partitions written by the partitioner share the symbols of the entry; one edited by hand may have its own.
    const renames = [...bindings].some(([symbol, size]) => size !== dim.symbol(symbol));
    const options = renames ? { dims: (name: string) => bindings.get(name) } : {};
    for (const node of nodesOf(callee.body)) {
      const same = this.#partsOf(node, map) ?? this.#repeated(node, map)?.results;
      if (same) {
        node.results.forEach((result, i) => map.set(result, same[i] as Value));
        continue;
      }
      const copy = copyNode(this.#builder, node, map, options);
      const name = node.results[0]?.name ?? '';
      this.#copies.set(name, [...(this.#copies.get(name) ?? []), copy]);
    }
    return callee.body.results.map((result) => {
      const value = map.get(result) as Value;
      const maker = producer(value);
      if (maker?.op.name === 'concat' && producer(result)) {
        this.#joined.set(
          value,
          maker.operands.filter((operand) => operand !== undefined),
        );
        this.#concats.push(maker);
      }
      return value;
    });
  }

  /** Removes joints nobody reads as a whole. */
  finish(func: Func, registry: OpRegistry): void {
    const rewriter = new Rewriter(func, registry);
    for (const node of this.#concats)
      if (node.region && node.results.every((result) => result.uses.size === 0)) rewriter.erase(node);
  }
}

/** A new module whose entry is one function again, or undefined with the problems reported. */
export function mergePartitions(module: Module, options: MergeOptions): Module | undefined {
  const { registry, diagnostics, entry = 'main' } = options;
  const func = module.funcs.get(entry);
  if (!func) {
    diagnostics.report(codes.noEntry, { name: entry });
    return undefined;
  }
  const merged = createModule(module.name);
  const main = createFunc(merged, entry);
  const builder = new Builder(main.body, { registry });
  const constants: ValueMap = new Map();
  for (const value of module.consts.values())
    if (value.def.kind === 'const') constants.set(value, builder.constant(value.name, value.def.tensor, value.type));
  for (const [name, range] of func.ranges) setRange(main, name, range);
  const map: ValueMap = new Map(constants);
  for (const param of func.body.params) map.set(param, builder.param(param.name, param.type));

  const merger = new Merger(builder);
  for (const node of nodesOf(func.body)) {
    const name = node.attrs['callee'];
    const callee = node.op.name === 'invoke' && typeof name === 'string' ? module.funcs.get(name) : undefined;
    if (!callee) {
      copyNode(builder, node, map);
      continue;
    }
    const given = node.operands.filter((value) => value !== undefined);
    const bindings = bindSignature(
      callee,
      given.map((value) => value.type),
    );
    const results = merger.inline(
      callee,
      bindings,
      given.map((value) => map.get(value) as Value),
      constants,
    );
    node.results.forEach((result, i) => map.set(result, results[i] as Value));
  }
  builder.results(func.body.results.map((value) => map.get(value) as Value));
  setResultNames(main, func.resultNames);
  merger.finish(main, registry);
  return merged;
}
