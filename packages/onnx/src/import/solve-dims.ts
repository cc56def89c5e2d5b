// Solving `d = 0` for one symbol, and what else can be read off a dim. Pure functions on dim expressions.

import { type Dim, type DimAtom, dim } from '@afterglow/core';

export interface Solution {
  readonly symbol: string;
  readonly value: Dim;
}

/** Every symbol that `d = 0` determines: it occurs once, alone in its term, and the division comes out even. */
export function solutionsOf(d: Dim): Solution[] {
  if (typeof d === 'number') return [];
  return d.terms.flatMap((term) => {
    const [atom] = term.atoms;
    if (term.atoms.length !== 1 || atom?.kind !== 'symbol') return [];
    const rest = dim.sub(d, dim.mul(term.coeff, dim.symbol(atom.name)));
    if (dim.symbolsOf(rest).has(atom.name)) return [];
    const numerator = term.coeff > 0 ? dim.negate(rest) : rest;
    const divisor = Math.abs(term.coeff);
    if (dim.mod(numerator, divisor) !== 0) return [];
    return [{ symbol: atom.name, value: dim.floorDiv(numerator, divisor) }];
  });
}

/** True for sums of multiples of symbols and a number. */
export function isPlain(d: Dim): boolean {
  return typeof d === 'number' || d.terms.every(({ atoms }) => atoms.length === 1 && atoms[0]?.kind === 'symbol');
}

/** `coeff * symbol + constant`, when that is what `d` is. */
export function linearIn(d: Dim): { symbol: string; coeff: number; constant: number } | undefined {
  if (typeof d === 'number' || d.terms.length !== 1) return undefined;
  const [term] = d.terms;
  if (term?.atoms.length !== 1) return undefined;
  const [atom] = term.atoms;
  return atom?.kind === 'symbol' ? { symbol: atom.name, coeff: term.coeff, constant: d.constant } : undefined;
}

type Extremum = Extract<DimAtom, { kind: 'min' | 'max' }>;

/** Minima and maxima that stand alone in a term of `d`, with `d` as it is when one argument is the answer. */
export function extremaOf(d: Dim): { atom: Extremum; winner: Dim; others: readonly Dim[]; rest: Dim }[] {
  if (typeof d === 'number') return [];
  return d.terms.flatMap((term) => {
    const [atom] = term.atoms;
    if (term.atoms.length !== 1 || (atom?.kind !== 'min' && atom?.kind !== 'max')) return [];
    // The term less what it stands for: an extremum of one argument is that argument.
    const whole = dim.mul(term.coeff, atom.kind === 'min' ? dim.min(...atom.args) : dim.max(...atom.args));
    const without = dim.sub(d, whole);
    return atom.args.map((winner, i) => ({
      atom,
      winner,
      others: atom.args.filter((_, j) => j !== i),
      rest: dim.add(without, dim.mul(term.coeff, winner)),
    }));
  });
}

/**
 * Least common multiple of the numbers by which expressions of `symbol` alone are divided in `d`. A product with other symbols
 * may be a multiple of a number without any of its factors being one.
 */
export function divisorsOf(d: Dim, symbol: string): number {
  if (typeof d === 'number') return 1;
  let common = 1;
  for (const { atoms } of d.terms) {
    for (const atom of atoms) {
      for (const part of partsOf(atom)) common = leastCommonMultiple(common, divisorsOf(part, symbol));
      if ('right' in atom && typeof atom.right === 'number' && linearIn(atom.left)?.symbol === symbol) {
        common = leastCommonMultiple(common, Math.abs(atom.right));
      }
    }
  }
  return common;
}

/** Terms and factors of one sum: as many as the text form reads back. */
const MOST_PARTS = 512;

/** False when some number of `d` is beyond 2^53, where arithmetic on it was rounded, or when `d` is too long to be read back. */
export function isExact(d: Dim): boolean {
  if (typeof d === 'number') return Number.isSafeInteger(d);
  if (!Number.isSafeInteger(d.constant)) return false;
  if (d.terms.reduce((sum, { atoms }) => sum + 1 + atoms.length, 0) > MOST_PARTS) return false;
  return d.terms.every(
    ({ coeff, atoms }) => Number.isSafeInteger(coeff) && atoms.every((atom) => partsOf(atom).every(isExact)),
  );
}

/** What an operation works on. */
function partsOf(atom: DimAtom): readonly Dim[] {
  switch (atom.kind) {
    case 'symbol':
      return [];
    case 'div':
    case 'mod':
      return [atom.left, atom.right];
    case 'min':
    case 'max':
      return atom.args;
    case 'let':
      return [atom.value];
  }
}

/** Symbols inside minima, maxima, quotients and remainders. */
export function wrappedSymbols(d: Dim): Set<string> {
  const names = new Set<string>();
  if (typeof d === 'number') return names;
  for (const { atoms } of d.terms) {
    for (const atom of atoms) for (const part of partsOf(atom)) dim.symbolsOf(part, names);
  }
  return names;
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y !== 0) [x, y] = [y, x % y];
  return x === 0 ? 1 : (a / x) * b;
}
