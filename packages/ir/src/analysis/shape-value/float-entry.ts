// Arithmetic on entries that are floats: exporters compute sizes as Cast, Mul, Floor, Cast. Known floats follow the format's
// rounding; a float that depends on symbols is tracked only while the format holds it exactly, with one exception: the
// rounded quotient of two integers, whose floor and ceiling are still provable (see `quotientIsSafe`).

import { type Dim, type DimRange, dim, type ElementType, roundTo } from '@afterglow/core';
import { type Entry, type FloatEntry, isDimEntry, type RatioEntry, type RuleInput } from './facts.js';

/** Bits of precision of the formats that are tracked. */
const PRECISION: Readonly<Partial<Record<ElementType, number>>> = { f64: 53, f32: 24, f16: 11, bf16: 8 };
/** Denominators stay below this, so that products of ratios stay exact. */
const MAX_DENOMINATOR = 2 ** 20;

type Float = FloatEntry | RatioEntry;

export function isFloatEntry(entry: Entry): entry is Float {
  return entry !== undefined && !isDimEntry(entry) && entry.kind !== 'huge';
}

function isPowerOfTwo(n: number): boolean {
  return n > 0 && Number.isInteger(n) && (n & (n - 1)) === 0;
}

function within({ lo, hi }: DimRange, limit: number): boolean {
  return lo >= -limit && hi <= limit;
}

/** The ratio in lowest terms if the format holds it exactly for every value of the symbols. */
function exactRatio(num: Dim, den: number, elem: ElementType, range: RuleInput['range']): Entry {
  const precision = PRECISION[elem];
  if (precision === undefined || !(den > 0) || den > MAX_DENOMINATOR) return undefined;
  if (typeof num === 'number') return Number.isSafeInteger(num) ? rounded(num / den, elem) : undefined;
  let [n, d]: [Dim, number] = [num, den];
  while (d % 2 === 0 && dim.mod(n, 2) === 0) [n, d] = [dim.floorDiv(n, 2), d / 2];
  if (d > 1 && dim.mod(n, d) === 0) [n, d] = [dim.floorDiv(n, d), 1];
  if (!isPowerOfTwo(d) || !within(range(n), 2 ** precision)) return undefined;
  return { kind: 'ratio', num: n, den: d, exact: true };
}

function rounded(value: number, elem: ElementType): Entry {
  return PRECISION[elem] === undefined ? undefined : { kind: 'float', value: roundTo(elem)(value) };
}

/** A known float of the format. */
export function floatEntry(value: number): FloatEntry {
  return { kind: 'float', value };
}

/** An integer converted to a float format. */
export function floatOfInteger(d: Dim, elem: ElementType, range: RuleInput['range']): Entry {
  return typeof d === 'number' ? rounded(d, elem) : exactRatio(d, 1, elem, range);
}

function asRatio(entry: Float): RatioEntry | undefined {
  if (entry.kind === 'ratio') return entry.exact ? entry : undefined;
  for (let den = 1; den <= MAX_DENOMINATOR; den *= 2) {
    const num = entry.value * den;
    if (Number.isSafeInteger(num) && !Object.is(num, -0)) return { kind: 'ratio', num, den, exact: true };
  }
  return undefined;
}

const known: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  maximum: (a, b) => Math.max(a, b),
  minimum: (a, b) => Math.min(a, b),
};

function divideRatio(p: RatioEntry, q: RatioEntry, elem: ElementType, range: RuleInput['range']): Entry {
  if (typeof q.num !== 'number' || q.num <= 0) return undefined;
  const num = dim.mul(p.num, q.den);
  const den = p.den * q.num;
  const exact = exactRatio(num, den, elem, range);
  if (exact !== undefined) return exact;
  if (typeof num === 'number' || PRECISION[elem] === undefined || den > MAX_DENOMINATOR) return undefined;
  return { kind: 'ratio', num, den, exact: false };
}

/** Applies one operation to two floats of format `elem`. */
export function combineFloats(name: string, a: Float, b: Float, elem: ElementType, range: RuleInput['range']): Entry {
  if (a.kind === 'float' && b.kind === 'float') {
    const operation = known[name];
    // A double computes + - * / of two narrower floats closely enough that rounding again changes nothing.
    return operation && rounded(operation(a.value, b.value), elem);
  }
  const [p, q] = [asRatio(a), asRatio(b)];
  if (!p || !q) return undefined;
  switch (name) {
    case 'add':
    case 'sub': {
      const [left, right] = [dim.mul(p.num, q.den), dim.mul(q.num, p.den)];
      return exactRatio(name === 'add' ? dim.add(left, right) : dim.sub(left, right), p.den * q.den, elem, range);
    }
    case 'mul':
      return exactRatio(dim.mul(p.num, q.num), p.den * q.den, elem, range);
    case 'div':
      return divideRatio(p, q, elem, range);
  }
  return undefined;
}

/**
 * True when floor and ceiling of the rounded quotient are those of the quotient itself. With n, d integers, n >= 0, the
 * quotient is at least 1/d away from the next integer above or below, if it is not one itself; rounding moves it by at most
 * half a unit in the last place, which is less as long as n + d < 2^precision.
 */
function quotientIsSafe(entry: RatioEntry, elem: ElementType, range: RuleInput['range']): boolean {
  const { lo, hi } = range(entry.num);
  return lo >= 0 && hi + entry.den < 2 ** (PRECISION[elem] ?? 0);
}

/** Floor, ceiling or truncation of a float as an integer, when it is finite and provable. */
export function integerPart(
  how: 'floor' | 'ceil' | 'trunc',
  entry: Float,
  elem: ElementType,
  range: RuleInput['range'],
): Dim | undefined {
  if (entry.kind === 'float') {
    const value = Math[how](entry.value);
    return Number.isSafeInteger(value) ? value + 0 : undefined;
  }
  if (!entry.exact && !quotientIsSafe(entry, elem, range)) return undefined;
  if (entry.den === 1) return entry.num;
  if (how === 'floor') return dim.floorDiv(entry.num, entry.den);
  if (how === 'ceil') return dim.ceilDiv(entry.num, entry.den);
  const { lo, hi } = range(entry.num);
  if (lo >= 0) return dim.floorDiv(entry.num, entry.den);
  return hi <= 0 ? dim.ceilDiv(entry.num, entry.den) : undefined;
}
