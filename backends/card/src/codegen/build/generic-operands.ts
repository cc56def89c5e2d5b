// The operands of a generic instruction, looked up: what lies where, and which of them it writes.

import { elementBits, invariant } from '@afterglow/core';
import {
  type BufferTable,
  GENERIC_SET,
  type LirInstr,
  type LirOperand,
  matchOperands,
  resolveBuffer,
} from '@afterglow/lir';
import type { GenericInstr, Operand } from './context.js';

function look(table: BufferTable, operand: LirOperand): Operand {
  const buffer = table.get(operand.buffer);
  const resolved = resolveBuffer(table, operand.buffer);
  invariant(buffer && resolved, `%${operand.buffer} is not declared`);
  return {
    elem: buffer.elem,
    elemBytes: elementBits(buffer.elem) / 8,
    shape: buffer.shape,
    memory: resolved.root.memory,
    place: { buffer: resolved.root.name, offset: resolved.offset },
  };
}

export function genericOf(table: BufferTable, instr: LirInstr): GenericInstr {
  const operands = instr.operands.map((operand) => operand && look(table, operand));
  const def = GENERIC_SET.get(instr.op);
  const specs = (def && matchOperands(def, instr.operands)) ?? [];
  const outs = operands.filter((operand, i): operand is Operand => !!operand && specs[i]?.access === 'out');
  const ins = operands.filter((_, i) => specs[i]?.access !== 'out');
  return { op: instr.op, outs, ins, attrs: instr.attrs };
}
