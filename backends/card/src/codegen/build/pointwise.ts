// Element-wise work of any rank with NumPy broadcasting: axes are merged, the two innermost become tiles of rows and columns, the
// others loops. What happens to a tile is a list of vector instructions given by the op.

import { type Dim, dim, invariant } from '@afterglow/core';
import { type Axis, axesOf, broadcastStrides, collapse } from './axes.js';
import type { LowerContext, Operand } from './context.js';
import { emitLoops, emitRows } from './move.js';
import { type Place, type ProgramBuilder, placeAt } from './program-builder.js';
import { shareAxes } from './share.js';
import { Emitting, type Prepared, prepare, Sizing, type TileMath, type TileValue } from './tile-math.js';

/** `compute` leaves its result in `into`. */
export interface Pointwise {
  readonly inputs: readonly Operand[];
  readonly output: Operand;
  readonly compute: (math: TileMath, inputs: readonly TileValue[], into: TileValue) => void;
}

const ALIGN = 64;

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
  /** Where this engine's part of each operand starts. */
  readonly #places: readonly Place[];
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
    const whole = collapse(axesOf(output.shape, strides));
    const one: Axis = { size: 1, strides: operands.map(({ elemBytes }) => elemBytes) };
    const shared = shareAxes(
      context,
      whole.length > 0 ? whole : [one],
      operands.map(({ place }) => place),
    );
    this.#places = shared.places;
    const axes = [...shared.axes];
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
    emitLoops(this.#b, this.#outer, this.#places, (at) => {
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
