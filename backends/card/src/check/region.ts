// Regions of memory over partly known integers, and when two of them are certain not to meet.

import { type Affine, constant, isConstant, lower, minus, plus, upper } from './affine.js';
import type { Arithmetic } from './arithmetic.js';
import type { Form, RegionForm } from './region-forms.js';

interface Repeat {
  readonly count: Affine;
  readonly stride: Affine;
  /** Distance of the last run from the first. */
  readonly span: Affine;
}

export interface Region {
  readonly write: boolean;
  readonly space: number;
  readonly base: Affine;
  readonly bytes: Affine;
  readonly repeats: readonly Repeat[];
  /** Plain bounds of the bytes it can touch. */
  readonly lo: number;
  readonly hi: number;
}

function evaluate(form: Form, operands: readonly Affine[]): Affine {
  let sum = constant(form.at(-1) ?? 0);
  operands.forEach((operand, i) => {
    sum = plus(sum, operand, form[i] ?? 0);
  });
  return sum;
}

/** The region an instruction touches with these operand values; undefined when it is empty whatever the unknowns are. */
export function regionOf(form: RegionForm, operands: readonly Affine[], arithmetic: Arithmetic): Region | undefined {
  const [base, bytes, count1, stride1, count2, stride2] = form.fields.map((field) => evaluate(field, operands));
  if (!base || !bytes || !count1 || !stride1 || !count2 || !stride2) return undefined;
  if (upper(bytes) <= 0 || upper(count1) <= 0 || upper(count2) <= 0) return undefined;
  const repeats = [
    [count1, stride1],
    [count2, stride2],
  ].flatMap(([count = constant(1), stride = constant(0)]): Repeat[] => {
    if (isConstant(count) && count.constant <= 1) return [];
    if (isConstant(stride) && stride.constant === 0) return [];
    // Not cut off at 0: a region without runs is no region, so nothing has to hold of it.
    const span = arithmetic.apply('mul', plus(count, constant(-1)), stride) ?? arithmetic.anything();
    return [{ count, stride, span }];
  });
  const region = { write: form.write, space: form.space, base, bytes, repeats };
  const { lo, hi } = ends(region);
  const [first, last] = [lower(lo), upper(hi)];
  return first < last ? { ...region, lo: first, hi: last } : undefined;
}

/** First and last byte + 1 where there is any, over the strides that `keep` admits. Spans of unknown sign count on both sides. */
function ends(region: Omit<Region, 'lo' | 'hi'>, keep: (repeat: Repeat) => boolean = () => true) {
  let [lo, hi] = [region.base, plus(region.base, region.bytes)];
  for (const repeat of region.repeats) {
    if (!keep(repeat)) continue;
    const { span, stride } = repeat;
    if (lower(stride) >= 0) hi = plus(hi, span);
    else {
      lo = plus(lo, constant(Math.min(0, lower(span))));
      hi = plus(hi, constant(Math.max(0, upper(span))));
    }
  }
  return { lo, hi };
}

function divides(period: number, a: Affine): boolean {
  return a.constant % period === 0 && a.terms.every(({ factor }) => factor % period === 0);
}

/** The sum without the parts that are multiples of `period`. */
function modulo(a: Affine, period: number): Affine {
  return { constant: a.constant, terms: a.terms.filter(({ factor }) => factor % period !== 0) };
}

/**
 * True when both regions repeat every `period` bytes and lie in different parts of the period: columns of one matrix, channels of
 * several images. Then it does not matter which repetition they are in.
 */
function apartWithin(period: number, a: Region, b: Region): boolean {
  const inner = ({ stride }: Repeat) => !divides(period, stride);
  const [x, y] = [ends(a, inner), ends(b, inner)];
  // Multiples of the period in the distance do not matter; those in the lengths do.
  const distance = modulo(minus(y.lo, x.lo), period);
  const before = lower(minus(distance, minus(x.hi, x.lo)));
  const turns = Math.floor(before / period) * period;
  return upper(plus(distance, minus(y.hi, y.lo))) - turns <= period;
}

function greatestDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}

/**
 * Distances at which the two regions could repeat, largest first; then what each two of them have in common: steps of two and of three
 * channels are steps of one.
 */
function* periods(a: Region, b: Region): Generator<number> {
  const found = new Set<number>();
  for (const { factor } of minus(a.base, b.base).terms) found.add(Math.abs(factor));
  for (const { stride } of [...a.repeats, ...b.repeats]) {
    if (isConstant(stride)) found.add(Math.abs(stride.constant));
    for (const { factor } of stride.terms) found.add(Math.abs(factor));
  }
  const steps = [...found].filter((period) => period > 1).sort((x, y) => y - x);
  yield* steps;
  const common = new Set(steps.flatMap((x, i) => steps.slice(i + 1).map((y) => greatestDivisor(x, y))));
  yield* [...common].filter((period) => period > 1 && !found.has(period)).sort((x, y) => y - x);
}

/** True when no byte can be in both. */
export function areDisjoint(a: Region, b: Region): boolean {
  if (a.space !== b.space || a.hi <= b.lo || b.hi <= a.lo) return true;
  const [x, y] = [ends(a), ends(b)];
  if (upper(minus(x.hi, y.lo)) <= 0 || upper(minus(y.hi, x.lo)) <= 0) return true;
  for (const period of periods(a, b)) {
    if (apartWithin(period, a, b)) return true;
  }
  return false;
}

/** Whether two accesses in either order matter to each other. */
export function conflict(a: Region, b: Region): boolean {
  return (a.write || b.write) && !areDisjoint(a, b);
}
