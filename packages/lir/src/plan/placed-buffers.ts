// Buffers that have addresses, found by when they are live. Time is cut into slices, so that the short-lived buffers of a long
// program are not compared with all others.
// Invariant: every list is sorted by address.

import type { MemoryRequest, Placed } from './plan-memory.js';

/** Positions a slice is long. */
const SLICE = 32;
/** A buffer live in more slices than this is compared with all buffers. */
const MOST_SLICES = 8;

function insert(list: Placed[], entry: Placed): void {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((list[middle]?.address ?? 0) <= entry.address) from = middle + 1;
    else to = middle;
  }
  list.splice(from, 0, entry);
}

export class PlacedBuffers {
  readonly #all: Placed[] = [];
  readonly #slices = new Map<number, Placed[]>();
  /** Buffers of many slices: they are in none. */
  readonly #long: Placed[] = [];

  get all(): readonly Placed[] {
    return this.#all;
  }

  add(entry: Placed): void {
    insert(this.#all, entry);
    const [first, last] = slicesOf(entry.request);
    if (last - first >= MOST_SLICES) {
      insert(this.#long, entry);
      return;
    }
    for (let slice = first; slice <= last; slice++) {
      const list = this.#slices.get(slice) ?? [];
      this.#slices.set(slice, list);
      insert(list, entry);
    }
  }

  /** Buffers among which are all that are live together with `request`, by rising address. */
  near(request: MemoryRequest): readonly Placed[] {
    const [first, last] = slicesOf(request);
    if (last - first >= MOST_SLICES) return this.#all;
    const found = new Set(this.#long);
    for (let slice = first; slice <= last; slice++) for (const entry of this.#slices.get(slice) ?? []) found.add(entry);
    return [...found].sort((a, b) => a.address - b.address);
  }
}

function slicesOf({ start, end }: MemoryRequest): readonly [number, number] {
  return [Math.floor(start / SLICE), Math.floor(end / SLICE)];
}
