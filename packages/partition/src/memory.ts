// How many bytes a function needs on a card, as an upper bound over all sizes its symbols allow.
// Invariant: never less than what the values need; every buffer is rounded up to `ALIGNMENT`.

import { type DimRange, dim } from '@afterglow/core';
import { type Func, type Node, nodesOf, type Type, typeBytes, type Value, walk } from '@afterglow/ir';

/** Bytes that buffers are rounded up to. */
export const ALIGNMENT = 64;

export type Ranges = ReadonlyMap<string, DimRange>;

/** Sizes of types under the ranges of one function. Types are few where values are many, so answers are kept. */
export class ByteBounds {
  readonly #ranges: Ranges;
  readonly #known = new Map<Type, number>();

  /** `ranges` must not change while this is in use. */
  constructor(ranges: Ranges) {
    this.#ranges = ranges;
  }

  /** Bytes of a value of this type at its largest; `Infinity` when a symbol has no upper end. */
  of(type: Type): number {
    if (type.kind !== 'tensor') return Number.POSITIVE_INFINITY;
    const known = this.#known.get(type);
    if (known !== undefined) return known;
    const { hi } = dim.dimRange(typeBytes(type), this.#ranges);
    const bytes = Math.ceil(Math.max(hi, 0) / ALIGNMENT) * ALIGNMENT;
    this.#known.set(type, bytes);
    return bytes;
  }

  sum(values: Iterable<Value>): number {
    let total = 0;
    for (const value of values) total += this.of(value.type);
    return total;
  }
}

/** Bytes a part of a graph needs on a card. */
export interface Footprint {
  /** Weights. */
  readonly constants: number;
  readonly inputs: number;
  readonly outputs: number;
  /** Most bytes of intermediate values that are alive at the same time. */
  readonly temporaries: number;
  readonly total: number;
}

export interface Part {
  /** Top-level nodes in order. */
  readonly nodes: readonly Node[];
  readonly inputs: Iterable<Value>;
  readonly outputs: ReadonlySet<Value>;
  readonly bounds: ByteBounds;
}

/** Constants that nodes and their regions read, each once. */
export function constantsOf(nodes: Iterable<Node>): Set<Value> {
  const found = new Set<Value>();
  const visit = (node: Node) => {
    for (const operand of node.operands) if (operand?.def.kind === 'const') found.add(operand);
    for (const region of node.regions) {
      for (const inner of walk(region)) for (const o of inner.operands) if (o?.def.kind === 'const') found.add(o);
      for (const result of region.results) if (result.def.kind === 'const') found.add(result);
    }
  };
  for (const node of nodes) visit(node);
  return found;
}

/** Bytes of everything inside a node's regions, taken as alive at once. */
function regionBytes(node: Node, bounds: ByteBounds): number {
  let total = 0;
  for (const region of node.regions) {
    total += bounds.sum(region.params);
    for (const inner of walk(region)) total += bounds.sum(inner.results);
  }
  return total;
}

/** Peak of intermediate bytes when the nodes run in order and a value dies after its last reader among them. */
function peakTemporaries(part: Part): number {
  const position = new Map(part.nodes.map((node, index) => [node, index]));
  const topLevel = (node: Node): Node => {
    let at = node;
    while (at.region?.parent && !position.has(at)) at = at.region.parent;
    return at;
  };
  const dying = new Map<number, number>();
  let [alive, peak] = [0, 0];
  part.nodes.forEach((node, index) => {
    for (const result of node.results) {
      if (part.outputs.has(result)) continue;
      const bytes = part.bounds.of(result.type);
      let last = index;
      for (const use of result.uses)
        if (use.kind === 'operand') last = Math.max(last, position.get(topLevel(use.node)) ?? index);
      alive += bytes;
      dying.set(last, (dying.get(last) ?? 0) + bytes);
    }
    peak = Math.max(peak, alive + regionBytes(node, part.bounds));
    alive -= dying.get(index) ?? 0;
  });
  return peak;
}

export function footprintOf(part: Part): Footprint {
  const { bounds } = part;
  const constants = bounds.sum(constantsOf(part.nodes));
  const inputs = bounds.sum(part.inputs);
  const outputs = bounds.sum([...part.outputs].filter((value) => value.def.kind === 'result'));
  const temporaries = peakTemporaries(part);
  return { constants, inputs, outputs, temporaries, total: constants + inputs + outputs + temporaries };
}

/** What a whole function needs. */
export function footprintOfFunc(func: Func): Footprint {
  return footprintOf({
    nodes: [...nodesOf(func.body)],
    inputs: func.body.params,
    outputs: new Set(func.body.results),
    bounds: new ByteBounds(func.ranges),
  });
}
