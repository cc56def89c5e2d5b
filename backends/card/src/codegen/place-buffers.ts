// Gives every buffer of an image its address: constants once for all programs, inputs and outputs of each program apart,
// temporaries that no faster memory took in a region that programs share (they run one after another), tiles in scratchpad and tile memory.

import { type Diagnostics, type DimRange, invariant } from '@afterglow/core';
import {
  alignUp,
  bufferTable,
  type LirProgram,
  lirDiagnostics,
  type MemoryPlan,
  type MemoryRequest,
  mapBuffers,
  maxLive,
  type PlanOptions,
  planMemory,
  type StoredBuffer,
} from '@afterglow/lir';
import { CARD_SET } from './card-set.js';
import { overStretches, requestsFor } from './memory-requests.js';
import { type LoopSpan, pipelinedSpans } from './order/pipelined-loops.js';
import type { Work } from './split/assign-work.js';

export interface MachineMemories {
  readonly dramBytes: number;
  readonly sramBytes: number;
  readonly accBytes: number;
}

export type Addresses = ReadonlyMap<string, number>;

export interface ProgramPlans {
  /** Tiles and temporaries in the engine's memories, temporaries in card memory (relative to its region). */
  readonly sram: MemoryPlan;
  readonly acc: MemoryPlan;
  readonly dram: MemoryPlan;
}

/**
 * The ranges of tiles, for iterations that run into each other: what is touched in such a loop keeps its bytes all through it. Tiles were
 * chosen with all of them in mind, so there is room.
 */
function throughLoops(requests: readonly MemoryRequest[], spans: readonly LoopSpan[]): MemoryRequest[] {
  return requests.map((request) => {
    const around = spans.find(({ start, end }) => start <= request.start && request.end <= end);
    return around ? { ...request, ...around } : request;
  });
}

/**
 * Plans the temporaries of a program: tiles as the card-level form uses them, those in card memory as the generic form does,
 * so that one plan holds for both texts. Those with a fixed address lie in other memories, or keep the scratchpad below `reserved` to themselves.
 */
export function planProgram(
  generic: LirProgram,
  program: LirProgram,
  consts: readonly StoredBuffer[],
  fixed: Addresses,
  reserved: number,
  works: readonly Work[],
  machine: MachineMemories,
  ranges: ReadonlyMap<string, DimRange>,
): ProgramPlans {
  const table = bufferTable({ consts }, program);
  const spans = pipelinedSpans(program.body, { table, set: CARD_SET, ranges });
  const plan = (requests: readonly MemoryRequest[], options: PlanOptions): MemoryPlan => {
    const apart = planMemory(throughLoops(requests, spans), options);
    // Slower beats not at all: tiles that take turns within an iteration.
    return apart.unplaced.length === 0 ? apart : planMemory(requests, options);
  };
  const spilled = requestsFor(generic, bufferTable({ consts }, generic), ({ memory }) => memory === 'dram');
  const tiles = requestsFor(program, table, ({ name, memory }) => memory === 'sram' && !fixed.has(name));
  const sums = requestsFor(program, table, ({ memory }) => memory === 'acc');
  // What no plan could go below counts what was placed before as well.
  const before = requestsFor(program, table, ({ name, memory }) => memory === 'sram' && fixed.has(name));
  const lowerBound = maxLive([...tiles, ...before]);
  return {
    sram: { ...plan(tiles, { base: reserved, capacity: machine.sramBytes }), lowerBound },
    acc: plan(sums, { capacity: machine.accBytes }),
    dram: planMemory(overStretches(spilled, works)),
  };
}

export interface DramLayout {
  readonly consts: Addresses;
  /** Inputs and outputs by program, then name. */
  readonly io: ReadonlyMap<string, Addresses>;
  /** First byte of the region of temporaries. */
  readonly temps: number;
  readonly bytes: number;
}

/** Lays card memory out: constants (those with equal content once), inputs and outputs, the largest region of temporaries any program needs. */
export function layoutDram(
  consts: readonly StoredBuffer[],
  programs: readonly LirProgram[],
  tempBytes: number,
  contentOf: (buffer: StoredBuffer) => string,
): DramLayout {
  let next = 0;
  const take = (buffer: StoredBuffer) => {
    const address = alignUp(next, buffer.align);
    next = address + buffer.bytes;
    return [buffer.name, address] as const;
  };
  const byContent = new Map<string, number>();
  const constAddresses = new Map<string, number>();
  for (const buffer of consts) {
    const content = contentOf(buffer);
    const address = byContent.get(content) ?? take(buffer)[1];
    byContent.set(content, address);
    constAddresses.set(buffer.name, address);
  }
  const io = new Map(
    programs.map((program) => {
      const own = program.buffers.filter((buffer) => buffer.role === 'input' || buffer.role === 'output');
      return [program.name, new Map(own.flatMap((buffer) => (buffer.role === 'view' ? [] : [take(buffer)])))];
    }),
  );
  const temps = alignUp(next, 64);
  return { consts: constAddresses, io, temps, bytes: temps + tempBytes };
}

/** True when the layout fits the card; else says by how much it does not. */
export function checkDram(layout: DramLayout, machine: MachineMemories, diagnostics: Diagnostics): boolean {
  if (layout.bytes <= machine.dramBytes) return true;
  const what = 'weights, tables, inputs, outputs and temporaries together';
  diagnostics.report(lirDiagnostics.doesNotFit, {
    ...{ memory: 'dram', needed: layout.bytes, capacity: machine.dramBytes, what },
  });
  return false;
}

/** The program with addresses filled in. */
export function placeProgram(
  program: LirProgram,
  layout: DramLayout,
  fixed: Addresses,
  plans: ProgramPlans,
): LirProgram {
  const io = layout.io.get(program.name);
  return mapBuffers(program, (buffer) => {
    const temp = plans.dram.addresses.get(buffer.name);
    const address =
      io?.get(buffer.name) ??
      (buffer.memory === 'dram' && temp !== undefined ? layout.temps + temp : undefined) ??
      (buffer.memory === 'dram' ? undefined : fixed.get(buffer.name)) ??
      plans.sram.addresses.get(buffer.name) ??
      plans.acc.addresses.get(buffer.name);
    return address === undefined ? buffer : { ...buffer, address };
  });
}

export function placeConsts(consts: readonly StoredBuffer[], layout: DramLayout): StoredBuffer[] {
  return consts.map((buffer) => {
    const address = layout.consts.get(buffer.name);
    invariant(address !== undefined, `%${buffer.name} has no place`);
    return { ...buffer, address };
  });
}
