// From when to when the contents of each value are needed, in positions of the program order.
// Invariant: a value that a repeated region reads and does not make itself lives until the last repetition is over.

import { type Dim, dim } from '@afterglow/core';
import { type Node, type Region, type Use, type Value, walk } from '../../graph/graph.js';
import { typeBytes } from '../../graph/type.js';
import type { ProgramOrder } from './program-order.js';
import { type RegionFlow, regionFlow, regionsBetween } from './region-flow.js';

/** Evaluates a size for the sizes that memory is planned for. */
export type SizeOf = (size: Dim) => number;

export interface LiveValue {
  readonly value: Value;
  readonly bytes: number;
  /** First and last position at which the contents matter. */
  readonly start: number;
  readonly end: number;
  /** Last position at which somebody reads it in the run of the region it belongs to; `end` may lie behind. */
  readonly lastRead: number;
}

export interface LiveValues {
  /** Tensors that take memory, by value, in program order. */
  readonly values: ReadonlyMap<Value, LiveValue>;
  readonly flows: ReadonlyMap<Node, RegionFlow>;
}

class Liveness {
  readonly flows = new Map<Node, RegionFlow>();
  readonly #body: Region;
  readonly #order: ProgramOrder;

  constructor(body: Region, order: ProgramOrder) {
    this.#body = body;
    this.#order = order;
  }

  flow(node: Node): RegionFlow {
    const known = this.flows.get(node) ?? regionFlow(node);
    this.flows.set(node, known);
    return known;
  }

  #exit(node: Node | undefined): number {
    return (node && this.#order.spans.get(node)?.exit) ?? this.#order.end;
  }

  #enter(node: Node | undefined): number {
    return (node && this.#order.spans.get(node)?.enter) ?? 0;
  }

  start(value: Value): number {
    if (value.def.kind !== 'result') return value.def.kind === 'param' ? this.#enter(value.def.region.parent) : 0;
    const { node, index } = value.def;
    const last = node.regions.length === 0 || this.flow(node).writtenLast.has(index);
    return last ? this.#exit(node) : this.#enter(node);
  }

  read(use: Use): number {
    if (use.kind === 'result') return this.#exit(use.region.parent);
    const { node, index } = use;
    const first = node.regions.length === 0 || this.flow(node).readFirst.has(index);
    return first ? this.#enter(node) : this.#exit(node);
  }

  /** Where the outermost repeated region ends that a use lies in and the value does not; -1 when there is none. */
  repeatedUntil(use: Use, home: Region): number {
    const inner = use.kind === 'result' ? use.region : use.node.region;
    let until = -1;
    if (!inner || inner === home) return until;
    for (const region of regionsBetween(inner, home)) {
      if (region.parent && this.flow(region.parent).repeats) until = this.#exit(region.parent);
    }
    return until;
  }

  live(value: Value, bytes: number): LiveValue {
    const home = value.def.kind === 'result' ? value.def.node.region : undefined;
    const region = value.def.kind === 'param' ? value.def.region : (home ?? this.#body);
    const start = this.start(value);
    let lastRead = start;
    for (const use of value.uses) lastRead = Math.max(lastRead, this.read(use), this.repeatedUntil(use, region));
    // A parameter of a region is written before every run, over what the run before left there.
    const parent = value.def.kind === 'param' ? value.def.region.parent : undefined;
    const end = parent ? Math.max(lastRead, this.#exit(parent)) : lastRead;
    return { value, bytes, start, end, lastRead };
  }
}

/** Bytes of a value at the sizes planned for; 0 for what is no tensor, and for strings. */
export function valueBytes(value: Value, sizeOf: SizeOf): number {
  return value.type.kind === 'tensor' ? sizeOf(typeBytes(value.type)) : 0;
}

export function liveValues(body: Region, order: ProgramOrder, sizeOf: SizeOf): LiveValues {
  const liveness = new Liveness(body, order);
  const values = new Map<Value, LiveValue>();
  const note = (value: Value) => {
    const bytes = valueBytes(value, sizeOf);
    if (bytes > 0) values.set(value, liveness.live(value, bytes));
  };
  for (const param of body.params) note(param);
  for (const node of walk(body)) {
    for (const region of node.regions) for (const param of region.params) note(param);
    for (const result of node.results) note(result);
    if (node.regions.length > 0) liveness.flow(node);
  }
  return { values, flows: liveness.flows };
}

/** Evaluates sizes with numbers for symbols; what a symbol is not told counts as 1. */
export function sizeEvaluator(numbers: ReadonlyMap<string, number>): SizeOf {
  return (size) => {
    const whole = dim.substitute(size, (name) => numbers.get(name) ?? 1);
    return typeof whole === 'number' ? whole : 0;
  };
}
