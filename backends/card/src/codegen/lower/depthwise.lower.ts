// conv where each channel has its own window and nothing else: many channels at a time on the vector unit, a tap after the other, since
// a matrix product of one channel would leave the matrix unit nearly empty. Products and sums are those of the general code: exact
// products in f32 (or rounded once, in f32), added in the order of the taps, so that results are the same bits.
//
//   for tiles of channels: load weights and bias
//     for images, for boxes of output positions: sums = bias
//       for tiles of taps: load the image tile, convert it; for taps: multiply by each channel's weight, add
//       round, activate, store
//
// The innermost of these loops that runs more than once has second buffers for what it loads and stores.

import { type Dim, dim } from '@afterglow/core';
import { type Activation, emitActivation, prepareActivation, tableBytes } from '../build/activation.js';
import { type Axis, packedStrides } from '../build/axes.js';
import { type LowerContext, type Operand, shareOf } from '../build/context.js';
import { type Epilogue, finishPlanes } from '../build/epilogue.js';
import { emitMove, emitRows } from '../build/move.js';
import { type PlaneLayout, PlaneReader, type Planes } from '../build/planes.js';
import { type Place, type ProgramBuilder, placeAt, type Share } from '../build/program-builder.js';
import { emitStart } from '../build/start-sums.js';
import { type Box, emitBoxes, halvings, type PatchReader, type PatchTile, padded } from '../build/window.js';

const volume = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1);

/** A depthwise convolution: `x` [N, C, …], `weight` [C, 1, …], `bias` [C], `y` [N, C, …]. */
export interface Depthwise {
  readonly x: Operand;
  readonly weight: Operand;
  readonly bias: Operand | undefined;
  readonly y: Operand;
  readonly type: 'f16' | 'f32';
  readonly act: Activation;
  readonly reader: PatchReader;
}

/** The innermost loop that runs more than once: over taps, positions, images or channels. */
type DoubledLoop = 'tk' | 'to' | 'n' | 'tc';

interface Size {
  readonly images: number;
  readonly channels: number;
  readonly out: readonly number[];
}

function doubledLoop(tile: PatchTile, kernel: readonly number[], size: Size): DoubledLoop | undefined {
  const cut = (sizes: readonly number[], pieces: readonly number[]) => sizes.some((n, i) => n > (pieces[i] ?? 1));
  if (cut(kernel, tile.taps)) return 'tk';
  if (cut(size.out, tile.out)) return 'to';
  if (size.images > 1) return 'n';
  return size.channels > tile.channels ? 'tc' : undefined;
}

/** The last axis is read in steps, so that elements one step apart have to be brought together. */
const inSteps = ({ step }: PlaneLayout) => step > 1;

/** Bytes that a tile of planes takes as f32 where the image tile is not that already, and whether they are in tile memory. */
function planesOf({ reader, type }: Depthwise, layout: PlaneLayout, channels: number) {
  const memory = inSteps(layout) ? ('acc' as const) : ('sram' as const);
  const needed = inSteps(layout) || type === 'f16';
  const elements = volume(layout.phases) * channels * layout.positions;
  return { memory, elements: needed ? elements : 0, elemBytes: reader.elemBytes };
}

function fits(work: Depthwise, tile: PatchTile, size: Size, context: LowerContext): boolean {
  const { reader, type } = work;
  const [planes, { kernel }, spare] = [new PlaneReader(reader), reader.window, context.epilogue?.bytesPerElement ?? 0];
  const layout = planes.layout(tile);
  const loop = doubledLoop(tile, kernel, size);
  const [twice, all] = [loop ? 2 : 1, loop && loop !== 'tk' ? 2 : 1];
  const filters = loop === 'tc' ? 2 : 1;
  const small = filters * (padded(tile.channels * volume(kernel) * 4) + padded(tile.channels * 4));
  const wide = planesOf(work, layout, tile.channels);
  const sums = padded(tile.channels * layout.run * 4);
  const acc = sums + (wide.memory === 'acc' ? padded(wide.elements * 4) : 0);
  const sram =
    reader.fixedBytes +
    twice * planes.imageBytes(tile) +
    (wide.memory === 'sram' ? padded(wide.elements * 4) : 0) +
    (type === 'f16' ? 2 : 1) * small +
    sums +
    all * padded(tile.channels * volume(tile.out) * (reader.elemBytes + spare));
  return acc <= context.accBytes && sram <= context.sramBytes - tableBytes(work.act, type);
}

