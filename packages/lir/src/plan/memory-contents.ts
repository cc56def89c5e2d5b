// What lies where while a plan is checked: every byte knows which values can be read there.

import type { Value } from '@afterglow/ir';

interface Segment {
  readonly start: number;
  readonly end: number;
  readonly holds: ReadonlySet<Value>;
}

export interface ByteRange {
  readonly address: number;
  readonly bytes: number;
}

export function meets(a: ByteRange, b: ByteRange): boolean {
  return a.address < b.address + b.bytes && b.address < a.address + a.bytes;
}

export class MemoryContents {
  /** By address, without gaps between a written byte and the next. */
  #segments: readonly Segment[] = [];

  copy(): MemoryContents {
    const copy = new MemoryContents();
    copy.#segments = this.#segments;
    return copy;
  }

  /** Index of the first segment that ends behind `address`. */
  #from(address: number): number {
    let [low, high] = [0, this.#segments.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#segments[middle]?.end ?? 0) <= address) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #change({ address, bytes }: ByteRange, holds: (before: ReadonlySet<Value>) => ReadonlySet<Value>): void {
    const end = address + bytes;
    const first = this.#from(address);
    const changed: Segment[] = [];
    let at = address;
    let last = first;
    for (let segment = this.#segments[last]; segment && segment.start < end; segment = this.#segments[++last]) {
      if (segment.start < address) changed.push({ ...segment, end: address });
      const [from, to] = [Math.max(segment.start, address), Math.min(segment.end, end)];
      if (at < from) changed.push({ start: at, end: from, holds: holds(new Set()) });
      changed.push({ start: from, end: to, holds: holds(segment.holds) });
      if (segment.end > end) changed.push({ ...segment, start: end });
      at = to;
    }
    if (at < end) changed.push({ start: at, end, holds: holds(new Set()) });
    this.#segments = [...this.#segments.slice(0, first), ...changed, ...this.#segments.slice(last)];
  }

  /** Writes a value: nothing else can be read there any more. */
  write(range: ByteRange, value: Value): void {
    if (range.bytes <= 0) return;
    // One segment, whatever was there before.
    this.#change(range, () => new Set());
    const [first, end] = [this.#from(range.address), range.address + range.bytes];
    let last = first;
    while ((this.#segments[last]?.start ?? end) < end) last++;
    const segment = { start: range.address, end, holds: new Set([value]) };
    this.#segments = [...this.#segments.slice(0, first), segment, ...this.#segments.slice(last)];
  }

  /** Says that a value can be read there, beside what could be before. */
  show(range: ByteRange, value: Value): void {
    this.#change(range, (before) => new Set([...before, value]));
  }

  /** Destroys what is there. */
  clear(range: ByteRange): void {
    this.#change(range, () => new Set());
  }

  holds({ address, bytes }: ByteRange, value: Value): boolean {
    let at = address;
    for (let i = this.#from(address); at < address + bytes; i++) {
      const segment = this.#segments[i];
      if (!segment || segment.start > at || !segment.holds.has(value)) return false;
      at = segment.end;
    }
    return true;
  }

  /** Keeps what can be read in both. */
  meet(other: MemoryContents): void {
    const kept: Segment[] = [];
    for (const { start, end, holds } of this.#segments) {
      for (let i = other.#from(start); (other.#segments[i]?.start ?? end) < end; i++) {
        const there = other.#segments[i];
        if (!there) break;
        const both = new Set([...holds].filter((value) => there.holds.has(value)));
        kept.push({ start: Math.max(start, there.start), end: Math.min(end, there.end), holds: both });
      }
    }
    this.#segments = kept;
  }
}
