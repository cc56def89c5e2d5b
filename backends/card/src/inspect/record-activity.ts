// What a run of a program did, in bins of simulated time: cycles by engine and queue, and which part of each memory was read and written when. Bounded
// however long the run is: a first run tells how long it takes, a second one fills the bins.

import type { Diagnostics } from '@afterglow/core';
import type { CardElf, ElfProgram } from '../elf/index.js';
import { QUEUES, SPACES, type SpaceName } from '../isa/index.js';
import { type RunWatcher, Simulator } from '../sim/index.js';

/** Bins of time, and rows of addresses that a memory is drawn with. */
export const BINS = 160;
export const ROWS = 32;

export const READ = 1;
export const WRITTEN = 2;

export interface Activity {
  readonly program: string;
  readonly cycles: number;
  /** By engine, then queue: cycles of work in each bin. */
  readonly work: readonly (readonly Float64Array[])[];
  /** By memory: for each row of addresses and bin, READ and WRITTEN together. */
  readonly touched: readonly Uint8Array[];
  /** Bytes of each memory that the rows stand for: up to the last one touched. */
  readonly bytes: readonly number[];
  /** Bytes that each memory has. */
  readonly capacities: readonly number[];
  /** Launch parameters of the run. */
  readonly sizes: readonly { readonly name: string; readonly value: number }[];
}

/** How far up each memory is touched: what a drawing must show of it. */
class Extent implements RunWatcher {
  readonly bytes = Object.keys(SPACES).map(() => 0);

  worked(): void {}

  touchedMemory(space: number, _write: boolean, _from: number, to: number): void {
    this.bytes[space] = Math.max(this.bytes[space] ?? 0, to);
  }
}

class Recorder implements RunWatcher {
  readonly work: Float64Array[][] = [];
  readonly touched = Object.keys(SPACES).map(() => new Uint8Array(ROWS * BINS));
  readonly #perBin: number;
  readonly #bytes: readonly number[];

  constructor(cycles: number, bytes: readonly number[]) {
    this.#perBin = Math.max(1, cycles) / BINS;
    this.#bytes = bytes;
  }

  #bin(at: number): number {
    return Math.min(BINS - 1, Math.floor(at / this.#perBin));
  }

  worked(engine: number, queue: number, start: number, cycles: number): void {
    for (let next = this.work.length; next <= engine; next++) {
      this.work.push(Object.keys(QUEUES).map(() => new Float64Array(BINS)));
    }
    const lane = this.work[engine]?.[queue];
    if (!lane) return;
    for (let at = start; at < start + cycles; ) {
      const bin = this.#bin(at);
      const end = Math.min(start + cycles, Math.max(at + 1, (bin + 1) * this.#perBin));
      lane[bin] = (lane[bin] ?? 0) + end - at;
      at = end;
    }
  }

  touchedMemory(space: number, write: boolean, from: number, to: number, at: number): void {
    const cells = this.touched[space];
    const capacity = this.#bytes[space] ?? 0;
    if (!cells || capacity <= 0) return;
    const bin = this.#bin(at);
    const last = Math.min(ROWS - 1, Math.floor(((to - 1) / capacity) * ROWS));
    for (let row = Math.max(0, Math.floor((from / capacity) * ROWS)); row <= last; row++) {
      cells[row * BINS + bin] = (cells[row * BINS + bin] ?? 0) | (write ? WRITTEN : READ);
    }
  }
}

/** Runs a program at its smallest sizes on inputs of zeros, twice; undefined when it traps. */
export function recordActivity(elf: CardElf, program: ElfProgram, diagnostics: Diagnostics): Activity | undefined {
  const sizes = program.params.map(({ lo, hi }) => Math.min(hi, Math.max(1, lo)));
  const run = (watch?: RunWatcher) => new Simulator(elf).run(program.name, sizes, diagnostics, watch ? { watch } : {});
  const extent = new Extent();
  const first = run(extent);
  if (!first) return undefined;
  const cycles = first.longestCycles;
  const { sramBytes, accBytes } = elf.machine;
  const capacity: Record<SpaceName, number> = {
    sram: sramBytes,
    acc: accBytes,
    dram: elf.dramBytes,
    llc: elf.llcBytes,
  };
  const capacities = Object.keys(SPACES).map((name) => capacity[name as SpaceName]); // exactly the keys of the table
  const { bytes } = extent;
  const recorder = new Recorder(cycles, bytes);
  if (!run(recorder)) return undefined;
  const values = program.params.map(({ name }, i) => ({ name, value: sizes[i] ?? 0 }));
  const { work, touched } = recorder;
  return { program: program.name, cycles, work, touched, bytes, capacities, sizes: values };
}
