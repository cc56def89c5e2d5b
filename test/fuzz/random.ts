// Numbers that look random and are the same for the same seed on every machine.

/** One stream; `fork` makes one that depends on this seed and a number alone, not on what was drawn before. */
export class Random {
  readonly #seed: number;
  #state: number;

  constructor(seed: number) {
    this.#seed = seed >>> 0;
    this.#state = this.#seed;
  }

  fork(key: number): Random {
    return new Random(mix(this.#seed ^ mix(key + 0x9e3779b9)));
  }

  /** 32 bits (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    return mix(this.#state);
  }

  /** From 0 to `count - 1`. */
  int(count: number): number {
    return count <= 0 ? 0 : this.next() % count;
  }

  chance(probability: number): boolean {
    return this.next() < probability * 2 ** 32;
  }

  /** One of the list, which must not be empty. */
  pick<T>(list: readonly T[]): T {
    const entry = list[this.int(list.length)];
    if (entry === undefined) throw new Error('there is nothing to pick from');
    return entry;
  }

  maybe<T>(list: readonly T[]): T | undefined {
    return list.length === 0 ? undefined : this.pick(list);
  }
}

function mix(value: number): number {
  let t = value >>> 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
}
