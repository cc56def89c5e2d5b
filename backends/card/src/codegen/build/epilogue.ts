// What is done to a tile of a result before it is stored: the element-wise instructions behind a matrix product or a convolution. The
// tile has been rounded to its type, so they see what they would have loaded; their other operands come a tile at a time.
//
//   (tile of %s = conv(…))   load %x there; v2.add s, x → t; v1.relu t → y; store y

import { type Dim, dim, invariant } from '@afterglow/core';
import { type Axis, collapse, packedStrides } from './axes.js';
import { emitMove } from './move.js';
import type { LoopOperand } from './pointwise.js';
import { type Place, type ProgramBuilder, placeAt } from './program-builder.js';
import { Emitting, type Prepared, prepare, Sizing, type TileMath, type TileValue } from './tile-math.js';
import type { Box } from './window.js';

/** A loop that starts from a tile somebody gives it; strides of operands are along the axes of that result. */
export interface GivenLoop {
  readonly given: LoopOperand;
  readonly inputs: readonly LoopOperand[];
  readonly output: LoopOperand;
  readonly compute: (math: TileMath, inputs: readonly TileValue[], into: TileValue, given?: TileValue) => void;
}

/** A box of the result: where it starts in each operand, and its axes with the strides of each; the result of the loop is first. */
export interface ResultBox {
  readonly places: readonly Place[];
  readonly rows: Axis;
  /** Packed in a row of the tile, outermost first. */
  readonly cols: readonly Axis[];
}

interface Reserved {
  readonly tile: { readonly rows: number; readonly cols: number };
  readonly prepared: Prepared;
  readonly tiles: readonly Place[];
}

const ALIGN = 64;

export class Epilogue {
  readonly #b: ProgramBuilder;
  readonly #loop: GivenLoop;
  readonly #sizing = new Sizing();
  #reserved: Reserved | undefined;

  constructor(b: ProgramBuilder, loop: GivenLoop) {
    this.#b = b;
    this.#loop = loop;
    const sizing = this.#sizing;
    const [given, into] = [loop.given, loop.output].map(({ operand }) => sizing.value(operand.elem));
    invariant(given && into, 'a loop has a result');
    loop.compute(
      sizing,
      loop.inputs.map(({ operand }) => sizing.value(operand.elem)),
      into,
      given,
    );
  }

