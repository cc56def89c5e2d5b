// What an element-wise op may do to a tile, and the two ways of doing it: counting what a computation needs, and writing it.

import { type Dim, type ElementType, elementBits, invariant, numberToF16, type Origin } from '@afterglow/core';
import { type Activation, emitActivation, prepareActivation, tableBytes } from './activation.js';
import { vectorType } from './context.js';
import { conversionPath } from './conversion-path.js';
import { type Place, type ProgramBuilder, placeAt } from './program-builder.js';
import { TilePool } from './tile-pool.js';

/** A tile of values: rows `stride` bytes apart; `broadcast` means one element a row. */
export interface TileValue {
  readonly elem: ElementType;
  readonly place: Place;
  readonly stride: Dim;
  readonly broadcast: boolean;
}

/** The operations an op is composed of. Each writes a new tile, or `into`. */
export interface TileMath {
  unary(op: string, x: TileValue, into?: TileValue): TileValue;
  binary(op: string, a: TileValue, b: TileValue, into?: TileValue): TileValue;
  /** `saturate` matters to floats of 8 bits. */
  convert(x: TileValue, elem: ElementType, into?: TileValue, saturate?: boolean): TileValue;
  /** A function with parameters p and q. */
  parametric(op: string, x: TileValue, p: number, q: number, into?: TileValue): TileValue;
  compare(op: 'eq' | 'lt' | 'le', a: TileValue, b: TileValue, into?: TileValue): TileValue;
  /** Bit by bit on single bytes. */
  bits(op: 'and' | 'or' | 'xor', a: TileValue, b: TileValue, into?: TileValue): TileValue;
  select(cond: TileValue, a: TileValue, b: TileValue, into: TileValue): TileValue;
  activate(act: Activation, x: TileValue, into?: TileValue): TileValue;
  /** A number as a tile that repeats it. */
  constant(elem: ElementType, value: number): TileValue;
  /** A tile for a value that several ops share, until it is released. */
  take(elem: ElementType): TileValue;
  release(tile: TileValue): void;
  /** Writes one op of several: it is for `origin`, and tiles of its own end with it. */
  op(origin: Origin | undefined, body: () => void): void;
}

const ALIGN = 64;
const bytesOf = (elem: ElementType) => elementBits(elem) / 8;

/** A constant's bytes as the words it is filled with, low one first. */
function wordsOf(
  elem: ElementType,
  value: number,
): { readonly size: 'f16' | 'f32'; readonly words: readonly number[] } {
  if (elem === 'f16') return { size: 'f16', words: [numberToF16(value)] };
  if (elem === 'f32') return { size: 'f32', words: [new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0] };
  if (elem === 'i64') return { size: 'f32', words: [value % 2 ** 32, Math.floor(value / 2 ** 32)] };
  if (elem === 'i32') return { size: 'f32', words: [value] };
  // Single bytes: only the first of the two is read.
  return { size: 'f16', words: [value & 0xff] };
}

/** A binary64 number as the upper and lower half of its pattern. */
function halvesOf(value: number): [number, number] {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return [view.getUint32(0), view.getUint32(4)];
}

/** Names of types in instructions: bools and bytes of any sign are bytes there. */
function instructionType(elem: ElementType): string {
  return elementBits(elem) === 8 ? 'u8' : elem;
}

