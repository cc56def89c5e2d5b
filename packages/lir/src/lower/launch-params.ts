// Launch parameters of a function: the symbols of its types and attributes, with their ranges. Whoever launches a program binds
// them from the shapes of the model's inputs.

import { type Dim, type DimRange, dim } from '@afterglow/core';
import { type AttrValue, type Func, symbolsOfType, walk } from '@afterglow/ir';
import type { LaunchParam } from '../program.js';

function isDim(value: AttrValue): value is Dim {
  return typeof value === 'object' && 'kind' in value && value.kind === 'expr';
}

function ofAttr(value: AttrValue, into: Set<string>): void {
  if (isDim(value)) dim.symbolsOf(value, into);
  else if (Array.isArray(value)) for (const item of value) ofAttr(item, into);
}

const unbounded: DimRange = { lo: 0, hi: Number.POSITIVE_INFINITY };

/** Sorted by name. */
export function launchParams(func: Func): LaunchParam[] {
  const symbols = new Set<string>();
  for (const param of func.body.params) symbolsOfType(param.type, symbols);
  for (const node of walk(func.body)) {
    for (const result of node.results) symbolsOfType(result.type, symbols);
    for (const value of Object.values(node.attrs)) ofAttr(value, symbols);
  }
  return [...symbols].sort().map((name) => ({ name, ...(func.ranges.get(name) ?? unbounded) }));
}
