// The sliding window of convolutions and pools, cut into tiles, and the patches of a tile in the scratchpad: one row for each tap of
// the window, one column for each output position. A patch is built in two steps:
//
//   image tile   the piece of the input the tile's windows see, with the padding around it filled in
//   patch tile   strided copies of the image tile, none of which has to look at borders any more
//
// Where windows step by one, a row of the patch is one run of the image tile: lines of outputs then lie a line of the image apart, and
// what is computed for the columns between them is not used. A run costs a DMA as much as a line of it would.
//
// Invariant: taps come in row-major order and tiles of taps in order too, so whoever folds over the rows sees every tap once and in
// the order of the model.

import { type Dim, type DimRange, dim, type ElementType, elementBits, invariant } from '@afterglow/core';
import { type Axis, packedStrides } from './axes.js';
import { emitMove, emitRows, type Located } from './move.js';
import { type Place, type ProgramBuilder, placeAt } from './program-builder.js';

/** All lists have one entry a spatial axis. */
export interface Window {
  readonly input: readonly Dim[];
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Padding before the first element; negative where the window starts inside. */
  readonly begins: readonly Dim[];
  readonly output: readonly Dim[];
}

/** A piece of some axes: where it starts and how long it is along each. */
export interface Box {
  readonly starts: readonly Dim[];
  readonly sizes: readonly Dim[];
}

/** Largest piece handled at a time. */
export interface PatchTile {
  readonly channels: number;
  readonly taps: readonly number[];
  readonly out: readonly number[];
}

const ALIGN = 64;
/** Bytes of padding that are copied again and again; a multiple of every element. */
const PADDING_RUN = 256;
const volume = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1);
export const padded = (bytes: number) => Math.ceil(bytes / ALIGN) * ALIGN;

/** The sizes, and pieces of them: the first axis that is longer than 1 is halved until it is 1, then the next. */
export function halvings(sizes: readonly number[]): number[][] {
  let last = sizes.map((size) => Math.max(1, size));
  const list = [last];
  for (;;) {
    const axis = last.findIndex((size) => size > 1);
    if (axis < 0) return list;
    last = last.map((size, i) => (i === axis ? Math.ceil(size / 2) : size));
    list.push(last);
  }
}

/**
 * Runs `body` for each piece of at most `tile` elements an axis, in row-major order. With `doubled`, the innermost loop there is has a
 * second buffer for each of them.
 */
export function emitBoxes(
  b: ProgramBuilder,
  hint: string,
  sizes: readonly Dim[],
  tile: readonly number[],
  body: (box: Box) => void,
  doubled?: readonly (Place | undefined)[],
): void {
  const innermost = sizes.findLastIndex((size, axis) => b.bound(size) > (tile[axis] ?? 1));
  const next = (axis: number, starts: readonly Dim[], pieces: readonly Dim[]): void => {
    if (axis === sizes.length) {
      body({ starts, sizes: pieces });
      return;
    }
    const [name, size, piece] = [`${hint}${axis}`, sizes[axis] ?? 1, tile[axis] ?? 1];
    const inner = (start: Dim, length: Dim) => next(axis + 1, [...starts, start], [...pieces, length]);
    if (doubled && axis === innermost) b.doubledTiles(name, size, piece, doubled, inner);
    else b.tiles(name, size, piece, inner);
  };
  next(0, [], []);
}

/** Input elements along each axis that a tile of outputs and taps reaches over. */
function reach(window: Window, taps: readonly number[], out: readonly number[]): number[] {
  return out.map((n, axis) => {
    const [stride, dilation] = [window.strides[axis] ?? 1, window.dilations[axis] ?? 1];
    return (n - 1) * stride + ((taps[axis] ?? 1) - 1) * dilation + 1;
  });
}

/** True when a window may look beyond the input. */
function leavesInput({ input, kernel, strides, dilations, begins, output }: Window, b: ProgramBuilder): boolean {
  return input.some((size, axis) => {
    const begin = begins[axis] ?? 0;
    if (typeof begin !== 'number' || begin > 0) return true;
    const extent = ((kernel[axis] ?? 1) - 1) * (dilations[axis] ?? 1) + 1;
    const last = dim.mul(dim.sub(output[axis] ?? 0, 1), strides[axis] ?? 1);
    const end = dim.add(dim.sub(last, begin), extent);
    return dim.dimRange(dim.sub(size, end), b.ranges).lo < 0;
  });
}

