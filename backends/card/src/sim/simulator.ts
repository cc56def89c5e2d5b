// The functional simulator: runs programs of a card binary in issue order, bit by bit what the manual says. It reads nothing but
// the binary. One instance is one card; its card memory keeps its contents from run to run. Engines take turns: each runs from one
// barrier to the next, in the order of their numbers unless told otherwise, which changes no result of a program without races.

import { type Diagnostics, invariant, originNames } from '@afterglow/core';
import { cardDiagnostics } from '../diagnostics.js';
import type { CardElf } from '../elf/index.js';
import { type CostFields, costFields } from '../isa/generated/effects.js';
import { MAX_LOOP_DEPTH, REGISTER_COUNT } from '../isa/instruction.js';
import { startCycles } from '../isa/lane-cycles.js';
import type { FlagValues, OperandValues } from '../isa/spec.js';
import { CardState } from './card-state.js';
import { SCALAR, scalar } from './control.js';
import { Counters, mergeCounters, type RunCounters } from './counters.js';
import { PagedMemory, type PagedMemoryOptions } from './paged-memory.js';
import { type PreparedProgram, prepareProgram, QUEUE_COUNT, type Step } from './program.js';
import { QueueTimes } from './queue-times.js';
import { Trap, trap } from './trap.js';
import { WORK, WorkLimit, WorkMeter } from './work-meter.js';

export interface SimulatorOptions extends PagedMemoryOptions {
  /** Byte that engine memories and the shared cache are filled with before a program; 0 unless a test looks for reads of undefined memory. */
  readonly fill?: number;
}

export interface SimulatorRunOptions {
  /** Order in which engines run between barriers; by number unless given. A sound program leaves the same memory in any order. */
  readonly order?: readonly number[];
  /** Most stretches of serial time to keep for a trace; none unless asked for. */
  readonly maxStretches?: number;
  /** Most units of work; see `work-meter.ts`. */
  readonly maxWork?: number;
  readonly watch?: RunWatcher;
}

/** Told what a run does, in cycles from its start. */
export interface RunWatcher {
  worked(engine: number, queue: number, start: number, cycles: number): void;
  /** Bytes `from … to − 1` of a memory, outer bounds of a strided access. */
  touchedMemory(space: number, write: boolean, from: number, to: number, at: number): void;
}

const MAX_TOKENS = 65535;
const MAX_SAFE = 2 ** 53 - 1;

interface Loop {
  readonly start: number;
  readonly count: number;
  readonly register: number;
  index: number;
}

export class Simulator {
  readonly elf: CardElf;
  /** Engine 0 with the card memory that all engines share. */
  readonly state: CardState;
  readonly #engines: readonly CardState[];
  readonly #options: SimulatorOptions;
  readonly #costs: CostFields;
  readonly #prepared = new Map<string, PreparedProgram>();

  constructor(elf: CardElf, options: SimulatorOptions = {}) {
    this.elf = elf;
    this.#options = options;
    this.#costs = costFields(elf.machine);
    const work = new WorkMeter();
    const shared = {
      dram: new PagedMemory(elf.dramBytes, elf.source, elf.segments, options),
      llc: new PagedMemory(elf.llcBytes, elf.source, []),
    };
    this.#engines = Array.from({ length: elf.machine.engines }, () => new CardState(elf.machine, shared, work));
    const [first] = this.#engines;
    invariant(first, 'a card has an engine: the reader of binaries saw to it');
    this.state = first;
  }

  /** Decodes and checks a program ahead of its first run. Illegal instructions are reported. */
  prepare(name: string, diagnostics: Diagnostics): PreparedProgram | undefined {
    const known = this.#prepared.get(name);
    if (known) return known;
    const entry = this.elf.programs.find((program) => program.name === name);
    if (!entry) {
      const names = this.elf.programs.map((program) => program.name).join(', ') || 'none';
      diagnostics.report(cardDiagnostics.unknownEntry, { entry: name, known: names });
      return undefined;
    }
    const prepared = prepareProgram(this.elf, entry, diagnostics);
    if (prepared) this.#prepared.set(name, prepared);
    return prepared;
  }

