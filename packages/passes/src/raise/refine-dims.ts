// Fills in sizes that only the run knew before a raise: the rows a loop collects are a fresh symbol to its type, and the
// number of bags once the loop is an `embedding_bag`.
// Invariant: only symbols without a place in the signature are replaced; a size the model declares keeps its name.

import { type Dim, dim } from '@afterglow/core';
import {
  bareSymbol,
  type Func,
  producer,
  type Rewriter,
  type Shape,
  substituteSymbols,
  type Value,
} from '@afterglow/ir';
import { shapeOf } from './look.js';

function signatureSymbols(func: Func): Set<string> {
  const found = new Set<string>();
  for (const param of func.body.params) for (const d of shapeOf(param) ?? []) dim.symbolsOf(d, found);
  return found;
}

/** Symbols to replace so that `before` becomes `after`, or undefined when the shapes disagree. */
function refinement(before: Shape, after: Shape, func: Func): Map<string, Dim> | undefined {
  if (before.length !== after.length) return undefined;
  const known = new Map<string, Dim>();
  const fixed = signatureSymbols(func);
  for (const [axis, d] of before.entries()) {
    const size = after[axis];
    if (size === undefined || size === d) continue;
    const symbol = bareSymbol(d);
    if (symbol === undefined || fixed.has(symbol) || dim.symbolsOf(size).has(symbol)) return undefined;
    if ((known.get(symbol) ?? size) !== size) return undefined;
    known.set(symbol, size);
  }
  return known;
}

/** True when a value of shape `after` can stand in the place of the result of a node, once unknown sizes are filled in. */
export function canRefine(result: Value | undefined, after: Shape): boolean {
  const before = shapeOf(result);
  const func = producer(result)?.func;
  return before !== undefined && func !== undefined && refinement(before, after, func) !== undefined;
}

/** Replaces symbols that stand in the shape of `before` where that of `after` knows more. */
export function refineDims(before: Value, after: Value, rewriter: Rewriter): void {
  const [from, to] = [shapeOf(before), shapeOf(after)];
  const known = from && to ? refinement(from, to, rewriter.func) : undefined;
  if (known && known.size > 0) substituteSymbols(rewriter.func, (name) => known.get(name));
}
