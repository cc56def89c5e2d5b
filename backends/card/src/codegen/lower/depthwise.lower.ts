// conv where each channel has its own window and nothing else: many channels at a time on the vector unit, a tap after the other, since
// a matrix product of one channel would leave the matrix unit nearly empty. Products and sums are those of the general code: exact
// products in f32 (or rounded once, in f32), added in the order of the taps, so that results are the same bits.
//
//   for images, for tiles of channels: load weights and bias
//     for boxes of output positions: sums = bias
//       for tiles of taps: build the patch; for taps: multiply by each channel's weight, add
//       round, activate, store

import { type Dim, dim } from '@afterglow/core';
import { type Activation, emitActivation, prepareActivation, tableBytes } from '../build/activation.js';
import { type Axis, packedStrides } from '../build/axes.js';
import { type LowerContext, type Operand, shareOf } from '../build/context.js';
import { type Epilogue, finishPlanes } from '../build/epilogue.js';
import { emitMove, emitRows } from '../build/move.js';
import { type Place, type ProgramBuilder, placeAt, type Share } from '../build/program-builder.js';
import { emitStart } from '../build/start-sums.js';
import {
  type Box,
  emitBoxes,
  halvings,
  type Patches,
  type PatchReader,
  type PatchTile,
  padded,
} from '../build/window.js';

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

/** Tiles that get a second buffer in the innermost loop over taps (`tk`) or positions (`to`) that runs more than once. */
const DOUBLED = { tk: ['image', 'patch'], to: ['image', 'patch', 'result'] } as const;
type DoubledLoop = keyof typeof DOUBLED;

function doubledLoop(tile: PatchTile, kernel: readonly number[], out: readonly number[]): DoubledLoop | undefined {
  const cut = (sizes: readonly number[], pieces: readonly number[]) => sizes.some((n, i) => n > (pieces[i] ?? 1));
  return cut(kernel, tile.taps) ? 'tk' : cut(out, tile.out) ? 'to' : undefined;
}

/** Scratchpad bytes of a tile: weights and start values in both types, the patch, its products, the result. */
function sramOf(
  { reader, type }: Depthwise,
  tile: PatchTile,
  taps: number,
  loop: DoubledLoop | undefined,
  spare: number,
): number {
  const positions = tile.channels * volume(tile.out);
  const [patches, results] = [loop ? 2 : 1, loop === 'to' ? 2 : 1];
  const small = padded(tile.channels * taps * 4) + padded(tile.channels * 4);
  const converted = type === 'f16' ? small : 0;
  const products = padded(positions * 4) + results * padded(positions * (reader.elemBytes + spare));
  const patch = patches * (reader.imageBytes(tile) + reader.patchBytes(tile));
  return reader.fixedBytes + patch + small + converted + products;
}

/** Largest tile that fits: few taps at a time are worse than few channels, those worse than few positions. */
function chooseTile(context: LowerContext, work: Depthwise, channels: Dim, out: readonly Dim[]): PatchTile {
  const { b } = context;
  const { kernel } = work.reader.window;
  const room = context.sramBytes - tableBytes(work.act, work.type);
  const sizes = [channels, ...out].map((size) => Math.max(1, b.bound(size)));
  for (const taps of halvings(kernel)) {
    for (const [c = 1, ...positions] of halvings(sizes)) {
      const tile = { channels: c, taps, out: positions };
      if (padded(c * volume(positions) * 4) > context.accBytes) continue;
      const loop = doubledLoop(tile, kernel, sizes.slice(1));
      if (sramOf(work, tile, volume(kernel), loop, context.epilogue?.bytesPerElement ?? 0) <= room) return tile;
    }
  }
  return { channels: 1, taps: kernel.map(() => 1), out: out.map(() => 1) };
}

class DepthwiseEmitter {
  readonly #b: ProgramBuilder;
  readonly #work: Depthwise;
  readonly #channels: Share;
  readonly #rows: Share;
  readonly #tile: PatchTile;
  readonly #doubled: DoubledLoop | undefined;
  readonly #patches: Patches;
  readonly #taps: number;
  readonly #acc: Place;
  readonly #weights: Place;
  /** Weights and start values in f32. */
  readonly #factors: Place;
  readonly #biasTile: Place | undefined;
  readonly #start: Place | undefined;
  readonly #products: Place;
  readonly #result: Place;
  readonly #table: Place | undefined;
  readonly #epilogue: Epilogue | undefined;

