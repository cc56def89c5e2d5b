// Where the open sizes of a function come from: an input fixes them, or a node whose result only the data decide, and then
// which values those data are.

import { type DimRange, dim } from '@afterglow/core';
import { constTensor, type Func, type Node, producer, type Region, type Value, walk } from '../graph/graph.js';
import { symbolsOfType } from '../graph/type.js';
import { shapeEntriesOf } from './shape-value.js';

export interface DimSource {
  readonly name: string;
  readonly range: DimRange;
  /** The first value that has it, and the axis; a node where no input of the function does. */
  readonly value: Value;
  readonly axis: number;
  readonly node: Node | undefined;
  /** Operands of the node whose elements decide the size, each with what it is computed from back to an input. */
  readonly data: readonly (readonly Value[])[];
  /** How many values have the symbol in their type. */
  readonly uses: number;
}

/** Longest chain of values that is followed. */
const LONGEST_CHAIN = 8;

function isKnown(value: Value): boolean {
  const entries = shapeEntriesOf(value);
  return constTensor(value) !== undefined || (entries?.every((entry) => entry !== undefined) ?? false);
}

/** The value and what it is computed from, first operand that is not known first. */
function chainOf(value: Value): Value[] {
  const chain = [value];
  for (let node = producer(value); node && chain.length < LONGEST_CHAIN; node = producer(chain.at(-1))) {
    const next = node.operands.find((operand) => operand && !isKnown(operand));
    if (!next) break;
    chain.push(next);
  }
  return chain;
}

/** Operands whose elements, not only their sizes, make a result what it is. */
function dataOf(node: Node): readonly Value[][] {
  const [, ...parameters] = node.operands;
  // Ops such as non_zero decide by the operand itself, the others by what stands behind it.
  const candidates = parameters.length > 0 ? parameters : node.operands;
  return candidates.flatMap((value) => (value && !isKnown(value) ? [chainOf(value)] : []));
}

/** Values in order of execution; parameters of a region before its nodes, with the node it belongs to. */
function* definitions(func: Func): Generator<{ value: Value; node: Node | undefined }> {
  for (const value of func.body.params) yield { value, node: undefined };
  for (const node of walk(func.body)) {
    const regions: readonly Region[] = node.regions;
    for (const region of regions) for (const value of region.params) yield { value, node };
    for (const value of node.results) yield { value, node };
  }
}

function axisWith(value: Value, symbol: string): number {
  if (value.type.kind !== 'tensor') return 0;
  return value.type.shape.findIndex((d) => dim.symbolsOf(d).has(symbol));
}

/** The symbols of a function in order of their first occurrence. */
export function dimSources(func: Func): DimSource[] {
  const found = new Map<string, { value: Value; node: Node | undefined; uses: number }>();
  for (const { value, node } of definitions(func)) {
    const names = new Set<string>();
    symbolsOfType(value.type, names);
    for (const name of names) {
      const known = found.get(name);
      if (known) known.uses++;
      else found.set(name, { value, node, uses: 1 });
    }
  }
  return [...found].map(([name, { value, node, uses }]) => ({
    name,
    range: func.ranges.get(name) ?? { lo: 0, hi: Number.POSITIVE_INFINITY },
    value,
    axis: axisWith(value, name),
    node,
    data: node ? dataOf(node) : [],
    uses,
  }));
}
