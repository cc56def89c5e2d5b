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

/** What a user knows the node of a condition by. */
export function nameOf({ node }: SizeCondition): string {
  return originNames(node.origin)[0] ?? node.results[0]?.name ?? node.op.name;
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
