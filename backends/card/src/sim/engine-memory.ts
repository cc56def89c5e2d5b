// A memory of one engine, made as far as programs reach into it: twelve engines have 50 MB, of which most programs touch little.
// Invariant: every access is announced by `reach` before the views are looked at, and views are never kept from one instruction to the next.

import { makeViews, type Views } from './kernels/index.js';

/** Least bytes made at once. */
const PIECE = 65536;

export class EngineMemory {
  readonly #capacity: number;
  #views: Views = makeViews(0);
  /** What bytes hold that nobody wrote. */
  #fill = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The bytes that have been reached, at least. */
  get views(): Views {
    return this.#views;
  }

  /** Makes the bytes below `end`, which is not above the capacity. */
  reach(end: number): void {
    const { u8 } = this.#views;
    if (end <= u8.length) return;
    const grown = makeViews(Math.min(this.#capacity, Math.max(end, PIECE, 2 * u8.length)));
    grown.u8.set(u8);
    if (this.#fill !== 0) grown.u8.fill(this.#fill, u8.length);
    this.#views = grown;
  }

  /** Sets all bytes. */
  clear(fill: number): void {
    this.#fill = fill;
    this.#views.u8.fill(fill);
  }
}
