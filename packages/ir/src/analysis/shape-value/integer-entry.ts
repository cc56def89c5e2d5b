// Arithmetic on entries that are integers. A result is only answered when the element type provably holds it.

import { type Dim, type DimRange, dim, ELEMENT_TYPES, type ElementType } from '@afterglow/core';
import type { Entry, RuleInput } from './facts.js';
import { isDimEntry } from './facts.js';

/** Largest and smallest value of an integer type that a dim may take without rounding. */
function limits(elem: ElementType): DimRange {
  const row = ELEMENT_TYPES[elem];
  if (row.class === 'bool') return { lo: 0, hi: 1 };
  const bits = Math.min(row.bits, 54);
  if (row.class === 'signed') return { lo: -(2 ** (bits - 1)), hi: 2 ** (bits - 1) - 1 };
  return { lo: 0, hi: 2 ** Math.min(row.bits, 53) - 1 };
}

/**
 * `d` as a value of `elem`, or undefined when it might wrap. A side that nothing bounds (a symbol without a range) is taken
 * to fit types of 32 bits and more: sizes of tensors that exist do.
 */
export function fit(d: Dim, elem: ElementType, range: RuleInput['range']): Entry {
  if (typeof d === 'number' && !Number.isSafeInteger(d)) return undefined;
  const { lo, hi } = range(d);
  const limit = limits(elem);
  const wide = ELEMENT_TYPES[elem].bits >= 32;
  const low = lo >= limit.lo || (wide && limit.lo < 0 && lo === Number.NEGATIVE_INFINITY);
  const high = hi <= limit.hi || (wide && hi === Number.POSITIVE_INFINITY);
  return low && high ? d : undefined;
}

type Binary = (a: Dim, b: Dim, range: RuleInput['range']) => Dim | undefined;

/** Division rounded towards zero. */
function divide(a: Dim, b: Dim, range: RuleInput['range']): Dim | undefined {
  if (b === 0) return undefined;
  if (typeof a === 'number' && typeof b === 'number') return Math.trunc(a / b) + 0;
  const divisor = range(b);
  if (divisor.lo <= 0 && divisor.hi >= 0) return undefined;
  if (range(a).lo >= 0 && divisor.lo > 0) return dim.floorDiv(a, b);
  return dim.mod(a, b) === 0 ? dim.floorDiv(a, b) : undefined;
}

/** Remainder with the sign of the divisor. */
function floorMod(a: Dim, b: Dim, range: RuleInput['range']): Dim | undefined {
  if (typeof a === 'number' && typeof b === 'number') return b === 0 ? undefined : a - b * Math.floor(a / b) + 0;
  return range(b).lo > 0 ? dim.mod(a, b) : undefined;
}

/** Remainder with the sign of the dividend. */
function truncMod(a: Dim, b: Dim, range: RuleInput['range']): Dim | undefined {
  if (typeof a === 'number' && typeof b === 'number') return b === 0 ? undefined : (a % b) + 0;
  return range(a).lo >= 0 && range(b).lo > 0 ? dim.mod(a, b) : undefined;
}

function power(a: Dim, b: Dim): Dim | undefined {
  if (typeof b !== 'number' || b < 0 || b > 8) return undefined;
  return dim.product(new Array<Dim>(b).fill(a));
}

/** The larger (or smaller) of two, decided by ranges where possible. */
function extremum(kind: 'max' | 'min'): Binary {
  return (a, b, range) => {
    const { lo, hi } = range(dim.sub(a, b));
    if (lo >= 0) return kind === 'max' ? a : b;
    if (hi <= 0) return kind === 'max' ? b : a;
    return kind === 'max' ? dim.max(a, b) : dim.min(a, b);
  };
}

/** Binary operations on integers by op name; undefined where the answer is not provable. */
export const integerOps: Readonly<Record<string, Binary>> = {
  add: dim.add,
  sub: dim.sub,
  mul: dim.mul,
  div: divide,
  mod: floorMod,
  fmod: truncMod,
  pow: power,
  maximum: extremum('max'),
  minimum: extremum('min'),
};

/** 1 or 0 when the comparison is decided for every value of the symbols. */
export const comparisons: Readonly<Record<string, (a: Dim, b: Dim, range: RuleInput['range']) => Entry>> = {
  equal(a, b, range) {
    if (a === b) return 1;
    const { lo, hi } = range(dim.sub(a, b));
    return lo > 0 || hi < 0 ? 0 : undefined;
  },
  less: (a, b, range) => decide(range(dim.sub(b, a)), 1),
  less_equal: (a, b, range) => decide(range(dim.sub(b, a)), 0),
  greater: (a, b, range) => decide(range(dim.sub(a, b)), 1),
  greater_equal: (a, b, range) => decide(range(dim.sub(a, b)), 0),
};

function decide({ lo, hi }: DimRange, least: number): Entry {
  if (lo >= least) return 1;
  return hi < least ? 0 : undefined;
}

/** Applies one operation to two entries of type `elem`. Huge values take part in maximum and minimum only. */
export function combineIntegers(name: string, a: Entry, b: Entry, elem: ElementType, range: RuleInput['range']): Entry {
  if (isDimEntry(a) && isDimEntry(b)) {
    const result = integerOps[name]?.(a, b, range);
    return result === undefined ? undefined : fit(result, elem, range);
  }
  if (name !== 'maximum' && name !== 'minimum') return undefined;
  const [huge, other] = a !== undefined && !isDimEntry(a) ? [a, b] : [b, a];
  if (huge === undefined || isDimEntry(huge) || huge.kind !== 'huge' || !isDimEntry(other)) return undefined;
  return huge.sign > 0 === (name === 'maximum') ? huge : other;
}
