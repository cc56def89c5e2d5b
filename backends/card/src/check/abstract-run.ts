// Follows a program without its data. Launch parameters have values; what is loaded from memory, and the index of a loop, stand for
// every value they can have, and a loop is followed for two iterations, which stand for any two that follow each other. Why two are
// enough: a body gives and takes the same tokens, so every pair of neighbouring iterations is ordered in the same way, and an
// instruction that has to come behind all of an earlier iteration has each of its queues behind that iteration's (queues keep order).
//
// Invariant: an access is compared with every access before it that may still run, on some path through the program.

import { QUEUE_COUNT, type Step } from '../sim/program.js';
import { type Affine, constant, isConstant, lower, upper } from './affine.js';
import { Arithmetic, LARGEST } from './arithmetic.js';
import { HappensBefore } from './happens-before.js';
import type { Item, Loop, Word } from './program-tree.js';
import { conflict, type Region, regionOf } from './region.js';
import { isIdle } from './region-forms.js';

const CONTROL = 0;
const MAX_TOKENS = 65535;
const REGISTERS = 64;
/** More than a run of the most words makes. */
const UNKNOWNS_OF_AN_ENGINE = 2 ** 32;
const LOADED = { 'lds.i32': 2 ** 31, 'lds.i64': LARGEST } as const;

export interface AbstractRunOptions {
  /** Values of the launch parameters in declared order. */
  readonly params: readonly number[];
  /** Engines of the card, and which of them runs; undefined: any of them. */
  readonly engines: number;
  readonly engine?: number;
  /** Accesses of these memories are told and nothing is compared: then loops are followed once, and tokens not at all. */
  readonly onlyTell?: ReadonlySet<number>;
  readonly onBarrier?: () => void;
  /** Words followed before giving up. */
  readonly maxWords: number;
  /** Told of every access in the order of the words, before it is compared. */
  readonly onAccess: (pc: number, region: Region) => void;
  readonly onRace: (earlier: number, later: number, region: Region) => void;
  /** An instruction waits for a token that nothing before it gives, or a counter overflows. */
  readonly onTokens: (pc: number, problem: string) => void;
}

interface Access {
  readonly pc: number;
  readonly queue: number;
  readonly number: number;
  readonly region: Region;
}

export class AbstractRun {
  readonly #options: AbstractRunOptions;
  readonly #arithmetic: Arithmetic;
  readonly #engine: Affine;
  readonly #order = new HappensBefore();
  readonly #registers: Affine[] = new Array<Affine>(REGISTERS).fill(constant(0));
  /** Accesses that may still run when the next word is issued. */
  #open: readonly Access[] = [];
  #words = 0;

  constructor(options: AbstractRunOptions) {
    this.#options = options;
    const { engine, engines } = options;
    this.#arithmetic = new Arithmetic(engine === undefined ? 0 : engine * UNKNOWNS_OF_AN_ENGINE);
    this.#engine = engine === undefined ? this.#arithmetic.fresh(0, engines - 1) : constant(engine);
  }

  /** False when the program is longer than the limit: nothing is known of the rest. */
  run(items: readonly Item[]): boolean {
    this.#block(items);
    return this.#words <= this.#options.maxWords;
  }

  /** Whether the run goes on behind the items; so do the other parts of a walk. */
  #block(items: readonly Item[]): boolean {
    return items.every((item) => {
      if (++this.#words > this.#options.maxWords) return false;
      return item.kind === 'loop' ? this.#loop(item) : this.#word(item);
    });
  }

  #value({ operands, imm }: Step, i: number): Affine {
    const register = operands[i] ?? 0;
    return register < 0 ? constant(imm) : (this.#registers[register] ?? constant(0));
  }

