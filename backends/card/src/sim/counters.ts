// What a run counts, and the stretches of serial time it leaves for the trace. Bounded: however long a program runs, the
// counters have one entry an opcode, a memory pair and an origin, and at most `maxEvents` stretches are kept.

import { INSTRUCTIONS, type Opcode, QUEUES, type QueueName, SPACES } from '../isa/generated/opcodes.js';
import type { LaneCycles, LaneUnit } from '../isa/lane-cycles.js';
import { spaceName } from './card-state.js';

/** Serial time spent on words of one origin, one stretch after another. */
export interface Stretch {
  readonly engine: number;
  /** Number into the binary's origins; −1 is none. */
  readonly origin: number;
  /** Cycles from the start of the program: serial ones of the engine, and waits for other engines. */
  readonly start: number;
  readonly cycles: number;
  readonly instructions: number;
}

export interface OriginTotal {
  readonly origin: number;
  readonly cycles: number;
  readonly instructions: number;
}

export interface RunCounters {
  /** Cycles of the cost table summed over all queues and engines: serial cycles (simulated), not a latency. */
  readonly cycles: number;
  /** The same of each engine. */
  readonly cyclesByEngine: readonly number[];
  /** Serial cycles of the slowest engine between each two barriers, summed: what splitting work over engines shortens. */
  readonly longestCycles: number;
  /**
   * When the slowest engine is done if its queues work side by side, held up by tokens, fences and barriers alone: overlapped cycles
   * (simulated), without contention for memories. Never below the sum of any one queue of any engine.
   */
  readonly overlappedCycles: number;
  readonly instructions: number;
  readonly macs: number;
  /** How full the units with lanes were. */
  readonly laneCycles: Readonly<Record<LaneUnit, LaneCycles>>;
  readonly cyclesByQueue: ReadonlyMap<QueueName, number>;
  readonly cyclesByOpcode: ReadonlyMap<Opcode, number>;
  readonly instructionsByOpcode: ReadonlyMap<Opcode, number>;
  /** Keys such as `dram→sram`. */
  readonly bytesMoved: ReadonlyMap<string, number>;
  readonly byOrigin: readonly OriginTotal[];
  /** In order of time; empty unless asked for. */
  readonly stretches: readonly Stretch[];
  /** Stretches that were not kept because there were too many. */
  readonly droppedStretches: number;
}

/** What one engine counts; the card's overlapped time needs all of them. */
type EngineCounters = Omit<RunCounters, 'overlappedCycles'>;

const SPACE_COUNT = Object.keys(SPACES).length;

export class Counters {
  cycles = 0;
  instructions = 0;
  macs = 0;
  readonly #lanes = { matrix: { charged: 0, useful: 0 }, vector: { charged: 0, useful: 0 } };
  readonly #cyclesByCode = new Float64Array(256);
  readonly #countByCode = new Float64Array(256);
  readonly #moved = new Float64Array(SPACE_COUNT * SPACE_COUNT);
  readonly #originCycles: Float64Array;
  readonly #originCount: Float64Array;
  readonly #stretches: Stretch[] = [];
  readonly #maxStretches: number;
  readonly #engine: number;
  /** Cycles spent waiting for other engines. */
  #waited = 0;
  #dropped = 0;
  #origin = -1;
  #start = 0;
  #startCount = 0;

  constructor(engine: number, origins: number, maxStretches: number) {
    this.#engine = engine;
    this.#originCycles = new Float64Array(origins + 1);
    this.#originCount = new Float64Array(origins + 1);
    this.#maxStretches = maxStretches;
  }

  readonly move = (from: number, to: number, bytes: number): void => {
    const pair = from * SPACE_COUNT + to;
    this.#moved[pair] = (this.#moved[pair] ?? 0) + bytes;
  };

  fill(unit: LaneUnit, charged: number, useful: number): void {
    const lanes = this.#lanes[unit];
    lanes.charged += charged;
    lanes.useful += useful;
  }

  /** This engine's place in the card's time. */
  get now(): number {
    return this.cycles + this.#waited;
  }

  /** Waits until a moment of the card's time. */
  startAt(moment: number): void {
    this.#close(-1);
    this.#waited = Math.max(this.#waited, moment - this.cycles);
  }

