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
 * What the bounds of sizes have to be for a graph to run at all, where that depends on one size alone: twice the least size above which nodes
 * can run, or the largest of those that they can run at. Sizes are tried up to a few thousand above the lower end of the range.
 */
export function neededBounds(func: Func): ReadonlyMap<string, number> {
  const bounds = new Map<string, number>();
  for (const condition of sizeConditions(func)) {
    const [symbol = '', ...others] = symbolsOf(condition);
    const range = others.length === 0 ? func.ranges.get(symbol) : undefined;
    if (!range) continue;
    const last = range.lo + MOST_TRIED - 1;
    const left = narrowed({ lo: range.lo, hi: last }, symbol, condition);
    // What all of them satisfy says nothing of the largest.
    const most = condition.kind === 'natural' ? 2 * (left?.lo ?? 0) : left && left.hi < last ? left.hi : 0;
    bounds.set(symbol, Math.max(most, bounds.get(symbol) ?? 0));
  }
  return bounds;
}

function symbolsOf({ sizes }: SizeCondition): readonly string[] {
  return [...new Set(sizes.flatMap((d) => [...dim.symbolsOf(d)]))];
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
    const symbols = symbolsOf(condition);
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
