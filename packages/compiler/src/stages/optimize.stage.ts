// optimize: raises what exporters spread over many nodes, fuses, and bounds the dims that are still open.

import { whyIllegal } from '@afterglow/backend-api';
import { dim } from '@afterglow/core';
import { setRange } from '@afterglow/ir';
import { dataBounds } from '../data-bounds.js';
import { compilerDiagnostics } from '../diagnostics.js';
import { DimOptions, defaultBound, HOST_BOUND, lookupCounts } from '../dim-options.js';
import { mainOf } from '../main-func.js';
import { narrowSizes, neededBounds } from '../narrow-sizes.js';
import { optimizePasses } from '../pipelines.js';
import type { CompileState } from '../state.js';
import { runPasses } from './run-passes.js';

/**
 * Bounds every symbol that is still open, because memory is planned for the bound, and notes where ranges came from. Sizes that
 * the data decide follow from the others where their op says how. Sizes at which nothing could run are left out.
 */
function closeRanges(state: CompileState): void {
  const main = mainOf(state.module);
  const counts = lookupCounts(main);
  const fromData = dataBounds(main);
  const close = (name: string, hi: number) => {
    const { lo = 0 } = main.ranges.get(name) ?? {};
    setRange(main, name, { lo, hi: Math.max(lo, hi) });
  };
  const asked = new DimOptions(state.options.dims ?? []);
  const isOpen = (name: string, hi: number) => hi === Number.POSITIVE_INFINITY || (hi > HOST_BOUND && !asked.has(name));
  const open = [...main.ranges].filter(([name, { hi }]) => isOpen(name, hi)).map(([name]) => name);
  const usual = (name: string) => defaultBound(counts.has(name), state.platform === undefined);
  const needed = neededBounds(main);
  for (const name of open) if (!fromData.has(name)) close(name, Math.max(usual(name), needed.get(name) ?? 0));
  for (const [name, bound] of fromData) {
    if (!open.includes(name)) continue;
    const { hi } = dim.dimRange(bound, main.ranges);
    close(name, Number.isSafeInteger(hi) ? hi : usual(name));
  }
  for (const [symbol, node] of narrowSizes(main, state.diagnostics)) {
    // Of a range that nobody asked for there is nothing to say.
    const { lo, hi } = main.ranges.get(symbol) ?? { lo: 0, hi: 0 };
    if (!open.includes(symbol)) state.diagnostics.report(compilerDiagnostics.sizesNarrowed, { symbol, lo, hi, node });
  }
  state.dims = [...main.ranges].map(([name, { lo, hi }]) => {
    return { name, lo, hi, from: open.includes(name) ? ('default' as const) : ('option or model' as const) };
  });
}

export function optimizeStage(state: CompileState): void {
  const { legality } = state.backend;
  runPasses(state, 'optimize', optimizePasses(legality && ((node) => whyIllegal(legality, node))));
  closeRanges(state);
}
