// Tiles of one computation, used again once their values have been read for the last time: a chain of ops needs two of them, however
// long it is. Counting and writing a computation ask in the same order, so both see the same tiles.

import { type ElementType, elementBits } from '@afterglow/core';
import type { TileValue } from './tile-math.js';

export class TilePool {
  readonly #make: (elem: ElementType) => TileValue;
  /** Tiles nobody needs, by bytes an element. */
  readonly #free = new Map<number, TileValue[]>();
  /** What the op that is being written has taken, when those tiles end with it. */
  #taken: TileValue[] | undefined;

  constructor(make: (elem: ElementType) => TileValue) {
    this.#make = make;
  }

  take(elem: ElementType): TileValue {
    const used = this.#free.get(elementBits(elem))?.pop();
    const tile = used ? { ...used, elem } : this.#make(elem);
    this.#taken?.push(tile);
    return tile;
  }

  release(tile: TileValue): void {
    const bits = elementBits(tile.elem);
    const list = this.#free.get(bits) ?? [];
    this.#free.set(bits, list);
    list.push(tile);
  }

  /** Tiles that `body` takes are free again behind it. */
  within(body: () => void): void {
    const taken: TileValue[] = [];
    this.#taken = taken;
    body();
    this.#taken = undefined;
    for (const tile of taken.reverse()) this.release(tile);
  }
}
