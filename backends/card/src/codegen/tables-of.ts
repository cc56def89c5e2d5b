// Buffers that the embedding unit reads or writes rows of: they must lie in card memory, at both levels of the instruction IR.

import { type BufferTable, instrsOf, type LirProgram, resolveBuffer } from '@afterglow/lir';

/** Position of the table among the operands, results included. */
const TABLE_OPERAND: Readonly<Record<string, number>> = {
  embedding_bag: 1,
  embedding_bag_rows: 1,
  gather: 1,
  scatter_nd: 0,
  'egather.f16': 1,
  'egather.f32': 1,
  'egather.i4': 1,
  'egather.i8': 1,
  'egather.u4': 1,
  'egather.u8': 1,
  'erow.ld': 1,
  'erow.st': 0,
};

/** Names of the buffers whose bytes are tables. */
export function tablesOf(program: LirProgram, table: BufferTable): Set<string> {
  const names = new Set<string>();
  for (const { instr } of instrsOf(program.body)) {
    const operand = instr.operands[TABLE_OPERAND[instr.op] ?? -1];
    const root = operand && resolveBuffer(table, operand.buffer)?.root;
    if (root) names.add(root.name);
  }
  return names;
}
