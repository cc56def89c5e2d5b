// Which instructions are certain to be done when another one starts. Each queue of an engine counts its instructions; a clock says,
// for every queue, how many of them are done. Tokens carry the clock of their giver, a fence collects those of all queues.
//
// Invariant: an instruction starts no earlier than its clock says, on any path the program can take here.

import { QUEUE_COUNT } from '../sim/program.js';

export type Clock = readonly number[];

/** Number of the control queue. */
const CONTROL = 0;

function join(a: Clock, b: Clock): Clock {
  return a.map((value, i) => Math.max(value, b[i] ?? 0));
}

function meet(a: Clock, b: Clock): Clock {
  return a.map((value, i) => Math.min(value, b[i] ?? 0));
}

/** Everything the order of instructions depends on, at one moment. */
export interface OrderState {
  readonly issued: Clock;
  readonly clocks: readonly Clock[];
  /** Tokens in each counter, oldest first. */
  readonly tokens: readonly (readonly Clock[])[];
}

/** The same clock where more instructions have been issued: who knew all of a queue, knows all when no more came on its path. */
function carried(clock: Clock, then: Clock, now: Clock): Clock {
  return clock.map((done, queue) => (done >= (then[queue] ?? 0) ? (now[queue] ?? 0) : done));
}

export class HappensBefore {
  #issued: number[] = new Array<number>(QUEUE_COUNT).fill(0);
  #clocks: Clock[] = Array.from({ length: QUEUE_COUNT }, () => new Array<number>(QUEUE_COUNT).fill(0));
  #tokens: Clock[][] = Array.from({ length: QUEUE_COUNT * QUEUE_COUNT }, () => []);

  get state(): OrderState {
    return { issued: [...this.#issued], clocks: [...this.#clocks], tokens: this.#tokens.map((list) => [...list]) };
  }

  /** Done when whatever comes next starts. */
  get settled(): Clock {
    return this.#clocks[CONTROL] ?? [];
  }

  /** Nothing runs that the control queue would have to wait for, and no token is left. */
  get isQuiet(): boolean {
    return (
      this.settled.every((done, queue) => queue === CONTROL || done >= (this.#issued[queue] ?? 0)) &&
      this.#tokens.every((list) => list.length === 0)
    );
  }

  /** Takes the tokens an instruction waits for and answers its number and clock, or the counter that is empty. */
  start(
    queue: number,
    takes: readonly number[],
  ): { readonly number: number; readonly clock: Clock } | { empty: number } {
    let clock = join(this.#clocks[queue] ?? [], this.settled);
    for (const counter of takes) {
      const token = this.#tokens[counter]?.shift();
      if (!token) return { empty: counter };
      clock = join(clock, token);
    }
    const number = (this.#issued[queue] ?? 0) + 1;
    this.#issued[queue] = number;
    return { number, clock };
  }

  /** Ends the instruction just started on `queue`; answers a counter that holds more than `limit` tokens. */
  finish(queue: number, clock: Clock, gives: readonly number[], limit: number): number | undefined {
    const after = clock.map((done, i) => (i === queue ? (this.#issued[queue] ?? 0) : done));
    this.#clocks[queue] = after;
    let full: number | undefined;
    for (const counter of gives) if ((this.#tokens[counter]?.push(after) ?? 0) > limit) full = counter;
    return full;
  }

  fence(): void {
    this.#clocks[CONTROL] = [...this.#issued];
  }

  /** What holds on all paths: this one, and those that left earlier in one of the states given. */
  meet(others: readonly OrderState[]): void {
    const now = this.#issued;
    for (const other of others) {
      const same = (clock: Clock) => carried(clock, other.issued, now);
      this.#clocks = this.#clocks.map((clock, queue) => meet(clock, same(other.clocks[queue] ?? [])));
      this.#tokens = this.#tokens.map((list, counter) =>
        list.map((token, i) => meet(token, same(other.tokens[counter]?.[i] ?? token))),
      );
    }
  }
}