/** Largest tile that fits: few taps at a time are worse than few channels, those worse than few positions. */
function chooseTile(context: LowerContext, work: Depthwise, size: Size): PatchTile {
  const { kernel } = work.reader.window;
  for (const taps of halvings(kernel)) {
    for (const [channels = 1, ...out] of halvings([size.channels, ...size.out])) {
      const tile = { channels, taps, out };
      if (fits(work, tile, size, context)) return tile;
    }
  }
  return { channels: 1, taps: kernel.map(() => 1), out: size.out.map(() => 1) };
}

class DepthwiseEmitter {
  readonly #b: ProgramBuilder;
  readonly #work: Depthwise;
  readonly #reader: PlaneReader;
  readonly #channels: Share;
  readonly #rows: Share;
  readonly #tile: PatchTile;
  readonly #doubled: DoubledLoop | undefined;
  readonly #image: Planes;
  readonly #taps: number;
  readonly #acc: Place;
  readonly #weights: Place;
  /** Weights and start values in f32. */
  readonly #factors: Place;
  readonly #biasTile: Place | undefined;
  readonly #start: Place | undefined;
  /** The image tile in f32, all phases apart. */
  readonly #planes: Place;
  readonly #products: Place;
  readonly #result: Place;
  readonly #table: Place | undefined;
  readonly #epilogue: Epilogue | undefined;