  #forget(registers: readonly number[]): void {
    for (const register of registers) this.#registers[register] = this.#arithmetic.anything();
  }

  /** Runs the body with an index that stands for any iteration. */
  #iteration(loop: Loop, count: Affine): boolean {
    this.#forget(loop.written);
    const register = loop.step.operands[0] ?? 0;
    this.#registers[register] = this.#arithmetic.index(count);
    return this.#block(loop.body);
  }

  #loop(loop: Loop): boolean {
    const count = this.#value(loop.step, 1);
    const [least, most] = [lower(count), upper(count)];
    if (most <= 0) return true;
    if (isConstant(count) && most === 1) {
      this.#registers[loop.step.operands[0] ?? 0] = constant(0);
      return this.#block(loop.body);
    }
    const goesOn = this.#options.onlyTell ? this.#iteration(loop, count) : this.#iterations(loop, count, least, most);
    if (!goesOn) return false;
    this.#forget(loop.written);
    this.#registers[loop.step.operands[0] ?? 0] =
      least > 0 ? this.#arithmetic.index(count) : this.#arithmetic.anything();
    return true;
  }

  /** Two neighbouring iterations, and what holds behind them on every path. */
  #iterations(loop: Loop, count: Affine, least: number, most: number): boolean {
    const [before, openBefore] = [this.#order.state, this.#open];
    if (!this.#iteration(loop, count)) return false;
    const [first, openFirst] = [this.#order.state, this.#open];
    // An iteration after which nothing is left to wait for says all there is to say.
    const again = most > 1 && !(this.#order.isQuiet && openFirst.length === 0);
    if (again && !this.#iteration(loop, count)) return false;
    const paths = [...(least <= 0 ? [before] : []), ...(again && least <= 1 ? [first] : [])];
    this.#order.meet(paths);
    const open = new Set(this.#open);
    if (least <= 0) for (const access of openBefore) open.add(access);
    if (again && least <= 1) for (const access of openFirst) open.add(access);
    this.#open = [...open];
    this.#prune();
    return true;
  }

  #word(word: Word): boolean {
    const { pc, step } = word;
    const { op } = step.instruction;
    if (op === 'halt') return false;
    const told = this.#options.onlyTell;
    if (!told) {
      if (!this.#ordered(word)) return false;
    } else {
      for (const region of this.#regions(word, told)) this.#options.onAccess(pc, region);
      if (step.spec.queue === CONTROL) this.#control(step);
    }
    if (op === 'barrier') this.#options.onBarrier?.();
    return true;
  }

  /** A word in its place among all others. */
  #ordered(word: Word): boolean {
    const { pc, step } = word;
    const { op } = step.instruction;
    const queue = step.spec.queue;
    const started = this.#order.start(queue, step.takes);
    if ('empty' in started) {
      const [from, to] = [Math.floor(started.empty / QUEUE_COUNT), started.empty % QUEUE_COUNT];
      this.#options.onTokens(
        pc,
        `it waits for a token from queue ${from} to queue ${to}, and nothing before it gives one`,
      );
      return false;
    }
    this.#touch(word, started);
    if (queue === CONTROL) this.#control(step);
    const full = this.#order.finish(queue, started.clock, step.gives, MAX_TOKENS);
    if (full !== undefined) this.#options.onTokens(pc, `a token counter goes above ${MAX_TOKENS}`);
    if (op === 'fence' || op === 'barrier') {
      this.#order.fence();
      this.#prune();
    }
    return true;
  }

  /** What a word touches, in all memories or in those given. */
  #regions({ step, forms }: Word, spaces?: ReadonlySet<number>): Region[] {
    const wanted = spaces ? forms.filter(({ space }) => spaces.has(space)) : forms;
    if (wanted.length === 0) return [];
    const operands = step.operands.map((_, i) => this.#value(step, i));
    if (isIdle(step, operands.map(upper))) return [];
    return wanted.flatMap((form) => regionOf(form, operands, this.#arithmetic) ?? []);
  }

  #touch(word: Word, { number, clock }: { readonly number: number; readonly clock: readonly number[] }): void {
    const { pc, step } = word;
    const queue = step.spec.queue;
    const made: Access[] = [];
    for (const region of this.#regions(word)) {
      this.#options.onAccess(pc, region);
      for (const earlier of this.#open) {
        if (earlier.queue === queue || (clock[earlier.queue] ?? 0) >= earlier.number) continue;
        if (conflict(earlier.region, region)) this.#options.onRace(earlier.pc, pc, region);
      }
      made.push({ pc, queue, number, region });
    }
    // Whatever the control queue itself does is done when it goes on.
    if (queue !== CONTROL && made.length > 0) this.#open = [...this.#open, ...made];
  }

  #prune(): void {
    const settled = this.#order.settled;
    this.#open = this.#open.filter(({ queue, number }) => (settled[queue] ?? 0) < number);
  }

  #control(step: Step): void {
    const { op } = step.instruction;
    const result = step.spec.operands[0]?.role === 'out' ? (step.operands[0] ?? 0) : undefined;
    if (result === undefined) return;
    this.#registers[result] = this.#result(op, step);
  }

  #result(op: string, step: Step): Affine {
    if (op === 'engine') return this.#engine;
    if (op === 'li') return constant(step.imm);
    if (op === 'param') return constant(this.#options.params[step.imm] ?? 0);
    if (op === 'lds.i32' || op === 'lds.i64') return this.#arithmetic.fresh(-LOADED[op], LOADED[op]);
    const value = this.#arithmetic.apply(op, this.#value(step, 1), this.#value(step, 2));
    return value ?? this.#arithmetic.anything();
  }
}
