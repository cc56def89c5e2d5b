// Symbols that occur in a function.

import { dim } from '@afterglow/core';
import { type Func, walk } from '../graph/graph.js';
import { mutable, touch } from '../graph/mutate.js';
import type { AttrValue } from '../graph/op-def.js';
import { valuesOf } from '../graph/substitute-symbols.js';
import { symbolsOfType, type Type } from '../graph/type.js';

function symbolsOfAttr(value: AttrValue, into: Set<string>): void {
  if (typeof value !== 'object') return;
  if (!('kind' in value)) for (const item of value) symbolsOfAttr(item, into);
  else if (value.kind === 'expr') dim.symbolsOf(value, into);
  else symbolsOfType(value, into);
}

/** Names of the symbols that occur in a type or attribute of the function. */
export function liveSymbols(func: Func): Set<string> {
  const found = new Set<string>();
  const seen = new Set<Type>();
  for (const value of valuesOf(func)) {
    if (seen.has(value.type)) continue;
    seen.add(value.type);
    symbolsOfType(value.type, found);
  }
  for (const node of walk(func.body)) for (const value of Object.values(node.attrs)) symbolsOfAttr(value, found);
  return found;
}

/** Drops the ranges of symbols that occur nowhere. */
export function dropUnusedRanges(func: Func): void {
  const live = liveSymbols(func);
  for (const symbol of [...func.ranges.keys()]) {
    if (live.has(symbol)) continue;
    mutable.func(func).ranges.delete(symbol);
    touch(func.module);
  }
}
