// The memories of the simulated card and the checks every access passes before an instruction runs.

import { SPACE_CAPACITY } from '../isa/generated/machine-fields.js';
import { SPACES, type SpaceName } from '../isa/generated/opcodes.js';
import type { CardMachine } from '../isa/image.js';
import type { AccessSink } from '../isa/spec.js';
import { EngineMemory } from './engine-memory.js';
import { MatmulScratch, RowBuffer, type Views } from './kernels/index.js';
import type { PagedMemory } from './paged-memory.js';
import { trap } from './trap.js';
import { WORK, WorkMeter } from './work-meter.js';

const NAMES = Object.keys(SPACES) as SpaceName[]; // exactly the keys of the table, in the order of their numbers

export function spaceName(space: number): SpaceName {
  return NAMES[space] ?? 'dram';
}

/** What all engines of a card have in common. */
export interface SharedMemories {
  readonly dram: PagedMemory;
  readonly llc: PagedMemory;
}

export class CardState implements AccessSink {
  readonly #sram: EngineMemory;
  readonly #acc: EngineMemory;
  readonly dram: PagedMemory;
  readonly llc: PagedMemory;
  readonly scratch = new MatmulScratch();
  readonly row = new RowBuffer();
  readonly work: WorkMeter;
  readonly #capacity: readonly number[];

  /** `work`: the limit that all engines of a card have together, as they have the memories. */
  constructor(machine: CardMachine, { dram, llc }: SharedMemories, work: WorkMeter = new WorkMeter()) {
    this.work = work;
    this.#sram = new EngineMemory(machine.sramBytes);
    this.#acc = new EngineMemory(machine.accBytes);
    this.dram = dram;
    this.llc = llc;
    this.#capacity = SPACE_CAPACITY.map((field) => machine[field]);
  }

  /** Engine memories are undefined at the start of a program; here they are `fill` bytes. */
  clearEngine(fill: number): void {
    this.#sram.clear(fill);
    this.#acc.clear(fill);
  }

  /** Engine memories as far as an access has reached: not to be kept over the next access. */
  get sram(): Views {
    return this.#sram.views;
  }

  get acc(): Views {
    return this.#acc.views;
  }

  /** The engine memory with this number. */
  engine(space: number): Views {
    return space === SPACES.acc ? this.acc : this.sram;
  }

  /** The memory with this number if engines share it. */
  shared(space: number): PagedMemory | undefined {
    if (space === SPACES.dram) return this.dram;
    return space === SPACES.llc ? this.llc : undefined;
  }

  access(
    write: boolean,
    space: number,
    align: number,
    address: number,
    bytes: number,
    count1: number,
    stride1: number,
    count2: number,
    stride2: number,
  ): void {
    if (!(bytes > 0 && count1 > 0 && count2 > 0)) return;
    const [span1, span2] = [(count1 - 1) * stride1, (count2 - 1) * stride2];
    const lo = address + Math.min(0, span1) + Math.min(0, span2);
    const hi = address + Math.max(0, span1) + Math.max(0, span2) + bytes;
    const shared = this.shared(space);
    const capacity = shared?.bytes ?? this.#capacity[space] ?? 0;
    if (lo < 0 || hi > capacity) {
      const what = write ? 'a write to' : 'a read of';
      trap(`${what} ${spaceName(space)} at ${lo} … ${hi - 1} is outside its ${capacity} bytes`);
    }
    if (shared) {
      if (write && shared.isReadOnly(lo, hi - lo)) this.#checkRuns(address, bytes, count1, stride1, count2, stride2);
      return;
    }
    (space === SPACES.acc ? this.#acc : this.#sram).reach(hi);
    this.work.spend(WORK.byte * bytes * count1 * count2);
    if (align === 1) return;
    if (address % align !== 0) trap(`${spaceName(space)} address ${address} is not a multiple of ${align}`);
    if ((count1 > 1 && stride1 % align !== 0) || (count2 > 1 && stride2 % align !== 0)) {
      trap(`a stride through ${spaceName(space)} is not a multiple of ${align}`);
    }
  }

  /** A strided write whose outer bounds touch read-only data may still step over it. */
  #checkRuns(address: number, bytes: number, count1: number, stride1: number, count2: number, stride2: number): void {
    for (let j = 0; j < count2; j++) {
      for (let i = 0; i < count1; i++) {
        const at = address + i * stride1 + j * stride2;
        if (this.dram.isReadOnly(at, bytes))
          trap(`a write to dram at ${at} hits weights or tables, which are read-only`);
      }
    }
  }
}
