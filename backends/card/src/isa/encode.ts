// Instructions to words. An instruction that cannot be encoded is a bug of the code generator, so it throws.

import { invariant } from '@afterglow/core';
import { FORMATS, QUEUES, WORD_BYTES, WORD_FIELDS } from './generated/opcodes.js';
import { type Instruction, isImmediate, REGISTER_COUNT, specOf } from './instruction.js';
import { setBits } from './word.js';

const TOKEN_MASK = 2 ** Object.keys(QUEUES).length - 1;
const IMMEDIATE = FORMATS.immediate.immediate;
/** Immediates lie in ±IMMEDIATE_LIMIT; the negative end included. */
export const IMMEDIATE_LIMIT = 2 ** (IMMEDIATE.width - 1);

function checkMask(op: string, name: string, mask: number): number {
  invariant(Number.isInteger(mask) && mask >= 0 && mask <= TOKEN_MASK, `${op}: ${name} mask ${mask} names no queues`);
  return mask;
}

/** Writes the word of `instruction` at `offset` of `into`. */
export function encodeInto(instruction: Instruction, into: Uint8Array, offset: number): void {
  const { op, regs, imm, flags = {}, wait = 0, signal = 0 } = instruction;
  const spec = specOf(op);
  into.fill(0, offset, offset + WORD_BYTES);
  const put = (field: { readonly from: number; readonly width: number }, value: number) =>
    setBits(into, offset, field.from, field.width, value);
  put(WORD_FIELDS.opcode, spec.code);
  put(WORD_FIELDS.wait, checkMask(op, 'wait', wait));
  put(WORD_FIELDS.signal, checkMask(op, 'signal', signal));
  for (const [name, value] of Object.entries(flags)) {
    const flag = spec.flags.find((candidate) => candidate.name === name);
    invariant(flag && Number.isInteger(value) && value >= 0 && value < flag.count, `${op}: no flag ${name} = ${value}`);
    setBits(into, offset, WORD_FIELDS.flags.from + flag.shift, flag.bits, value);
  }
  const { registers } = FORMATS[spec.format];
  const immediate = spec.operands.find(({ role }) => isImmediate(role));
  const expected = spec.operands.length - (immediate ? 1 : 0);
  invariant(regs.length === expected, `${op} takes ${expected} registers, not ${regs.length}`);
  regs.forEach((register, i) => {
    const legal = Number.isInteger(register) && register >= 0 && register < REGISTER_COUNT;
    invariant(legal, `${op}: there is no register r${register}`);
    setBits(into, offset, registers.from + i * registers.width, registers.width, register);
  });
  invariant(
    (imm !== undefined) === (immediate !== undefined),
    `${op}: ${immediate ? 'needs an' : 'takes no'} immediate`,
  );
  if (imm === undefined) return;
  const low = immediate?.role === 'unsigned' ? 0 : -IMMEDIATE_LIMIT;
  invariant(Number.isInteger(imm) && imm >= low && imm < IMMEDIATE_LIMIT, `${op}: immediate ${imm} does not fit`);
  put(IMMEDIATE, imm < 0 ? imm + 2 ** IMMEDIATE.width : imm);
}

/** The 16 bytes of an instruction. */
export function encode(instruction: Instruction): Uint8Array {
  const bytes = new Uint8Array(WORD_BYTES);
  encodeInto(instruction, bytes, 0);
  return bytes;
}

/** The words of a program. */
export function encodeProgram(code: readonly Instruction[]): Uint8Array {
  const bytes = new Uint8Array(code.length * WORD_BYTES);
  code.forEach((instruction, pc) => encodeInto(instruction, bytes, pc * WORD_BYTES));
  return bytes;
}
