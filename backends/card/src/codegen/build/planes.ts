// Windows read from image tiles directly, for what folds over each channel by itself: no patch is built. An image tile has a row pitch that is
// the same for input and output positions, so all outputs of a tap are one run of the tile, with a few positions between rows that
// nobody wants:
//
//   input rows   a b c d e          tap 0 of three outputs a row:  a b c (d e) f g h (i j) …
//                f g h i j          tap 1:                         b c d (e f) g h i (j …)
//
// Where a window steps by more than one, rows lie by the remainder of their number (their phase), so that one step is one row again; along the
// last axis a step is that many elements.
// Invariant: taps come in row-major order and tiles of taps in order too, as patches have them.

import { type Dim, dim } from '@afterglow/core';
import { type Axis, collapse, packedStrides } from './axes.js';
import { emitLoops, emitMove, type Located } from './move.js';
import { type Place, type ProgramBuilder, placeAt } from './program-builder.js';
import { type Box, nonEmpty, type PatchReader, type PatchTile, padded, type Window } from './window.js';

const volume = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1);
const sumOf = (terms: readonly Dim[]) => terms.reduce<Dim>((sum, term) => dim.add(sum, term), 0);

/** How the elements of an image tile lie, in elements. */
export interface PlaneLayout {
  /** Rows apart along each axis by the remainder of their number; 1 where all taps have the same. */
  readonly phases: readonly number[];
  /** Positions of one channel and phase, and between neighbours along each axis. */
  readonly positions: number;
  readonly pitches: readonly number[];
  /** Elements from one position to the next along the last axis. */
  readonly step: number;
  /** Outputs of one channel with what is between them, at most. */
  readonly run: number;
}

export function planeLayout({ strides, dilations }: Window, { taps, out }: PatchTile): PlaneLayout {
  const span = (axis: number) => ((taps[axis] ?? 1) - 1) * (dilations[axis] ?? 1);
  const stride = (axis: number) => strides[axis] ?? 1;
  const extents = out.map((size, axis) => size + Math.floor(span(axis) / stride(axis)));
  const pitches = packedStrides(extents, 1).map(Number);
  return {
    phases: out.map((_, axis) =>
      (taps[axis] ?? 1) > 1 && (dilations[axis] ?? 1) % stride(axis) !== 0 ? stride(axis) : 1,
    ),
    positions: volume(extents),
    pitches,
    step: out.length > 0 ? stride(out.length - 1) : 1,
    run: pitches.reduce((sum, pitch, axis) => sum + ((out[axis] ?? 1) - 1) * pitch, 1),
  };
}

/** Image tiles of one operand whose planes are packed. */
export class PlaneReader {
  readonly reader: PatchReader;

  constructor(reader: PatchReader) {
    this.reader = reader;
  }

