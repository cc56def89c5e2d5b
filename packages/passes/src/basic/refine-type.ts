// Replaces a value by one whose sizes are known better: fresh symbols of the old type become the dims of the new one,
// everywhere in the function.

import { type Dim, dim } from '@afterglow/core';
import { bareSymbol, type Func, substituteSymbols, type Type } from '@afterglow/ir';

/** Symbols that the parameters of the function fix; they mean what the caller gives and are never replaced. */
function signatureSymbols(func: Func): Set<string> {
  const found = new Set<string>();
  for (const { type } of func.body.params) {
    if (type.kind === 'tensor') for (const d of type.shape) dim.symbolsOf(d, found);
  }
  return found;
}

/**
 * The symbols to replace so that `before` becomes `after`; undefined when no replacement of symbols that the data decide
 * does that.
 */
export function refinement(func: Func, before: Type, after: Type): ReadonlyMap<string, Dim> | undefined {
  if (before === after) return new Map();
  if (before.kind !== 'tensor' || after.kind !== 'tensor') return undefined;
  if (before.elem !== after.elem || before.shape.length !== after.shape.length) return undefined;
  if (before.encoding !== after.encoding) return undefined;
  const fixed = signatureSymbols(func);
  const known = new Map<string, Dim>();
  for (const [axis, d] of before.shape.entries()) {
    const size = after.shape[axis];
    if (size === undefined) return undefined;
    if (size === d) continue;
    const symbol = bareSymbol(d);
    if (symbol === undefined || fixed.has(symbol) || dim.symbolsOf(size).has(symbol)) return undefined;
    const earlier = known.get(symbol);
    if (earlier !== undefined && earlier !== size) return undefined;
    known.set(symbol, size);
  }
  // A replacement that mentions another replaced symbol would need an order; there is no case worth it.
  for (const size of known.values()) for (const name of dim.symbolsOf(size)) if (known.has(name)) return undefined;
  return known;
}

/** Applies a `refinement`. */
export function refine(func: Func, known: ReadonlyMap<string, Dim>): void {
  if (known.size > 0) substituteSymbols(func, (name) => known.get(name));
}
