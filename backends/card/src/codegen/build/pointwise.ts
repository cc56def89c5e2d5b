// Element-wise work of any rank with NumPy broadcasting: axes are merged, the two innermost become tiles of rows and columns, the
// others loops. What happens to a tile is a list of vector instructions given by the op.

import { type Dim, dim, type ElementType, elementBits, invariant, numberToF16 } from '@afterglow/core';
import { type Activation, emitActivation, prepareActivation, tableBytes } from './activation.js';
import { type Axis, axesOf, broadcastStrides, collapse } from './axes.js';
import { type LowerContext, type Operand, vectorType } from './context.js';
import { emitLoops, emitRows } from './move.js';
import { type Place, type ProgramBuilder, placeAt } from './program-builder.js';

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

/** `compute` leaves its result in `into`. */
export interface Pointwise {
  readonly inputs: readonly Operand[];
  readonly output: Operand;
  readonly compute: (math: TileMath, inputs: readonly TileValue[], into: TileValue) => void;
}

const ALIGN = 64;
const bytesOf = (elem: ElementType) => elementBits(elem) / 8;

function bitsOf(elem: 'f16' | 'f32', value: number): number {
  if (elem === 'f16') return numberToF16(value);
  return new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0;
}

/** Counts what a computation needs without writing anything: tiles by element size, constants, tables. */
class Sizing implements TileMath {
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
interface Prepared {
  readonly constants: readonly TileValue[];
  readonly tables: readonly (Place | undefined)[];
}

class Emitting implements TileMath {
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

function prepare(b: ProgramBuilder, sizing: Sizing, type: ElementType): Prepared {
  const constants = sizing.constants.map(({ elem, value }): TileValue => {
    const place = b.temp('constant', 'sram', elem, [1]);
    b.emit(`vfill.${elem}`, { dst: place }, { rows: 1, cols: 1, stride: 0, value: bitsOf(elem, value) });
    return { elem, place, stride: 0, broadcast: true };
  });
  const tables = sizing.acts.map((act) => prepareActivation(b, act, vectorType(type)));
  return { constants, tables };
}

interface Side {
  readonly operand: Operand;
  /** Bytes a step along rows and columns. */
  readonly rowStride: Dim;
  readonly colStride: Dim;
  /** Tile in the scratchpad, when the operand has to be brought there. */
  readonly loaded: boolean;
}

function tileOf(side: Side, tile: { rows: number; cols: number }): [number, number] {
  return [side.rowStride === 0 ? 1 : tile.rows, side.colStride === 0 ? 1 : tile.cols];
}

function sramOf(sides: readonly Side[], sizing: Sizing, tile: { rows: number; cols: number }): number {
  let bytes = sizing.fixedBytes + sizing.bytesPerElement * tile.rows * tile.cols;
  for (const side of sides) {
    const [rows, cols] = tileOf(side, tile);
    if (side.loaded) bytes += Math.ceil((rows * cols * side.operand.elemBytes) / ALIGN) * ALIGN;
  }
  return bytes;
}

function chooseTile(
  rows: number,
  cols: number,
  fits: (tile: { rows: number; cols: number }) => boolean,
): { rows: number; cols: number } {
  let tile = { rows: Math.max(1, rows), cols: Math.max(1, cols) };
  while (!fits(tile) && (tile.rows > 1 || tile.cols > 1)) {
    const byRows = tile.rows > 1;
    tile = byRows ? { ...tile, rows: Math.ceil(tile.rows / 2) } : { ...tile, cols: Math.ceil(tile.cols / 2) };
  }
  return tile;
}

class PointwiseEmitter {
  readonly #b: ProgramBuilder;
  readonly #work: Pointwise;
  readonly #outer: readonly Axis[];
  readonly #rows: Dim;
  readonly #cols: Dim;
  readonly #sides: readonly Side[];
  readonly #tile: { readonly rows: number; readonly cols: number };
  readonly #tiles: readonly (Place | undefined)[];
  readonly #prepared: Prepared;

