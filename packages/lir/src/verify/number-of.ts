// The number a dim stands for, computed directly: the checks here ask for millions, and need no new expressions made.

import type { Dim, DimAtom } from '@afterglow/core';

type Binding = ReadonlyMap<string, number>;

function ofAtom(atom: DimAtom, binding: Binding): number | undefined {
  switch (atom.kind) {
    case 'symbol':
      return binding.get(atom.name);
    case 'let':
      return numberOf(atom.value, binding);
    case 'div':
    case 'mod': {
      const [left, right] = [numberOf(atom.left, binding), numberOf(atom.right, binding)];
      if (left === undefined || right === undefined || right === 0) return undefined;
      const quotient = Math.floor(left / right);
      return atom.kind === 'div' ? quotient : left - quotient * right;
    }
    case 'max':
    case 'min': {
      let best: number | undefined;
      for (const arg of atom.args) {
        const value = numberOf(arg, binding);
        if (value === undefined) return undefined;
        best = best === undefined ? value : atom.kind === 'max' ? Math.max(best, value) : Math.min(best, value);
      }
      return best;
    }
  }
}

/** Undefined when a symbol is unbound or a divisor is zero. */
export function numberOf(d: Dim, binding: Binding): number | undefined {
  if (typeof d === 'number') return d;
  let sum = d.constant;
  for (const { coeff, atoms } of d.terms) {
    let product = coeff;
    for (const atom of atoms) {
      const value = ofAtom(atom, binding);
      if (value === undefined) return undefined;
      product *= value;
    }
    sum += product;
  }
  return sum;
}
