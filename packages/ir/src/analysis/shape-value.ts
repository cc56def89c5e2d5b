// Shape values (D3): what integers a small tensor will hold, as dim expressions over the symbols of the function. Folds the
// shape arithmetic of exporters and lets patterns be recognised through it.
// Invariant: an answer is a proof. Facts are kept on the values and dropped by the graph when something upstream changes.

import {
  type Dim,
  type DimRange,
  dim,
  ELEMENT_TYPES,
  integersOf,
  isFloat,
  isInteger,
  numbersOf,
  type Tensor,
  tensorSize,
} from '@afterglow/core';
import type { Node, Value } from '../graph/graph.js';
import { mutable } from '../graph/mutate.js';
import type { Type } from '../graph/type.js';
import { elementwiseRules } from './shape-value/elementwise-rules.js';
import {
  type Entry,
  type Facts,
  facts,
  isDimEntry,
  MAX_ENTRIES,
  MAX_FLOATS,
  type ShapeRule,
} from './shape-value/facts.js';
import { floatEntry } from './shape-value/float-entry.js';
import { layoutRules } from './shape-value/layout-rules.js';
import { sourceRules } from './shape-value/source-rules.js';

const rules: ReadonlyMap<string, ShapeRule> = new Map(
  Object.entries({ ...elementwiseRules, ...layoutRules, ...sourceRules }),
);

/** True for tensors small enough, and of a type, that a fact about them could be of use. */
function isCandidate(type: Type): boolean {
  if (type.kind !== 'tensor' || type.encoding) return false;
  const kind = ELEMENT_TYPES[type.elem].class;
  if (kind === 'string' || kind === 'complex') return false;
  let size = 1;
  for (const d of type.shape) {
    if (typeof d === 'number') size *= d;
    else if (kind === 'float') return false;
  }
  return size <= (kind === 'float' ? MAX_FLOATS : MAX_ENTRIES);
}

function entriesOf(tensor: Tensor): readonly Entry[] {
  if (isFloat(tensor.elem)) return Array.from(numbersOf(tensor), floatEntry);
  return (integersOf(tensor) ?? []).map((value): Entry => {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
    return { kind: 'huge', sign: value > 0n ? 1 : -1 };
  });
}

function factsOfConst(tensor: Tensor): Facts | undefined {
  const readable = isInteger(tensor.elem) || tensor.elem === 'bool' || tensor.elem === 'f32' || tensor.elem === 'f64';
  const limit = isFloat(tensor.elem) ? MAX_FLOATS : MAX_ENTRIES;
  return readable && tensorSize(tensor) <= limit ? facts(tensor.shape, entriesOf(tensor)) : undefined;
}

/** The stored fact: undefined when nobody has asked yet, null when nothing is known. */
function stored(value: Value): Facts | null | undefined {
  // Only this analysis writes facts.
  return mutable.value(value).fact as Facts | null | undefined;
}

function store(value: Value, fact: Facts | undefined): void {
  mutable.value(value).fact = fact ?? null;
}

function isFacts(derived: Facts | readonly (Facts | undefined)[]): derived is Facts {
  return !Array.isArray(derived);
}

function applyRule(node: Node): void {
  const rule = rules.get(node.op.name);
  const { ranges } = node.func;
  const derived = rule?.({
    node,
    operands: node.operands.map((value) => (value ? (stored(value) ?? undefined) : undefined)),
    range: (d: Dim): DimRange => dim.dimRange(d, ranges),
  });
  const list = derived === undefined ? [] : isFacts(derived) ? [derived] : derived;
  node.results.forEach((value, i) => {
    store(value, isCandidate(value.type) ? list[i] : undefined);
  });
}

/** Makes sure the value has a stored fact, with an explicit stack: chains may be long. */
function settle(value: Value): void {
  const frames: { readonly node: Node; next: number }[] = [];
  const open = new Set<Node>();
  const enter = (target: Value): void => {
    if (stored(target) !== undefined) return;
    if (target.def.kind === 'const') store(target, factsOfConst(target.def.tensor));
    else if (target.def.kind === 'param') store(target, undefined);
    else if (!isCandidate(target.type) || !rules.has(target.def.node.op.name)) store(target, undefined);
    else if (open.has(target.def.node)) store(target, undefined);
    else {
      open.add(target.def.node);
      frames.push({ node: target.def.node, next: 0 });
    }
  };
  enter(value);
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    const operand = frame.node.operands[frame.next];
    if (frame.next < frame.node.operands.length) {
      frame.next++;
      if (operand) enter(operand);
      continue;
    }
    frames.pop();
    open.delete(frame.node);
    applyRule(frame.node);
  }
}

function factsOfValue(value: Value): Facts | undefined {
  if (stored(value) === undefined) settle(value);
  return stored(value) ?? undefined;
}

function isIntegral(type: Type): boolean {
  return type.kind === 'tensor' && (isInteger(type.elem) || type.elem === 'bool');
}

/**
 * The elements of an integer (or bool: 0, 1) tensor of rank 0 or 1 as dim expressions, one entry for a scalar; undefined
 * unless every one of them is known.
 */
export function shapeValueOf(value: Value): readonly Dim[] | undefined {
  const entries = shapeEntriesOf(value);
  if (!entries || entries.length > MAX_ENTRIES) return undefined;
  const dims: Dim[] = [];
  for (const entry of entries) {
    if (entry === undefined) return undefined;
    dims.push(entry);
  }
  return dims;
}

/** Like `shapeValueOf`, with undefined for the elements that are not known. Undefined when not even their number is. */
export function shapeEntriesOf(value: Value): readonly (Dim | undefined)[] | undefined {
  const all = shapeGridOf(value);
  return all && all.shape.length <= 1 ? all.entries : undefined;
}

/** Known elements of an integer or bool tensor of any rank, row-major. */
export function shapeGridOf(
  value: Value,
): { readonly shape: readonly number[]; readonly entries: readonly (Dim | undefined)[] } | undefined {
  const found = isIntegral(value.type) ? factsOfValue(value) : undefined;
  return found && { shape: found.shape, entries: found.entries.map((e) => (isDimEntry(e) ? e : undefined)) };
}

/** The integer a scalar (or single-element) tensor provably is: a dim. */
export function scalarShapeValueOf(value: Value | undefined): Dim | undefined {
  const grid = value && shapeGridOf(value);
  return grid?.entries.length === 1 ? grid.entries[0] : undefined;
}

/** The elements of a number tensor of rank 0 or 1, floats included, when all of them are known to the bit. */
export function knownNumbersOf(value: Value): readonly number[] | undefined {
  const found = factsOfValue(value);
  if (!found || found.shape.length > 1) return undefined;
  const numbers = found.entries.flatMap((entry) => {
    if (typeof entry === 'number') return entry;
    return entry?.kind === 'float' ? entry.value : [];
  });
  return numbers.length === found.entries.length ? numbers : undefined;
}

/**
 * A bound of a slice: like an entry of `shapeValueOf`, with infinities for integers beyond 2^53 ("to the end").
 */
export function boundEntriesOf(value: Value): readonly (Dim | undefined)[] | undefined {
  const found = isIntegral(value.type) ? factsOfValue(value) : undefined;
  if (!found || found.shape.length > 1) return undefined;
  return found.entries.map((entry) => {
    if (entry === undefined || isDimEntry(entry)) return entry;
    return entry.kind === 'huge' ? entry.sign * Number.POSITIVE_INFINITY : undefined;
  });
}
