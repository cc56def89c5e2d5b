// What memory an instruction touches, as sums over its operands. The ISA's effect functions work on numbers, and everything they
// say of a region (address, lengths, counts, strides) is a sum of operands with whole factors: so asking at zero and at one unit
// of each operand tells those factors. A probe at another point proves that nothing else is in it.

import { invariant } from '@afterglow/core';
import { EFFECTS } from '../isa/generated/effects.js';
import type { Opcode } from '../isa/generated/opcodes.js';
import type { FlagValues, OperandValues } from '../isa/spec.js';
import type { Step } from '../sim/program.js';

/** Factor of each operand, then the constant. */
export type Form = readonly number[];

export interface RegionForm {
  readonly write: boolean;
  readonly space: number;
  /** address, bytes, count1, stride1, count2, stride2 */
  readonly fields: readonly [Form, Form, Form, Form, Form, Form];
}

const OPERANDS = 16;
const NONE = new Array<number>(OPERANDS).fill(0);

interface Seen {
  readonly write: boolean;
  readonly space: number;
  readonly values: readonly number[];
}

function valuesOf(operands: readonly number[], flags: readonly number[]): [OperandValues, FlagValues] {
  const sixteen = (list: readonly number[]) => [...list, ...NONE].slice(0, OPERANDS);
  // Sixteen entries by construction.
  return [sixteen(operands) as unknown as OperandValues, sixteen(flags) as unknown as FlagValues];
}

/**
 * True when an instruction does nothing, not even what it would do for any counts (read the head of a table), with operands up to
 * `most`: what makes it work is that counts are above 0.
 */
export function isIdle({ instruction, flags }: Pick<Step, 'instruction' | 'flags'>, most: readonly number[]): boolean {
  const [v, f] = valuesOf(most, flags);
  return !EFFECTS[instruction.op].active(v, f);
}

function ask(op: Opcode, operands: readonly number[], flags: readonly number[]): Seen[] {
  const seen: Seen[] = [];
  const [v, f] = valuesOf(operands, flags);
  EFFECTS[op].access(v, f, {
    access: (write, space, _align, ...values) => {
      seen.push({ write, space, values });
    },
  });
  return seen;
}

const known = new Map<string, readonly RegionForm[]>();

/** Regions of an instruction with these flags; those that are always empty are left out. */
export function regionForms(op: Opcode, flags: readonly number[]): readonly RegionForm[] {
  const key = `${op} ${flags.join(',')}`;
  const found = known.get(key);
  if (found) return found;
  const zero = ask(op, [], flags);
  const units = Array.from({ length: OPERANDS }, (_, i) =>
    ask(
      op,
      Array.from({ length: OPERANDS }, (_value, j) => Number(i === j)),
      flags,
    ),
  );
  const probe = Array.from({ length: OPERANDS }, (_, i) => 1009 + 97 * i * i);
  const at = ask(op, probe, flags);
  const forms = zero.map(({ write, space, values }, r): RegionForm => {
    const fields = values.map((start, field): Form => {
      const factors = units.map((unit) => (unit[r]?.values[field] ?? 0) - start);
      const sum = factors.reduce((total, factor, i) => total + factor * (probe[i] ?? 0), start);
      invariant(sum === at[r]?.values[field], `a region of ${op} is no sum of its operands`);
      return [...factors, start];
    });
    // Six values of a call of `access`.
    return { write, space, fields: fields as unknown as RegionForm['fields'] };
  });
  const never = (form: Form) => form.every((factor) => factor === 0);
  const kept = forms.filter(({ fields: [, bytes, count1, , count2] }) => ![bytes, count1, count2].some(never));
  known.set(key, kept);
  return kept;
}
