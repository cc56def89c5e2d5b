// Bounds what a program may make the simulator do. Loop counts and sizes are data: a damaged or hostile binary can ask for more than
// anyone lives to see, in one instruction or in many, and nothing else in the binary says that it should not.

import { Trap } from './trap.js';

/** Units of work by what causes them; a unit is about what one multiply-accumulate takes here. */
export const WORK = { mac: 1, byte: 16, instruction: 512 } as const;

/** Units a program may use unless told otherwise: minutes of simulation, hundreds of times what the largest image network takes. */
export const DEFAULT_MAX_WORK = 2 ** 42;

/** The program was ended because it did too much. */
export class WorkLimit extends Trap {}

export class WorkMeter {
  #limit = DEFAULT_MAX_WORK;
  #left = DEFAULT_MAX_WORK;

  get limit(): number {
    return this.#limit;
  }

  /** Starts anew, at the start of a program. */
  start(limit: number = DEFAULT_MAX_WORK): void {
    this.#limit = limit;
    this.#left = limit;
  }

  /** To be called before the work is done. */
  spend(units: number): void {
    this.#left -= units;
    if (this.#left < 0) throw new WorkLimit('too much work');
  }
}
