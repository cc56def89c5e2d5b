// From generic instructions to card instructions: each becomes tile loops with DMA and engine instructions, in the same IR.
// Invariant: inputs, outputs and temporaries of the program keep their buffers, but those in tiles; only scratch tiles are added.

import { type Diagnostics, type DimRange, invariant } from '@afterglow/core';
import {
  type BufferTable,
  GENERIC_SET,
  instrsOf,
  type LirInstr,
  type LirItem,
  type LirProgram,
  paramRanges,
  type StoredBuffer,
} from '@afterglow/lir';
import { loadTable } from './build/activation.js';
import type { LowerContext } from './build/context.js';
import { genericOf } from './build/generic-operands.js';
import { type ConstantPool, ProgramBuilder, type TileCounts } from './build/program-builder.js';
import { codegenDiagnostics } from './diagnostics.js';
import { groupOf, TILES } from './fuse/group-items.js';
import { type KeptTables, tablesOfLoop } from './keep/kept-tables.js';
import { lowerGroup } from './lower/group.lower.js';
import { LOWERINGS } from './lower/index.js';
import type { Work } from './split/assign-work.js';

export interface LowerLimits {
  /** Bytes of scratchpad behind the temporaries that live there, and of tile memory. */
  readonly sramBytes: number;
  readonly accBytes: number;
  /** Tables that loops keep in front of those bytes. */
  readonly tables?: KeptTables;
}

/** A generic instruction, or several that are one loop over tiles, and what they became. */
export interface LoweredInstr {
  readonly instrs: readonly LirInstr[];
  readonly counts: TileCounts;
}

export interface LoweredProgram {
  readonly program: LirProgram;
  readonly parts: readonly LoweredInstr[];
  /** Addresses of tables that loops keep, by the names of their buffers. */
  readonly kept: ReadonlyMap<string, number>;
  /** Ranges of all its symbols. */
  readonly ranges: ReadonlyMap<string, DimRange>;
}

function lowerMembers(context: LowerContext, table: BufferTable, instrs: readonly LirInstr[]): void {
  const members = instrs.map((instr) => ({ instr: genericOf(table, instr), origin: instr.origin }));
  const [first] = members;
  if (members.length === 1 && first) LOWERINGS[first.instr.op]?.(context, first.instr);
  else lowerGroup(context, members);
}

/** Lowers one program whose temporaries have their memories; constants it needs are added to `pool`. */
export function lowerProgram(
  program: LirProgram,
  table: BufferTable,
  limits: LowerLimits,
  pool: ConstantPool,
  { works, engines }: { readonly works: readonly Work[]; readonly engines: number },
  diagnostics: Diagnostics,
): LoweredProgram | undefined {
  const unknown = [...instrsOf(program.body)].filter(({ instr }) => !LOWERINGS[instr.op] || !GENERIC_SET.get(instr.op));
  for (const { instr } of unknown) diagnostics.report(codegenDiagnostics.noLowering, { op: instr.op });
  if (unknown.length > 0) return undefined;
  const indices = [...instrsOf(program.body)].flatMap(({ loops }) => loops.map(({ index }) => index));
  const names = [...table.keys(), ...indices];
  const builder = new ProgramBuilder(paramRanges(program.params), names, pool, engines);
  const parts: LoweredInstr[] = [];
  const kept = new Map<string, number>();
  let [position, stretch] = [0, 0];
  /** Instructions of a loop are all done by the engine that runs it. */
  const lower = (item: LirItem, work: Work): void => {
    const members = groupOf(item, table);
    if (item.kind === 'loop' && !members) {
      builder.ownLoop(item.index, item.count, () => {
        for (const inner of item.body) lower(inner, work);
      });
      return;
    }
    const instrs = members ?? (item.kind === 'instr' ? [item] : []);
    const last = instrs.at(-1);
    invariant(last, 'a loop over tiles has members');
    position += instrs.length;
    builder.origin = last.origin;
    builder.prefix = last.operands[0]?.buffer ?? last.op;
    const context = { b: builder, ...limits, ...(work.by === undefined ? {} : { split: work.by }) };
    lowerMembers(context, table, instrs);
    parts.push({ instrs, counts: builder.takeCounts() });
  };
  /** Loads the tables that a loop reads in every step, for all of it. */
  const lowerWithTables = (item: LirItem, work: Work): void => {
    for (const [act, reader] of tablesOfLoop(item, table, builder.ranges)) {
      const address = limits.tables?.get(act);
      if (address === undefined) continue;
      builder.origin = reader.origin;
      builder.prefix = reader.operands[0]?.buffer ?? reader.op;
      const place = loadTable(builder, act);
      builder.keptTables.set(act, place);
      kept.set(place.buffer, address);
    }
    lower(item, work);
    builder.keptTables.clear();
  };
  for (const item of program.body) {
    const work = works[position];
    // A loop without instructions has no engine and does nothing.
    if (!work) continue;
    if (work.stretch > stretch) builder.barrier();
    stretch = work.stretch;
    if (work.by !== undefined) lower(item, work);
    else builder.on(work.engine, () => lowerWithTables(item, work));
  }
  const own = program.buffers.filter(
    (buffer): buffer is StoredBuffer => buffer.role !== 'view' && buffer.memory !== TILES,
  );
  return {
    program: { ...program, buffers: [...own, ...builder.buffers], body: builder.items },
    parts,
    kept,
    ranges: builder.ranges,
  };
}