  get #last(): number {
    return this.reader.window.kernel.length - 1;
  }

  layout(tile: PatchTile): PlaneLayout {
    return planeLayout(this.reader.window, tile);
  }

  /** Elements of an image tile. */
  imageElements(tile: PatchTile): number {
    const { phases, positions, step } = this.layout(tile);
    return volume(phases.slice(0, -1)) * tile.channels * positions * step;
  }

  imageBytes(tile: PatchTile): number {
    return padded(this.imageElements(tile) * this.reader.elemBytes);
  }

  /** Scratch space for tiles of `out` positions at most; made before any loop. */
  reserve(b: ProgramBuilder, tile: PatchTile, out: readonly number[]): Planes {
    const { reader } = this;
    const image = b.temp('image', 'sram', reader.elem, [this.imageElements(tile)]);
    const pieces = [...tile.taps, ...tile.out];
    const once = [...reader.window.kernel, ...out].every((size, i) => size <= (pieces[i] ?? 1));
    const padding = reader.padded && !once ? reader.reservePadding(b) : undefined;
    return { tile, layout: this.layout(tile), image, once, padding };
  }

  /** Writes the padding of tiles that all have it in the same places, ahead of all loops; `images` are the buffers they work in. */
  padAhead(b: ProgramBuilder, planes: Planes, images: readonly Place[]): void {
    const { reader } = this;
    if (!reader.padded || !planes.once) return;
    const scalars = { rows: 1, cols: this.imageElements(planes.tile), stride: 0, value: reader.paddingBits };
    for (const dst of images) b.emit(`vfill.${reader.elem}`, { dst }, scalars);
  }

  /** Fills an image tile. `plane` is where its first channel lies. */
  load(b: ProgramBuilder, planes: Planes, plane: Located, channels: Dim, taps: Box, out: Box): void {
    const { reader } = this;
    const { elemBytes } = reader;
    const { layout, image, padding, tile } = planes;
    if (padding) reader.pad(b, image, padding, this.imageElements(tile) * elemBytes);
    const from = packedStrides(reader.window.input, elemBytes);
    const pitch = layout.positions * layout.step * elemBytes;
    const channel = { size: channels, strides: [pitch, reader.planeBytes] };
    const inside = taps.sizes.map((_, axis) => reader.inside(axis, taps, out));
    this.eachPhase(b, tile, inside, (pieces) => {
      const target = sumOf(pieces.map(({ at }) => dim.mul(at, elemBytes)));
      const source = sumOf(pieces.map(({ start }, axis) => dim.mul(start, from[axis] ?? 0)));
      const axes = pieces.map(({ size, pitch, stride }, axis): Axis => {
        return { size, strides: [dim.mul(pitch, elemBytes), dim.mul(stride, from[axis] ?? 0)] };
      });
      const to = { place: placeAt(image, target), memory: 'sram' };
      emitMove(b, to, { ...plane, place: placeAt(plane.place, source) }, [channel, ...axes], elemBytes);
    });
  }

  /** The rows of each phase that lie in `ranges` of the input; one axis after the other. */
  eachPhase(
    b: ProgramBuilder,
    tile: PatchTile,
    ranges: readonly Range[],
    body: (pieces: readonly Piece[]) => void,
  ): void {
    const { phases, positions, pitches, step } = this.layout(tile);
    const steps = packedStrides(phases.slice(0, -1), tile.channels * positions * step);
    const next = (axis: number, pieces: readonly Piece[]): void => {
      const range = ranges[axis];
      if (!range) {
        body(pieces);
        return;
      }
      if (axis === this.#last) {
        next(axis + 1, [...pieces, { ...range, pitch: 1, stride: 1 }]);
        return;
      }
      const stride = this.reader.window.strides[axis] ?? 1;
      const pitch = (pitches[axis] ?? 1) * step;
      b.loop('p', phases[axis] ?? 1, (phase) => {
        const first = dim.ceilDiv(dim.sub(range.at, phase), stride);
        const end = dim.ceilDiv(dim.sub(dim.add(range.at, range.size), phase), stride);
        const row = dim.add(dim.mul(first, stride), phase);
        const at = dim.add(dim.mul(phase, steps[axis] ?? 0), dim.mul(first, pitch));
        const start = dim.add(dim.sub(range.start, range.at), row);
        next(axis + 1, [...pieces, { at, start, size: dim.sub(end, first), pitch, stride }]);
      });
    };
    next(0, []);
  }

  /** Runs `body` for each tap of the axes given, with the element its outputs start from in planes with all `phases` apart. */
  eachTap(
    b: ProgramBuilder,
    tile: PatchTile,
    taps: readonly Dim[],
    body: (start: Dim, tap: readonly Dim[]) => void,
  ): void {
    const { phases, positions, pitches } = this.layout(tile);
    const steps = packedStrides(phases, tile.channels * positions);
    this.#taps(b, taps, body, (axis) => ({ phase: steps[axis] ?? 0, pitch: pitches[axis] ?? 1 }));
  }

  /** The same for rows of taps in an image tile. */
  eachTapRow(b: ProgramBuilder, tile: PatchTile, taps: readonly Dim[], body: (start: Dim) => void): void {
    const { phases, positions, pitches, step } = this.layout(tile);
    const steps = packedStrides(phases.slice(0, -1), tile.channels * positions * step);
    this.#taps(b, taps.slice(0, -1), body, (axis) => ({ phase: steps[axis] ?? 0, pitch: (pitches[axis] ?? 1) * step }));
  }

  #taps(
    b: ProgramBuilder,
    taps: readonly Dim[],
    body: (start: Dim, tap: readonly Dim[]) => void,
    stepsOf: (axis: number) => { readonly phase: Dim; readonly pitch: number },
  ): void {
    const { strides, dilations } = this.reader.window;
    const next = (axis: number, start: Dim, tap: readonly Dim[]): void => {
      const size = taps[axis];
      if (size === undefined) {
        body(start, tap);
        return;
      }
      const [stride, { phase, pitch }] = [strides[axis] ?? 1, stepsOf(axis)];
      b.loop('t', size, (k) => {
        const at = dim.mul(k, dilations[axis] ?? 1);
        const offset = dim.add(dim.mul(dim.mod(at, stride), phase), dim.mul(dim.floorDiv(at, stride), pitch));
        next(axis + 1, dim.add(start, offset), [...tap, k]);
      });
    };
    next(0, 0, []);
  }

  /** Outputs of one channel with what is between them. */
  runOf({ pitches }: PlaneLayout, out: Box): Dim {
    return out.sizes.reduce<Dim>((sum, size, axis) => dim.add(sum, dim.mul(dim.sub(size, 1), pitches[axis] ?? 1)), 1);
  }

  /** Channels that have such a run: none where an axis has no outputs. (A run times 0 or 1 would be a sum whose bounds nobody sees.) */
  channelsOf(b: ProgramBuilder, channels: Dim, out: Box): Dim {
    return dim.mul(channels, nonEmpty(out.sizes, b.ranges));
  }

  /** Rounds or copies sums of `channels` channels, `pitch` of them apart, into a packed result tile. */
  finish(
    b: ProgramBuilder,
    { pitches, run }: PlaneLayout,
    sums: { readonly place: Place; readonly pitch: number },
    result: Place,
    channels: Dim,
    out: Box,
  ): void {
    const { elem, elemBytes } = this.reader;
    const packed = packedStrides(out.sizes, elemBytes);
    const axes = collapse(
      out.sizes.map((size, axis) => ({ size, strides: [packed[axis] ?? 0, 4 * (pitches[axis] ?? 1)] })),
    );
    const last = axes.at(-1);
    const inRow = last?.strides[0] === elemBytes && last.strides[1] === 4 ? axes.pop() : undefined;
    const op = elem === 'f16' ? 'vcvt.f32.f16' : 'v1.copy.f32';
    if (run === 1) {
      b.emit(op, { dst: result, src: sums.place }, { rows: 1, cols: channels, dst_stride: 0, src_stride: 0 });
      return;
    }
    const dst_stride = dim.mul(dim.product(out.sizes), elemBytes);
    const scalars = { rows: channels, cols: inRow?.size ?? 1, dst_stride, src_stride: sums.pitch * 4 };
    emitLoops(b, axes, [result, sums.place], ([dst, src]) => {
      if (dst && src) b.emit(op, { dst, src }, scalars);
    });
  }
}

/** A part of an axis of the window: from `at` in it and `start` in the input on. */
export interface Range {
  readonly at: Dim;
  readonly start: Dim;
  readonly size: Dim;
}

/** Rows of a phase: where they begin in the image tile and in the input, and how far apart they are in both. */
export interface Piece extends Range {
  readonly pitch: number;
  readonly stride: number;
}

/** Scratch space of a `PlaneReader`. */
export interface Planes {
  readonly tile: PatchTile;
  readonly layout: PlaneLayout;
  readonly image: Place;
  /** One tile has all positions and taps, so that its padding is always in the same places. */
  readonly once: boolean;
  /** A run of padding to copy from, for every tile. */
  readonly padding: Place | undefined;
}
