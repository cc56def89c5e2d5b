// Launch parameters of a function: the symbols of its signature, with their ranges. Whoever launches a program can bind these
// from the shapes of the inputs; a symbol that only appears inside is known to nobody before the program runs.

import { type DimRange, dim } from '@afterglow/core';
import type { Func, Type } from '@afterglow/ir';
import type { LaunchParam } from '../program.js';

function collect(type: Type, into: Set<string>): void {
  if (type.kind === 'tensor') for (const d of type.shape) dim.symbolsOf(d, into);
  else collect(type.of, into);
}

const unbounded: DimRange = { lo: 0, hi: Number.POSITIVE_INFINITY };

/** Sorted by name. */
export function launchParams(func: Func): LaunchParam[] {
  const symbols = new Set<string>();
  for (const param of func.body.params) collect(param.type, symbols);
  return [...symbols].sort().map((name) => ({ name, ...(func.ranges.get(name) ?? unbounded) }));
}

/** The first symbol of a type that the launch does not bind, or undefined. */
export function unboundSymbol(type: Type, params: readonly LaunchParam[]): string | undefined {
  const symbols = new Set<string>();
  collect(type, symbols);
  return [...symbols].find((name) => params.every((param) => param.name !== name));
}
