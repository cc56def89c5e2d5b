// Floor division and remainder. Both round towards minus infinity, so `a = b * floorDiv(a, b) + mod(a, b)` always.
// What divides without a remainder is divided; a divisor that is a symbol is taken to be other than zero.

import { add, mul, negate, sub, sum } from './arithmetic.js';
import { atomDim, constantOf, type Dim, type DimExpr, type DimTerm, make, printOperand, termsOf } from './expr.js';
import { dimRange } from './range.js';

/** The quotient when `b` divides every term of `a` exactly, else undefined. */
function divideExactly(a: Dim, b: Dim): Dim | undefined {
  if (b === 0) return undefined;
  if (typeof b === 'number') {
    if (constantOf(a) % b !== 0 || termsOf(a).some((term) => term.coeff % b !== 0)) return undefined;
    return divideCoefficients(a, b);
  }
  if (a === b) return 1;
  if (a === 0) return 0;
  const [monomial] = b.terms;
  if (b.terms.length !== 1 || b.constant !== 0 || !monomial) return divideProportional(a, b);
  if (constantOf(a) !== 0) return undefined;
  const quotients: Dim[] = [];
  for (const term of termsOf(a)) {
    const quotient = divideTerm(term, monomial);
    if (quotient === undefined) return undefined;
    quotients.push(quotient);
  }
  return sum(quotients);
}

/** The caller has checked that `divisor` divides every coefficient. Adding 0 turns -0 into 0. */
function divideCoefficients(a: Dim, divisor: number): Dim {
  const terms = termsOf(a).map(({ coeff, atoms }) => ({ coeff: coeff / divisor, atoms }));
  return make(constantOf(a) / divisor + 0, terms);
}

/** The whole number q with a = q · b, for a sum b. */
function divideProportional(a: Dim, b: DimExpr): number | undefined {
  const [ours] = termsOf(a);
  const [theirs] = b.terms;
  if (!ours || !theirs || termsOf(a).length !== b.terms.length) return undefined;
  const quotient = ours.coeff / theirs.coeff;
  return Number.isInteger(quotient) && mul(b, quotient) === a ? quotient : undefined;
}

function divideTerm(term: DimTerm, by: DimTerm): Dim | undefined {
  if (term.coeff % by.coeff !== 0) return undefined;
  const rest = [...term.atoms];
  for (const atom of by.atoms) {
    const at = rest.findIndex((candidate) => candidate.key === atom.key);
    if (at < 0) return undefined;
    rest.splice(at, 1);
  }
  const coeff = term.coeff / by.coeff;
  return rest.length === 0 ? coeff : make(0, [{ coeff, atoms: rest }]);
}

/** `a` as quotient · b + rest, the rest with no coefficient a multiple of b and its constant in [0, b). */
function splitMultiples(a: DimExpr, b: number): { quotient: Dim; rest: Dim } {
  const whole = a.terms.filter((term) => term.coeff % b === 0);
  const part = a.terms.filter((term) => term.coeff % b !== 0);
  const remainder = ((a.constant % b) + b) % b;
  const quotient = make(
    (a.constant - remainder) / b,
    whole.map((term) => ({ coeff: term.coeff / b, atoms: term.atoms })),
  );
  return { quotient, rest: make(remainder, part) };
}

/** The dividend of ⌊⌊x / d⌋ + c⌋ / b as one division: ⌊(x + c·d) / (d·b)⌋, where x / d is the only term. */
function mergeDivisions(rest: DimExpr, b: number): Dim | undefined {
  const [term] = rest.terms;
  const [atom] = term?.atoms ?? [];
  if (rest.terms.length !== 1 || term?.coeff !== 1 || term.atoms.length !== 1 || atom?.kind !== 'div') return undefined;
  const { left, right } = atom;
  if (typeof right !== 'number' || right <= 0 || !Number.isSafeInteger(right * b)) return undefined;
  return floorDiv(add(left, rest.constant * right), right * b);
}

/** `a` with every remainder of a multiple of `b` in it replaced by what it is the remainder of, which is the same modulo `b`. */
function withoutRemainders(a: Dim, b: number): Dim {
  const parts = termsOf(a).map((term): Dim => {
    const [atom] = term.atoms;
    const isRemainder = term.atoms.length === 1 && atom?.kind === 'mod' && typeof atom.right === 'number';
    if (!isRemainder || Number(atom.right) % b !== 0) return make(0, [term]);
    return mul(atom.left, term.coeff);
  });
  return sum([constantOf(a), ...parts]);
}

/** A sum that only takes away: rounding it down is rounding its opposite up. */
function onlyTakesAway(d: Dim): boolean {
  return termsOf(d).length > 0 && termsOf(d).every(({ coeff }) => coeff < 0);
}

/**
 * The number when `d` can be no other, such as `1 div (A + 2)`. Kept as an expression it would be a second form of that
 * number, and a maximum of the two would be whichever came first.
 */
function onlyValue(d: Dim): Dim {
  const { lo, hi } = dimRange(d);
  return lo === hi ? lo + 0 : d;
}

/** Division rounded towards minus infinity. A division by zero evaluates to undefined, never throws. */
export function floorDiv(a: Dim, b: Dim): Dim {
  if (b === 1) return a;
  if (typeof a === 'number' && typeof b === 'number' && b !== 0) return Math.floor(a / b) + 0;
  const exact = divideExactly(a, b);
  if (exact !== undefined) return exact;
  if (typeof b === 'number' && b < 0) return floorDiv(negate(a), -b);
  if (typeof b === 'number' && b > 0 && typeof a !== 'number') {
    const { quotient, rest } = splitMultiples(a, b);
    if (typeof rest === 'number') return add(quotient, Math.floor(rest / b));
    const range = dimRange(rest);
    if (range.lo >= 0 && range.hi < b) return quotient;
    if (quotient !== 0) return add(quotient, floorDiv(rest, b));
    if (onlyTakesAway(rest)) return negate(floorDiv(add(negate(rest), b - 1), b));
    const merged = mergeDivisions(rest, b);
    if (merged !== undefined) return merged;
  }
  return onlyValue(atomDim({ kind: 'div', key: `(${printOperand(a)} div ${printOperand(b)})`, left: a, right: b }));
}

/** Division rounded towards plus infinity. */
export function ceilDiv(a: Dim, b: Dim): Dim {
  // For a positive divisor this form is the one people write and read; for others it would be wrong.
  if (dimRange(b).lo >= 0) return floorDiv(add(a, sub(b, 1)), b);
  return negate(floorDiv(negate(a), b));
}

/** Remainder with the sign of `b`: `a - b * floorDiv(a, b)`. */
export function mod(a: Dim, b: Dim): Dim {
  if (b === 1) return 0;
  if (typeof a === 'number' && typeof b === 'number' && b !== 0) return a - b * Math.floor(a / b) + 0;
  if (divideExactly(a, b) !== undefined) return 0;
  if (typeof b === 'number' && b > 0 && typeof a !== 'number') {
    const { rest } = splitMultiples(a, b);
    if (typeof rest === 'number') return rest;
    const range = dimRange(rest);
    if (range.lo >= 0 && range.hi < b) return rest;
    const whole = withoutRemainders(rest, b);
    if (whole !== a) return mod(whole, b);
    // With the quotient written out it meets the other forms of what is rounded up: x + (-x mod b) is b * ((x + b - 1) div b).
    if (onlyTakesAway(a)) return sub(a, mul(b, floorDiv(a, b)));
  }
  return onlyValue(atomDim({ kind: 'mod', key: `(${printOperand(a)} mod ${printOperand(b)})`, left: a, right: b }));
}