/** Counts what a computation needs without writing anything: tiles by element size, constants, tables. */
export class Sizing implements TileMath {
  bytesPerElement = 0;
  fixedBytes = 0;
  readonly constants: { elem: ElementType; value: number; origin: Origin | undefined }[] = [];
  readonly acts: { act: Activation; type: 'f16' | 'f32'; origin: Origin | undefined }[] = [];
  #origin: Origin | undefined;
  readonly #pool = new TilePool((elem) => {
    this.bytesPerElement += bytesOf(elem);
    this.fixedBytes += ALIGN;
    return this.value(elem);
  });

  value(elem: ElementType): TileValue {
    return { elem, place: { buffer: '', offset: 0 }, stride: 0, broadcast: false };
  }

  take(elem: ElementType): TileValue {
    return this.#pool.take(elem);
  }

  release(tile: TileValue): void {
    this.#pool.release(tile);
  }

  op(origin: Origin | undefined, body: () => void): void {
    this.#origin = origin;
    this.#pool.within(body);
  }

  #fresh(elem: ElementType, into?: TileValue): TileValue {
    return into ?? this.take(elem);
  }

  unary(_op: string, x: TileValue, into?: TileValue): TileValue {
    return this.#fresh(x.elem, into);
  }

  binary(_op: string, a: TileValue, _b: TileValue, into?: TileValue): TileValue {
    return this.#fresh(a.elem, into);
  }

  convert(x: TileValue, elem: ElementType, into?: TileValue): TileValue {
    const path = conversionPath(x.elem, elem);
    return path.reduce((_, step, i) => this.#fresh(step.to, i === path.length - 1 ? into : undefined), x);
  }

  parametric(_op: string, x: TileValue, _p: number, _q: number, into?: TileValue): TileValue {
    return this.#fresh(x.elem, into);
  }

  compare(_op: string, _a: TileValue, _b: TileValue, into?: TileValue): TileValue {
    return this.#fresh('bool', into);
  }

  bits(_op: string, a: TileValue, _b: TileValue, into?: TileValue): TileValue {
    return this.#fresh(a.elem, into);
  }

  select(_cond: TileValue, _a: TileValue, _b: TileValue, into: TileValue): TileValue {
    return this.#fresh(into.elem, into);
  }

  activate(act: Activation, x: TileValue, into?: TileValue): TileValue {
    const type = vectorType(x.elem);
    this.fixedBytes += tableBytes(act, type);
    this.acts.push({ act, type, origin: this.#origin });
    return this.#fresh(x.elem, into);
  }

  constant(elem: ElementType, value: number): TileValue {
    this.fixedBytes += ALIGN;
    this.constants.push({ elem, value, origin: this.#origin });
    return this.value(elem);
  }
}

/** Constants and tables, in the order `compute` asks for them; written before the loops. */
export interface Prepared {
  readonly constants: readonly TileValue[];
  readonly tables: readonly (Place | undefined)[];
}

export class Emitting implements TileMath {
  readonly #b: ProgramBuilder;
  readonly #prepared: Prepared;
  readonly #rows: Dim;
  readonly #cols: Dim;
  readonly #pool: TilePool;
  #nextConstant = 0;
  #nextTable = 0;

  constructor(b: ProgramBuilder, prepared: Prepared, rows: Dim, cols: Dim, tile: { rows: number; cols: number }) {
    this.#b = b;
    this.#prepared = prepared;
    this.#rows = rows;
    this.#cols = cols;
    this.#pool = new TilePool((elem) => {
      const place = b.temp('t', 'sram', elem, [tile.rows, tile.cols]);
      return { elem, place, stride: tile.cols * bytesOf(elem), broadcast: false };
    });
  }

  take(elem: ElementType): TileValue {
    return this.#pool.take(elem);
  }

  release(tile: TileValue): void {
    this.#pool.release(tile);
  }

  op(origin: Origin | undefined, body: () => void): void {
    this.#b.origin = origin;
    this.#pool.within(body);
  }

  #fresh(elem: ElementType, into: TileValue | undefined): TileValue {
    return into ?? this.take(elem);
  }

  #sweep(op: string, x: TileValue, dst: TileValue, flags: Readonly<Record<string, string | boolean>> = {}): TileValue {
    const scalars = { rows: this.#rows, cols: this.#cols, dst_stride: dst.stride, src_stride: x.stride };
    this.#b.emit(op, { dst: dst.place, src: x.place }, scalars, flags);
    return dst;
  }

  unary(op: string, x: TileValue, into?: TileValue): TileValue {
    return this.#sweep(`v1.${op}.${x.elem}`, x, this.#fresh(x.elem, into));
  }

  convert(x: TileValue, elem: ElementType, into?: TileValue, saturate = false): TileValue {
    const path = conversionPath(x.elem, elem);
    return path.reduce((value, { name, to, format }, i) => {
      const dst = this.#fresh(to, i === path.length - 1 ? into : undefined);
      return this.#sweep(
        `vcvt.${name}`,
        value,
        dst,
        format ? { format, saturate: saturate && name === 'f32.small' } : {},
      );
    }, x);
  }

  /** An instruction on two operands. */
  #pair(op: string, a: TileValue, b: TileValue, dst: TileValue): TileValue {
    const strides = { dst_stride: dst.stride, a_stride: a.stride, b_stride: b.stride };
    this.#b.emit(
      op,
      { dst: dst.place, a: a.place, b: b.place },
      { rows: this.#rows, cols: this.#cols, ...strides },
      { a_broadcast: a.broadcast, b_broadcast: b.broadcast },
    );
    return dst;
  }

  binary(op: string, a: TileValue, b: TileValue, into?: TileValue): TileValue {
    return this.#pair(`v2.${op}.${a.elem}`, a, b, this.#fresh(a.elem, into));
  }

  compare(op: string, a: TileValue, b: TileValue, into?: TileValue): TileValue {
    return this.#pair(`vcmp.${op}.${instructionType(a.elem)}`, a, b, this.#fresh('bool', into));
  }

  bits(op: string, a: TileValue, b: TileValue, into?: TileValue): TileValue {
    return this.#pair(`v2.${op}.u8`, a, b, this.#fresh(a.elem, into));
  }

  select(c: TileValue, a: TileValue, b: TileValue, dst: TileValue): TileValue {
    const strides = { dst_stride: dst.stride, c_stride: c.stride, a_stride: a.stride, b_stride: b.stride };
    this.#b.emit(
      `vsel.${bytesOf(dst.elem)}`,
      { dst: dst.place, c: c.place, a: a.place, b: b.place },
      { rows: this.#rows, cols: this.#cols, ...strides },
      { c_broadcast: c.broadcast, a_broadcast: a.broadcast, b_broadcast: b.broadcast },
    );
    return dst;
  }

  parametric(op: string, x: TileValue, p: number, q: number, into?: TileValue): TileValue {
    const dst = this.#fresh(x.elem, into);
    const [[p_high, p_low], [q_high, q_low]] = [halvesOf(p), halvesOf(q)];
    const strides = { dst_stride: dst.stride, src_stride: x.stride };
    const scalars = { rows: this.#rows, cols: this.#cols, ...strides, p_high, p_low, q_high, q_low };
    this.#b.emit(`vp.${op}.${x.elem}`, { dst: dst.place, src: x.place }, scalars);
    return dst;
  }

  activate(act: Activation, x: TileValue, into?: TileValue): TileValue {
    const dst = this.#fresh(x.elem, into);
    const table = this.#prepared.tables[this.#nextTable++];
    const shape = { rows: this.#rows, cols: this.#cols, dstStride: dst.stride, srcStride: x.stride };
    emitActivation(this.#b, act, vectorType(x.elem), table, { dst: dst.place, src: x.place, ...shape });
    return dst;
  }

  constant(): TileValue {
    const value = this.#prepared.constants[this.#nextConstant++];
    invariant(value, 'constants are asked for in one order');
    return value;
  }
}

/** Writes what a computation needs before its loops, each for the op that asked first; what several ops need is there once. */
export function prepare(b: ProgramBuilder, sizing: Sizing): Prepared {
  const own = b.origin;
  const known = new Map<string, TileValue>();
  const constants = sizing.constants.map(({ elem, value, origin }): TileValue => {
    const key = `${elem} ${Object.is(value, -0) ? '-0' : value}`;
    const constant = known.get(key) ?? constantTile(b, elem, value, origin ?? own);
    known.set(key, constant);
    return constant;
  });
  const loaded = new Map<string, Place | undefined>();
  const tables = sizing.acts.map(({ act, type, origin }) => {
    const key = `${act} ${type}`;
    b.origin = origin ?? own;
    if (!loaded.has(key)) loaded.set(key, prepareActivation(b, act, type));
    return loaded.get(key);
  });
  b.origin = own;
  return { constants, tables };
}

function constantTile(b: ProgramBuilder, elem: ElementType, value: number, origin: Origin | undefined): TileValue {
  const { size, words } = wordsOf(elem, value);
  const place = b.temp('constant', 'sram', size, [words.length]);
  b.origin = origin;
  words.forEach((word, i) => {
    const dst = placeAt(place, i * (size === 'f16' ? 2 : 4));
    b.emit(`vfill.${size}`, { dst }, { rows: 1, cols: 1, stride: 0, value: word });
  });
  return { elem, place, stride: 0, broadcast: true };
}
