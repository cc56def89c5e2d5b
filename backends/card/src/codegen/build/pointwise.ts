// Element-wise work of any rank with NumPy broadcasting: axes are merged, the two innermost become tiles of rows and columns, the
// others loops. What happens to a tile is a list of vector instructions given by the op. The innermost loop over tiles has two buffers for
// what it loads and stores.

import { type Dim, dim, invariant, type Origin } from '@afterglow/core';
import { type Axis, axesOf, broadcastStrides, collapse } from './axes.js';
import type { LowerContext, Operand } from './context.js';
import { emitLoops, emitRows } from './move.js';
import { type Place, type ProgramBuilder, placeAt } from './program-builder.js';
import { shareAxes } from './share.js';
import { Emitting, type Prepared, prepare, Sizing, type TileMath, type TileValue } from './tile-math.js';

type Compute = (math: TileMath, inputs: readonly TileValue[], into: TileValue) => void;

/** One op: `compute` leaves its result in `into`. */
export interface Pointwise {
  readonly inputs: readonly Operand[];
  readonly output: Operand;
  readonly compute: Compute;
}

/** An operand of a loop: bytes it moves along each axis (0 where it is repeated), and the node that reads or writes it. */
export interface LoopOperand {
  readonly operand: Operand;
  readonly strides: readonly Dim[];
  readonly origin: Origin | undefined;
}

/** One op or several on the tiles of one iteration space. */
export interface PointwiseLoop {
  readonly shape: readonly Dim[];
  readonly inputs: readonly LoopOperand[];
  readonly output: LoopOperand;
  readonly compute: Compute;
}

const ALIGN = 64;
/** Bytes of a tile below which a second buffer costs more than it saves: tiles are half as large then, and each pays for its DMAs. */
const LEAST_DOUBLED = 512;

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

function sramOf(sides: readonly Side[], sizing: Sizing, tile: { rows: number; cols: number }, buffers: 1 | 2): number {
  let bytes = sizing.fixedBytes + sizing.bytesPerElement * tile.rows * tile.cols;
  for (const side of sides) {
    const [rows, cols] = tileOf(side, tile);
    if (side.loaded) bytes += buffers * Math.ceil((rows * cols * side.operand.elemBytes) / ALIGN) * ALIGN;
  }
  return bytes;
}

/** Whether a tile is less than all there is. */
const isPart = (tile: { rows: number; cols: number }, rows: number, cols: number) =>
  tile.rows < rows || tile.cols < cols;

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

/** The two innermost axes of the iteration space, which tiles are cut from, and the others. */
interface Space {
  readonly outer: readonly Axis[];
  readonly rows: Dim;
  readonly cols: Dim;
  readonly sides: readonly Side[];
}

function spaceOf(operands: readonly Operand[], all: readonly Axis[]): Space {
  const axes = [...all];
  const [cols, rows] = [axes.pop(), axes.pop()];
  const sides = operands.map((operand, i) => ({
    operand,
    rowStride: rows?.strides[i] ?? 0,
    // A single element is packed, whatever it is.
    colStride: cols ? (cols.strides[i] ?? 0) : operand.elemBytes,
    loaded: operand.memory !== 'sram',
  }));
  return { outer: axes, rows: rows?.size ?? 1, cols: cols?.size ?? 1, sides };
}

/** Axes of a loop, merged, with the strides of its result and operands. */
function axesOfLoop({ shape, inputs, output }: PointwiseLoop): Axis[] {
  const all = [output, ...inputs];
  const whole = collapse(
    axesOf(
      shape,
      all.map(({ strides }) => strides),
    ),
  );
  return whole.length > 0 ? whole : [{ size: 1, strides: all.map(({ operand }) => operand.elemBytes) }];
}

function sizingOf({ inputs, output, compute }: PointwiseLoop): Sizing {
  const sizing = new Sizing();
  const values = inputs.map(({ operand }) => sizing.value(operand.elem));
  compute(sizing, values, sizing.value(output.operand.elem));
  return sizing;
}

