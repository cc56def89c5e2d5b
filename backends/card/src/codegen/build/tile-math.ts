// What an element-wise op may do to a tile, and the two ways of doing it: counting what a computation needs, and writing it.

import { type Dim, type ElementType, elementBits, invariant, numberToF16 } from '@afterglow/core';
import { type Activation, emitActivation, prepareActivation, tableBytes } from './activation.js';
import { vectorType } from './context.js';
import type { Place, ProgramBuilder } from './program-builder.js';

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
  convert(x: TileValue, elem: ElementType, into?: TileValue): TileValue;
  activate(act: Activation, x: TileValue, into?: TileValue): TileValue;
  /** A number as a tile that repeats it. */
  constant(elem: 'f16' | 'f32', value: number): TileValue;
}

const ALIGN = 64;
const bytesOf = (elem: ElementType) => elementBits(elem) / 8;

function bitsOf(elem: 'f16' | 'f32', value: number): number {
  if (elem === 'f16') return numberToF16(value);
  return new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0;
}

/** Counts what a computation needs without writing anything: tiles by element size, constants, tables. */
export class Sizing implements TileMath {
  bytesPerElement = 0;
  fixedBytes = 0;
  readonly constants: { elem: 'f16' | 'f32'; value: number }[] = [];
  readonly acts: Activation[] = [];

  value(elem: ElementType): TileValue {
    return { elem, place: { buffer: '', offset: 0 }, stride: 0, broadcast: false };
  }

  #fresh(elem: ElementType, into?: TileValue): TileValue {
    if (into) return into;
    this.bytesPerElement += bytesOf(elem);
    this.fixedBytes += ALIGN;
    return this.value(elem);
  }

  unary(_op: string, x: TileValue, into?: TileValue): TileValue {
    return this.#fresh(x.elem, into);
  }

  binary(_op: string, a: TileValue, _b: TileValue, into?: TileValue): TileValue {
    return this.#fresh(a.elem, into);
  }

  convert(_x: TileValue, elem: ElementType, into?: TileValue): TileValue {
    return this.#fresh(elem, into);
  }

  activate(act: Activation, x: TileValue, into?: TileValue): TileValue {
    this.fixedBytes += tableBytes(act, vectorType(x.elem));
    this.acts.push(act);
    return this.#fresh(x.elem, into);
  }

  constant(elem: 'f16' | 'f32', value: number): TileValue {
    this.fixedBytes += ALIGN;
    this.constants.push({ elem, value });
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
  readonly #tile: { readonly rows: number; readonly cols: number };
  #nextConstant = 0;
  #nextTable = 0;

  constructor(b: ProgramBuilder, prepared: Prepared, rows: Dim, cols: Dim, tile: { rows: number; cols: number }) {
    this.#b = b;
    this.#prepared = prepared;
    this.#rows = rows;
    this.#cols = cols;
    this.#tile = tile;
  }

  #fresh(elem: ElementType, into: TileValue | undefined): TileValue {
    if (into) return into;
    const { rows, cols } = this.#tile;
    const place = this.#b.temp('t', 'sram', elem, [rows, cols]);
    return { elem, place, stride: cols * bytesOf(elem), broadcast: false };
  }

  #sweep(op: string, x: TileValue, dst: TileValue): TileValue {
    const scalars = { rows: this.#rows, cols: this.#cols, dst_stride: dst.stride, src_stride: x.stride };
    this.#b.emit(op, { dst: dst.place, src: x.place }, scalars);
    return dst;
  }

  unary(op: string, x: TileValue, into?: TileValue): TileValue {
    return this.#sweep(`v1.${op}.${x.elem}`, x, this.#fresh(x.elem, into));
  }

  convert(x: TileValue, elem: ElementType, into?: TileValue): TileValue {
    return this.#sweep(`vcvt.${x.elem === 'bool' ? 'u8' : x.elem}.${elem}`, x, this.#fresh(elem, into));
  }

  binary(op: string, a: TileValue, b: TileValue, into?: TileValue): TileValue {
    const dst = this.#fresh(a.elem, into);
    const strides = { dst_stride: dst.stride, a_stride: a.stride, b_stride: b.stride };
    this.#b.emit(
      `v2.${op}.${a.elem}`,
      { dst: dst.place, a: a.place, b: b.place },
      { rows: this.#rows, cols: this.#cols, ...strides },
      { a_broadcast: a.broadcast, b_broadcast: b.broadcast },
    );
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

export function prepare(b: ProgramBuilder, sizing: Sizing, type: ElementType): Prepared {
  const constants = sizing.constants.map(({ elem, value }): TileValue => {
    const place = b.temp('constant', 'sram', elem, [1]);
    b.emit(`vfill.${elem}`, { dst: place }, { rows: 1, cols: 1, stride: 0, value: bitsOf(elem, value) });
    return { elem, place, stride: 0, broadcast: true };
  });
  const tables = sizing.acts.map((act) => prepareActivation(b, act, vectorType(type)));
  return { constants, tables };
}
