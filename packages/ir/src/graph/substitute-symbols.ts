// Replaces symbols of a function everywhere: in types of values and in attributes that hold dims or types. For sizes that
// turn out to be equal, or known, after the graph was built.

import { type Dim, dim } from '@afterglow/core';
import { type Func, type Value, walk } from './graph.js';
import { mutable, setAttrs, setType, touch } from './mutate.js';
import type { AttrKind, Attrs, AttrValue, OpDef } from './op-def.js';
import { substituteType, type Type } from './type.js';

export type SymbolLookup = (name: string) => Dim | undefined;

function substituteAttr(value: AttrValue, kind: AttrKind, lookup: SymbolLookup): AttrValue {
  if (Array.isArray(value)) {
    const list = value as readonly AttrValue[];
    const next = list.map((entry) => substituteAttr(entry, kind, lookup));
    return next.every((entry, i) => entry === list[i]) ? value : next;
  }
  if (typeof value !== 'object') return value;
  // The kind says which of the two an object is.
  return kind === 'type' ? substituteType(value as Type, lookup) : dim.substitute(value as Dim, lookup);
}

/** Attributes with symbols replaced; the same object when none occurs. */
export function substituteAttrs(op: OpDef, attrs: Attrs, lookup: SymbolLookup): Attrs {
  let result = attrs;
  for (const spec of op.attrs) {
    const value = attrs[spec.name];
    if (value === undefined || (spec.kind !== 'dim' && spec.kind !== 'type')) continue;
    const next = substituteAttr(value, spec.kind, lookup);
    if (next !== value) result = { ...result, [spec.name]: next };
  }
  return result;
}

/** Every value of a function: parameters, results, and those of regions. */
export function* valuesOf(func: Func): Generator<Value> {
  yield* func.body.params;
  for (const node of walk(func.body)) {
    yield* node.results;
    for (const region of node.regions) yield* region.params;
  }
}

/**
 * Replaces each symbol for which `lookup` has an answer and forgets its range. Answers must not contain symbols that are
 * replaced themselves, and must lie in the range of what they replace. A symbol that comes in with an answer and has no
 * range gets one from 0 up without bound.
 */
export function substituteSymbols(func: Func, lookup: SymbolLookup): void {
  const types = new Map<Type, Type>();
  for (const value of valuesOf(func)) {
    let type = types.get(value.type);
    if (!type) {
      type = substituteType(value.type, lookup);
      types.set(value.type, type);
    }
    setType(value, type);
  }
  for (const node of walk(func.body)) {
    const attrs = substituteAttrs(node.op, node.attrs, lookup);
    if (attrs !== node.attrs) setAttrs(node, attrs);
  }
  const { ranges } = mutable.func(func);
  for (const symbol of [...ranges.keys()]) {
    const replacement = lookup(symbol);
    if (replacement === undefined || replacement === dim.symbol(symbol)) continue;
    ranges.delete(symbol);
    touch(func.module);
    for (const name of dim.symbolsOf(replacement)) {
      if (!ranges.has(name)) ranges.set(name, { lo: 0, hi: Number.POSITIVE_INFINITY });
    }
  }
}
