// How many bytes of activations are alive at once when nodes run in order: what a graph needs beside its weights, before any
// memory plan. A plan cannot do better without changing the order.

import { type Dim, dim } from '@afterglow/core';
import { type Node, nodesOf, producer, type Region, type Value } from '../graph/graph.js';
import { typeBytes } from '../graph/type.js';
import { ancestorIn } from './dependencies.js';

export interface ActivationPeak {
  readonly bytes: number;
  /** The node during which the peak is reached; undefined when the region has no nodes. */
  readonly at: Node | undefined;
}

/** Ops whose result is the operand's own bytes under another shape. */
const VIEWS: ReadonlySet<string> = new Set(['reshape', 'squeeze', 'unsqueeze', 'identity']);

/**
 * The most bytes of parameters, intermediate results and results of `region` that are alive at once, with every size
 * evaluated by `sizeOf`. Constants do not count; views are free; bodies of regions add their own peak while their node runs.
 */
export function activationPeak(region: Region, sizeOf: (size: Dim) => number): ActivationPeak {
  const nodes = [...nodesOf(region)];
  const order = new Map(nodes.map((node, index) => [node, index]));
  /** Position of the last node that reads a value; the number of nodes when it leaves the region. */
  const lastUse = (value: Value): number => {
    let last = -1;
    for (const use of value.uses) {
      const reader = use.kind === 'operand' ? use.node : use.region === region ? undefined : use.region.parent;
      const holder = reader && ancestorIn(region, reader);
      last = Math.max(last, (holder && order.get(holder)) ?? nodes.length);
    }
    return last;
  };
  /** The value whose bytes a view shows, and how long these bytes are needed by anybody. */
  const storage = new Map<Value, Value>();
  const ends = new Map<Value, number>();
  for (const value of [...region.params, ...nodes.flatMap((node) => node.results)]) {
    const node = producer(value);
    const viewed = node && VIEWS.has(node.op.name) ? node.operands[0] : undefined;
    const root = (viewed && storage.get(viewed)) ?? viewed ?? value;
    storage.set(value, root);
    ends.set(root, Math.max(ends.get(root) ?? -1, lastUse(value)));
  }
  const bytesOf = (value: Value) => (value.type.kind === 'tensor' ? sizeOf(typeBytes(value.type)) : 0);
  const dying: number[] = new Array(nodes.length + 1).fill(0);
  let live = 0;
  const begin = (value: Value, index: number) => {
    if (storage.get(value) !== value) return;
    const bytes = bytesOf(value);
    live += bytes;
    const end = Math.max(index, ends.get(value) ?? -1);
    dying[end] = (dying[end] ?? 0) + bytes;
  };
  for (const param of region.params) begin(param, 0);
  let peak: ActivationPeak = { bytes: live, at: nodes[0] };
  nodes.forEach((node, index) => {
    for (const result of node.results) begin(result, index);
    const inside = Math.max(0, ...node.regions.map((inner) => activationPeak(inner, sizeOf).bytes));
    if (live + inside > peak.bytes) peak = { bytes: live + inside, at: node };
    live -= dying[index] ?? 0;
  });
  return peak;
}

/** Evaluates sizes with numbers for symbols; what a symbol is not told counts as 1. */
export function sizeEvaluator(numbers: ReadonlyMap<string, number>): (size: Dim) => number {
  return (size) => {
    const whole = dim.substitute(size, (name) => numbers.get(name) ?? 1);
    return typeof whole === 'number' ? whole : 0;
  };
}
