// max_pool and average_pool: a fold over the taps of each window, many channels at a time. The patch of a tile has a row for each tap
// and in it the positions of all channels, so one reduction along the rows answers them all. Padding counts as −inf, or as 0.
//
//   for tiles of channels, for boxes of output positions: acc = start
//     for tiles of taps: build the patch, reduce it into acc
//     (divide by the elements in each window), round, store
//
// How many elements a window at the border covers is counted by the same code: the sum of a patch of ones.

import { type Dim, dim } from '@afterglow/core';
import { type Axis, packedStrides } from '../build/axes.js';
import {
  dimsAttr,
  type GenericInstr,
  input,
  intsAttr,
  type LowerContext,
  type Lowering,
  type Operand,
  output,
  shareOf,
  vectorType,
} from '../build/context.js';
import { emitMove } from '../build/move.js';
import { type Place, type ProgramBuilder, placeAt, type Share } from '../build/program-builder.js';
import { type Box, emitBoxes, halvings, type Patches, PatchReader, type PatchTile, padded } from '../build/window.js';

const volume = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1);
const MINUS_INFINITY = 0xff800000;
const ONE = 0x3f800000;
const ALIGN = 64;

/** The divisor of an average: the same for all windows, or counted. */
type Divisor = { readonly kind: 'taps' } | { readonly kind: 'counted'; readonly ends: readonly Dim[] };

interface Pool {
  readonly x: Operand;
  readonly y: Operand;
  readonly reader: PatchReader;
  readonly fold: 'max' | 'sum';
  readonly divisor: Divisor | undefined;
  /** Planes (images times channels) that this engine makes. */
  readonly planes: Share;
}

/** Tiles that get a second buffer in the innermost loop over taps, positions or channels that runs more than once. */
const DOUBLED = { tk: ['image', 'patch'], to: ['image', 'patch', 'result'], tc: ['image', 'patch', 'result'] } as const;
type DoubledLoop = keyof typeof DOUBLED;

function doubledLoop(
  tile: PatchTile,
  channels: number,
  kernel: readonly number[],
  out: readonly number[],
): DoubledLoop | undefined {
  const cut = (sizes: readonly number[], pieces: readonly number[]) => sizes.some((n, i) => n > (pieces[i] ?? 1));
  if (cut(kernel, tile.taps)) return 'tk';
  if (cut(out, tile.out)) return 'to';
  return channels > tile.channels ? 'tc' : undefined;
}

/** Largest tile that fits: few taps at a time are worse than few channels, those worse than few positions. */
function chooseTile(context: LowerContext, pool: Pool): PatchTile {
  const { b } = context;
  const { reader, divisor, y } = pool;
  const { kernel, output: out } = reader.window;
  const bounds = (sizes: readonly Dim[]) => sizes.map((size) => Math.max(1, b.bound(size)));
  const [channels = 1] = bounds([pool.planes.size]);
  for (const taps of halvings(kernel)) {
    for (const [c = 1, ...positions] of halvings([channels, ...bounds(out)])) {
      const tile = { channels: c, taps, out: positions };
      const counts = divisor?.kind === 'counted' ? 1 : 0;
      const each = padded(volume(positions) * 4);
      if (padded(c * volume(positions) * 4) + counts * each > context.accBytes) continue;
      const one = { channels: counts, taps, out: positions };
      const ones = 2 * (reader.imageBytes(one) + reader.patchBytes(one)) + counts * (each + 3 * ALIGN);
      const loop = doubledLoop(tile, channels, kernel, bounds(out));
      const patch = (loop ? 2 : 1) * (reader.imageBytes(tile) + reader.patchBytes(tile));
      const result = (loop && loop !== 'tk' ? 2 : 1) * padded(c * volume(positions) * y.elemBytes);
      if (reader.fixedBytes + patch + ones + result <= context.sramBytes) return tile;
    }
  }
  return { channels: 1, taps: kernel.map(() => 1), out: out.map(() => 1) };
}

class PoolEmitter {
  readonly #b: ProgramBuilder;
  readonly #pool: Pool;
  readonly #tile: PatchTile;
  readonly #doubled: DoubledLoop | undefined;
  readonly #patches: Patches;
  readonly #acc: Place;
  readonly #result: Place;
  readonly #ones: { readonly image: Place; readonly patch: Place; readonly count: Place } | undefined;

