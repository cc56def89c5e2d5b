// Stretches of memory that several values share, while it is being decided who shares with whom.
// Invariant: two places of one storage with a byte in common hold the same contents (one version), or are never needed
// at the same time.

import type { Value } from '../../graph/graph.js';
import type { LiveBytes } from './live-bytes.js';
import type { LiveValue } from './live-values.js';

/** Where a value lies in its storage. */
export interface Place {
  readonly live: LiveValue;
  readonly bytes: number;
  storage: Storage;
  offset: number;
  /** Places of one storage with equal versions show the same contents. */
  version: number;
}

export interface Storage {
  readonly bytes: number;
  readonly places: Place[];
  /** First and last position at which one of its places is needed. */
  start: number;
  end: number;
}

/** Places compared before a merge is given up: keeps the cost of wide graphs linear. */
const MOST_COMPARED = 1024;

export function overlapping(a: { readonly offset: number; readonly bytes: number }, offset: number, bytes: number) {
  return a.offset < offset + bytes && offset < a.offset + a.bytes;
}

export class Storages {
  readonly placeOf = new Map<Value, Place>();
  readonly all = new Set<Storage>();
  readonly #use: LiveBytes;
  #versions = 0;

  constructor(use: LiveBytes) {
    this.#use = use;
  }

  /** A storage of its own. */
  create(live: LiveValue): void {
    const storage: Storage = { bytes: live.bytes, places: [], start: live.start, end: live.end };
    this.#put({ live, bytes: live.bytes, storage, offset: 0, version: this.#versions++ });
    this.all.add(storage);
    this.#use.add(storage.start, storage.end, storage.bytes);
  }

  /** Shows the bytes of `of` as another value. */
  show(live: LiveValue, of: Place): void {
    const { storage, version, bytes, offset } = of;
    this.#put({ live, bytes, storage, offset, version });
    this.#stretch(storage, live.start, live.end);
  }

  #put(place: Place): void {
    this.placeOf.set(place.live.value, place);
    place.storage.places.push(place);
  }

  #stretch(storage: Storage, start: number, end: number): void {
    this.#use.add(start, storage.start - 1, storage.bytes);
    this.#use.add(storage.end + 1, end, storage.bytes);
    storage.start = Math.min(storage.start, start);
    storage.end = Math.max(storage.end, end);
  }

  /** Moves everything of `from` into `into`, `offset` bytes behind its beginning. */
  merge(from: Storage, into: Storage, offset: number): void {
    this.#use.add(from.start, from.end, -from.bytes);
    this.#stretch(into, from.start, from.end);
    for (const place of from.places) {
      place.storage = into;
      place.offset += offset;
      into.places.push(place);
    }
    this.all.delete(from);
  }

  /**
   * Runs `merges` (each moves a storage into `into`) unless that would raise the most bytes in use. Answers whether it did.
   */
  mergeUnlessWorse(into: Storage, merges: readonly { readonly from: Storage; readonly offset: number }[]): boolean {
    const before = this.#use.most;
    const [start, end] = [
      Math.min(into.start, ...merges.map(({ from }) => from.start)),
      Math.max(into.end, ...merges.map(({ from }) => from.end)),
    ];
    const change = (sign: number) => {
      for (const { from } of merges) this.#use.add(from.start, from.end, -sign * from.bytes);
      this.#use.add(start, into.start - 1, sign * into.bytes);
      this.#use.add(into.end + 1, end, sign * into.bytes);
    };
    change(1);
    const worse = this.#use.most > before;
    change(-1);
    if (worse) return false;
    for (const { from, offset } of merges) this.merge(from, into, offset);
    return true;
  }

  /**
   * True when places of `from`, moved by `offset`, would destroy contents among `others`, or they theirs. Versions in
   * `joined` show the contents of version `as`.
   */
  collides(from: Storage, offset: number, others: readonly Place[], joined: ReadonlySet<number>, as: number): boolean {
    if (from.places.length * others.length > MOST_COMPARED) return true;
    return from.places.some((a) =>
      others.some(
        (b) =>
          (joined.has(a.version) ? as : a.version) !== b.version &&
          overlapping(b, a.offset + offset, a.bytes) &&
          a.live.start <= b.live.end &&
          b.live.start <= a.live.end,
      ),
    );
  }
}
