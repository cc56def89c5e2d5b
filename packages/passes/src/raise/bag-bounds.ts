// Where the bags of a loop begin and end. Proves that iteration j reads `[X[j], X[j + 1])` of one vector of boundaries X,
// and says whether X is offsets plus the number of lookups, or offsets that bring their own last entry.
// Invariant: nothing about the numbers in X is assumed; they may decrease, be negative or lie beyond the lookups.

import { type Dim, dim, type Tensor, tensorFromArray } from '@afterglow/core';
import type { Region } from '@afterglow/ir';
import { constTensor, type Value } from '@afterglow/ir';
import {
  dimsAttr,
  intAttr,
  intsAttr,
  isOutside,
  knownIntegers,
  knownScalar,
  madeBy,
  rankOf,
  shapeOf,
  strip,
  tensorTypeOf,
} from './look.js';
import { type Decline, decline, isDecline, type Seen } from './rule.js';
import { sameValue } from './same-value.js';

export interface BagBounds {
  /** `[B]`, or `[B + 1]` with `lastOffset`; a tensor where the boundaries had to be put together from constants. */
  readonly offsets: Value | Tensor;
  readonly lastOffset: boolean;
  /** Number of bags, B. */
  readonly bags: Dim;
}

/** Element `j + shift` of `vector`, where j counts iterations. */
interface Element {
  readonly vector: Value;
  readonly shift: number;
}

/** k, when `value` is `index + k` for a constant k, in whatever one-element shape. */
function indexPlus(value: Value, index: Value): number | undefined {
  if (strip(value) === index) return 0;
  const node = madeBy(value, 'add', 'unsqueeze', 'squeeze', 'reshape');
  const [left, right] = node?.operands ?? [];
  if (!node || !left) return undefined;
  if (node.op.name !== 'add') return indexPlus(left, index);
  if (!right) return undefined;
  for (const [base, step] of [[left, right] as const, [right, left] as const]) {
    const constant = knownScalar(step);
    const rest = typeof constant === 'number' ? indexPlus(base, index) : undefined;
    if (rest !== undefined && typeof constant === 'number') return rest + constant;
  }
  return undefined;
}

/** The vector a slice with step 1 is cut from, and how many leading entries are missing. */
function wholeVector(vector: Value): Element {
  const node = madeBy(vector, 'slice');
  const [source] = node?.operands ?? [];
  if (!node || !source || rankOf(source) !== 1) return { vector: strip(vector), shift: 0 };
  const [start] = dimsAttr(node, 'starts');
  const plain = intsAttr(node, 'steps').every((step) => step === 1) && intsAttr(node, 'axes').length === 1;
  if (!plain || typeof start !== 'number') return { vector: strip(vector), shift: 0 };
  const rest = wholeVector(source);
  return { vector: rest.vector, shift: rest.shift + start };
}

/** Reads a slice bound `[1]` in a loop body as an element of a vector outside. */
function elementOf(bound: Value, index: Value, body: Region, seen: Seen): Element | Decline {
  let at = strip(bound);
  for (
    let node = madeBy(at, 'unsqueeze', 'reshape', 'squeeze');
    node;
    node = madeBy(at, 'unsqueeze', 'reshape', 'squeeze')
  ) {
    const [source] = node.operands;
    if (!source) break;
    at = strip(source);
  }
  const node = madeBy(at, 'gather');
  const [vector, position] = node?.operands ?? [];
  if (!node || !vector || !position || rankOf(vector) !== 1 || intAttr(node, 'axis') > 0)
    return decline('a bag boundary is not read from a vector');
  seen.add(node);
  if (!isOutside(vector, body)) return decline('the vector of bag boundaries is computed inside the loop');
  const shift = indexPlus(position, index);
  // A negative position would count from the end of the vector.
  if (shift === undefined || shift < 0) return decline('a bag boundary is not the entry of this iteration');
  const whole = wholeVector(vector);
  return { vector: whole.vector, shift: whole.shift + shift };
}

/** `[offsets, last]` when `vector` is offsets with one more entry. */
function splitLast(vector: Value): { readonly offsets: Value; readonly last: Dim | undefined } | undefined {
  const node = madeBy(vector, 'concat');
  const [offsets, last] = node?.operands ?? [];
  if (node?.operands.length !== 2 || !offsets || !last || shapeOf(last)?.[0] !== 1) return undefined;
  return { offsets: strip(offsets), last: knownScalar(last) };
}

/** Both boundaries known as numbers: only the numbers have to fit together. */
function constantBounds(begin: Element, end: Element, bags: Dim, lookups: Dim): BagBounds | Decline | undefined {
  const [begins, ends] = [knownIntegers(begin.vector), knownIntegers(end.vector)];
  if (!begins || !ends || typeof bags !== 'number') return undefined;
  const from = begins.slice(begin.shift, begin.shift + bags);
  const to = ends.slice(end.shift, end.shift + bags);
  if (from.length !== bags || to.length !== bags) return decline('there are fewer boundaries than iterations');
  if (from.some((_, j) => j > 0 && from[j] !== to[j - 1])) return decline('a bag does not end where the next begins');
  const last = to[bags - 1];
  const lastOffset = last !== undefined && last !== lookups;
  if (!lastOffset && begin.shift === 0 && begins.length === bags && constTensor(begin.vector))
    return { offsets: begin.vector, lastOffset, bags };
  const entries = lastOffset ? [...from, last] : from;
  const elem = tensorTypeOf(begin.vector)?.elem === 'i32' ? 'i32' : 'i64';
  const array = elem === 'i32' ? Int32Array.from(entries) : BigInt64Array.from(entries, BigInt);
  return { offsets: tensorFromArray(elem, [entries.length], array), lastOffset, bags };
}

/**
 * Proves that the bags of a loop are cut along one vector of boundaries.
 * `lookups` is the length of the index vector, `bags` the trip count.
 */
export function bagBounds(
  begin: Value,
  end: Value,
  loop: { readonly index: Value; readonly body: Region; readonly bags: Dim; readonly lookups: Dim },
  seen: Seen,
): BagBounds | Decline {
  const { bags, lookups } = loop;
  const read = (bound: Value) => elementOf(bound, loop.index, loop.body, seen);
  const [first, second] = [read(begin), read(end)];
  if (isDecline(first)) return first;
  if (isDecline(second)) return second;
  const constant = constantBounds(first, second, bags, lookups);
  if (constant) return constant;

  if (first.shift !== 0) return decline('the first bag does not begin at the first boundary');
  if (second.shift !== 1) return decline('a bag does not end at the next boundary');
  const joined = splitLast(second.vector);
  const oneVector = sameValue(first.vector, second.vector);
  const withoutLast = joined !== undefined && sameValue(first.vector, joined.offsets);
  if (!oneVector && !withoutLast) return decline('beginnings and ends of bags come from different vectors');
  const boundaries = shapeOf(second.vector)?.[0];
  if (boundaries === undefined || dim.sub(boundaries, 1) !== bags)
    return decline('the number of iterations is not the number of bags');
  if (joined && joined.last === lookups) return { offsets: joined.offsets, lastOffset: false, bags };
  return { offsets: second.vector, lastOffset: true, bags };
}
