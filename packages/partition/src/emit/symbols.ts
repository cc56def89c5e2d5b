// Symbols a function mentions, so that each partition declares the ranges of its own symbols and no others.

import { type Dim, dim } from '@afterglow/core';
import { type AttrValue, type Func, type Region, symbolsOfType, type Type, type Value, walk } from '@afterglow/ir';

function addAttr(value: AttrValue, into: Set<string>): void {
  if (typeof value !== 'object') return;
  if (Array.isArray(value)) for (const entry of value as readonly AttrValue[]) addAttr(entry, into);
  else if ('kind' in value && value.kind === 'expr') dim.symbolsOf(value as Dim, into);
  else if ('kind' in value) symbolsOfType(value as Type, into);
}

/** Names of all symbols in types and attributes of a function. */
export function symbolsOfFunc(func: Func): Set<string> {
  const found = new Set<string>();
  const seen = new Set<Type>();
  const addValues = (values: readonly Value[]) => {
    for (const { type } of values) {
      if (!seen.has(type)) symbolsOfType(type, found);
      seen.add(type);
    }
  };
  const addRegion = (region: Region) => addValues(region.params);
  addRegion(func.body);
  for (const node of walk(func.body)) {
    addValues(node.results);
    for (const value of Object.values(node.attrs)) addAttr(value, found);
    for (const region of node.regions) addRegion(region);
  }
  return found;
}
