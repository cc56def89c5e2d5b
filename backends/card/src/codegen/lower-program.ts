// From generic instructions to card instructions: each becomes tile loops with DMA and engine instructions, in the same IR.
// Invariant: inputs, outputs and temporaries of the program keep their buffers; only scratch tiles are added.

import { type Diagnostics, type DimRange, elementBits, invariant } from '@afterglow/core';
import {
  type BufferTable,
  GENERIC_SET,
  instrsOf,
  type LirInstr,
  type LirItem,
  type LirOperand,
  type LirProgram,
  matchOperands,
  paramRanges,
  resolveBuffer,
  type StoredBuffer,
} from '@afterglow/lir';
import type { GenericInstr, Operand } from './build/context.js';
import { type ConstantPool, ProgramBuilder } from './build/program-builder.js';
import { codegenDiagnostics } from './diagnostics.js';
import { LOWERINGS } from './lower/index.js';
import type { Work } from './split/assign-work.js';

export interface LowerLimits {
  /** Bytes of scratchpad behind the temporaries that live there, and of tile memory. */
  readonly sramBytes: number;
  readonly accBytes: number;
}

/** Which items of the card program one generic instruction became. */
export interface LoweredInstr {
  readonly instr: LirInstr;
  readonly items: readonly LirItem[];
}

export interface LoweredProgram {
  readonly program: LirProgram;
  readonly parts: readonly LoweredInstr[];
  /** Ranges of all its symbols. */
  readonly ranges: ReadonlyMap<string, DimRange>;
  /** Indices of loops over tiles. */
  readonly tileLoops: ReadonlySet<string>;
}

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

function genericOf(table: BufferTable, instr: LirInstr): GenericInstr {
  const operands = instr.operands.map((operand) => operand && look(table, operand));
  const def = GENERIC_SET.get(instr.op);
  const specs = (def && matchOperands(def, instr.operands)) ?? [];
  const outs = operands.filter((operand, i): operand is Operand => !!operand && specs[i]?.access === 'out');
  const ins = operands.filter((_, i) => specs[i]?.access !== 'out');
  return { op: instr.op, outs, ins, attrs: instr.attrs };
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
  let [position, stretch] = [0, 0];
  /** Instructions of a loop are all done by the engine that runs it. */
  const lower = (item: LirItem, work: Work): void => {
    if (item.kind === 'loop') {
      builder.ownLoop(item.index, item.count, () => {
        for (const inner of item.body) lower(inner, work);
      });
      return;
    }
    position++;
    const lowering = LOWERINGS[item.op];
    invariant(lowering, 'every instruction has code');
    builder.origin = item.origin;
    builder.prefix = item.operands[0]?.buffer ?? item.op;
    const generic = genericOf(table, item);
    const context = { b: builder, ...limits, ...(work.by === undefined ? {} : { split: work.by }) };
    parts.push({ instr: item, items: builder.written(() => lowering(context, generic)) });
  };
  for (const item of program.body) {
    const work = works[position];
    // A loop without instructions has no engine and does nothing.
    if (!work) continue;
    if (work.stretch > stretch) builder.barrier();
    stretch = work.stretch;
    if (work.by !== undefined) lower(item, work);
    else builder.on(work.engine, () => lower(item, work));
  }
  const kept = program.buffers.filter((buffer): buffer is StoredBuffer => buffer.role !== 'view');
  return {
    program: { ...program, buffers: [...kept, ...builder.buffers], body: builder.items },
    parts,
    ranges: builder.ranges,
    tileLoops: builder.tileLoops,
  };
}