/** What the elements around the input count as, as bits of the element type. */
export type Padding = 'zero' | 'minus-infinity';

function paddingBits(padding: Padding, elem: ElementType): number {
  if (padding === 'zero') return 0;
  return elem === 'f16' ? 0xfc00 : 0xff800000;
}

/** 1, or 0 where an axis has no elements. Sizes may be negative where a window is larger than its input. */
export function nonEmpty(sizes: readonly Dim[], ranges: ReadonlyMap<string, DimRange>): Dim {
  const doubtful = sizes.filter((size) => dim.dimRange(size, ranges).lo < 1);
  return dim.product(doubtful.map((size) => dim.max(0, dim.min(1, size))));
}

/** How output positions lie in a patch: the distance of neighbours along each axis, and all its columns, none for an empty box. */
export function spread(
  sizes: readonly Dim[],
  pitch: number | undefined,
  ranges: ReadonlyMap<string, DimRange>,
): { readonly strides: readonly Dim[]; readonly columns: Dim } {
  if (pitch === undefined) return { strides: packedStrides(sizes, 1), columns: dim.product(sizes) };
  const strides = packedStrides([...sizes.slice(0, -1), pitch], 1);
  const last = sizes.reduce<Dim>((sum, size, i) => dim.add(sum, dim.mul(dim.sub(size, 1), strides[i] ?? 0)), 1);
  return { strides, columns: dim.mul(dim.max(0, last), nonEmpty(sizes, ranges)) };
}

/** Reads patches of one operand whose planes are packed. */
export class PatchReader {
  readonly window: Window;
  readonly padded: boolean;
  readonly elem: 'f16' | 'f32';
  readonly elemBytes: number;
  readonly #padding: Padding;
  /** Windows of one element that step by one are the input itself: no image tile is needed. */
  readonly #direct: boolean;
  readonly #most: (size: Dim) => number;

  constructor(b: ProgramBuilder, window: Window, elem: 'f16' | 'f32', padding: Padding) {
    this.window = window;
    this.elem = elem;
    this.elemBytes = elementBits(elem) / 8;
    this.padded = leavesInput(window, b);
    this.#padding = padding;
    this.#most = (size) => b.bound(size);
    this.#direct = !this.padded && window.kernel.every((size) => size === 1) && window.strides.every((s) => s === 1);
  }

