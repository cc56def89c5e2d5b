// What an instruction is: the rows of an instruction set. Generic instructions come from `ir-spec/instrs`, those of a device
// from its own description; text, verifier and planner read an instruction only through its row.

import type { Dim } from '@afterglow/core';
import type { AttrSpec } from '@afterglow/ir';
import type { Access, LirInstr, LirOperand } from './program.js';

export interface InstrOperandSpec {
  readonly name: string;
  readonly access: Access;
  /** At most one `variadic` operand for each access. */
  readonly arity: 'one' | 'optional' | 'variadic';
  /** Memories the operand may lie in; any when absent. */
  readonly memories?: readonly string[];
}

export interface InstrDef {
  readonly name: string;
  readonly summary: string;
  /** Buffers: everything written before everything only read. */
  readonly operands: readonly InstrOperandSpec[];
  /** Integer operands, all required. */
  readonly scalars: readonly string[];
  readonly attrs: readonly AttrSpec[];
  /** It gives a symbol a value. */
  readonly defines?: true;
  /** Queue that runs it; absent where instructions run one after another. */
  readonly queue?: string;
  /**
   * Bytes it touches behind the start of each operand for concrete scalars, for bounds checks; absent when it touches
   * whole buffers.
   */
  readonly extents?: (instr: LirInstr, scalars: readonly number[]) => readonly Extent[];
}

/** Bytes `lo … hi - 1`, counted from the start of operand number `operand`. */
export interface Extent {
  readonly operand: number;
  readonly lo: number;
  readonly hi: number;
}

export interface InstrSet {
  readonly name: string;
  /** Queues whose tokens an instruction may take or give; those of its instructions. */
  readonly queues: ReadonlySet<string>;
  get(op: string): InstrDef | undefined;
  all(): Iterable<InstrDef>;
}

export function instrSet(name: string, defs: readonly InstrDef[]): InstrSet {
  const byName = new Map(defs.map((def) => [def.name, def]));
  const queues = new Set(defs.flatMap(({ queue }) => (queue === undefined ? [] : [queue])));
  return { name, queues, get: (op) => byName.get(op), all: () => byName.values() };
}

/**
 * The spec of each actual operand by position, or undefined when they do not fit: operands stand in declared order, a
 * variadic one takes what the others of its access leave, and optional ones at the end may be left out.
 */
export function matchOperands(
  def: InstrDef,
  operands: readonly (Pick<LirOperand, 'access'> | undefined)[],
): InstrOperandSpec[] | undefined {
  const matched: InstrOperandSpec[] = [];
  let at = 0;
  def.operands.forEach((spec, index) => {
    if (spec.arity !== 'variadic') {
      const actual = operands[at];
      const fits = actual ? actual.access === spec.access : spec.arity === 'optional';
      if (at < operands.length && fits) {
        matched.push(spec);
        at++;
      }
      return;
    }
    const later = def.operands
      .slice(index + 1)
      .filter((other) => other.access === spec.access && other.arity === 'one');
    let end = at;
    while (end < operands.length && operands[end]?.access === spec.access) end++;
    for (; at < end - later.length; at++) matched.push(spec);
  });
  const required = def.operands.filter((spec) => spec.arity === 'one');
  if (at !== operands.length || required.some((spec) => !matched.includes(spec))) return undefined;
  return matched;
}

/** Builds an instruction; tokens come later. */
export function instr(
  op: string,
  operands: readonly (LirOperand | undefined)[],
  parts: Partial<Pick<LirInstr, 'scalars' | 'attrs' | 'defines' | 'origin'>> = {},
): LirInstr {
  const { scalars = [], attrs = {}, defines, origin } = parts;
  return { kind: 'instr', op, operands, scalars, attrs, defines, wait: [], signal: [], origin };
}

export function operand(access: Access, buffer: string, offset: Dim = 0): LirOperand {
  return { access, buffer, offset };
}
