// Integers the checker does not know, as sums of unknowns with whole coefficients. An unknown has a range, and may be known better:
// as the smaller or larger of two sums, as a quotient, or as an index below a count. Bounds of a sum take such an unknown apart,
// so that `8·i + min(8, N − 8·i) ≤ N` is seen although no interval shows it.

/** Sum of `coefficient · unknown`, plus a constant. Terms are sorted by the unknowns' numbers and have no zeros. */
export interface Affine {
  readonly constant: number;
  readonly terms: readonly Term[];
}

export interface Term {
  readonly unknown: Unknown;
  readonly factor: number;
}

/** What is known of an unknown besides its range. Its parts were made before it. */
export type Meaning =
  | { readonly kind: 'min' | 'max' | 'either'; readonly of: readonly [Affine, Affine] }
  | { readonly kind: 'quotient'; readonly of: Affine; readonly by: number }
  | { readonly kind: 'index'; readonly last: Affine };

export interface Unknown {
  readonly id: number;
  readonly lo: number;
  readonly hi: number;
  readonly meaning: Meaning | undefined;
}

export function constant(value: number): Affine {
  return { constant: value, terms: [] };
}

export function unknown(of: Unknown): Affine {
  return { constant: 0, terms: [{ unknown: of, factor: 1 }] };
}

/** `a + factor · b`. */
export function plus(a: Affine, b: Affine, factor = 1): Affine {
  if (factor === 0) return a;
  if (b.terms.length === 0) return { constant: a.constant + factor * b.constant, terms: a.terms };
  const terms: Term[] = [];
  let [i, j] = [0, 0];
  while (i < a.terms.length || j < b.terms.length) {
    const [left, right] = [a.terms[i], b.terms[j]];
    if (left && (!right || left.unknown.id < right.unknown.id)) {
      terms.push(left);
      i++;
    } else if (right && (!left || right.unknown.id < left.unknown.id)) {
      terms.push({ unknown: right.unknown, factor: factor * right.factor });
      j++;
    } else if (left && right) {
      const sum = left.factor + factor * right.factor;
      if (sum !== 0) terms.push({ unknown: left.unknown, factor: sum });
      i++;
      j++;
    }
  }
  return { constant: a.constant + factor * b.constant, terms };
}

export function minus(a: Affine, b: Affine): Affine {
  return plus(a, b, -1);
}

export function times(a: Affine, factor: number): Affine {
  return factor === 1 ? a : plus(constant(0), a, factor);
}

export function isConstant(a: Affine): boolean {
  return a.terms.length === 0;
}

/** Equal keys mean equal values. */
export function keyOf(a: Affine): string {
  return `${a.constant}${a.terms.map(({ unknown: { id }, factor }) => ` ${factor}u${id}`).join('')}`;
}

/** Unknowns taken apart one inside another before plain ranges have to do. */
const DEPTH = 10;

function byRanges({ constant: start, terms }: Affine): number {
  let sum = start;
  for (const {
    unknown: { lo, hi },
    factor,
  } of terms)
    sum += factor > 0 ? factor * hi : factor * lo;
  return sum;
}

function bounded(a: Affine, depth: number): number {
  let best = byRanges(a);
  if (depth === 0) return best;
  for (let i = a.terms.length - 1; i >= 0; i--) {
    const term = a.terms[i];
    const { meaning } = term?.unknown ?? {};
    if (!term || !meaning) continue;
    // The latest first: what it consists of was made earlier and can cancel against the rest.
    const rest: Affine = { constant: a.constant, terms: a.terms.filter((_, j) => j !== i) };
    best = Math.min(best, without(rest, term.factor, meaning, term.unknown, depth - 1));
    break;
  }
  return best;
}

/** Largest value of `rest + factor · u`. */
function without(rest: Affine, factor: number, meaning: Meaning, u: Unknown, depth: number): number {
  const at = (value: Affine) => bounded(plus(rest, value, factor), depth);
  switch (meaning.kind) {
    case 'either':
    case 'min':
    case 'max': {
      const [left, right] = [at(meaning.of[0]), at(meaning.of[1])];
      const all = meaning.kind === 'either' || (meaning.kind === 'max') === factor > 0;
      return all ? Math.max(left, right) : Math.min(left, right);
    }
    case 'index':
      return factor > 0 ? at(meaning.last) : at(constant(u.lo));
    case 'quotient': {
      const plain = at(constant(factor > 0 ? u.hi : u.lo));
      if (factor % meaning.by !== 0) return plain;
      const scaled = factor > 0 ? meaning.of : plus(meaning.of, constant(1 - meaning.by));
      return Math.min(plain, bounded(plus(rest, scaled, factor / meaning.by), depth));
    }
  }
}

/** A number that `a` never exceeds. */
export function upper(a: Affine): number {
  return a.terms.length === 0 ? a.constant : bounded(a, DEPTH);
}

/** A number that `a` never goes below. */
export function lower(a: Affine): number {
  return a.terms.length === 0 ? a.constant : -bounded(times(a, -1), DEPTH);
}
