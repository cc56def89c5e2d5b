// When the queues of an engine are done with what they were handed, if each works on its own and only tokens, fences and barriers hold
// it up. Costs are those of the cost table: nothing here knows how queues and engines share a memory's bandwidth, so it is a lower
// bound of a timed run, where the serial sum is an upper one.
//
// Invariant: a queue starts nothing before it has finished what came before, so no time is below the sum of the longest queue.

import { QUEUE_COUNT } from './program.js';

const CONTROL = 0;

export class QueueTimes {
  readonly #done = new Float64Array(QUEUE_COUNT);
  /** When the tokens in each counter were given, oldest first. */
  readonly #tokens: number[][] = Array.from({ length: QUEUE_COUNT * QUEUE_COUNT }, () => []);

  /** The moment everything handed out so far is done. */
  get finish(): number {
    return Math.max(...this.#done);
  }

  /** Nothing starts before a moment of the card's time. */
  startAt(moment: number): void {
    this.#done[CONTROL] = Math.max(this.#done[CONTROL] ?? 0, moment);
  }

  /** An instruction of `cycles`, issued when the control queue has come to it. Tokens are in their counters: the caller saw to it. */
  executed(queue: number, cycles: number, takes: readonly number[], gives: readonly number[]): void {
    let start = Math.max(this.#done[queue] ?? 0, this.#done[CONTROL] ?? 0);
    for (const counter of takes) start = Math.max(start, this.#tokens[counter]?.shift() ?? 0);
    const end = start + cycles;
    this.#done[queue] = end;
    for (const counter of gives) this.#tokens[counter]?.push(end);
  }

  /** The control queue goes on when every queue is empty. */
  fence(): void {
    this.#done[CONTROL] = this.finish;
  }
}
