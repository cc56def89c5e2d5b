// How many bytes instructions of one engine move to and from each buffer, at the bounds of all sizes and with every round of a loop: what
// keeping a buffer in the scratchpad saves. Tiles that read an operand again are not seen here.

import { dim, elementBits } from '@afterglow/core';
import { type BufferTable, instrsOf, type LirInstr, type LirProgram, paramRanges, resolveBuffer } from '@afterglow/lir';

/** Ops that touch only as much of one operand as another one has: position of the first, then of the other. */
const PART_OF: Readonly<Record<string, readonly [whole: number, part: number]>> = { slice: [1, 0], insert: [0, 1] };

/** The position of the operand that says how much of operand `k` is touched. */
function sizedBy(instr: LirInstr, k: number): number {
  const [whole, part] = PART_OF[instr.op] ?? [];
  return k === whole && part !== undefined ? part : k;
}

/** Bytes by the name of the buffer that owns them. */
export function bytesMoved(program: LirProgram, table: BufferTable): Map<string, number> {
  const ranges = paramRanges(program.params);
  const most = (size: Parameters<typeof dim.dimRange>[0]) => Math.max(0, dim.dimRange(size, ranges).hi);
  const moved = new Map<string, number>();
  for (const { instr, loops } of instrsOf(program.body)) {
    const rounds = loops.reduce((product, { count }) => product * most(count), 1);
    instr.operands.forEach((operand, k) => {
      const root = operand && resolveBuffer(table, operand.buffer)?.root;
      const sized = table.get(instr.operands[sizedBy(instr, k)]?.buffer ?? '');
      if (!root || !sized) return;
      const bytes = (most(dim.product(sized.shape)) * elementBits(sized.elem)) / 8;
      moved.set(root.name, (moved.get(root.name) ?? 0) + rounds * bytes);
    });
  }
  return moved;
}
