// Intervals of dims: what a dim can be when its symbols stay within theirs.

import { mul, sub, sum } from './arithmetic.js';
import {
  atomDim,
  constantOf,
  type Dim,
  type DimAtom,
  type DimExpr,
  type DimTerm,
  make,
  printOperand,
  soleAtom,
  termKey,
  termsOf,
} from './expr.js';

/** Inclusive range of a symbol or expression; `hi` is `Infinity` when nothing bounds it. */
export interface DimRange {
  readonly lo: number;
  readonly hi: number;
}

type Ranges = ReadonlyMap<string, DimRange>;

const noRanges: Ranges = new Map();
const anything: DimRange = { lo: Number.NEGATIVE_INFINITY, hi: Number.POSITIVE_INFINITY };
const natural: DimRange = { lo: 0, hi: Number.POSITIVE_INFINITY };

/** Ranges found so far in one question; an expression that occurs many times is looked at once. */
type Memo = Map<string, DimRange>;

/** The smallest interval around all results of a monotone operation at the corners of two intervals. */
function corners(a: DimRange, b: DimRange, operation: (x: number, y: number) => number): DimRange {
  let [lo, hi] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const x of [a.lo, a.hi]) {
    for (const y of [b.lo, b.hi]) {
      const value = operation(x, y);
      // 0 · ∞ and ∞ / ∞ stand for results that other corners, and 0, enclose.
      const known = Number.isNaN(value) ? 0 : value;
      lo = Math.min(lo, known);
      hi = Math.max(hi, known);
    }
  }
  return { lo, hi };
}

function divRange(n: DimRange, m: DimRange): DimRange {
  if (m.lo <= 0) return anything;
  const { lo, hi } = corners(n, m, (x, y) => x / y);
  return { lo: Math.floor(lo), hi: Math.floor(hi) };
}

function modRange(n: DimRange, m: DimRange): DimRange {
  if (m.lo <= 0) return anything;
  return { lo: 0, hi: n.lo >= 0 ? Math.min(n.hi, m.hi - 1) : m.hi - 1 };
}

function atomRange(atom: DimAtom, ranges: Ranges, memo: Memo): DimRange {
  switch (atom.kind) {
    case 'symbol':
      return ranges.get(atom.name) ?? natural;
    case 'div':
      return divRange(rangeOf(atom.left, ranges, memo), rangeOf(atom.right, ranges, memo));
    case 'mod':
      return modRange(rangeOf(atom.left, ranges, memo), rangeOf(atom.right, ranges, memo));
    case 'let':
      return rangeOf(atom.value, ranges, memo);
    case 'max':
    case 'min': {
      const pick = atom.kind === 'max' ? Math.max : Math.min;
      const all = atom.args.map((arg) => rangeOf(arg, ranges, memo));
      return all.reduce((a, b) => ({ lo: pick(a.lo, b.lo), hi: pick(a.hi, b.hi) }));
    }
  }
}

function rangeOf(d: Dim, ranges: Ranges, memo: Memo): DimRange {
  if (typeof d === 'number') return { lo: d, hi: d };
  const known = memo.get(d.key);
  if (known) return known;
  const plain = sumRange(d.constant, d.terms, ranges, memo);
  const range = d.terms.length > 1 ? roundedRange(d, plain, ranges, memo) : plain;
  memo.set(d.key, range);
  return range;
}

type Rounding = Extract<DimAtom, { readonly right: Dim }>;

/** A quotient or remainder by a known number among the factors of a term. */
function roundingIn({ atoms }: DimTerm): Rounding | undefined {
  return atoms.find((atom): atom is Rounding => {
    const isOne = atom.kind === 'div' || atom.kind === 'mod';
    return isOne && typeof atom.right === 'number' && atom.right > 0;
  });
}

/** The quotient to a remainder, as it is; nobody keeps it. */
function quotient(left: Dim, right: number): Dim {
  return atomDim({ kind: 'div', key: `(${printOperand(left)} div ${printOperand(right)})`, left, right });
}

