// Decides what lies in the scratchpad besides tiles: temporaries, and copies of constants that are read again and again.
// Invariant: what is kept fits with the temporaries that were chosen; what does not fit is read from card memory, as if never asked for.

import {
  type BufferTable,
  chooseFastMemory,
  type FastChoice,
  type LirProgram,
  type StoredBuffer,
} from '@afterglow/lir';
import type { Work } from '../split/assign-work.js';
import { bytesMoved } from './bytes-moved.js';
import { findKept, type KeptConstant } from './find-kept.js';
import { namesOfKept, type WithKept, withKept } from './with-kept.js';

export interface ScratchpadChoice extends WithKept {
  readonly sram: FastChoice;
  /** Constants that are read from copies. */
  readonly kept: readonly StoredBuffer[];
}

/**
 * The order in which buffers may ask for room: temporaries that a loop touches as often as its constants, the constants of loops, best first,
 * other temporaries, and constants that are read outside of loops.
 */
function rankOf(
  found: readonly KeptConstant[],
  names: ReadonlyMap<string, string>,
  moved: ReadonlyMap<string, number>,
): (buffer: StoredBuffer) => number {
  const [first, others, last] = [-1, found.length, found.length + 1];
  const least = Math.min(...found.filter(({ repeats }) => repeats).map(({ gain }) => gain));
  const ranks = new Map(
    found.map(({ constant, repeats }, i) => [names.get(constant.name), repeats ? i : last] as const),
  );
  return ({ name, bytes }) => ranks.get(name) ?? ((moved.get(name) ?? 0) >= least * bytes ? first : others);
}

/** `keepOut` must lie where more than one unit or engine reaches it; `budget` bytes are for all together. */
export function chooseScratchpad(
  program: LirProgram,
  table: BufferTable,
  works: readonly Work[],
  budget: number,
  keepOut: ReadonlySet<string>,
): ScratchpadChoice {
  const moved = bytesMoved(program, table);
  const found = findKept(program, table, works, moved, budget, keepOut);
  if (found.length === 0) return { program, works, kept: [], sram: chooseFastMemory(program, table, budget, keepOut) };
  const wanted = found.map(({ constant }) => constant);
  const names = namesOfKept(program, table, wanted);
  const all = withKept(program, table, works, wanted, names);
  const rank = rankOf(found, names, moved);
  const allTable = new Map([...table, ...all.program.buffers.map((buffer) => [buffer.name, buffer] as const)]);
  const choice = chooseFastMemory(all.program, allTable, budget, keepOut, rank);
  const kept = wanted.filter(({ name }) => choice.addresses.has(names.get(name) ?? ''));
  // Without some copies, what is left meets at most as often as with them: addresses stay good.
  const copies = new Set(names.values());
  const spilled = choice.spilled.filter((name) => !copies.has(name));
  return { ...withKept(program, table, works, kept, names), kept, sram: { ...choice, spilled } };
}
