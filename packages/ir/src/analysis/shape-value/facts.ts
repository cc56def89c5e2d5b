// What is known about the elements of a small tensor before it is computed: exact integers as dim expressions, floats that
// provably are a ratio of such. Everything here is a proof, never a guess: what is not certain is undefined.

import type { Dim, DimRange } from '@afterglow/core';
import { checkedSize } from '@afterglow/core';
import type { Node } from '../../graph/graph.js';

/** A float known to the bit. */
export interface FloatEntry {
  readonly kind: 'float';
  readonly value: number;
}

/**
 * A float that depends on symbols: `num / den` with `den` a positive integer. Not `exact`: the float is that quotient
 * rounded once to nearest.
 */
export interface RatioEntry {
  readonly kind: 'ratio';
  readonly num: Dim;
  readonly den: number;
  readonly exact: boolean;
}

/** An integer beyond 2^53: only its sign matters, as in a slice "to the end". */
export interface HugeEntry {
  readonly kind: 'huge';
  readonly sign: 1 | -1;
}

/** One element: integers and bools (0, 1) are dims. */
export type Entry = Dim | FloatEntry | RatioEntry | HugeEntry | undefined;

/** Elements in row-major order, as many as the shape holds. */
export interface Facts {
  readonly shape: readonly number[];
  readonly entries: readonly Entry[];
}

export interface RuleInput {
  readonly node: Node;
  /** Facts of each operand; undefined where nothing is known. */
  readonly operands: readonly (Facts | undefined)[];
  /** An interval that contains a dim, by the ranges of the function. */
  readonly range: (d: Dim) => DimRange;
}

/** Derives the facts of a node's results (one, or one each). */
export type ShapeRule = (input: RuleInput) => Facts | readonly (Facts | undefined)[] | undefined;

/** Tensors with more elements are left alone. */
export const MAX_ENTRIES = 1024;
/** Floats are read from constants only up to this many, so that no weight is ever touched. */
export const MAX_FLOATS = 64;

export function isDimEntry(entry: Entry): entry is Dim {
  return typeof entry === 'number' || (entry !== undefined && entry.kind === 'expr');
}

export function facts(shape: readonly number[], entries: readonly Entry[]): Facts | undefined {
  return checkedSize(shape) === entries.length && entries.length <= MAX_ENTRIES ? { shape, entries } : undefined;
}

/** Facts of `shape` whose element at row-major position `i` with the given coordinates is `entry`. */
export function factsOf(shape: readonly number[], entry: (coordinates: readonly number[]) => Entry): Facts | undefined {
  const size = checkedSize(shape);
  if (size === undefined || size > MAX_ENTRIES) return undefined;
  const at = shape.map(() => 0);
  const entries: Entry[] = [];
  for (let i = 0; i < size; i++) {
    entries.push(entry(at));
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at[axis] = (at[axis] ?? 0) + 1;
      if ((at[axis] ?? 0) < (shape[axis] ?? 0)) break;
      at[axis] = 0;
    }
  }
  return { shape, entries };
}

/** The entry at these coordinates. */
export function entryAt(from: Facts, coordinates: readonly number[]): Entry {
  let index = 0;
  for (let axis = 0; axis < from.shape.length; axis++) {
    index = index * (from.shape[axis] ?? 1) + (coordinates[axis] ?? 0);
  }
  return from.entries[index];
}

/** The entry that broadcasting puts at these coordinates of a result of rank `coordinates.length`. */
export function broadcastEntry(from: Facts, coordinates: readonly number[]): Entry {
  const skip = coordinates.length - from.shape.length;
  return entryAt(
    from,
    from.shape.map((size, axis) => (size === 1 ? 0 : (coordinates[axis + skip] ?? 0))),
  );
}

/** NumPy broadcasting of known shapes, or undefined when they do not go together. */
export function broadcastShape(shapes: readonly (readonly number[])[]): number[] | undefined {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    let size = 1;
    for (const shape of shapes) {
      const own = shape[axis - (rank - shape.length)] ?? 1;
      if (own === 1) continue;
      if (size !== 1 && size !== own) return undefined;
      size = own;
    }
    result.push(size);
  }
  return result;
}

/** Applies `combine` element by element with broadcasting. */
export function mapFacts(inputs: readonly Facts[], combine: (entries: readonly Entry[]) => Entry): Facts | undefined {
  const shape = broadcastShape(inputs.map((input) => input.shape));
  return shape && factsOf(shape, (at) => combine(inputs.map((input) => broadcastEntry(input, at))));
}

/** All entries as plain numbers, or undefined when one is not. */
export function knownNumbers(from: Facts | undefined): number[] | undefined {
  const numbers: number[] = [];
  for (const entry of from?.entries ?? [undefined]) {
    if (typeof entry !== 'number') return undefined;
    numbers.push(entry);
  }
  return numbers;
}