  constructor(context: LowerContext, work: Depthwise) {
    const { b } = context;
    this.#b = b;
    this.#work = work;
    const { reader, type, act, bias, x } = work;
    const { kernel, output } = reader.window;
    this.#reader = new PlaneReader(reader);
    this.#channels = shareOf(context, 'channels', x.shape[1] ?? 0);
    this.#rows = shareOf(context, 'rows', output[0] ?? 1);
    const bounds = (list: readonly Dim[]) => list.map((size) => Math.max(1, b.bound(size)));
    const [images = 1, channels = 1, ...out] = bounds([x.shape[0] ?? 1, this.#channels.size, ...this.#positions]);
    const size = { images, channels, out };
    const tile = chooseTile(context, work, size);
    this.#tile = tile;
    this.#doubled = doubledLoop(tile, kernel, size);
    this.#taps = volume(kernel);
    this.#table = prepareActivation(b, act, type);
    this.#image = this.#reader.reserve(b, tile, out);
    const { layout, image } = this.#image;
    this.#acc = b.temp('acc', 'acc', 'f32', [tile.channels, layout.run]);
    this.#weights = b.temp('weights', 'sram', type, [tile.channels, this.#taps]);
    this.#factors = type === 'f32' ? this.#weights : b.temp('factors', 'sram', 'f32', [tile.channels, this.#taps]);
    this.#biasTile = bias && b.temp('bias', 'sram', bias.elem, [tile.channels]);
    this.#start = bias && bias.elem !== 'f32' ? b.temp('start', 'sram', 'f32', [tile.channels]) : this.#biasTile;
    const { memory, elements } = planesOf(work, layout, tile.channels);
    this.#planes = elements > 0 ? b.temp('planes', memory, 'f32', [elements]) : image;
    this.#products = b.temp('products', 'sram', 'f32', [tile.channels, layout.run]);
    this.#result = b.temp('result', 'sram', type, [tile.channels, volume(tile.out)]);
    this.#epilogue = context.epilogue;
    this.#epilogue?.reserve({ rows: tile.channels, cols: volume(tile.out) });
  }

  get #positions(): readonly Dim[] {
    const { output } = this.#work.reader.window;
    return output.length > 0 ? [this.#rows.size, ...output.slice(1)] : output;
  }

  run(): void {
    const { x, reader } = this.#work;
    const b = this.#b;
    const { image } = this.#image;
    this.#reader.padAhead(b, this.#image, this.#doubled ? [image, b.second(image)] : [image]);
    const channels = (from: Dim, ct: Dim) => {
      const c0 = dim.add(this.#channels.start, from);
      this.#loadFilters(c0, ct);
      const images = x.shape[0] ?? 0;
      const oneImage = (at: Dim, some: Dim) => {
        // The empty partner of the last image of an odd number stays at that image, so that the checker sees that it reads nothing beyond.
        const n = some === 1 ? at : dim.min(at, dim.sub(images, 1));
        const count = dim.mul(ct, some);
        const plane = dim.add(dim.mul(n, x.shape[1] ?? 0), c0);
        const each = (part: Box) => {
          const [row = 0, ...rest] = part.starts;
          const box = { ...part, starts: part.starts.length > 0 ? [dim.add(this.#rows.start, row), ...rest] : [] };
          this.#clear(count, box);
          const fold = (taps: Box) => this.#fold(plane, count, taps, box);
          emitBoxes(b, 'tk', reader.window.kernel, this.#tile.taps, fold, this.#second('tk'));
          this.#finish([n, c0], plane, count, box);
        };
        emitBoxes(b, 'to', this.#positions, this.#tile.out, each, this.#second('to'));
      };
      b.tiles('n', images, 1, oneImage, this.#second('n'));
    };
    b.tiles('tc', this.#channels.size, this.#tile.channels, channels, this.#second('tc'));
  }

  /** What a loop has second buffers for, if it is the one that has them. */
  #second(loop: DoubledLoop): (Place | undefined)[] | undefined {
    if (this.#doubled !== loop) return undefined;
    const { image } = this.#image;
    if (loop === 'tk') return [image];
    const loaded = [image, this.#result, ...(this.#epilogue?.tiles ?? [])];
    return loop === 'tc' ? [...loaded, this.#weights, this.#factors, this.#biasTile, this.#start] : loaded;
  }

  #load(to: Place, from: Operand, first: Dim, count: Dim, wide: Place): void {
    const place = placeAt(from.place, dim.mul(first, from.elemBytes));
    const bytes = dim.mul(count, from.elemBytes);
    emitRows(this.#b, { place: to, memory: 'sram' }, { place, memory: from.memory }, 1, bytes, 0, 0);
    if (wide === to) return;
    this.#b.emit('vcvt.f16.f32', { dst: wide, src: to }, { rows: 1, cols: count, dst_stride: 0, src_stride: 0 });
  }

  #loadFilters(c0: Dim, ct: Dim): void {
    const { weight, bias } = this.#work;
    this.#load(this.#weights, weight, dim.mul(c0, this.#taps), dim.mul(ct, this.#taps), this.#factors);
    if (bias && this.#biasTile && this.#start) this.#load(this.#biasTile, bias, c0, ct, this.#start);
  }

  /** Starts the sums at the bias. */
  #clear(rows: Dim, out: Box): void {
    const { layout } = this.#image;
    const cols = this.#reader.runOf(layout, out);
    const some = this.#reader.channelsOf(this.#b, rows, out);
    emitStart(this.#b, this.#acc, this.#start, { rows: some, cols, stride: layout.run * 4 });
  }

  /** Brings the elements of each phase together, in f32. */
  #convert(channels: Dim): void {
    const b = this.#b;
    const { layout, image } = this.#image;
    const { elemBytes, elem } = this.#work.reader;
    const { phases, positions, step } = layout;
    if (this.#planes === image) return;
    const rows = volume(phases.slice(0, -1));
    const [all, cols] = [this.#tile.channels * positions * step, dim.mul(channels, positions * step)];
    if (!inSteps(layout)) {
      const scalars = { rows, cols, dst_stride: all * 4, src_stride: all * 2 };
      b.emit('vcvt.f16.f32', { dst: this.#planes, src: image }, scalars);
      return;
    }
    const last = phases.at(-1) ?? 1;
    const plane = this.#tile.channels * positions * 4;
    b.loop('p', rows, (p) =>
      b.loop('q', last, (q) => {
        const src = placeAt(image, dim.add(dim.mul(p, all * elemBytes), dim.mul(q, elemBytes)));
        const dst = placeAt(this.#planes, dim.mul(dim.add(dim.mul(p, last), q), plane));
        // The largest of one element is the element, −0 included.
        const scalars = { n: dim.mul(channels, positions), r: 1, src_stride_n: step * elemBytes, src_stride_r: 0 };
        b.emit('vred.max.f32', { dst, src }, scalars, { src_type: elem });
      }),
    );
  }

  #fold(plane: Dim, ct: Dim, taps: Box, out: Box): void {
    const b = this.#b;
    const { x, reader } = this.#work;
    const { layout } = this.#image;
    const place = placeAt(x.place, dim.mul(plane, reader.planeBytes));
    this.#reader.load(b, this.#image, { place, memory: x.memory }, ct, taps, out);
    this.#convert(ct);
    const steps = packedStrides(reader.window.kernel, 4);
    const cols = this.#reader.runOf(layout, out);
    const rows = this.#reader.channelsOf(b, ct, out);
    const row = layout.run * 4;
    this.#reader.eachTap(b, this.#tile, taps.sizes, (start, tap) => {
      const weight = taps.starts.reduce<Dim>(
        (sum, first, axis) => dim.add(sum, dim.mul(dim.add(first, tap[axis] ?? 0), steps[axis] ?? 0)),
        0,
      );
      b.emit(
        'v2.mul.f32',
        { dst: this.#products, a: placeAt(this.#planes, dim.mul(start, 4)), b: placeAt(this.#factors, weight) },
        { rows, cols, dst_stride: row, a_stride: layout.positions * 4, b_stride: this.#taps * 4 },
        { b_broadcast: true },
      );
      const scalars = { rows, cols, dst_stride: row, a_stride: row, b_stride: row };
      b.emit('v2.add.f32', { dst: this.#acc, a: this.#acc, b: this.#products }, scalars);
    });
  }

  #finish(at: readonly Dim[], plane: Dim, ct: Dim, out: Box): void {
    const b = this.#b;
    const { y, type, act, reader } = this.#work;
    const { elemBytes } = y;
    const dst = this.#result;
    const { layout } = this.#image;
    const cols = dim.mul(ct, dim.product(out.sizes));
    this.#reader.finish(b, layout, { place: this.#acc, pitch: layout.run }, dst, ct, out);
    emitActivation(b, act, type, this.#table, { dst, src: dst, rows: 1, cols, dstStride: 0, srcStride: 0 });
    if (this.#epilogue) {
      finishPlanes(this.#epilogue, dst, dim.mul(dim.product(out.sizes), elemBytes), at, ct, out);
      return;
    }
    const positions = reader.window.output;
    const planeBytes = dim.mul(dim.product(positions), elemBytes);
    const steps = packedStrides(positions, elemBytes);
    const packed = packedStrides(out.sizes, elemBytes);
    const offset = out.starts.reduce<Dim>(
      (sum, start, axis) => dim.add(sum, dim.mul(start, steps[axis] ?? 0)),
      dim.mul(plane, planeBytes),
    );
    const axes: Axis[] = [
      { size: ct, strides: [planeBytes, dim.mul(dim.product(out.sizes), elemBytes)] },
      ...out.sizes.map((size, axis) => ({ size, strides: [steps[axis] ?? 0, packed[axis] ?? 0] })),
    ];
    const target = { place: placeAt(y.place, offset), memory: y.memory };
    emitMove(b, target, { place: dst, memory: 'sram' }, axes, elemBytes);
  }
}

export function emitDepthwise(context: LowerContext, work: Depthwise): void {
  new DepthwiseEmitter(context, work).run();
}
