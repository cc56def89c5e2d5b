// Words to instructions. Anything an encoder would not have written is a problem: unknown opcodes, flag values without a name,
// reserved bits. Decoding what was encoded gives the same instruction back.

import { FORMATS, WORD_BYTES, WORD_FIELDS } from './generated/opcodes.js';
import { type CardInstructionSpec, type Instruction, isImmediate, specOfCode } from './instruction.js';
import { getBits, setBits } from './word.js';

/** Why a word is not an instruction. */
export interface DecodeProblem {
  readonly problem: string;
}

export function isProblem(result: Instruction | DecodeProblem): result is DecodeProblem {
  return 'problem' in result;
}

const IMMEDIATE = FORMATS.immediate.immediate;

/** Bits an instruction may use, as a word; one a spec, made on first use. */
const usedBits = new Map<CardInstructionSpec, Uint8Array>();

function usedBitsOf(spec: CardInstructionSpec): Uint8Array {
  const known = usedBits.get(spec);
  if (known) return known;
  const mask = new Uint8Array(WORD_BYTES);
  const use = (from: number, width: number) => setBits(mask, 0, from, width, 2 ** width - 1);
  for (const field of [WORD_FIELDS.opcode, WORD_FIELDS.wait, WORD_FIELDS.signal]) use(field.from, field.width);
  for (const { shift, bits } of spec.flags) use(WORD_FIELDS.flags.from + shift, bits);
  const { registers } = FORMATS[spec.format];
  let index = 0;
  for (const { role } of spec.operands) {
    if (isImmediate(role)) use(IMMEDIATE.from, IMMEDIATE.width);
    else use(registers.from + index++ * registers.width, registers.width);
  }
  usedBits.set(spec, mask);
  return mask;
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** The instruction in the 16 bytes at `offset`, or why there is none. The bytes must be there. */
export function decode(bytes: Uint8Array, offset = 0): Instruction | DecodeProblem {
  const word = bytes.subarray(offset, offset + WORD_BYTES);
  const get = (field: { readonly from: number; readonly width: number }) => getBits(word, 0, field.from, field.width);
  const code = get(WORD_FIELDS.opcode);
  const spec = specOfCode(code);
  if (!spec)
    return { problem: `no instruction has opcode 0x${code.toString(16).padStart(2, '0')} (word ${hex(word)})` };
  const used = usedBitsOf(spec);
  for (let i = 0; i < WORD_BYTES; i++) {
    const extra = (word[i] ?? 0) & ~(used[i] ?? 0);
    if (extra === 0) continue;
    return { problem: `${spec.op} sets the reserved bit ${i * 8 + (31 - Math.clz32(extra))} (word ${hex(word)})` };
  }
  const flags: Record<string, number> = {};
  for (const flag of spec.flags) {
    const value = getBits(word, 0, WORD_FIELDS.flags.from + flag.shift, flag.bits);
    if (value >= flag.count) return { problem: `${spec.op} has no ${flag.name} ${value}` };
    if (value !== 0) flags[flag.name] = value;
  }
  const { registers } = FORMATS[spec.format];
  const regs: number[] = [];
  let imm: number | undefined;
  for (const { role } of spec.operands) {
    if (!isImmediate(role)) {
      regs.push(getBits(word, 0, registers.from + regs.length * registers.width, registers.width));
      continue;
    }
    const raw = get(IMMEDIATE);
    imm = raw >= 2 ** (IMMEDIATE.width - 1) ? raw - 2 ** IMMEDIATE.width : raw;
    if (role === 'unsigned' && imm < 0) return { problem: `${spec.op} has a negative immediate ${imm}` };
  }
  const [wait, signal] = [get(WORD_FIELDS.wait), get(WORD_FIELDS.signal)];
  return {
    op: spec.op,
    regs,
    ...(imm === undefined ? {} : { imm }),
    ...(Object.keys(flags).length > 0 ? { flags } : {}),
    ...(wait ? { wait } : {}),
    ...(signal ? { signal } : {}),
  };
}
