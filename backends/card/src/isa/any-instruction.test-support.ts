// Random legal instructions for property tests.

import fc from 'fast-check';
import { IMMEDIATE_LIMIT, type Instruction, isImmediate, type Opcode, REGISTER_COUNT, specOf } from './index.js';

/** Any encodable form of `op`, in the normal form that `decode` answers. */
export function anyInstruction(op: Opcode): fc.Arbitrary<Instruction> {
  const { operands, flags } = specOf(op);
  const registers = operands.filter(({ role }) => !isImmediate(role)).length;
  const immediate = operands.find(({ role }) => isImmediate(role));
  const low = immediate?.role === 'unsigned' ? 0 : -IMMEDIATE_LIMIT;
  return fc
    .record({
      regs: fc.array(fc.integer({ min: 0, max: REGISTER_COUNT - 1 }), { minLength: registers, maxLength: registers }),
      imm: fc.oneof(fc.integer({ min: Math.max(low, -9), max: 9 }), fc.integer({ min: low, max: IMMEDIATE_LIMIT - 1 })),
      flags: fc.tuple(...flags.map(({ count }) => fc.integer({ min: 0, max: count - 1 }))),
      wait: fc.integer({ min: 0, max: 63 }),
      signal: fc.integer({ min: 0, max: 63 }),
    })
    .map(({ regs, imm, flags: values, wait, signal }) => {
      const set = flags.map(({ name }, i) => [name, values[i] ?? 0] as const).filter(([, value]) => value !== 0);
      return {
        op,
        regs,
        ...(immediate ? { imm } : {}),
        ...(set.length > 0 ? { flags: Object.fromEntries(set) } : {}),
        ...(wait ? { wait } : {}),
        ...(signal ? { signal } : {}),
      };
    });
}
