// Instructions as values, and how code generators make them. Registers and flags are checked when a word is encoded.

import { invariant } from '@afterglow/core';
import type { InstructionFields } from './generated/fields.js';
import { INSTRUCTIONS, type KernelName, type Opcode } from './generated/opcodes.js';
import type { InstructionSpec } from './spec.js';

/** One instruction. `regs` holds register numbers in the declared order of the register operands. */
export interface Instruction {
  readonly op: Opcode;
  readonly regs: readonly number[];
  /** Immediate, where the instruction has one. */
  readonly imm?: number;
  /** Flag values by name; a flag left out is 0. */
  readonly flags?: Readonly<Record<string, number>>;
  /** Queues to take a token from before, as a bit mask. */
  readonly wait?: number;
  /** Queues to give a token to afterwards, as a bit mask. */
  readonly signal?: number;
}

export type CardInstructionSpec = InstructionSpec<Opcode, KernelName>;

const byName: ReadonlyMap<string, CardInstructionSpec> = new Map(INSTRUCTIONS.map((spec) => [spec.op, spec]));
const byCode: ReadonlyMap<number, CardInstructionSpec> = new Map(INSTRUCTIONS.map((spec) => [spec.code, spec]));

export const REGISTER_COUNT = 64;
/** Deepest nesting of loops. */
export const MAX_LOOP_DEPTH = 16;

export function isOpcode(name: string): name is Opcode {
  return byName.has(name);
}

/** Description of an instruction. */
export function specOf(op: Opcode): CardInstructionSpec {
  const spec = byName.get(op);
  invariant(spec, `no instruction is called ${op}`);
  return spec;
}

/** Description of the instruction with this opcode number, if there is one. */
export function specOfCode(code: number): CardInstructionSpec | undefined {
  return byCode.get(code);
}

/** True for the operand kinds that live in the immediate. */
export function isImmediate(role: string): boolean {
  return role === 'signed' || role === 'unsigned';
}

/** Tokens an instruction takes and gives. */
export interface Tokens {
  readonly wait?: number;
  readonly signal?: number;
}

/**
 * Builds an instruction from operands and flags by name:
 * `instruction('dma.ld', { dst: 1, src: 2, …, dst_space: 'acc' }, { signal: 1 << QUEUES.vector })`.
 */
export function instruction<Op extends Opcode>(
  op: Op,
  fields: InstructionFields[Op],
  tokens: Tokens = {},
): Instruction {
  const spec = specOf(op);
  const given = new Map<string, unknown>(Object.entries(fields));
  const regs: number[] = [];
  let imm: number | undefined;
  for (const { name, role } of spec.operands) {
    const value = given.get(name);
    invariant(typeof value === 'number', `${op} needs the operand ${name}`);
    given.delete(name);
    if (isImmediate(role)) imm = value;
    else regs.push(value);
  }
  const flags: Record<string, number> = {};
  for (const { name, values } of spec.flags) {
    const value = given.get(name);
    given.delete(name);
    const number = typeof value === 'string' ? (values?.indexOf(value) ?? -1) : Number(value ?? 0);
    invariant(number >= 0, `${op} has no ${name} ${String(value)}`);
    if (number !== 0) flags[name] = number;
  }
  invariant(given.size === 0, `${op} has no ${[...given.keys()].join(', ')}`);
  return {
    op,
    regs,
    ...(imm === undefined ? {} : { imm }),
    ...(Object.keys(flags).length > 0 ? { flags } : {}),
    ...(tokens.wait ? { wait: tokens.wait } : {}),
    ...(tokens.signal ? { signal: tokens.signal } : {}),
  };
}