  constructor(context: LowerContext, work: Pointwise) {
    const { b } = context;
    this.#b = b;
    this.#work = work;
    const { inputs, output } = work;
    const operands = [output, ...inputs];
    const strides = operands.map(({ shape, elemBytes }) => broadcastStrides(shape, output.shape, elemBytes));
    const axes = collapse(axesOf(output.shape, strides));
    const [cols, rows] = [axes.pop(), axes.pop()];
    this.#outer = axes;
    this.#rows = rows?.size ?? 1;
    this.#cols = cols?.size ?? 1;
    this.#sides = operands.map((operand, i) => ({
      operand,
      rowStride: rows?.strides[i] ?? 0,
      // A single element is packed, whatever it is.
      colStride: cols ? (cols.strides[i] ?? 0) : operand.elemBytes,
      loaded: operand.memory !== 'sram',
    }));
    const sizing = new Sizing();
    const values = inputs.map(({ elem }) => sizing.value(elem));
    work.compute(sizing, values, sizing.value(output.elem));
    this.#tile = chooseTile(
      b.bound(this.#rows),
      b.bound(this.#cols),
      (tile) => sramOf(this.#sides, sizing, tile) <= context.sramBytes,
    );
    this.#prepared = prepare(b, sizing, inputs[0]?.elem ?? output.elem);
    this.#tiles = this.#sides.map((side, i) =>
      side.loaded
        ? b.temp(i === 0 ? 'result' : `in${i}`, 'sram', side.operand.elem, tileOf(side, this.#tile))
        : undefined,
    );
  }

  run(): void {
    const places = this.#sides.map(({ operand }) => operand.place);
    emitLoops(this.#b, this.#outer, places, (at) => {
      this.#b.tiles('tr', this.#rows, this.#tile.rows, (r0, rt) => {
        this.#b.tiles('tc', this.#cols, this.#tile.cols, (c0, ct) => this.#one(at, r0, rt, c0, ct));
      });
    });
  }

  #one(places: readonly Place[], r0: Dim, rows: Dim, c0: Dim, cols: Dim): void {
    const values = this.#sides.map((side, i) => this.#value(side, i, places[i] ?? side.operand.place, r0, c0));
    const [target, ...sources] = values;
    invariant(target, 'there is always a result');
    sources.forEach((source, i) => this.#move(i + 1, source.global, rows, cols));
    const math = new Emitting(this.#b, this.#prepared, rows, cols, this.#tile);
    this.#work.compute(
      math,
      sources.map(({ tile }) => tile),
      target.tile,
    );
    this.#move(0, target.global, rows, cols);
  }

  /** The tile of one operand, and where its bytes are in the operand itself. */
  #value(side: Side, i: number, place: Place, r0: Dim, c0: Dim): { tile: TileValue; global: Place } {
    const global = placeAt(place, dim.add(dim.mul(r0, side.rowStride), dim.mul(c0, side.colStride)));
    const own = this.#tiles[i];
    const [, width] = tileOf(side, this.#tile);
    const stride = own ? (side.rowStride === 0 ? 0 : width * side.operand.elemBytes) : side.rowStride;
    const { elem } = side.operand;
    return { tile: { elem, place: own ?? global, stride, broadcast: side.colStride === 0 }, global };
  }

  /** Loads operand `i`'s tile, or stores it when it is the result (number 0). */
  #move(i: number, global: Place, rows: Dim, cols: Dim): void {
    const side = this.#sides[i];
    const own = this.#tiles[i];
    if (!side || !own) return;
    const { elemBytes, memory } = side.operand;
    const bytes = side.colStride === 0 ? elemBytes : dim.mul(cols, elemBytes);
    const count = side.rowStride === 0 ? 1 : rows;
    const [, width] = tileOf(side, this.#tile);
    const [here, there] = [
      { place: own, memory: 'sram' },
      { place: global, memory },
    ];
    const stride = width * elemBytes;
    if (i === 0) emitRows(this.#b, there, here, count, bytes, side.rowStride, stride);
    else emitRows(this.#b, here, there, count, bytes, stride, side.rowStride);
  }
}

export function emitPointwise(context: LowerContext, work: Pointwise): void {
  new PointwiseEmitter(context, work).run();
}