  executed(code: number, origin: number, cycles: number): void {
    if (origin !== this.#origin) this.#close(origin);
    this.cycles += cycles;
    this.instructions++;
    this.#cyclesByCode[code] = (this.#cyclesByCode[code] ?? 0) + cycles;
    this.#countByCode[code] = (this.#countByCode[code] ?? 0) + 1;
  }

  /** Ends the current stretch, the next one belongs to `origin`. */
  #close(origin: number): void {
    const [cycles, count] = [this.cycles - this.#start, this.instructions - this.#startCount];
    if (count > 0) {
      const at = this.#origin + 1;
      this.#originCycles[at] = (this.#originCycles[at] ?? 0) + cycles;
      this.#originCount[at] = (this.#originCount[at] ?? 0) + count;
      if (this.#stretches.length < this.#maxStretches) {
        const start = this.#start + this.#waited;
        this.#stretches.push({ engine: this.#engine, origin: this.#origin, start, cycles, instructions: count });
      } else if (this.#maxStretches > 0) this.#dropped++;
    }
    this.#origin = origin;
    this.#start = this.cycles;
    this.#startCount = this.instructions;
  }

  finish(): EngineCounters {
    this.#close(-1);
    const queues = Object.keys(QUEUES) as QueueName[]; // exactly the keys of the table
    const cyclesByQueue = new Map<QueueName, number>(queues.map((queue) => [queue, 0]));
    const cyclesByOpcode = new Map<Opcode, number>();
    const instructionsByOpcode = new Map<Opcode, number>();
    for (const { op, code, queue } of INSTRUCTIONS) {
      const count = this.#countByCode[code] ?? 0;
      if (count === 0) continue;
      const cycles = this.#cyclesByCode[code] ?? 0;
      instructionsByOpcode.set(op, count);
      cyclesByOpcode.set(op, cycles);
      const name = queues[queue];
      if (name) cyclesByQueue.set(name, (cyclesByQueue.get(name) ?? 0) + cycles);
    }
    const bytesMoved = new Map<string, number>();
    this.#moved.forEach((bytes, pair) => {
      const [from, to] = [Math.floor(pair / SPACE_COUNT), pair % SPACE_COUNT];
      if (bytes > 0) bytesMoved.set(`${spaceName(from)}→${spaceName(to)}`, bytes);
    });
    const byOrigin: OriginTotal[] = [];
    this.#originCount.forEach((instructions, i) => {
      if (instructions > 0) byOrigin.push({ origin: i - 1, cycles: this.#originCycles[i] ?? 0, instructions });
    });
    const { cycles, instructions, macs } = this;
    const engines = { cyclesByEngine: [cycles], longestCycles: this.now };
    const lists = { byOrigin, stretches: this.#stretches, droppedStretches: this.#dropped };
    const counts = { cyclesByQueue, cyclesByOpcode, instructionsByOpcode, bytesMoved };
    const laneCycles = this.#lanes;
    return { cycles, instructions, macs, laneCycles, ...engines, ...counts, ...lists };
  }
}

function summed<K>(maps: readonly ReadonlyMap<K, number>[]): Map<K, number> {
  const total = new Map<K, number>();
  for (const map of maps) for (const [key, value] of map) total.set(key, (total.get(key) ?? 0) + value);
  return total;
}

function sumLanes(lanes: readonly LaneCycles[]): LaneCycles {
  const sum = (pick: (cycles: LaneCycles) => number) => lanes.reduce((total, each) => total + pick(each), 0);
  return { charged: sum(({ charged }) => charged), useful: sum(({ useful }) => useful) };
}

/** When the last engine of a card was done: one instruction after another, and with queues side by side. */
interface CardTime {
  readonly longest: number;
  readonly overlapped: number;
}

/** Counters of a card from those of its engines. */
export function mergeCounters(engines: readonly EngineCounters[], { longest, overlapped }: CardTime): RunCounters {
  const sum = (pick: (counters: EngineCounters) => number) => engines.reduce((total, each) => total + pick(each), 0);
  const origins = new Map<number, OriginTotal>();
  for (const { origin, cycles, instructions } of engines.flatMap(({ byOrigin }) => byOrigin)) {
    const known = origins.get(origin) ?? { origin, cycles: 0, instructions: 0 };
    origins.set(origin, { origin, cycles: known.cycles + cycles, instructions: known.instructions + instructions });
  }
  return {
    cycles: sum(({ cycles }) => cycles),
    cyclesByEngine: engines.map(({ cycles }) => cycles),
    longestCycles: longest,
    overlappedCycles: overlapped,
    instructions: sum(({ instructions }) => instructions),
    macs: sum(({ macs }) => macs),
    laneCycles: {
      matrix: sumLanes(engines.map(({ laneCycles }) => laneCycles.matrix)),
      vector: sumLanes(engines.map(({ laneCycles }) => laneCycles.vector)),
    },
    cyclesByQueue: summed(engines.map(({ cyclesByQueue }) => cyclesByQueue)),
    cyclesByOpcode: summed(engines.map(({ cyclesByOpcode }) => cyclesByOpcode)),
    instructionsByOpcode: summed(engines.map(({ instructionsByOpcode }) => instructionsByOpcode)),
    bytesMoved: summed(engines.map(({ bytesMoved }) => bytesMoved)),
    byOrigin: [...origins.values()].sort((a, b) => a.origin - b.origin),
    stretches: engines.flatMap(({ stretches }) => stretches),
    droppedStretches: sum(({ droppedStretches }) => droppedStretches),
  };
}
