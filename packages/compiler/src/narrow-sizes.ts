// Sizes at which the graph cannot run are taken out of the ranges, so that nothing is planned for them: an image below the window of its first
// layer, a row that a view has no place for. What depends on several sizes at once stays, and is asked for at every launch.

import { type Diagnostics, type DimRange, dim, originNames, sizesSatisfy } from '@afterglow/core';
import { alwaysHolds, type Func, type SizeCondition, setRange, sizeConditions } from '@afterglow/ir';
import { compilerDiagnostics } from './diagnostics.js';

/** Sizes tried from either end of a range. */
const MOST_TRIED = 4096;

/** The first size from `start` towards `end` for which `holds`; undefined where none of those tried does. */
function firstFrom(start: number, end: number, holds: (size: number) => boolean): number | undefined {
  const step = start <= end ? 1 : -1;
  const tried = Math.min(Math.abs(end - start) + 1, MOST_TRIED);
  for (let i = 0; i < tried; i++) if (holds(start + i * step)) return start + i * step;
  return undefined;
}

/**
 * What the bound of a size has to be for a graph to run at all, where it depends on that size alone: twice the least size above which nodes can
 * run, or the largest of those that they can run at. Sizes are tried up to a few thousand above the lower end of the range.
 */
export function neededBound(func: Func, symbol: string): number {
  const { lo } = func.ranges.get(symbol) ?? { lo: 0 };
  let bound = 0;
  for (const condition of sizeConditions(func)) {
    const symbols = new Set(condition.sizes.flatMap((d) => [...dim.symbolsOf(d)]));
    if (symbols.size !== 1 || !symbols.has(symbol)) continue;
    const left = narrowed({ lo, hi: lo + MOST_TRIED - 1 }, symbol, condition);
    if (!left) continue;
    if (condition.kind === 'natural') bound = Math.max(bound, 2 * left.lo);
    // What all of them satisfy says nothing of the largest.
    else if (left.hi < lo + MOST_TRIED - 1) bound = Math.max(bound, left.hi);
  }
  return bound;
}

/** What a user knows a node or input by that asks for something. */
export function nameOf({ node, value }: SizeCondition): string {
  return originNames(node?.origin)[0] ?? value.name;
}

/** The range that is left of the one size that a condition depends on; undefined where none is. */
function narrowed(range: DimRange, symbol: string, { kind, sizes }: SizeCondition): DimRange | undefined {
  const { lo, hi } = range;
  const holds = (size: number) => {
    const at = new Map([[symbol, size]]);
    return (
      sizesSatisfy(
        kind,
        sizes.map((d) => dim.evaluate(d, at)),
      ) === true
    );
  };
  const least = firstFrom(lo, hi, holds);
  if (least === undefined) return hi - lo >= MOST_TRIED ? range : undefined;
  return { lo: least, hi: firstFrom(hi, least, holds) ?? hi };
}

/**
 * Narrows the ranges of `func` to sizes that its nodes can run at; answers which node each was narrowed for last. A node that can run at none
 * is reported.
 */
export function narrowSizes(func: Func, diagnostics: Diagnostics): ReadonlyMap<string, string> {
  const deciding = new Map<string, string>();
  for (const condition of sizeConditions(func)) {
    const symbols = [...new Set(condition.sizes.flatMap((d) => [...dim.symbolsOf(d)]))];
    const [symbol = '', ...others] = symbols;
    const range = others.length === 0 ? func.ranges.get(symbol) : undefined;
    const left = range && narrowed(range, symbol, condition);
    if (left && (left.lo > range.lo || left.hi < range.hi)) {
      setRange(func, symbol, left);
      deciding.set(symbol, nameOf(condition));
    }
    if (range ? left : alwaysHolds(condition, func.ranges) !== false) continue;
    const sizes = symbols.flatMap((name) => {
      const { lo, hi } = func.ranges.get(name) ?? {};
      return lo === undefined ? [] : [`${name} in ${lo}..${hi}`];
    });
    diagnostics.report(compilerDiagnostics.noSizePossible, { node: nameOf(condition), sizes });
  }
  return deciding;
}
