// Writes the card-level form of one program: scratch buffers, loops and instructions by operand name.
// Invariant: names are unique, and every symbol that appears has a range, so that sizes can always be bounded.

import {
  type Dim,
  type DimRange,
  dim,
  type ElementType,
  invariant,
  type Origin,
  packedBytes,
  type Tensor,
} from '@afterglow/core';
import type { Attrs } from '@afterglow/ir';
import { instr, type LirItem, type LirOperand, operand, type StoredBuffer } from '@afterglow/lir';
import { cardDef } from '../card-set.js';

/** A byte of a buffer: where an operand starts. */
export interface Place {
  readonly buffer: string;
  readonly offset: Dim;
}

export function placeAt(place: Place, bytes: Dim): Place {
  return { buffer: place.buffer, offset: dim.add(place.offset, bytes) };
}

/** Constants of an image, shared by all its programs. */
export interface ConstantPool {
  /** Name of the constant buffer with this content; equal keys mean equal content, `hint` is what to call it. */
  add(key: string, hint: string, tensor: Tensor): string;
}

const ALIGN = 64;

/** A part of a count: where it starts, and how many there are from there; none for engines without a part. */
export interface Share {
  readonly start: Dim;
  readonly size: Dim;
}

/** For the report. */
export interface TileCounts {
  /** Rounds of the busiest nest of tile loops, with every count at its upper bound. */
  readonly tiles: number;
  /** Tile loops with two buffers. */
  readonly doubled: number;
}

export class ProgramBuilder {
  readonly buffers: StoredBuffer[] = [];
  readonly items: LirItem[] = [];
  readonly ranges: Map<string, DimRange>;
  readonly constants: ConstantPool;
  /** Origin of what is written from now on, and prefix of the names it needs. */
  origin: Origin | undefined;
  prefix = '';
  /** Tables of activations that are in the scratchpad for what is written now. */
  readonly keptTables = new Map<string, Place>();
  readonly #names: Set<string>;
  /** Number of the engine that runs the program. */
  readonly #engine: Dim;
  /** Engines that run the program. */
  readonly engines: number;
  #block: LirItem[] = this.items;
  /** The second buffer of each that has one, and those that stand in for the first ones now. */
  readonly #twins = new Map<string, string>();
  #inPlaceOf: ReadonlyMap<string, string> = new Map();
  #tilesAround = 1;
  #counted: TileCounts = { tiles: 1, doubled: 0 };

  constructor(ranges: ReadonlyMap<string, DimRange>, names: Iterable<string>, constants: ConstantPool, engines = 1) {
    this.ranges = new Map(ranges);
    this.#names = new Set([...names, ...ranges.keys()]);
    this.constants = constants;
    this.engines = engines;
    this.#engine = engines === 1 ? 0 : this.define('engine', { lo: 0, hi: engines - 1 }, 'engine', {}, {});
  }

  #unique(hint: string): string {
    let name = hint;
    for (let k = 1; this.#names.has(name); k++) name = `${hint}.${k}`;
    this.#names.add(name);
    return name;
  }

  /** Largest value of a dim. */
  bound(d: Dim): number {
    return dim.dimRange(d, this.ranges).hi;
  }

  /** This engine's part of `count` things; all engines' parts together are all of them, and no two meet. */
  share(count: Dim): Share {
    if (this.engines === 1) return { start: 0, size: count };
    const part = dim.ceilDiv(count, this.engines);
    const start = dim.mul(this.#engine, part);
    if (dim.mod(count, this.engines) === 0) return { start, size: part };
    // An engine without a part starts at the end and has none of it, not less: starts are addresses, and sizes strides.
    const within = dim.min(start, count);
    return { start: within, size: dim.min(part, dim.sub(count, within)) };
  }

  /** Writes `body` for one engine only. */
  on(engine: number, body: () => void): void {
    if (this.engines === 1) {
      body();
      return;
    }
    const own = this.#engine;
    // 1 on that engine, 0 or less on the others.
    const away = engine === 0 ? own : dim.max(dim.sub(own, engine), dim.sub(engine, own));
    this.loop('on', dim.sub(1, away), body);
  }

  /** All engines wait for one another. */
  barrier(): void {
    if (this.engines > 1) this.emit('barrier', {});
  }

  /** Scratch space of a fixed size. */
  temp(hint: string, memory: 'sram' | 'acc', elem: ElementType, shape: readonly number[]): Place {
    const name = this.#unique(`${this.prefix}.${hint}`);
    const bytes = packedBytes(
      elem,
      shape.reduce((a, b) => a * b, 1),
    );
    this.buffers.push({ name, role: 'temp', elem, shape, memory, bytes, align: ALIGN });
    return { buffer: name, offset: 0 };
  }

  /** Runs `body` for the index 0, 1, … below `count`; without a loop when there is at most one round. */
  loop(hint: string, count: Dim, body: (index: Dim) => void): void {
    const hi = this.bound(count);
    if (hi <= 0) return;
    if (count === 1) {
      body(0);
      return;
    }
    const index = this.#unique(hint);
    this.ranges.set(index, { lo: 0, hi: hi - 1 });
    const outer = this.#block;
    const items: LirItem[] = [];
    this.#block = items;
    body(dim.symbol(index));
    this.#block = outer;
    outer.push({ kind: 'loop', index, count, body: items });
  }

  /** A loop that the program has itself: it runs under its own index, however often. */
  ownLoop(index: string, count: Dim, body: () => void): void {
    this.ranges.set(index, { lo: 0, hi: Math.max(0, this.bound(count) - 1) });
    const outer = this.#block;
    const items: LirItem[] = [];
    this.#block = items;
    body();
    this.#block = outer;
    outer.push({ kind: 'loop', index, count, body: items });
  }

  /**
   * Cuts `count` into pieces of `tile`: `body(start, size)`. One piece needs no loop; it may be empty, which every
   * instruction understands. With `doubled` as `doubledTiles` does.
   */
  tiles(
    hint: string,
    count: Dim,
    tile: number,
    body: (start: Dim, size: Dim) => void,
    doubled?: readonly (Place | undefined)[],
  ): void {
    invariant(tile >= 1, 'a tile has at least one element');
    if (this.bound(count) <= tile) {
      body(0, count);
      return;
    }
    if (doubled) {
      this.doubledTiles(hint, count, tile, doubled, body);
      return;
    }
    this.#inTiles(count, tile, () =>
      this.loop(hint, dim.ceilDiv(count, tile), (index) => {
        const start = dim.mul(index, tile);
        const even = dim.mod(count, tile) === 0;
        body(start, even ? tile : dim.min(tile, dim.sub(count, start)));
      }),
    );
  }

