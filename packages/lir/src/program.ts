// The instruction IR: programs of instructions on buffers in named memories, with structured loops over dim expressions.
// One IR for every level below the graph: first one instruction an op on card memory, later tile loops with DMA.
// Invariant: plain immutable data; buffers are referred to by name, so a plan is applied by replacing buffers alone.

import type { Dim, DimRange, ElementType, Origin, Tensor } from '@afterglow/core';
import type { Attrs } from '@afterglow/ir';

export const LIR_VERSION = 1;

/** A size that is free at launch; its symbol may stand in every dim of the program. */
export interface LaunchParam {
  readonly name: string;
  /** Inclusive. Memory is planned for the whole range. */
  readonly lo: number;
  readonly hi: number;
}

/** A run of bytes in one memory that holds a packed row-major tensor. */
export interface StoredBuffer {
  readonly name: string;
  readonly role: 'input' | 'output' | 'const' | 'temp';
  readonly elem: ElementType;
  /** Over launch parameters only. */
  readonly shape: readonly Dim[];
  readonly memory: string;
  /** Bytes reserved: the packed size at the upper bounds. */
  readonly bytes: number;
  /** Alignment of the address in bytes, a power of two. */
  readonly align: number;
  /** First byte in its memory, once planned. */
  readonly address?: number;
  /** Name of an input or output to the outside, where it is not the name of the buffer. */
  readonly external?: string;
  /** Value, for constants. */
  readonly tensor?: Tensor;
}

/** The same bytes read as another shape (or a part of them). Never owns memory. */
export interface ViewBuffer {
  readonly name: string;
  readonly role: 'view';
  readonly elem: ElementType;
  readonly shape: readonly Dim[];
  /** Name of the buffer it looks at; may be a view itself. */
  readonly of: string;
  /** Bytes from the start of `of`. */
  readonly offset: number;
}

export type LirBuffer = StoredBuffer | ViewBuffer;

export type Access = 'in' | 'out' | 'inout';

/** A buffer an instruction touches, from a byte offset on. */
export interface LirOperand {
  readonly access: Access;
  readonly buffer: string;
  readonly offset: Dim;
}

export interface LirInstr {
  readonly kind: 'instr';
  readonly op: string;
  /** Results first. Undefined where an optional operand is missing. */
  readonly operands: readonly (LirOperand | undefined)[];
  /** Integers computed at run time, in declared order. */
  readonly scalars: readonly Dim[];
  readonly attrs: Attrs;
  /** Symbol that the instruction gives a value, such as an integer loaded from memory. Visible to the end of its block. */
  readonly defines: string | undefined;
  /** Queues to take a token from before starting, and to give one to when done. */
  readonly wait: readonly string[];
  readonly signal: readonly string[];
  readonly origin: Origin | undefined;
}

/** Runs `body` with `index` = 0, 1, … below `count`; not at all when `count` is zero or less. */
export interface LirLoop {
  readonly kind: 'loop';
  readonly index: string;
  readonly count: Dim;
  readonly body: readonly LirItem[];
}

export type LirItem = LirInstr | LirLoop;

export interface LirProgram {
  readonly name: string;
  readonly params: readonly LaunchParam[];
  /** Sizes over the launch parameters that are 0 at every launch there can be; nothing else is said of what happens at others. */
  readonly zeros?: readonly Dim[];
  /** Inputs in order, then outputs in order, then temporaries and views. Names are unique, also against constants. */
  readonly buffers: readonly LirBuffer[];
  readonly body: readonly LirItem[];
}

/** Programs that share constants and an instruction set: what one device runs. */
export interface LirModule {
  /** Name of the instruction set its instructions are from. */
  readonly set: string;
  readonly consts: readonly StoredBuffer[];
  readonly programs: readonly LirProgram[];
}

/** A buffer followed through its views: who owns the bytes, and where in them it starts. */
export interface ResolvedBuffer {
  readonly root: StoredBuffer;
  readonly offset: number;
}

export type BufferTable = ReadonlyMap<string, LirBuffer>;

/** Buffers visible in a program, by name. */
export function bufferTable(module: Pick<LirModule, 'consts'>, program: Pick<LirProgram, 'buffers'>): BufferTable {
  return new Map<string, LirBuffer>([...module.consts, ...program.buffers].map((buffer) => [buffer.name, buffer]));
}

/** The owner of a buffer's bytes; undefined when a name is unknown or views form a circle. */
export function resolveBuffer(table: BufferTable, name: string): ResolvedBuffer | undefined {
  let offset = 0;
  let buffer = table.get(name);
  for (let steps = 0; buffer && buffer.role === 'view'; steps++) {
    if (steps > table.size) return undefined;
    offset += buffer.offset;
    buffer = table.get(buffer.of);
  }
  return buffer && { root: buffer, offset };
}

/** Ranges of the launch parameters, for `dim.dimRange`. */
export function paramRanges(params: readonly LaunchParam[]): Map<string, DimRange> {
  return new Map(params.map(({ name, lo, hi }) => [name, { lo, hi }]));
}

/** Instructions in text order, with the loops around each. */
export function* instrsOf(
  items: readonly LirItem[],
  loops: readonly LirLoop[] = [],
): Generator<{ readonly instr: LirInstr; readonly loops: readonly LirLoop[] }> {
  for (const item of items) {
    if (item.kind === 'instr') yield { instr: item, loops };
    else yield* instrsOf(item.body, [...loops, item]);
  }
}
