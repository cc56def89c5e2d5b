// Sums and products of dims. Terms are gathered first and the result is made once, so that long sums stay linear.

import { abbreviate, constantOf, type Dim, type DimAtom, type DimTerm, make, termKey, termsOf } from './expr.js';

/** Most terms a product may have before its factors stop being multiplied out. */
const MOST_TERMS = 512;

/** A sum under construction. */
class Sum {
  #constant = 0;
  readonly #terms = new Map<string, DimTerm>();

  addTerm(term: DimTerm): void {
    const key = termKey(term);
    const before = this.#terms.get(key);
    this.#terms.set(key, before ? { coeff: before.coeff + term.coeff, atoms: term.atoms } : term);
  }

  add(d: Dim, factor = 1): void {
    this.#constant += constantOf(d) * factor;
    for (const { coeff, atoms } of termsOf(d)) this.addTerm({ coeff: coeff * factor, atoms });
  }

  addProduct(x: DimTerm, y: DimTerm): void {
    const coeff = x.coeff * y.coeff;
    if (x.atoms.length === 0 && y.atoms.length === 0) this.#constant += coeff;
    else this.addTerm({ coeff, atoms: mergeAtoms(x.atoms, y.atoms) });
  }

  result(): Dim {
    return make(this.#constant, [...this.#terms.values()]);
  }
}

function mergeAtoms(a: readonly DimAtom[], b: readonly DimAtom[]): readonly DimAtom[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return [...a, ...b].sort((p, q) => (p.key < q.key ? -1 : p.key > q.key ? 1 : 0));
}

/** Sum of any number of dims. */
export function sum(dims: Iterable<Dim>): Dim {
  const total = new Sum();
  for (const d of dims) total.add(d);
  return total.result();
}

export function add(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (a === 0) return b;
  return b === 0 ? a : sum([a, b]);
}

export function negate(a: Dim): Dim {
  return mul(a, -1);
}

export function sub(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a === b) return 0;
  const total = new Sum();
  total.add(a);
  total.add(b, -1);
  return total.result();
}

export function mul(a: Dim, b: Dim): Dim {
  // Adding 0 turns -0 into 0.
  if (typeof a === 'number' && typeof b === 'number') return a * b + 0;
  if (a === 0 || b === 0) return 0;
  if (a === 1) return b;
  if (b === 1) return a;
  const [left, right] = [allTerms(a), allTerms(b)];
  if (left.length * right.length > MOST_TERMS && left.length > 1 && right.length > 1) return mul(short(a), short(b));
  const total = new Sum();
  for (const x of left) for (const y of right) total.addProduct(x, y);
  return total.result();
}

function allTerms(d: Dim): readonly DimTerm[] {
  const constant = constantOf(d);
  return constant === 0 ? termsOf(d) : [...termsOf(d), { coeff: constant, atoms: [] }];
}

/** A sum of several terms as one atom. */
function short(d: Dim): Dim {
  return typeof d === 'number' || allTerms(d).length === 1 ? d : abbreviate(d);
}

/** Product of all dims: the element count of a shape. */
export function product(dims: readonly Dim[]): Dim {
  return dims.reduce<Dim>(mul, 1);
}
