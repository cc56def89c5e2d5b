// How many bytes each buffer of a generic program gives and takes, at the bounds of all sizes. What counts is how work is split: an
// operand without the axis that is cut is read whole by every engine. Neither tiles nor steps of a loop that read an
// operand again are seen here.

import { dim, elementBits } from '@afterglow/core';
import {
  type BufferTable,
  GENERIC_SET,
  instrsOf,
  type LirInstr,
  type LirProgram,
  matchOperands,
  paramRanges,
  resolveBuffer,
} from '@afterglow/lir';
import type { Work } from './assign-work.js';
import type { SplitBy } from './split-rules.js';

/** Operands that every engine reads whole, by name, where the op is split that way; of all others each reads its share. */
const READ_BY_ALL: Readonly<Record<string, Partial<Record<SplitBy, readonly string[]>>>> = {
  fully_connected: { columns: ['x'], rows: ['weight', 'bias'] },
  matmul: { columns: ['a'] },
  conv: { channels: ['x'], rows: ['weight', 'bias'] },
};

function isReadByAll(instr: LirInstr, by: SplitBy, operand: string): boolean {
  // With groups, an engine reads the channels of its own.
  if (instr.op === 'conv' && operand === 'x' && instr.attrs['groups'] !== undefined && instr.attrs['groups'] !== 1)
    return false;
  return READ_BY_ALL[instr.op]?.[by]?.includes(operand) ?? false;
}

/** Bytes moved to and from each buffer that owns memory, by name. */
export function trafficOf(
  program: LirProgram,
  table: BufferTable,
  works: readonly Work[],
  engines: number,
): Map<string, number> {
  const ranges = paramRanges(program.params);
  const traffic = new Map<string, number>();
  for (const [i, { instr: item }] of [...instrsOf(program.body)].entries()) {
    const by = works[i]?.by;
    const def = GENERIC_SET.get(item.op);
    const specs = def && matchOperands(def, item.operands);
    item.operands.forEach((operand, k) => {
      const buffer = operand && table.get(operand.buffer);
      const root = operand && resolveBuffer(table, operand.buffer)?.root;
      if (!buffer || !root) return;
      const bytes = (dim.dimRange(dim.product(buffer.shape), ranges).hi * elementBits(buffer.elem)) / 8;
      const times = by !== undefined && isReadByAll(item, by, specs?.[k]?.name ?? '') ? engines : 1;
      traffic.set(root.name, (traffic.get(root.name) ?? 0) + times * bytes);
    });
  }
  return traffic;
}