  constructor(context: LowerContext, work: Depthwise) {
    const { b } = context;
    this.#b = b;
    this.#work = work;
    const { reader, type, act, bias } = work;
    const { kernel, output } = reader.window;
    this.#channels = shareOf(context, 'channels', work.x.shape[1] ?? 0);
    this.#rows = shareOf(context, 'rows', output[0] ?? 1);
    const tile = chooseTile(context, work, this.#channels.size, this.#positions);
    this.#tile = tile;
    this.#doubled = doubledLoop(
      tile,
      kernel,
      this.#positions.map((size) => b.bound(size)),
    );
    this.#taps = volume(kernel);
    this.#table = prepareActivation(b, act, type);
    this.#patches = reader.reserve(b, tile);
    const all = [tile.channels, volume(tile.out)];
    this.#acc = b.temp('acc', 'acc', 'f32', all);
    this.#weights = b.temp('weights', 'sram', type, [tile.channels, this.#taps]);
    this.#factors = type === 'f32' ? this.#weights : b.temp('factors', 'sram', 'f32', [tile.channels, this.#taps]);
    this.#biasTile = bias && b.temp('bias', 'sram', bias.elem, [tile.channels]);
    this.#start = bias && bias.elem !== 'f32' ? b.temp('start', 'sram', 'f32', [tile.channels]) : this.#biasTile;
    this.#products = b.temp('products', 'sram', 'f32', all);
    this.#result = b.temp('result', 'sram', type, all);
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
    b.tiles('tc', this.#channels.size, this.#tile.channels, (from, ct) => {
      const c0 = dim.add(this.#channels.start, from);
      this.#loadFilters(c0, ct);
      b.loop('n', x.shape[0] ?? 0, (n) => {
        const plane = dim.add(dim.mul(n, x.shape[1] ?? 0), c0);
        const each = (part: Box) => {
          const [row = 0, ...rest] = part.starts;
          const box = { ...part, starts: part.starts.length > 0 ? [dim.add(this.#rows.start, row), ...rest] : [] };
          this.#clear(ct, box);
          const fold = (taps: Box) => this.#fold(plane, ct, taps, box);
          emitBoxes(b, 'tk', reader.window.kernel, this.#tile.taps, fold, this.#second('tk'));
          this.#finish([n, c0], plane, ct, box);
        };
        emitBoxes(b, 'to', this.#positions, this.#tile.out, each, this.#second('to'));
      });
    });
  }

  #second(loop: DoubledLoop): (Place | undefined)[] | undefined {
    const { image, patch } = this.#patches;
    const own = { image, patch, result: this.#result };
    return this.#doubled === loop ? DOUBLED[loop].map((name) => own[name]) : undefined;
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
    const cols = dim.product(out.sizes);
    emitStart(this.#b, this.#acc, this.#start, { rows, cols, stride: dim.mul(cols, 4) });
  }

  #fold(plane: Dim, ct: Dim, taps: Box, out: Box): void {
    const b = this.#b;
    const { x, reader, type } = this.#work;
    const { kernel } = reader.window;
    const cols = dim.product(out.sizes);
    const tap = this.#tile.channels * volume(this.#tile.out) * x.elemBytes;
    const place = placeAt(x.place, dim.mul(plane, reader.planeBytes));
    const strides = { channel: dim.mul(cols, x.elemBytes), tap };
    reader.emit(b, this.#patches, { place, memory: x.memory }, ct, taps, out, strides);
    // A tile of taps is one run of them.
    const steps = packedStrides(kernel, 1);
    const first = taps.starts.reduce<Dim>((sum, start, axis) => dim.add(sum, dim.mul(start, steps[axis] ?? 0)), 0);
    const whole = { rows: 1, cols: dim.mul(ct, cols), dst_stride: 0 };
    b.loop('t', dim.product(taps.sizes), (t) => {
      const values = placeAt(this.#patches.patch, dim.mul(t, tap));
      const dst = this.#products;
      if (type === 'f16') b.emit('vcvt.f16.f32', { dst, src: values }, { ...whole, src_stride: 0 });
      const row = dim.mul(cols, 4);
      b.emit(
        'v2.mul.f32',
        { dst, a: type === 'f16' ? dst : values, b: placeAt(this.#factors, dim.mul(dim.add(first, t), 4)) },
        { rows: ct, cols, dst_stride: row, a_stride: row, b_stride: this.#taps * 4 },
        { b_broadcast: true },
      );
      b.emit('v2.add.f32', { dst: this.#acc, a: this.#acc, b: dst }, { ...whole, a_stride: 0, b_stride: 0 });
    });
  }

  #finish(at: readonly Dim[], plane: Dim, ct: Dim, out: Box): void {
    const b = this.#b;
    const { y, type, act, reader } = this.#work;
    const { elemBytes } = y;
    const dst = this.#result;
    const cols = dim.mul(ct, dim.product(out.sizes));
    const round = type === 'f16' ? 'vcvt.f32.f16' : 'v1.copy.f32';
    b.emit(round, { dst, src: this.#acc }, { rows: 1, cols, dst_stride: 0, src_stride: 0 });
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
