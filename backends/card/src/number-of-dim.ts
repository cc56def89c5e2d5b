// The number a dim is where its symbols are numbers. `dim.evaluate` answers the same by way of new dims; this makes none, so that it can be
// asked once for every round of every loop.

import { type Dim, type DimAtom, dim } from '@afterglow/core';

type Bindings = ReadonlyMap<string, number>;

function numberOfAtom(atom: DimAtom, bindings: Bindings): number {
  switch (atom.kind) {
    case 'symbol':
      return bindings.get(atom.name) ?? Number.NaN;
    case 'div':
      return Math.floor(numberOf(atom.left, bindings) / numberOf(atom.right, bindings));
    case 'mod': {
      const [left, right] = [numberOf(atom.left, bindings), numberOf(atom.right, bindings)];
      return left - right * Math.floor(left / right);
    }
    case 'max':
      return Math.max(...atom.args.map((arg) => numberOf(arg, bindings)));
    case 'min':
      return Math.min(...atom.args.map((arg) => numberOf(arg, bindings)));
    case 'let':
      // Written out, it would be too long: its parts are shared, and this remembers none.
      return dim.evaluate(atom.value, bindings) ?? Number.NaN;
  }
}

/** NaN where a symbol has no number. */
export function numberOf(d: Dim, bindings: Bindings): number {
  if (typeof d === 'number') return d;
  let sum = d.constant;
  for (const { coeff, atoms } of d.terms) {
    let term = coeff;
    for (const atom of atoms) term *= numberOfAtom(atom, bindings);
    sum += term;
  }
  return sum;
}