  /** Result first. */
  get operands(): readonly LoopOperand[] {
    return [this.#loop.output, ...this.#loop.inputs];
  }

  /** Scratchpad bytes besides the result tile: an element of it, and in any case. */
  get bytesPerElement(): number {
    return this.operands.reduce((sum, { operand }) => sum + operand.elemBytes, this.#sizing.bytesPerElement);
  }

  get fixedBytes(): number {
    return this.#sizing.fixedBytes + ALIGN * this.operands.length;
  }

  /** Strides of the operands along one axis of the result. */
  along(axis: number): Dim[] {
    return this.operands.map(({ strides }) => strides[axis] ?? 0);
  }

  /** Where the operands are at a position of the result. */
  at(position: readonly Dim[]): Place[] {
    return this.operands.map(({ operand, strides }) =>
      placeAt(
        operand.place,
        position.reduce<Dim>((sum, index, axis) => dim.add(sum, dim.mul(index, strides[axis] ?? 0)), 0),
      ),
    );
  }

  /** Scratch space for result tiles of this size; made before any loop. */
  reserve(tile: { readonly rows: number; readonly cols: number }): void {
    const b = this.#b;
    const tiles = this.operands.map(({ operand }, i) =>
      b.temp(i === 0 ? 'finished' : `in${i}`, 'sram', operand.elem, [tile.rows, tile.cols]),
    );
    this.#reserved = { tile, prepared: prepare(b, this.#sizing), tiles };
  }

  /** What it loads and stores, for loops that have second buffers. */
  get tiles(): readonly Place[] {
    return this.#reserved?.tiles ?? [];
  }

  /** Finishes and stores a tile whose rows are `stride` bytes apart. */
  finish(place: Place, stride: Dim, box: ResultBox): void {
    const b = this.#b;
    const own = b.origin;
    const reserved = this.#reserved;
    invariant(reserved, 'tiles were reserved before the loop');
    const { tile, prepared } = reserved;
    const { given, inputs, output, compute } = this.#loop;
    const cols = dim.product(box.cols.map(({ size }) => size));
    const math = new Emitting(b, prepared, box.rows.size, cols, tile);
    const sources = inputs.map((_, i) => this.#reach(reserved, i + 1, box, true));
    const target = this.#reach(reserved, 0, box, false);
    compute(math, sources, target, { elem: given.operand.elem, place, stride, broadcast: false });
    b.origin = output.origin ?? own;
    this.#move(reserved.tiles, 0, box, target);
    b.origin = own;
  }

  /** An operand's tile: itself where it is in reach and its rows are packed, else loaded when it is an input. */
  #reach({ tile, tiles }: Reserved, i: number, box: ResultBox, load: boolean): TileValue {
    const [side, place, own] = [this.operands[i], box.places[i], tiles[i]];
    invariant(side && place && own, 'every operand has a tile');
    const { elem, elemBytes, memory } = side.operand;
    const rowStride = box.rows.strides[i] ?? 0;
    const broadcast = box.cols.every(({ strides }) => strides[i] === 0);
    if (memory === 'sram' && (broadcast || this.#packed(i, box, elemBytes)))
      return { elem, place, stride: rowStride, broadcast };
    const stride = rowStride === 0 && load ? 0 : tile.cols * elemBytes;
    const value = { elem, place: own, stride, broadcast };
    if (!load) return value;
    this.#b.origin = side.origin ?? this.#b.origin;
    this.#move(tiles, i, box, value);
    return value;
  }

  /** True where the columns of a box are one run of an operand. */
  #packed(i: number, box: ResultBox, elemBytes: number): boolean {
    const own = packedStrides(
      box.cols.map(({ size }) => size),
      elemBytes,
    );
    const axes = box.cols.map(({ size, strides }, axis) => ({ size, strides: [strides[i] ?? 0, own[axis] ?? 0] }));
    const merged = collapse(axes);
    return merged.length <= 1 && merged.every(({ strides }) => strides[0] === elemBytes);
  }

  /** Loads an operand's tile, or stores it when it is the result (number 0); nothing for one that is in reach. */
  #move(tiles: readonly Place[], i: number, box: ResultBox, value: TileValue): void {
    const [side, place] = [this.operands[i], box.places[i]];
    if (!side || !place || value.place !== tiles[i]) return;
    const { elemBytes, memory } = side.operand;
    const packed = packedStrides(
      box.cols.map(({ size }) => size),
      elemBytes,
    );
    const both = (here: Dim, there: Dim): Dim[] => (i === 0 ? [there, here] : [here, there]);
    const rows = { size: box.rows.size, strides: both(value.stride, box.rows.strides[i] ?? 0) };
    const cols = box.cols.map(({ size, strides }, axis) => ({
      size,
      strides: both(packed[axis] ?? 0, strides[i] ?? 0),
    }));
    // One row, or one element of each, where the others repeat it. An engine without a share stores nothing.
    const axes = i === 0 ? [rows, ...cols] : [...(value.stride === 0 ? [] : [rows]), ...(value.broadcast ? [] : cols)];
    const here = { place: value.place, memory: 'sram' };
    const there = { place, memory };
    if (i === 0) emitMove(this.#b, there, here, axes, elemBytes);
    else emitMove(this.#b, here, there, axes, elemBytes);
  }
}

/** Finishes a tile of `rows` planes of a result [N, C, …] from `plane` on, at some of their positions. */
export function finishPlanes(
  epilogue: Epilogue,
  place: Place,
  stride: Dim,
  plane: readonly Dim[],
  rows: Dim,
  out: Box,
): void {
  epilogue.finish(place, stride, {
    places: epilogue.at([...plane, ...out.starts]),
    rows: { size: rows, strides: epilogue.along(1) },
    cols: out.sizes.map((size, axis) => ({ size, strides: epilogue.along(axis + 2) })),
  });
}
