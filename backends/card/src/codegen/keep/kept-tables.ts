// Tables of activations that a loop of the model reads in every step: they are loaded once in front of the loop. They belong to no operand of
// the generic form, so that their places, behind everything else that is kept, are handed to the lowering.

import { dim } from '@afterglow/core';
import { type BufferTable, instrsOf, type LirInstr, type LirItem, type LirProgram, paramRanges } from '@afterglow/lir';
import { activationOf, TABLE_BYTES, type TableActivation, tableOf } from '../build/activation.js';
import { groupOf } from '../fuse/group-items.js';

/** First bytes in the scratchpad, by activation. */
export type KeptTables = ReadonlyMap<TableActivation, number>;

function tableOfInstr(instr: LirInstr, table: BufferTable): TableActivation | undefined {
  const result = instr.operands[0];
  const elem = result && table.get(result.buffer)?.elem;
  const act = activationOf(instr.attrs['act'] ?? instr.op);
  return elem === 'f16' ? tableOf(act, elem) : undefined;
}

/** What an item reads in every step, with the instruction that does so first; nothing where it is no loop of the model. */
export function tablesOfLoop(
  item: LirItem,
  table: BufferTable,
  ranges: ReturnType<typeof paramRanges>,
): Map<TableActivation, LirInstr> {
  const found = new Map<TableActivation, LirInstr>();
  if (item.kind === 'instr' || groupOf(item, table)) return found;
  for (const { instr, loops } of instrsOf([item])) {
    const act = tableOfInstr(instr, table);
    const repeats = loops.some(({ count }) => dim.dimRange(count, ranges).hi > 1);
    if (act && repeats && !found.has(act)) found.set(act, instr);
  }
  return found;
}

/** Places for the tables that loops of a program read, from `start` on and below `end`. */
export function placeTables(program: LirProgram, table: BufferTable, start: number, end: number): KeptTables {
  const ranges = paramRanges(program.params);
  const acts = new Set(program.body.flatMap((item) => [...tablesOfLoop(item, table, ranges).keys()]));
  const places = new Map<TableActivation, number>();
  let next = start;
  for (const act of [...acts].sort()) {
    if (next + TABLE_BYTES > end) break;
    places.set(act, next);
    next += TABLE_BYTES;
  }
  return places;
}
