// Plain data that many steps share: each different value is kept once and goes by its number.

export class Pool<T> {
  readonly #numbers = new Map<string, number>();
  readonly #items: T[] = [];

  /** The number of a value; values are the same when their JSON is. */
  add(value: T): number {
    const key = JSON.stringify(value);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#items.push(value) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  get items(): readonly T[] {
    return this.#items;
  }
}