  /** What an element outside the input counts as. */
  get paddingBits(): number {
    return paddingBits(this.#padding, this.elem);
  }

  imageBytes({ channels, taps, out }: PatchTile): number {
    return this.#direct ? 0 : padded(channels * volume(reach(this.window, taps, out)) * this.elemBytes);
  }

  /** Bytes that are there once, however many tiles there are. */
  get fixedBytes(): number {
    return this.padded ? PADDING_RUN : 0;
  }

  patchBytes(tile: PatchTile): number {
    return padded(tile.channels * volume(tile.taps) * this.positions(tile) * this.elemBytes);
  }

  /** Elements of a line of the image, where lines of outputs lie as far apart in the patch of a tile; undefined where they are packed. */
  pitch({ taps, out }: PatchTile): number | undefined {
    const { strides, output } = this.window;
    const [line = 1, image = 1] = [out.at(-1), reach(this.window, taps, out).at(-1)];
    const whole = line >= this.#most(output.at(-1) ?? 1);
    const runs = out.length > 1 && whole && strides.slice(-2).every((step) => step === 1);
    // Twice the columns is what a product may waste at most.
    return runs && image > line && image <= 2 * line ? image : undefined;
  }

  /** Columns of a tile's patch. */
  positions(tile: PatchTile): number {
    const columns = spread(tile.out, this.pitch(tile), new Map()).columns;
    invariant(typeof columns === 'number', 'tiles have fixed sizes');
    return columns;
  }

  /** Scratch space for tiles; made before any loop. */
  reserve(b: ProgramBuilder, tile: PatchTile): Patches {
    const { elem } = this;
    const extents = reach(this.window, tile.taps, tile.out);
    const image = this.#direct ? undefined : b.temp('image', 'sram', elem, [tile.channels, ...extents]);
    const patch = b.temp('patch', 'sram', elem, [tile.channels * volume(tile.taps), this.positions(tile)]);
    return {
      tile,
      extents,
      pitch: this.pitch(tile),
      image,
      patch,
      padding: this.padded ? this.reservePadding(b) : undefined,
    };
  }

  /** A run of padding to copy from. */
  reservePadding(b: ProgramBuilder): Place {
    const { elem, elemBytes } = this;
    const cols = PADDING_RUN / elemBytes;
    const dst = b.temp('padding', 'sram', elem, [cols]);
    b.emit(`vfill.${elem}`, { dst }, { rows: 1, cols, stride: 0, value: this.paddingBits });
    return dst;
  }

  /** Fills an image tile by DMA: by the vector unit it would wait for what that does with the tile before. */
  pad(b: ProgramBuilder, image: Place, padding: Place, bytes: number): void {
    const [from, runs, rest] = [
      { place: padding, memory: 'sram' },
      Math.floor(bytes / PADDING_RUN),
      bytes % PADDING_RUN,
    ];
    const to = (offset: number) => ({ place: placeAt(image, offset), memory: 'sram' });
    if (runs > 0) emitRows(b, to(0), from, runs, PADDING_RUN, PADDING_RUN, 0);
    if (rest > 0) emitRows(b, to(runs * PADDING_RUN), from, 1, rest, 0, 0);
  }

  /** Bytes from one channel to the next in the operand. */
  get planeBytes(): Dim {
    return dim.mul(dim.product(this.window.input), this.elemBytes);
  }

  /**
   * Builds the patch of a tile. `plane` is where the tile's first channel lies; `strides` are bytes of the patch a step along
   * channels and taps, output positions are packed.
   */
  emit(
    b: ProgramBuilder,
    patches: Patches,
    plane: Located,
    channels: Dim,
    taps: Box,
    out: Box,
    strides: { readonly channel: Dim; readonly tap: Dim },
  ): void {
    const { elemBytes } = this;
    if (patches.image) {
      const source = this.#loadImage(b, patches.image, patches, plane, channels, taps, out);
      const from = { from: source, steps: packedStrides(patches.extents, elemBytes) };
      const channel = { size: channels, strides: [strides.channel, volume(patches.extents) * elemBytes] };
      if (patches.pitch === undefined) this.#copy(b, patches.patch, from, [channel], taps, out, strides.tap, elemBytes);
      else this.#copyRuns(b, patches.patch, from, channel, taps, out, patches.pitch, strides.tap);
      return;
    }
    const steps = packedStrides(this.window.input, elemBytes);
    const first = out.starts.reduce<Dim>((sum, start, axis) => dim.add(sum, dim.mul(start, steps[axis] ?? 0)), 0);
    const from = { from: { ...plane, place: placeAt(plane.place, first) }, steps };
    const channel = { size: channels, strides: [strides.channel, this.planeBytes] };
    this.#copy(b, patches.patch, from, [channel], taps, out, strides.tap, elemBytes);
  }

  /** Rows of the patch as runs of an image tile. */
  #copyRuns(
    b: ProgramBuilder,
    patch: Place,
    { from, steps }: { readonly from: Located; readonly steps: readonly Dim[] },
    channel: Axis,
    taps: Box,
    out: Box,
    pitch: number,
    tap: Dim,
  ): void {
    const to = packedStrides(taps.sizes, 1);
    const axes = taps.sizes.map((size, axis): Axis => {
      const step = dim.mul(steps[axis] ?? 0, this.window.dilations[axis] ?? 1);
      return { size, strides: [dim.mul(to[axis] ?? 0, tap), step] };
    });
    // Lines of one plane are a run; planes have a place of their own in the image.
    const apart = spread(out.sizes, pitch, b.ranges).strides;
    const planes = out.sizes.slice(0, -2).map((size, axis): Axis => {
      const step = dim.mul(steps[axis] ?? 0, this.window.strides[axis] ?? 1);
      return { size, strides: [dim.mul(apart[axis] ?? 0, this.elemBytes), step] };
    });
    const { columns } = spread(out.sizes.slice(-2), pitch, b.ranges);
    const run: Axis = { size: columns, strides: [this.elemBytes, this.elemBytes] };
    // One instruction moves all channels of a line of taps.
    const order = [...planes, ...axes.slice(0, -1), channel, ...axes.slice(-1), run];
    emitMove(b, { place: patch, memory: 'sram' }, from, order, this.elemBytes);
  }

