// Bytes in use at every position, with the maximum at hand after each change: a segment tree with additions to whole nodes.

export class LiveBytes {
  readonly #size: number;
  /** Largest sum below a tree node, the node's own addition included. */
  readonly #most: Float64Array;
  readonly #added: Float64Array;

  constructor(positions: number) {
    let size = 1;
    while (size < positions) size *= 2;
    this.#size = size;
    this.#most = new Float64Array(2 * this.#size);
    this.#added = new Float64Array(2 * this.#size);
  }

  /** Adds `bytes` at positions `start … end`, both included; nothing when the range is empty. */
  add(start: number, end: number, bytes: number): void {
    if (start <= end) this.#add(1, 0, this.#size - 1, start, end, bytes);
  }

  #add(at: number, from: number, to: number, start: number, end: number, bytes: number): void {
    if (end < from || to < start) return;
    if (start <= from && to <= end) {
      this.#added[at] = (this.#added[at] ?? 0) + bytes;
      this.#most[at] = (this.#most[at] ?? 0) + bytes;
      return;
    }
    const middle = (from + to) >> 1;
    this.#add(2 * at, from, middle, start, end, bytes);
    this.#add(2 * at + 1, middle + 1, to, start, end, bytes);
    this.#most[at] = Math.max(this.#most[2 * at] ?? 0, this.#most[2 * at + 1] ?? 0) + (this.#added[at] ?? 0);
  }

  /** Most bytes in use at one position. */
  get most(): number {
    return this.#most[1] ?? 0;
  }

  /** The first position at which most bytes are in use. */
  get peak(): number {
    let at = 1;
    while (at < this.#size) at = (this.#most[2 * at] ?? 0) >= (this.#most[2 * at + 1] ?? 0) ? 2 * at : 2 * at + 1;
    return at - this.#size;
  }
}
