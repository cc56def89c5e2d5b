// Choices that follow from a seed: small pure draws for building random graphs. Property tests hand in the seed, so that a failure can
// be had again.

export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = (Math.imul(seed + 1, 2654435761) ^ 0x5bd1e995) >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    // xorshift32; its state is never 0.
    let x = this.#state || 1;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state / 2 ** 32;
  }

  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True once in `n` times. */
  oneIn(n: number): boolean {
    return this.below(n) === 0;
  }

  pick<T>(list: readonly T[]): T {
    // Callers pass lists that are not empty.
    return list[this.below(list.length)] as T;
  }

  shuffle<T>(list: readonly T[]): T[] {
    const result = [...list];
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [result[i], result[j]] = [result[j] as T, result[i] as T];
    }
    return result;
  }
}