/**
 * The range of a sum in which rounded terms may meet what they were rounded from: n * (x div n) is x - (x mod n), so 2 * (H div 2) - H is in
 * -1..0 whatever H is, and H - (H div 2), of which the double is H + (H mod 2), is never negative. The other way round, x - (x mod n) is
 * n * (x div n). Never wider than `known`. Only the first term that leaves a shorter sum is taken: what is left is asked for the others, so
 * that the work grows with their number and not with that of their choices.
 */
function roundedRange(d: DimExpr, known: DimRange, ranges: Ranges, memo: Memo): DimRange {
  const rounded = d.terms.flatMap((term) => {
    const atom = roundingIn(term);
    return atom ? [{ term, atom }] : [];
  });
  // Remainders first: what takes their place is the same number, while a quotient leaves one behind.
  rounded.sort((x, y) => Number(y.atom.kind === 'mod') - Number(x.atom.kind === 'mod'));
  for (const { term, atom } of rounded) {
    const { coeff } = term;
    const n = Number(atom.right);
    // One of them: a square has two that are the same.
    const others = term.atoms.toSpliced(term.atoms.indexOf(atom), 1);
    const times = others.length > 0 ? make(0, [{ coeff, atoms: others }]) : coeff;
    const without = sum([d, make(0, [{ ...term, coeff: -coeff }])]);
    const isQuotient = atom.kind === 'div';
    // The sum, or n times the sum but for the remainder.
    const whole = isQuotient
      ? sum([mul(without, n), mul(times, atom.left)])
      : sum([without, mul(times, atom.left), mul(mul(times, -n), quotient(atom.left, n))]);
    // A sum that did not become shorter says nothing new, and might be followed without end; one with a name of its own is longer.
    const isLonger = termsOf(whole).length > d.terms.length - (isQuotient ? 1 : 0);
    if (isLonger || soleAtom(whole)?.kind === 'let') continue;
    const range = rangeOf(whole, ranges, memo);
    const rest = isQuotient ? modRange(rangeOf(atom.left, ranges, memo), { lo: n, hi: n }) : { lo: 0, hi: 0 };
    const taken = corners(rangeOf(times, ranges, memo), rest, (x, y) => -x * y);
    const scale = isQuotient ? n : 1;
    // Adding 0 turns -0 into 0.
    const lo = Math.max(known.lo, Math.ceil((range.lo + taken.lo) / scale)) + 0;
    return { lo, hi: Math.min(known.hi, Math.floor((range.hi + taken.hi) / scale)) + 0 };
  }
  return known;
}

function sumRange(constant: number, terms: Iterable<DimTerm>, ranges: Ranges, memo: Memo): DimRange {
  let [lo, hi] = [constant, constant];
  for (const { coeff, atoms } of terms) {
    let range: DimRange = { lo: coeff, hi: coeff };
    for (const atom of atoms) range = corners(range, atomRange(atom, ranges, memo), (x, y) => x * y);
    lo += range.lo;
    hi += range.hi;
  }
  return { lo, hi };
}

/**
 * True when `a - b` is at least 0 for all symbols. The difference, which nobody wants to keep, is made only where something in it was rounded.
 */
export function isAtLeast(a: Dim, b: Dim): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a >= b;
  const terms = new Map(termsOf(a).map((term) => [termKey(term), term]));
  for (const term of termsOf(b)) {
    const key = termKey(term);
    terms.set(key, { coeff: (terms.get(key)?.coeff ?? 0) - term.coeff, atoms: term.atoms });
  }
  const memo: Memo = new Map();
  if (sumRange(constantOf(a) - constantOf(b), terms.values(), noRanges, memo).lo >= 0) return true;
  return [...terms.values()].some(roundingIn) && rangeOf(sub(a, b), noRanges, memo).lo >= 0;
}

/** An interval that contains `d` for every binding within `ranges` (symbols without one are in [0, ∞)). Conservative. */
export function dimRange(d: Dim, ranges: Ranges = noRanges): DimRange {
  return rangeOf(d, ranges, new Map());
}
