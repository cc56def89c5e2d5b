// A memory that engines share as pages that exist only once somebody writes to them. Ranges that come from the binary are read-only; their
// pages are read from the file when first touched and dropped again when too many are held, so tables of any size stay on disk.

import type { ByteSource } from '@afterglow/core';
import type { ElfSegment } from '../elf/read-elf.js';

export const PAGE_BYTES = 65536;

export interface PagedMemoryOptions {
  /** Most pages of read-only data held at a time. */
  readonly cachedPages?: number;
}

const DEFAULT_CACHED_PAGES = 1024;

export class PagedMemory {
  readonly bytes: number;
  readonly #source: ByteSource;
  readonly #segments: readonly ElfSegment[];
  readonly #cachedPages: number;
  /** Pages that were written to. */
  readonly #own = new Map<number, Uint8Array>();
  /** Clean pages with data from the file, least recently loaded first. */
  readonly #cache = new Map<number, Uint8Array>();
  /** What a page holds that nobody has written to. */
  readonly #blank = new Uint8Array(PAGE_BYTES);
  #lastNumber = -1;
  #lastPage: Uint8Array = this.#blank;

  /** `segments` are sorted by address and do not overlap. */
  constructor(bytes: number, source: ByteSource, segments: readonly ElfSegment[], options: PagedMemoryOptions = {}) {
    this.bytes = bytes;
    this.#source = source;
    this.#segments = segments;
    this.#cachedPages = Math.max(1, options.cachedPages ?? DEFAULT_CACHED_PAGES);
  }

  /** Bytes of memory that hold something, cached data of the file included. */
  get residentBytes(): number {
    return (this.#own.size + this.#cache.size) * PAGE_BYTES;
  }

  /** Forgets everything written; from here on, what nobody writes reads as `fill` where the file says nothing. */
  clear(fill: number): void {
    this.#own.clear();
    this.#blank.fill(fill);
    this.#lastNumber = -1;
    this.#lastPage = this.#blank;
  }

  /** Index of the first segment that ends above `address`. */
  #segmentAt(address: number): number {
    let [low, high] = [0, this.#segments.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const segment = this.#segments[middle];
      if (segment && segment.address + segment.bytes <= address) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** True when any byte of the range comes from the file. */
  isReadOnly(address: number, bytes: number): boolean {
    const segment = this.#segments[this.#segmentAt(address)];
    return segment !== undefined && segment.address < address + bytes;
  }

  #load(number: number): Uint8Array | undefined {
    const start = number * PAGE_BYTES;
    let page: Uint8Array | undefined;
    for (let i = this.#segmentAt(start); ; i++) {
      const segment = this.#segments[i];
      if (!segment || segment.address >= start + PAGE_BYTES) return page;
      page ??= new Uint8Array(PAGE_BYTES);
      const from = Math.max(segment.address, start);
      const to = Math.min(segment.address + segment.bytes, start + PAGE_BYTES);
      this.#source.read(segment.offset + from - segment.address, page.subarray(from - start, to - start));
    }
  }

  #pageToRead(number: number): Uint8Array {
    if (number === this.#lastNumber) return this.#lastPage;
    let page = this.#own.get(number) ?? this.#cache.get(number);
    if (!page) {
      page = this.#load(number);
      if (page) {
        if (this.#cache.size >= this.#cachedPages) {
          const [oldest] = this.#cache.keys();
          if (oldest !== undefined) this.#cache.delete(oldest);
        }
        this.#cache.set(number, page);
      }
    }
    this.#lastNumber = number;
    this.#lastPage = page ?? this.#blank;
    return this.#lastPage;
  }

  #pageToWrite(number: number): Uint8Array {
    let page = this.#own.get(number);
    if (!page) {
      page = this.#cache.get(number) ?? this.#load(number) ?? this.#blank.slice();
      this.#cache.delete(number);
      this.#own.set(number, page);
    }
    this.#lastNumber = number;
    this.#lastPage = page;
    return page;
  }

  /** Copies `bytes` bytes from `address` to `into` at `at`. The range was checked. */
  read(address: number, into: Uint8Array, at: number, bytes: number): void {
    for (let done = 0; done < bytes; ) {
      const number = Math.floor((address + done) / PAGE_BYTES);
      const start = address + done - number * PAGE_BYTES;
      const part = Math.min(bytes - done, PAGE_BYTES - start);
      const page = this.#pageToRead(number);
      if (part <= 16) for (let i = 0; i < part; i++) into[at + done + i] = page[start + i] ?? 0;
      else into.set(page.subarray(start, start + part), at + done);
      done += part;
    }
  }

  /** Copies `bytes` bytes of `from` at `at` to `address`. The range was checked. */
  write(address: number, from: Uint8Array, at: number, bytes: number): void {
    for (let done = 0; done < bytes; ) {
      const number = Math.floor((address + done) / PAGE_BYTES);
      const start = address + done - number * PAGE_BYTES;
      const part = Math.min(bytes - done, PAGE_BYTES - start);
      const page = this.#pageToWrite(number);
      if (part <= 16) for (let i = 0; i < part; i++) page[start + i] = from[at + done + i] ?? 0;
      else page.set(from.subarray(at + done, at + done + part), start);
      done += part;
    }
  }
}