  constructor(context: LowerContext, pool: Pool) {
    const { b } = context;
    this.#b = b;
    this.#pool = pool;
    const tile = chooseTile(context, pool);
    this.#tile = tile;
    const { kernel, output: out } = pool.reader.window;
    const outs = out.map((size) => b.bound(size));
    this.#doubled = doubledLoop(tile, b.bound(pool.planes.size), kernel, outs);
    this.#patches = pool.reader.reserve(b, tile);
    const positions = volume(tile.out);
    this.#acc = b.temp('acc', 'acc', 'f32', [tile.channels, positions]);
    this.#result = b.temp('result', 'sram', pool.y.elem, [tile.channels, positions]);
    this.#ones =
      pool.divisor?.kind === 'counted'
        ? {
            image: b.temp('ones', 'sram', 'f32', this.#patches.extents),
            patch: b.temp('inside', 'sram', 'f32', [volume(tile.taps), positions]),
            count: b.temp('count', 'acc', 'f32', [positions]),
          }
        : undefined;
  }

  run(): void {
    const { reader } = this.#pool;
    const { kernel, output: out } = reader.window;
    const b = this.#b;
    const start = this.#pool.fold === 'max' ? MINUS_INFINITY : 0;
    const { start: first, size } = this.#pool.planes;
    const channels = (from: Dim, ct: Dim) => {
      const c0 = dim.add(first, from);
      const each = (box: Box) => {
        const n = dim.mul(ct, dim.product(box.sizes));
        b.emit('vfill.f32', { dst: this.#acc }, { rows: 1, cols: n, stride: 0, value: start });
        const fold = (taps: Box) => this.#fold(c0, ct, taps, box);
        emitBoxes(b, 'tk', kernel, this.#tile.taps, fold, this.#second('tk'));
        this.#divide(ct, box);
        this.#store(c0, ct, box);
      };
      emitBoxes(b, 'to', out, this.#tile.out, each, this.#second('to'));
    };
    const doubled = this.#second('tc');
    if (doubled) b.doubledTiles('tc', size, this.#tile.channels, doubled, channels);
    else b.tiles('tc', size, this.#tile.channels, channels);
  }

  #second(loop: DoubledLoop): (Place | undefined)[] | undefined {
    const { image, patch } = this.#patches;
    const own = { image, patch, result: this.#result };
    return this.#doubled === loop ? DOUBLED[loop].map((name) => own[name]) : undefined;
  }

  #fold(c0: Dim, ct: Dim, taps: Box, out: Box): void {
    const { x, reader, fold } = this.#pool;
    const { elemBytes } = x;
    const place = placeAt(x.place, dim.mul(c0, reader.planeBytes));
    const tap = this.#tile.channels * volume(this.#tile.out) * elemBytes;
    const channel = dim.mul(dim.product(out.sizes), elemBytes);
    reader.emit(this.#b, this.#patches, { place, memory: x.memory }, ct, taps, out, { channel, tap });
    const n = dim.mul(ct, dim.product(out.sizes));
    const scalars = { n, r: dim.product(taps.sizes), src_stride_n: elemBytes, src_stride_r: tap };
    const flags = { accumulate: true, src_type: vectorType(x.elem) };
    this.#b.emit(`vred.${fold}.f32`, { dst: this.#acc, src: this.#patches.patch }, scalars, flags);
  }

  #divide(ct: Dim, out: Box): void {
    const { divisor, reader } = this.#pool;
    const acc = this.#acc;
    const cols = dim.product(out.sizes);
    if (divisor?.kind === 'taps') {
      const n = dim.mul(ct, cols);
      this.#b.emit('vdivr.f32', { dst: acc, src: acc }, { n, divisor: volume(reader.window.kernel) });
    }
    if (divisor?.kind !== 'counted' || !this.#ones) return;
    const { count } = this.#ones;
    this.#count(count, divisor.ends, out);
    const stride = dim.mul(cols, 4);
    const scalars = { rows: ct, cols, dst_stride: stride, a_stride: stride, b_stride: 0 };
    this.#b.emit('v2.div.f32', { dst: acc, a: acc, b: count }, scalars);
  }

  /** Elements each window covers, at least 1: a window that covers none has the sum 0. */
  #count(count: Place, ends: readonly Dim[], out: Box): void {
    const b = this.#b;
    const { reader } = this.#pool;
    const { kernel, begins } = reader.window;
    const ones = this.#ones;
    if (!ones) return;
    const n = dim.product(out.sizes);
    const includesPads = ends.length > 0;
    b.emit('vfill.f32', { dst: count }, { rows: 1, cols: n, stride: 0, value: 0 });
    emitBoxes(b, 'tp', kernel, this.#tile.taps, (taps) => {
      const cols = volume(this.#patches.extents);
      b.emit('vfill.f32', { dst: ones.image }, { rows: 1, cols, stride: 0, value: 0 });
      const ranges = begins.map((begin, axis) =>
        reader.inside(axis, taps, out, ends[axis] ?? 0, includesPads ? begin : 0),
      );
      this.#fillOnes(ones.image, ranges);
      const tap = volume(this.#tile.out) * 4;
      reader.copyPatch(b, this.#patches.extents, ones.image, ones.patch, taps, out, { elemBytes: 4, tap });
      const scalars = { n, r: dim.product(taps.sizes), src_stride_n: 4, src_stride_r: tap };
      const flags = { accumulate: true, src_type: 'f32' };
      b.emit('vred.sum.f32', { dst: count, src: ones.patch }, scalars, flags);
    });
    const one = b.temp('one', 'sram', 'f32', [1]);
    b.emit('vfill.f32', { dst: one }, { rows: 1, cols: 1, stride: 0, value: ONE });
    const scalars = { rows: 1, cols: n, dst_stride: 0, a_stride: 0, b_stride: 0 };
    b.emit('v2.max.f32', { dst: count, a: count, b: one }, scalars, { b_broadcast: true });
  }

  #fillOnes(image: Place, ranges: readonly { readonly at: Dim; readonly size: Dim }[]): void {
    const b = this.#b;
    const steps = packedStrides(this.#patches.extents, 4);
    const offset = ranges.reduce<Dim>((sum, { at }, axis) => dim.add(sum, dim.mul(at, steps[axis] ?? 0)), 0);
    const sizes = ranges.map(({ size }) => size);
    const [cols = 1, rows = 1, outer = 1] = [...sizes].reverse();
    const [, stride = 0, outerStride = 0] = [...steps].reverse();
    b.loop('i', outer, (i) => {
      const dst = placeAt(image, dim.add(offset, dim.mul(i, outerStride)));
      b.emit('vfill.f32', { dst }, { rows, cols, stride, value: ONE });
    });
  }

  #store(c0: Dim, ct: Dim, out: Box): void {
    const { x, y, reader } = this.#pool;
    const { elemBytes } = y;
    const positions = reader.window.output;
    const n = dim.mul(ct, dim.product(out.sizes));
    const round = vectorType(x.elem) === 'f16' ? 'vcvt.f32.f16' : 'v1.copy.f32';
    const scalars = { rows: 1, cols: n, dst_stride: 0, src_stride: 0 };
    this.#b.emit(round, { dst: this.#result, src: this.#acc }, scalars);
    const planeBytes = dim.mul(dim.product(positions), elemBytes);
    const steps = packedStrides(positions, elemBytes);
    const packed = packedStrides(out.sizes, elemBytes);
    const offset = out.starts.reduce<Dim>(
      (sum, start, axis) => dim.add(sum, dim.mul(start, steps[axis] ?? 0)),
      dim.mul(c0, planeBytes),
    );
    const axes: Axis[] = [
      { size: ct, strides: [planeBytes, dim.mul(dim.product(out.sizes), elemBytes)] },
      ...out.sizes.map((size, axis) => ({ size, strides: [steps[axis] ?? 0, packed[axis] ?? 0] })),
    ];
    const target = { place: placeAt(y.place, offset), memory: y.memory };
    emitMove(this.#b, target, { place: this.#result, memory: 'sram' }, axes, elemBytes);
  }
}

function readerOf(context: LowerContext, instr: GenericInstr, padding: 'zero' | 'minus-infinity'): PatchReader {
  const [x, y] = [input(instr, 0), output(instr)];
  const spatial = x.shape.slice(2);
  const window = {
    input: spatial,
    kernel: intsAttr(instr.attrs, 'kernel'),
    strides: intsAttr(instr.attrs, 'strides'),
    dilations: intsAttr(instr.attrs, 'dilations'),
    begins: dimsAttr(instr.attrs, 'pads').slice(0, spatial.length),
    output: y.shape.slice(2),
  };
  return new PatchReader(context.b, window, vectorType(x.elem), padding);
}

function planesOf(context: LowerContext, instr: GenericInstr): Share {
  return shareOf(context, 'channels', dim.product(input(instr, 0).shape.slice(0, 2)));
}

export const lowerMaxPool: Lowering = (context, instr) => {
  const reader = readerOf(context, instr, 'minus-infinity');
  const shared = { x: input(instr, 0), y: output(instr), reader, planes: planesOf(context, instr) };
  const pool: Pool = { ...shared, fold: 'max', divisor: undefined };
  new PoolEmitter(context, pool).run();
};

export const lowerAveragePool: Lowering = (context, instr) => {
  const reader = readerOf(context, instr, 'zero');
  const withPads = instr.attrs['count_include_pad'] === true;
  const ends = dimsAttr(instr.attrs, 'pads').slice(reader.window.input.length);
  // A window that reaches beyond even the padding exists only where sizes are rounded up.
  const allAlike = !reader.padded || (withPads && instr.attrs['ceil_mode'] !== true);
  const divisor: Divisor = allAlike ? { kind: 'taps' } : { kind: 'counted', ends: withPads ? ends : [] };
  const shared = { x: input(instr, 0), y: output(instr), reader, planes: planesOf(context, instr) };
  new PoolEmitter(context, { ...shared, fold: 'sum', divisor }).run();
};