  /** Runs a program with launch parameter values in their declared order. A trap is reported and answers undefined. */
  run(
    name: string,
    params: readonly number[],
    diagnostics: Diagnostics,
    options: SimulatorRunOptions = {},
  ): RunCounters | undefined {
    const program = this.prepare(name, diagnostics);
    if (!program) return undefined;
    this.state.work.start(options.maxWork);
    this.state.llc.clear(this.#options.fill ?? 0);
    const runs = this.#engines.map((state, engine) => {
      state.clearEngine(this.#options.fill ?? 0);
      return new Run(state, engine, program, params, this.#costs, this.elf.origins.length, options);
    });
    const order = options.order ?? runs.map((_, engine) => engine);
    let [running, start, overlapped] = [true, 0, 0];
    while (running) {
      running = false;
      for (const engine of order) {
        const run = runs[engine];
        invariant(run, `the card has no engine ${engine}`);
        try {
          if (!run.toBarrier(start, overlapped)) running = true;
        } catch (error) {
          if (!(error instanceof Trap)) throw error;
          this.#report(program, run, error, diagnostics);
          return undefined;
        }
      }
      // The slowest engine holds up the others.
      start = Math.max(...runs.map(({ counters }) => counters.now));
      overlapped = Math.max(...runs.map(({ times }) => times.finish));
    }
    return mergeCounters(
      runs.map(({ counters }) => counters.finish()),
      { longest: start, overlapped },
    );
  }

  #report(program: PreparedProgram, { pc, engine }: Run, error: Trap, diagnostics: Diagnostics): void {
    const { entry, steps, originOf } = program;
    const instruction = steps[pc]?.instruction.op ?? 'no instruction';
    const origin = originOf(pc);
    const names = originNames(origin);
    const source = origin?.kind === 'node' && origin.source ? [`source: ${origin.source}`] : [];
    const place = {
      location: { kind: 'file', file: this.elf.source.name },
      notes: [
        ...(names.length > 0 ? [`origin: ${names.join(', ')}`] : []),
        ...source,
        ...(this.#engines.length > 1 ? [`on engine ${engine}`] : []),
      ],
    } as const;
    const at = { program: entry.name, pc, instruction };
    if (error instanceof WorkLimit) {
      diagnostics.report(cardDiagnostics.workLimit, { ...at, limit: this.state.work.limit }, place);
    } else diagnostics.report(cardDiagnostics.trap, { ...at, reason: error.message }, place);
  }
}

/** One execution of one program by one engine. */
class Run {
  pc = 0;
  #halted = false;
  readonly engine: number;
  readonly counters: Counters;
  readonly times = new QueueTimes();
  readonly #state: CardState;
  readonly #steps: readonly Step[];
  readonly #params: readonly number[];
  readonly #costs: CostFields;
  readonly #watch: RunWatcher | undefined;
  readonly #registers = new Float64Array(REGISTER_COUNT);
  readonly #tokens = new Int32Array(QUEUE_COUNT * QUEUE_COUNT);
  readonly #loops: Loop[] = [];
  // Sixteen entries each, written in place for every instruction.
  readonly #v: number[] = new Array<number>(16).fill(0);
  readonly #f: number[] = new Array<number>(16).fill(0);

  constructor(
    state: CardState,
    engine: number,
    program: PreparedProgram,
    params: readonly number[],
    costs: CostFields,
    origins: number,
    options: SimulatorRunOptions,
  ) {
    this.#state = state;
    this.engine = engine;
    this.#steps = program.steps;
    this.#params = params;
    this.#costs = costs;
    this.#watch = options.watch;
    this.counters = new Counters(engine, origins, options.maxStretches ?? 0);
  }

