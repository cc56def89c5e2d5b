// optimize: raises what exporters spread over many nodes, fuses, and bounds the dims that are still open.

import { setRange } from '@afterglow/ir';
import { defaultBound, lookupCounts } from '../dim-options.js';
import { mainOf } from '../main-func.js';
import { OPTIMIZE } from '../pipelines.js';
import type { CompileState } from '../state.js';
import { runPasses } from './run-passes.js';

/** Bounds every symbol that is still open, because memory is planned for the bound, and notes where ranges came from. */
function closeRanges(state: CompileState): void {
  const main = mainOf(state.module);
  const counts = lookupCounts(main);
  state.dims = [...main.ranges].map(([name, { lo, hi }]) => {
    if (hi !== Number.POSITIVE_INFINITY) return { name, lo, hi, from: 'option or model' as const };
    const closed = { lo, hi: Math.max(lo, defaultBound(counts.has(name), state.platform === undefined)) };
    setRange(main, name, closed);
    return { name, ...closed, from: 'default' as const };
  });
}

export function optimizeStage(state: CompileState): void {
  runPasses(state, 'optimize', OPTIMIZE);
  closeRanges(state);
}