  /**
   * The same for pieces that overlap: every second one works in buffers of its own beside `doubled`, so that it is loaded while the one
   * before is worked on. The body is written twice and the loop runs over pairs; the last piece of an odd number has an empty partner.
   * Only a body without loops over several queues gains, so the innermost loop is the one to double.
   */
  doubledTiles(
    hint: string,
    count: Dim,
    tile: number,
    doubled: readonly (Place | undefined)[],
    body: (start: Dim, size: Dim) => void,
  ): void {
    if (this.bound(count) <= tile) {
      this.tiles(hint, count, tile, body);
      return;
    }
    this.#counted = { ...this.#counted, doubled: this.#counted.doubled + 1 };
    const twins = new Map([
      ...this.#inPlaceOf,
      ...doubled.flatMap((place) => (place ? [[place.buffer, this.#twin(place.buffer)] as const] : [])),
    ]);
    const pair = 2 * tile;
    const [evenPieces, evenPairs] = [tile, pair].map((size) => dim.mod(count, size) === 0);
    this.#inTiles(count, tile, () =>
      this.loop(hint, dim.ceilDiv(count, pair), (index) => {
        const start = dim.mul(index, pair);
        body(start, evenPieces ? tile : dim.min(tile, dim.sub(count, start)));
        // An empty piece stands at the end, not beyond it: the checker sees then that nothing lies outside.
        const next = dim.add(start, tile);
        const second = evenPairs ? next : dim.min(next, count);
        const size = evenPairs ? tile : dim.min(tile, dim.sub(count, second));
        const outer = this.#inPlaceOf;
        this.#inPlaceOf = twins;
        body(second, size);
        this.#inPlaceOf = outer;
      }),
    );
  }

  /** The second buffer of scratch space. */
  second({ buffer, offset }: Place): Place {
    return { buffer: this.#twin(buffer), offset };
  }

  #twin(name: string): string {
    const known = this.#twins.get(name);
    if (known !== undefined) return known;
    const buffer = this.buffers.find((each) => each.name === name);
    invariant(buffer, `%${name} is no scratch space`);
    const twin = this.#unique(name);
    this.buffers.push({ ...buffer, name: twin });
    this.#twins.set(name, twin);
    return twin;
  }

  #inTiles(count: Dim, tile: number, body: () => void): void {
    const outer = this.#tilesAround;
    this.#tilesAround = outer * Math.max(1, this.bound(dim.ceilDiv(count, tile)));
    this.#counted = { ...this.#counted, tiles: Math.max(this.#counted.tiles, this.#tilesAround) };
    body();
    this.#tilesAround = outer;
  }

  /** What was counted since this was asked last. */
  takeCounts(): TileCounts {
    const counted = this.#counted;
    this.#counted = { tiles: 1, doubled: 0 };
    return counted;
  }

  /** An instruction; operands and integers by the names the ISA gives them. Flags that are false or undefined are left out. */
  emit(
    op: string,
    places: Readonly<Record<string, Place | undefined>>,
    scalars: Readonly<Record<string, Dim>> = {},
    flags: Readonly<Record<string, boolean | string | undefined>> = {},
  ): void {
    this.#push(op, places, scalars, flags, undefined);
  }

  /** An instruction that answers an integer, as a symbol within `range`. */
  define(
    hint: string,
    range: DimRange,
    op: string,
    places: Readonly<Record<string, Place>>,
    scalars: Readonly<Record<string, Dim>>,
  ): Dim {
    const name = this.#unique(hint);
    this.ranges.set(name, range);
    this.#push(op, places, scalars, {}, name);
    return dim.symbol(name);
  }

  #push(
    op: string,
    places: Readonly<Record<string, Place | undefined>>,
    scalars: Readonly<Record<string, Dim>>,
    flags: Readonly<Record<string, boolean | string | undefined>>,
    defines: string | undefined,
  ): void {
    const def = cardDef(op);
    const operands = def.operands.map((spec): LirOperand | undefined => {
      const place = places[spec.name];
      invariant(place || spec.arity === 'optional', `${op} needs ${spec.name}`);
      return place && operand(spec.access, this.#inPlaceOf.get(place.buffer) ?? place.buffer, place.offset);
    });
    while (operands.length > 0 && operands.at(-1) === undefined) operands.pop();
    const values = def.scalars.map((name) => {
      const value = scalars[name];
      invariant(value !== undefined, `${op} needs ${name}`);
      return value;
    });
    const attrs: Record<string, Attrs[string]> = {};
    for (const { name } of def.attrs) {
      const value = flags[name];
      if (value !== undefined && value !== false) attrs[name] = value;
    }
    this.#block.push(
      instr(op, operands, {
        scalars: values,
        attrs,
        origin: this.origin,
        ...(defines === undefined ? {} : { defines }),
      }),
    );
  }
}