  /** Runs on to the next barrier or the end, from a moment in serial and in overlapped time; true at the end of the program. */
  toBarrier(start: number, overlapped: number): boolean {
    // One that has halted waits for nobody, and nobody waits for it.
    if (this.#halted) return true;
    this.counters.startAt(start);
    this.times.startAt(overlapped);
    const steps = this.#steps;
    // The arrays have sixteen entries, as the generated functions want them.
    const v = this.#v as unknown as OperandValues;
    const f = this.#f as unknown as FlagValues;
    for (;;) {
      const step = steps[this.pc];
      if (!step) trap('the program does not end with halt');
      this.#state.work.spend(WORK.instruction);
      for (const counter of step.takes) this.#take(counter);
      this.#load(step);
      const { effects, routine, spec, unit } = step;
      const active = effects.active(v, f);
      const cycles = active ? effects.cost(v, f, this.#costs) : 1;
      if (this.#watch) this.#show(this.#watch, step, v, f, active, cycles);
      this.counters.executed(spec.code, step.origin, cycles);
      if (step.waitsForAll) this.times.fence();
      this.times.executed(spec.queue, cycles, step.takes, step.gives);
      let next = this.pc + 1;
      if (routine) {
        if (active) {
          effects.access(v, f, this.#state);
          const macs = effects.macs(v, f);
          this.#state.work.spend(WORK.mac * macs);
          effects.moves(v, f, this.#moved);
          routine(this.#state, v, f);
          this.counters.macs += macs;
          if (unit) {
            const charged = cycles - startCycles(unit, this.#costs);
            this.counters.fill(unit, charged, effects.useful(v, f, this.#costs));
          }
        }
      } else next = this.#control(step, v, f);
      for (const counter of step.gives) this.#give(counter);
      if (next < 0) {
        this.#halted = true;
        return true;
      }
      this.pc = next;
      if (step.instruction.op === 'barrier') return false;
    }
  }

  #show(watch: RunWatcher, { effects, spec }: Step, v: OperandValues, f: FlagValues, active: boolean, cycles: number) {
    const { now } = this.counters;
    watch.worked(this.engine, spec.queue, now, cycles);
    if (!active) return;
    effects.access(v, f, {
      access: (write, space, _align, address, bytes, count1, stride1, count2, stride2) => {
        if (!(bytes > 0 && count1 > 0 && count2 > 0)) return;
        const spans = [(count1 - 1) * stride1, (count2 - 1) * stride2] as const;
        const from = address + Math.min(0, spans[0]) + Math.min(0, spans[1]);
        const to = address + Math.max(0, spans[0]) + Math.max(0, spans[1]) + bytes;
        watch.touchedMemory(space, write, from, to, now);
      },
    });
  }

  readonly #moved = (from: number, to: number, bytes: number): void => {
    this.#state.work.spend(WORK.byte * bytes);
    this.counters.move(from, to, bytes);
  };

  #load({ operands, imm, flags }: Step): void {
    for (let i = 0; i < operands.length; i++) {
      const register = operands[i] as number; // i is in range
      this.#v[i] = register < 0 ? imm : (this.#registers[register] as number); // register numbers come from 6 bits
    }
    for (let i = 0; i < flags.length; i++) this.#f[i] = flags[i] as number; // i is in range
  }

  #take(counter: number): void {
    const tokens = this.#tokens[counter] ?? 0;
    if (tokens === 0) {
      const [from, to] = [Math.floor(counter / QUEUE_COUNT), counter % QUEUE_COUNT];
      trap(`deadlock: it waits for a token from queue ${from} to queue ${to}, and nothing before it gives one`);
    }
    this.#tokens[counter] = tokens - 1;
  }

  #give(counter: number): void {
    const tokens = (this.#tokens[counter] ?? 0) + 1;
    if (tokens > MAX_TOKENS) trap(`a token counter goes above ${MAX_TOKENS}`);
    this.#tokens[counter] = tokens;
  }

  #set(step: Step, value: number): void {
    this.#registers[step.operands[0] ?? 0] = scalar(value);
  }

  /** Runs a control instruction; answers the next pc, or −1 at the end of the program. */
  #control(step: Step, v: OperandValues, f: FlagValues): number {
    const next = this.pc + 1;
    const { op } = step.instruction;
    switch (op) {
      case 'halt':
        return -1;
      case 'li':
        this.#set(step, step.imm);
        return next;
      case 'param': {
        const value = this.#params[step.imm] ?? trap(`the program has no launch parameter ${step.imm}`);
        this.#set(step, value);
        return next;
      }
      case 'engine':
        this.#set(step, this.engine);
        return next;
      case 'mov':
        this.#set(step, v[1]);
        return next;
      case 'lds.i32':
      case 'lds.i64':
        step.effects.access(v, f, this.#state);
        this.#set(step, this.#scalarLoad(op === 'lds.i64', v[1] + v[2]));
        return next;
      case 'loop':
        return this.#enterLoop(step, v[1]);
      case 'endloop':
        return this.#endLoop();
      case 'fence':
      case 'barrier':
        return next;
    }
    const operation = SCALAR[op];
    invariant(operation, `${op} has no routine`);
    this.#set(step, operation(v[1], v[2]));
    return next;
  }

  #scalarLoad(wide: boolean, address: number): number {
    const { i32, u32 } = this.#state.sram;
    if (!wide) return i32[address / 4] ?? 0;
    const value = (i32[address / 4 + 1] ?? 0) * 2 ** 32 + (u32[address / 4] ?? 0);
    return Math.max(-MAX_SAFE, Math.min(MAX_SAFE, value));
  }

  #enterLoop(step: Step, count: number): number {
    if (count <= 0) return this.pc + step.imm + 1;
    invariant(this.#loops.length < MAX_LOOP_DEPTH, 'nesting was checked when the program was loaded');
    const register = step.operands[0] ?? 0;
    this.#loops.push({ start: this.pc + 1, count, register, index: 0 });
    this.#registers[register] = 0;
    return this.pc + 1;
  }

  #endLoop(): number {
    const loop = this.#loops.at(-1);
    invariant(loop, 'loops were matched when the program was loaded');
    loop.index++;
    if (loop.index < loop.count) {
      this.#registers[loop.register] = loop.index;
      return loop.start;
    }
    this.#loops.pop();
    return this.pc + 1;
  }
}
