// Which constants are worth a place in the scratchpad: those that one engine reads again and again, most bytes saved for each byte of
// room first. In a loop that is every weight and bias of its body. Elsewhere only small ones count, because what is kept takes room from
// the tiles of everything between its readers.

import { elementBits } from '@afterglow/core';
import { type BufferTable, instrsOf, type LirProgram, resolveBuffer, type StoredBuffer } from '@afterglow/lir';
import type { Work } from '../split/assign-work.js';

export interface KeptConstant {
  readonly constant: StoredBuffer;
  /** Bytes saved for each byte of room. */
  readonly gain: number;
  /** Whether a loop reads it more than once. */
  readonly repeats: boolean;
}

/** Share of the room that a constant may take outside of loops. */
const SMALL = 1 / 16;

interface Reader {
  /** Undefined: several. */
  engine: number | undefined;
  /** Whether a loop reads it more than once. */
  repeats: boolean;
}

/** Who reads each constant: each engine has a scratchpad of its own, so only what one engine reads can be kept. */
function readersOf(program: LirProgram, table: BufferTable, works: readonly Work[]): Map<string, Reader> {
  const readers = new Map<string, Reader>();
  [...instrsOf(program.body)].forEach(({ instr, loops }, i) => {
    const work = works[i];
    const engine = work?.by === undefined ? work?.engine : undefined;
    const repeats = loops.some(({ count }) => count !== 1);
    for (const operand of instr.operands) {
      const root = operand && resolveBuffer(table, operand.buffer)?.root;
      if (root?.role !== 'const') continue;
      const known = readers.get(root.name) ?? { engine, repeats };
      if (known.engine !== engine) known.engine = undefined;
      known.repeats ||= repeats;
      readers.set(root.name, known);
    }
  });
  return readers;
}

/** Constants to keep, best first; `moved` are the bytes each buffer gives and takes, `room` those that there are for all. */
export function findKept(
  program: LirProgram,
  table: BufferTable,
  works: readonly Work[],
  moved: ReadonlyMap<string, number>,
  room: number,
  keepOut: ReadonlySet<string>,
): KeptConstant[] {
  const found: KeptConstant[] = [];
  for (const [name, { engine, repeats }] of readersOf(program, table, works)) {
    const constant = table.get(name);
    if (engine === undefined || keepOut.has(name) || constant?.role !== 'const') continue;
    // Packed elements below a byte are rows of tables, which code reads in its own way.
    if (constant.bytes === 0 || elementBits(constant.elem) < 8) continue;
    if (constant.bytes > (repeats ? room : room * SMALL)) continue;
    const gain = ((moved.get(name) ?? 0) - constant.bytes) / constant.bytes;
    if (gain > 0) found.push({ constant, gain, repeats });
  }
  const nameOf = ({ constant: { name } }: KeptConstant) => name;
  return found.sort(
    (a, b) => b.gain - a.gain || a.constant.bytes - b.constant.bytes || (nameOf(a) < nameOf(b) ? -1 : 1),
  );
}
