// Runs short programs on a small card for tests: every test goes through encoder, ELF writer, reader and simulator.

import { Diagnostics, memorySource, type Origin } from '@afterglow/core';
import { readElf, writeElf } from '../elf/index.js';
import {
  type CardImage,
  type CardMachine,
  type CardProgram,
  type Instruction,
  type InstructionFields,
  instruction,
  type Opcode,
  specOf,
} from '../isa/index.js';
import { type RunCounters, Simulator, type SimulatorOptions } from './index.js';

export const smallMachine: CardMachine = {
  name: 'small',
  digest: 'sha256:0000',
  clockHz: 1e9,
  engines: 1,
  dramBytes: 2 ** 34,
  llcBytes: 1 << 20,
  sramBytes: 65536,
  accBytes: 16384,
  dramBytesPerSecond: 16e9,
  llcBytesPerSecond: 128e9,
  sramBytesPerSecond: 512e9,
  accBytesPerSecond: 2048e9,
  dmaBurstBytes: 64,
  dmaSetupCycles: 4,
  dmaLatencyCycles: 100,
  llcLatencyCycles: 20,
  macRows: 16,
  macColumns: 16,
  f16MacsPerCycle: 256,
  matrixIssueCycles: 2,
  vectorBits: 512,
  vectorIssueCycles: 1,
};

export function concatChunks(chunks: Iterable<Uint8Array>): Uint8Array {
  const parts = [...chunks];
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export function imageOf(program: Partial<CardProgram>, more: Partial<CardImage> = {}): CardImage {
  const code = program.code ?? [];
  const origins = code.map((): Origin | undefined => undefined);
  const whole = { name: 'main', code, origins, params: [], inputs: [], outputs: [], ...program };
  return { machine: smallMachine, programs: [whole], data: [], dramBytes: 1 << 20, llcBytes: 0, ...more };
}

/** A simulator with the image loaded, by way of its ELF bytes. */
export function simulatorOf(image: CardImage, options: SimulatorOptions = {}): Simulator {
  const diagnostics = new Diagnostics();
  const elf = readElf(memorySource('card0.elf', concatChunks(writeElf(image).chunks())), diagnostics);
  if (!elf) throw new Error(diagnostics.list.map((entry) => entry.message).join('\n'));
  return new Simulator(elf, options);
}

/** Writes instructions with operand values in place of registers: each value gets a register and an `li`. */
export class Assembler {
  readonly code: Instruction[] = [];

  /** `op` with its operands as numbers; flags as in `instruction`. Registers are taken from r0 on, anew each time. */
  op<Op extends Opcode>(op: Op, fields: InstructionFields[Op], tokens: { wait?: number; signal?: number } = {}): this {
    let register = 0;
    const placed: Record<string, unknown> = { ...fields };
    for (const { name } of specOf(op).operands) {
      const value = placed[name];
      if (typeof value !== 'number') throw new Error(`${op} needs ${name}`);
      placed[name] = register;
      this.constant(register++, value);
    }
    this.code.push(instruction(op, placed as unknown as InstructionFields[Op], tokens)); // the same keys as `fields`
    return this;
  }

  /** `li`, or a product and a sum where the value needs more than 47 bits. */
  constant(rd: number, value: number): this {
    if (Math.abs(value) < 2 ** 47) this.code.push(instruction('li', { rd, imm: value }));
    else {
      const high = Math.trunc(value / 2 ** 20);
      this.code.push(instruction('li', { rd, imm: high }), instruction('muli', { rd, ra: rd, imm: 2 ** 20 }));
      this.code.push(instruction('addi', { rd, ra: rd, imm: value - high * 2 ** 20 }));
    }
    return this;
  }

  raw(...code: readonly Instruction[]): this {
    this.code.push(...code);
    return this;
  }

  halt(): this {
    this.code.push(instruction('halt', {}));
    return this;
  }
}

export interface Outcome {
  readonly simulator: Simulator;
  readonly counters: RunCounters | undefined;
  readonly diagnostics: Diagnostics;
  /** First message, for traps. */
  readonly message: string;
}

/** Card memory at the start of a test: bytes by address. They are loaded as inputs are, before the program runs. */
export type Memory = ReadonlyMap<number, ArrayBufferView>;

export interface RunSetup {
  readonly dram?: Memory;
  /** Placed in another memory through card memory above 512 KiB. */
  readonly llc?: Memory;
  readonly sram?: Memory;
  readonly acc?: Memory;
  readonly image?: Partial<CardImage>;
  readonly program?: Partial<CardProgram>;
  readonly params?: readonly number[];
}

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

/** Runs `build`'s instructions (a halt is added) and answers what is left. */
export function run(build: (assembler: Assembler) => void, setup: RunSetup = {}): Outcome {
  const assembler = new Assembler();
  let staging = 512 * 1024;
  const dram = new Map(setup.dram ?? []);
  for (const [space, memory] of [
    ['llc', setup.llc],
    ['sram', setup.sram],
    ['acc', setup.acc],
  ] as const) {
    for (const [address, view] of memory ?? []) {
      dram.set(staging, view);
      const rest = { n1: 1, n2: 1, dst_s1: 0, dst_s2: 0, src_s1: 0, src_s2: 0 };
      const spaces = { dst_space: space, src_space: 'dram' } as const;
      assembler.op('dma.cp', { dst: address, src: staging, n0: view.byteLength, ...rest, ...spaces });
      staging += Math.ceil(view.byteLength / 64) * 64;
    }
  }
  build(assembler);
  assembler.halt();
  const simulator = simulatorOf(imageOf({ code: assembler.code, ...setup.program }, setup.image));
  for (const [address, view] of dram) {
    const bytes = bytesOf(view);
    simulator.state.dram.write(address, bytes, 0, bytes.length);
  }
  const diagnostics = new Diagnostics();
  const counters = simulator.run('main', setup.params ?? [], diagnostics);
  return { simulator, counters, diagnostics, message: diagnostics.list[0]?.message ?? '' };
}

/** A packed 2-D DMA shape for one run of bytes. */
export const oneRun = { n1: 1, n2: 1, dst_s1: 0, dst_s2: 0, src_s1: 0, src_s2: 0 } as const;