  #copy(
    b: ProgramBuilder,
    patch: Place,
    { from, steps }: { readonly from: Located; readonly steps: readonly Dim[] },
    channels: readonly Axis[],
    taps: Box,
    out: Box,
    tap: Dim,
    elemBytes: number,
  ): void {
    const { dilations, strides } = this.window;
    const tapSteps = packedStrides(taps.sizes, 1).map((step) => dim.mul(step, tap));
    const outSteps = packedStrides(out.sizes, elemBytes);
    const along = (sizes: readonly Dim[], to: readonly Dim[], factors: readonly number[]) =>
      sizes.map((size, axis): Axis => {
        return { size, strides: [to[axis] ?? 0, dim.mul(steps[axis] ?? 0, factors[axis] ?? 1)] };
      });
    const axes = [...channels, ...along(taps.sizes, tapSteps, dilations), ...along(out.sizes, outSteps, strides)];
    emitMove(b, { place: patch, memory: 'sram' }, from, axes, elemBytes);
  }

  /** Where the first window of a tile starts in the input, along one axis. */
  #start(axis: number, taps: Box, out: Box): Dim {
    const { strides, dilations, begins } = this.window;
    const at = dim.mul(out.starts[axis] ?? 0, strides[axis] ?? 1);
    const tap = dim.mul(taps.starts[axis] ?? 0, dilations[axis] ?? 1);
    return dim.sub(dim.add(at, tap), begins[axis] ?? 0);
  }

  /** Elements of an axis that the tile's image reaches over. */
  #extent(axis: number, taps: Box, out: Box): Dim {
    const { strides, dilations } = this.window;
    const outs = dim.mul(dim.sub(out.sizes[axis] ?? 1, 1), strides[axis] ?? 1);
    return dim.add(dim.add(outs, dim.mul(dim.sub(taps.sizes[axis] ?? 1, 1), dilations[axis] ?? 1)), 1);
  }

  /** The part of an axis of the image tile that lies in the input (widened by `margin` at its end). */
  inside(axis: number, taps: Box, out: Box, margin: Dim = 0, before: Dim = 0): { at: Dim; start: Dim; size: Dim } {
    const start = this.#start(axis, taps, out);
    const end = dim.add(start, this.#extent(axis, taps, out));
    const lo = dim.max(start, dim.sub(0, before));
    const hi = dim.min(end, dim.add(this.window.input[axis] ?? 0, margin));
    return { at: dim.sub(lo, start), start: lo, size: dim.sub(hi, lo) };
  }

  #loadImage(
    b: ProgramBuilder,
    image: Place,
    { tile, extents, padding }: Patches,
    plane: Located,
    channels: Dim,
    taps: Box,
    out: Box,
  ): Located {
    const { elemBytes, window } = this;
    if (padding) this.pad(b, image, padding, tile.channels * volume(extents) * elemBytes);
    const from = packedStrides(window.input, elemBytes);
    const to = packedStrides(extents, elemBytes);
    let [source, target]: [Dim, Dim] = [0, 0];
    const axes: Axis[] = [{ size: channels, strides: [volume(extents) * elemBytes, this.planeBytes] }];
    extents.forEach((_, axis) => {
      const { at, start, size } = this.inside(axis, taps, out);
      const strides = [to[axis] ?? 0, from[axis] ?? 0];
      source = dim.add(source, dim.mul(start, from[axis] ?? 0));
      target = dim.add(target, dim.mul(at, to[axis] ?? 0));
      axes.push({ size, strides });
    });
    const there = { place: placeAt(plane.place, source), memory: plane.memory };
    emitMove(b, { place: placeAt(image, target), memory: 'sram' }, there, axes, elemBytes);
    return { place: image, memory: 'sram' };
  }
}

/** Scratch space of a `PatchReader`. */
export interface Patches {
  readonly tile: PatchTile;
  /** Elements of the image tile along each spatial axis. */
  readonly extents: readonly number[];
  /** Elements between lines of outputs in the patch, where they are not packed. */
  readonly pitch: number | undefined;
  readonly image: Place | undefined;
  readonly patch: Place;
  /** A run of padding to copy from. */
  readonly padding: Place | undefined;
}
