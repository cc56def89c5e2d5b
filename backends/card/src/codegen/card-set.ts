// The card's instructions as an instruction set of the instruction IR, made from the ISA's tables: addresses become buffer
// operands, other registers become integer operands, flags become attributes. Which memory an operand lies in is known from its
// buffer, so the space flags of the words need no attribute.

import { invariant } from '@afterglow/core';
import type { AttrSpec } from '@afterglow/ir';
import {
  type Access,
  type Extent,
  type InstrDef,
  type InstrOperandSpec,
  type InstrSet,
  instrSet,
  type LirInstr,
} from '@afterglow/lir';
import {
  type CardInstructionSpec,
  EFFECTS,
  type FlagSpec,
  type FlagValues,
  INSTRUCTIONS,
  type OperandSpec,
  type OperandValues,
  QUEUES,
  SPACES,
} from '../isa/index.js';

/** Control words that the emitter makes by itself from dims and loops. */
const EMITTER_ONLY: ReadonlySet<string> = new Set([
  ...['halt', 'li', 'param', 'mov', 'loop', 'endloop'],
  ...['addi', 'muli', 'divi', 'modi', 'mini', 'maxi'],
]);

/** First operands that are added to, not only written. */
const UPDATES = /^(mm|vmm|vred|egather|erow\.st)(\.|$)/;

const QUEUE_NAMES = Object.keys(QUEUES);

export function isSpaceFlag(flag: FlagSpec): boolean {
  return flag.name.endsWith('_space');
}

function memoriesOf(spec: CardInstructionSpec, operand: OperandSpec): readonly string[] {
  const { space = '' } = operand;
  if (Object.hasOwn(SPACES, space)) return [space];
  return spec.flags.find((flag) => flag.name === space)?.values ?? [];
}

function attrOf(flag: FlagSpec): AttrSpec {
  if (flag.values) return { name: flag.name, kind: 'enum', values: flag.values, optional: true };
  return { name: flag.name, kind: 'bool', optional: true };
}

/** Number of a flag as an instruction's attributes say it; space flags are not among them. */
export function flagNumber(flag: FlagSpec, instr: LirInstr): number {
  const value = instr.attrs[flag.name];
  if (value === undefined) return 0;
  return typeof value === 'string' ? Math.max(0, flag.values?.indexOf(value) ?? 0) : Number(value);
}

/** Distance between the made-up addresses of operands while regions are measured. */
const APART = 2 ** 45;

function sixteen(values: readonly number[]): OperandValues & FlagValues {
  // Sixteen entries by construction: the rest is zero.
  return Array.from({ length: 16 }, (_, i) => values[i] ?? 0) as unknown as OperandValues & FlagValues;
}

/** Asks the ISA's own effect functions which bytes an instruction touches behind each address. */
function extentsOf(spec: CardInstructionSpec, instr: LirInstr, scalars: readonly number[]): readonly Extent[] {
  const addresses: number[] = [];
  let nextScalar = 0;
  const values = spec.operands.map(({ role }) => {
    if (role === 'address') return addresses.push(addresses.length) * APART;
    return role === 'out' || role === 'signed' ? 0 : (scalars[nextScalar++] ?? 0);
  });
  const v = sixteen(values);
  const f = sixteen(spec.flags.map((flag) => (isSpaceFlag(flag) ? 0 : flagNumber(flag, instr))));
  if (!EFFECTS[spec.op].active(v, f)) return [];
  const extents: Extent[] = [];
  EFFECTS[spec.op].access(v, f, {
    access: (_write, _space, _align, address, bytes, count1, stride1, count2, stride2) => {
      if (bytes <= 0 || count1 <= 0 || count2 <= 0) return;
      const index = Math.round(address / APART);
      const start = address - index * APART;
      const steps = [(count1 - 1) * stride1, (count2 - 1) * stride2];
      const lo = start + steps.reduce((sum, step) => sum + Math.min(0, step), 0);
      const hi = start + steps.reduce((sum, step) => sum + Math.max(0, step), 0) + bytes;
      extents.push({ operand: index - 1, lo, hi });
    },
  });
  return extents;
}

function defOf(spec: CardInstructionSpec): InstrDef {
  const addresses = spec.operands.filter(({ role }) => role === 'address');
  const defines = spec.operands.some(({ role }) => role === 'out');
  const operands = addresses.map((operand, i): InstrOperandSpec => {
    const access: Access = i > 0 || defines ? 'in' : UPDATES.test(spec.op) ? 'inout' : 'out';
    const arity = operand.name === 'weights' ? 'optional' : 'one';
    return { name: operand.name, access, arity, memories: memoriesOf(spec, operand) };
  });
  return {
    name: spec.op,
    summary: spec.summary,
    operands,
    scalars: spec.operands
      .filter(({ role }) => role === 'value' || role === 'count' || role === 'stride')
      .map(({ name }) => name),
    attrs: spec.flags.filter((flag) => !isSpaceFlag(flag)).map(attrOf),
    ...(defines ? { defines: true } : {}),
    queue: QUEUE_NAMES[spec.queue] ?? '',
    extents: (instr, scalars) => extentsOf(spec, instr, scalars),
  };
}

/** Instructions of the card; the name of the set is what a `.lir` text of this level says in its first line. */
export const CARD_SET: InstrSet = instrSet('card', INSTRUCTIONS.filter(({ op }) => !EMITTER_ONLY.has(op)).map(defOf));

/** Declaration of an instruction that is known to exist. */
export function cardDef(op: string): InstrDef {
  const def = CARD_SET.get(op);
  invariant(def, `the card has no instruction ${op}`);
  return def;
}
