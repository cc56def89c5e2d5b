// Finds the smallest k for which `base.k` is not taken, without trying all of them each time.
// Invariant: the answer depends on the names taken now and on nothing else, so a graph that was printed and read back
// names its next value as the original would have.

/** What is known about one base: every suffix below `next` is taken, or in `freed`. */
interface Suffixes {
  next: number;
  /** Suffixes below `next` that were given back, falling. Some may have been taken again by their full name. */
  readonly freed: number[];
}

const SUFFIX = /^[1-9]\d{0,8}$/;

export class FreeSuffixes {
  readonly #bases = new Map<string, Suffixes>();

  /** The first free name of `base`, `base.1`, `base.2`, … */
  firstFree(base: string, isTaken: (name: string) => boolean): string {
    if (!isTaken(base)) return base;
    let known = this.#bases.get(base);
    if (!known) {
      known = { next: 1, freed: [] };
      this.#bases.set(base, known);
    }
    for (let k = known.freed.at(-1); k !== undefined; k = known.freed.at(-1)) {
      if (!isTaken(`${base}.${k}`)) return `${base}.${k}`;
      known.freed.pop();
    }
    while (isTaken(`${base}.${known.next}`)) known.next++;
    return `${base}.${known.next}`;
  }

  /** Tells that `name` is taken no more. */
  release(name: string): void {
    const dot = name.lastIndexOf('.');
    const digits = name.slice(dot + 1);
    const known = dot >= 0 && SUFFIX.test(digits) ? this.#bases.get(name.slice(0, dot)) : undefined;
    const k = Number(digits);
    if (!known || k >= known.next) return;
    let [low, high] = [0, known.freed.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((known.freed[middle] ?? 0) > k) low = middle + 1;
      else high = middle;
    }
    if (known.freed[low] !== k) known.freed.splice(low, 0, k);
  }

  /** Forgets everything, after names were given back that nobody listed. */
  reset(): void {
    this.#bases.clear();
  }
}
