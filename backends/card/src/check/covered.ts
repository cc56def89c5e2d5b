// Which bytes of a memory something may have written: sorted ranges that do not touch.

export class Covered {
  #ranges: (readonly [number, number])[] = [];

  add(lo: number, hi: number): void {
    if (hi <= lo) return;
    const last = this.#ranges.findLast(([from, to]) => from <= lo && hi <= to);
    if (last) return;
    const apart = this.#ranges.filter(([from, to]) => to < lo || hi < from);
    const near = this.#ranges.filter(([from, to]) => !(to < lo || hi < from));
    const from = Math.min(lo, ...near.map(([start]) => start));
    const to = Math.max(hi, ...near.map(([, end]) => end));
    this.#ranges = [...apart, [from, to] as const].sort(([x], [y]) => x - y);
  }

  meets(lo: number, hi: number): boolean {
    return this.#ranges.some(([from, to]) => from < hi && lo < to);
  }
}
