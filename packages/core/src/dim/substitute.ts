// Putting values in the place of symbols.

import { mul, sum } from './arithmetic.js';
import { floorDiv, mod } from './division.js';
import { atomDim, type Dim, type DimAtom, termsOf } from './expr.js';
import { extremum } from './extremum.js';

type Lookup = (name: string) => Dim | undefined;

/** Results so far in one substitution, by key: an atom that occurs many times is worked out once. */
type Memo = Map<string, Dim>;

function replaceAtom(atom: DimAtom, lookup: Lookup, memo: Memo): Dim {
  switch (atom.kind) {
    case 'symbol':
      return lookup(atom.name) ?? atomDim(atom);
    case 'div':
      return floorDiv(replace(atom.left, lookup, memo), replace(atom.right, lookup, memo));
    case 'mod':
      return mod(replace(atom.left, lookup, memo), replace(atom.right, lookup, memo));
    case 'let': {
      const value = replace(atom.value, lookup, memo);
      return value === atom.value ? atomDim(atom) : value;
    }
    case 'max':
    case 'min':
      return extremum(
        atom.kind,
        atom.args.map((arg) => replace(arg, lookup, memo)),
      );
  }
}

function replace(d: Dim, lookup: Lookup, memo: Memo): Dim {
  if (typeof d === 'number') return d;
  const parts: Dim[] = [d.constant];
  for (const { coeff, atoms } of d.terms) {
    let value: Dim = coeff;
    for (const atom of atoms) {
      const known = memo.get(atom.key) ?? replaceAtom(atom, lookup, memo);
      memo.set(atom.key, known);
      value = mul(value, known);
    }
    parts.push(value);
  }
  return sum(parts);
}

/** Replaces symbols by dims; symbols for which `lookup` answers undefined stay. */
export function substitute(d: Dim, lookup: Lookup): Dim {
  return replace(d, lookup, new Map());
}

/**
 * The integer `d` stands for under `bindings`, or undefined if a symbol is unbound, a divisor is zero, or the result is
 * beyond 2^53 and so not exact.
 */
export function evaluate(d: Dim, bindings: ReadonlyMap<string, number>): number | undefined {
  const value = substitute(d, (name) => bindings.get(name));
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

/** Names of all symbols in `d`. */
export function symbolsOf(d: Dim, into: Set<string> = new Set()): Set<string> {
  collect(d, into, new Set());
  return into;
}

function collect(d: Dim, into: Set<string>, seen: Set<string>): void {
  for (const { atoms } of termsOf(d)) {
    for (const atom of atoms) {
      if (atom.kind === 'symbol') into.add(atom.name);
      if (seen.has(atom.key)) continue;
      seen.add(atom.key);
      if (atom.kind === 'let') collect(atom.value, into, seen);
      else if ('args' in atom) for (const arg of atom.args) collect(arg, into, seen);
      else if ('left' in atom) {
        collect(atom.left, into, seen);
        collect(atom.right, into, seen);
      }
    }
  }
}