class PointwiseEmitter {
  readonly #b: ProgramBuilder;
  readonly #loop: PointwiseLoop;
  readonly #space: Space;
  /** Where this engine's part of each operand starts. */
  readonly #places: readonly Place[];
  readonly #tile: { readonly rows: number; readonly cols: number };
  readonly #tiles: readonly (Place | undefined)[];
  readonly #prepared: Prepared;
  readonly #doubled: boolean;

  constructor(context: LowerContext, loop: PointwiseLoop) {
    const { b } = context;
    this.#b = b;
    this.#loop = loop;
    const operands = [loop.output, ...loop.inputs].map(({ operand }) => operand);
    const shared = shareAxes(
      context,
      axesOfLoop(loop),
      operands.map(({ place }) => place),
    );
    this.#places = shared.places;
    this.#space = spaceOf(operands, shared.axes);
    const { rows, cols, sides } = this.#space;
    const sizing = sizingOf(loop);
    const [rowBound, colBound] = [b.bound(rows), b.bound(cols)];
    const tileWith = (buffers: 1 | 2) =>
      chooseTile(rowBound, colBound, (tile) => sramOf(sides, sizing, tile, buffers) <= context.sramBytes);
    const [single, half] = [tileWith(1), tileWith(2)];
    const isEnough = half.rows * half.cols * loop.output.operand.elemBytes >= LEAST_DOUBLED;
    this.#doubled = isEnough && isPart(single, rowBound, colBound);
    this.#tile = this.#doubled ? half : single;
    this.#prepared = prepare(b, sizing);
    this.#tiles = sides.map((side, i) =>
      side.loaded
        ? b.temp(i === 0 ? 'result' : `in${i}`, 'sram', side.operand.elem, tileOf(side, this.#tile))
        : undefined,
    );
  }

  run(): void {
    const { outer, rows, cols } = this.#space;
    emitLoops(this.#b, outer, this.#places, (at) => {
      const second = this.#doubled ? this.#tiles : undefined;
      const inner = this.#b.bound(cols) > this.#tile.cols;
      const eachRow = (r0: Dim, rt: Dim) => {
        const eachColumn = (c0: Dim, ct: Dim) => this.#one(at, r0, rt, c0, ct);
        this.#b.tiles('tc', cols, this.#tile.cols, eachColumn, second);
      };
      this.#b.tiles('tr', rows, this.#tile.rows, eachRow, inner ? undefined : second);
    });
  }

  #one(places: readonly Place[], r0: Dim, rows: Dim, c0: Dim, cols: Dim): void {
    const values = this.#space.sides.map((side, i) => this.#value(side, i, places[i] ?? side.operand.place, r0, c0));
    const [target, ...sources] = values;
    invariant(target, 'there is always a result');
    sources.forEach((source, i) => this.#move(i + 1, source.global, rows, cols));
    const math = new Emitting(this.#b, this.#prepared, rows, cols, this.#tile);
    this.#loop.compute(
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
    const side = this.#space.sides[i];
    const own = this.#tiles[i];
    if (!side || !own) return;
    this.#b.origin = [this.#loop.output, ...this.#loop.inputs][i]?.origin ?? this.#b.origin;
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

export function emitPointwiseLoop(context: LowerContext, loop: PointwiseLoop): void {
  new PointwiseEmitter(context, loop).run();
}

/** The loop of one op, over its result. */
export function loopOf({ inputs, output, compute }: Pointwise): PointwiseLoop {
  const { shape } = output;
  const along = (operand: Operand): LoopOperand => {
    return { operand, strides: broadcastStrides(operand.shape, shape, operand.elemBytes), origin: undefined };
  };
  return { shape, inputs: inputs.map(along), output: along(output), compute };
}

export function emitPointwise(context: LowerContext, work: Pointwise): void {
  emitPointwiseLoop(context, loopOf(work));
}
