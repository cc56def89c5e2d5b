// max_pool and average_pool: a fold over the taps of each window, many channels at a time. A row of taps is one reduction over all outputs
// of the image tile, whatever the steps of the window. Padding counts as −inf, or as 0.
//
//   for tiles of channels, for boxes of output positions: acc = start
//     for tiles of taps: load the image tile; for rows of taps: reduce them into acc
//     (divide by the elements in each window), round, store
//
// How many elements a window at the border covers is counted by the same code: the sum over an image of ones.

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
import { emitLoops, emitMove } from '../build/move.js';
import { type PlaneLayout, PlaneReader, type Planes } from '../build/planes.js';
import { type Place, type ProgramBuilder, placeAt, type Share } from '../build/program-builder.js';
import { type Box, emitBoxes, halvings, PatchReader, type PatchTile, padded } from '../build/window.js';

const volume = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1);
const MINUS_INFINITY = 0xff800000;
const ONE = 0x3f800000;

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

/** The innermost loop that runs more than once: over taps, positions or channels. */
type DoubledLoop = 'tk' | 'to' | 'tc';

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

/** Sums from one channel to the next: what is between the rows of outputs is summed as well, unless there is one output. */
const pitchOf = ({ run, positions }: PlaneLayout) => (run === 1 ? 1 : positions);

/** Largest tile that fits: few taps at a time are worse than few channels, those worse than few positions. */
function chooseTile(context: LowerContext, pool: Pool): PatchTile {
  const { b } = context;
  const { reader, divisor, y } = pool;
  const planes = new PlaneReader(reader);
  const { kernel, output: out } = reader.window;
  const bounds = (sizes: readonly Dim[]) => sizes.map((size) => Math.max(1, b.bound(size)));
  const [channels = 1] = bounds([pool.planes.size]);
  const counted = divisor?.kind === 'counted';
  for (const taps of halvings(kernel)) {
    for (const [c = 1, ...positions] of halvings([channels, ...bounds(out)])) {
      const tile = { channels: c, taps, out: positions };
      const sums = padded(c * pitchOf(planes.layout(tile)) * 4);
      const one = { channels: 1, taps, out: positions };
      const counts = counted ? padded(pitchOf(planes.layout(one)) * 4) : 0;
      if (sums + counts > context.accBytes) continue;
      const ones = counted ? padded(planes.imageElements(one) * 4) + padded(4) : 0;
      const loop = doubledLoop(tile, channels, kernel, bounds(out));
      const image = (loop ? 2 : 1) * planes.imageBytes(tile);
      const result = (loop && loop !== 'tk' ? 2 : 1) * padded(c * volume(positions) * y.elemBytes);
      if (reader.fixedBytes + image + ones + result <= context.sramBytes) return tile;
    }
  }
  return { channels: 1, taps: kernel.map(() => 1), out: out.map(() => 1) };
}

interface Counting {
  readonly image: Place;
  readonly count: Place;
  readonly one: Place;
  readonly tile: PatchTile;
}

class PoolEmitter {
  readonly #b: ProgramBuilder;
  readonly #pool: Pool;
  readonly #reader: PlaneReader;
  readonly #tile: PatchTile;
  readonly #doubled: DoubledLoop | undefined;
  readonly #planes: Planes;
  readonly #acc: Place;
  readonly #result: Place;
  readonly #ones: Counting | undefined;

  constructor(context: LowerContext, pool: Pool) {
    const { b } = context;
    this.#b = b;
    this.#pool = pool;
    this.#reader = new PlaneReader(pool.reader);
    const tile = chooseTile(context, pool);
    this.#tile = tile;
    const { kernel, output: out } = pool.reader.window;
    const outs = out.map((size) => b.bound(size));
    this.#doubled = doubledLoop(tile, b.bound(pool.planes.size), kernel, outs);
    this.#planes = this.#reader.reserve(b, tile, outs);
    this.#acc = b.temp('acc', 'acc', 'f32', [tile.channels, pitchOf(this.#planes.layout)]);
    this.#result = b.temp('result', 'sram', pool.y.elem, [tile.channels, volume(tile.out)]);
    this.#ones = pool.divisor?.kind === 'counted' ? this.#reserveCounting() : undefined;
  }

  #reserveCounting(): Counting {
    const b = this.#b;
    const tile = { ...this.#tile, channels: 1 };
    return {
      image: b.temp('ones', 'sram', 'f32', [this.#reader.imageElements(tile)]),
      count: b.temp('count', 'acc', 'f32', [pitchOf(this.#reader.layout(tile))]),
      one: b.temp('one', 'sram', 'f32', [1]),
      tile,
    };
  }

  run(): void {
    const { reader, divisor } = this.#pool;
    const { kernel, output: out } = reader.window;
    const b = this.#b;
    const { image, once } = this.#planes;
    const start = this.#pool.fold === 'max' ? MINUS_INFINITY : 0;
    const { start: first, size } = this.#pool.planes;
    const ones = divisor?.kind === 'counted' ? this.#ones : undefined;
    const count = (box: Box) => {
      if (ones && divisor?.kind === 'counted') this.#count(ones, divisor.ends, box);
    };
    this.#reader.padAhead(b, this.#planes, this.#doubled ? [image, b.second(image)] : [image]);
    if (ones) b.emit('vfill.f32', { dst: ones.one }, { rows: 1, cols: 1, stride: 0, value: ONE });
    // Where all tiles have all positions, they have the same counts.
    if (once) count({ starts: out.map(() => 0), sizes: out });
    const channels = (from: Dim, ct: Dim) => {
      const c0 = dim.add(first, from);
      const each = (box: Box) => {
        const cols = this.#sums(this.#planes.layout, ct, box);
        b.emit('vfill.f32', { dst: this.#acc }, { rows: 1, cols, stride: 0, value: start });
        const fold = (taps: Box) => this.#fold(c0, ct, taps, box);
        emitBoxes(b, 'tk', kernel, this.#tile.taps, fold, this.#second('tk'));
        if (!once) count(box);
        this.#divide(ct, box);
        this.#store(c0, ct, box);
      };
      emitBoxes(b, 'to', out, this.#tile.out, each, this.#second('to'));
    };
    b.tiles('tc', size, this.#tile.channels, channels, this.#second('tc'));
  }

  #second(loop: DoubledLoop): Place[] | undefined {
    if (this.#doubled !== loop) return undefined;
    const { image } = this.#planes;
    return loop === 'tk' ? [image] : [image, this.#result];
  }

  /** Sums that are computed for a box of outputs of some channels. */
  #sums(layout: PlaneLayout, channels: Dim, out: Box): Dim {
    if (layout.run === 1) return channels;
    const run = this.#reader.runOf(layout, out);
    const others = dim.sub(this.#reader.channelsOf(this.#b, channels, out), 1);
    return dim.add(dim.mul(others, layout.positions), run);
  }

  /** Folds the taps of an image tile into sums. */
  #reduce(acc: Place, image: Place, elem: 'f16' | 'f32', tile: PatchTile, channels: Dim, taps: Box, out: Box): void {
    const b = this.#b;
    const layout = this.#reader.layout(tile);
    const { dilations } = this.#pool.reader.window;
    const elemBytes = elem === 'f16' ? 2 : 4;
    const scalars = {
      n: this.#sums(layout, channels, out),
      r: taps.sizes.at(-1) ?? 1,
      src_stride_n: (layout.run === 1 ? layout.positions : 1) * layout.step * elemBytes,
      src_stride_r: (dilations.at(-1) ?? 1) * elemBytes,
    };
    const flags = { accumulate: true, src_type: elem };
    this.#reader.eachTapRow(b, tile, taps.sizes, (start) => {
      const src = placeAt(image, dim.mul(start, elemBytes));
      b.emit(`vred.${this.#pool.fold}.f32`, { dst: acc, src }, scalars, flags);
    });
  }

  #fold(c0: Dim, ct: Dim, taps: Box, out: Box): void {
    const { x, reader } = this.#pool;
    const place = placeAt(x.place, dim.mul(c0, reader.planeBytes));
    this.#reader.load(this.#b, this.#planes, { place, memory: x.memory }, ct, taps, out);
    this.#reduce(this.#acc, this.#planes.image, reader.elem, this.#tile, ct, taps, out);
  }

  #divide(ct: Dim, out: Box): void {
    const b = this.#b;
    const { divisor, reader } = this.#pool;
    const acc = this.#acc;
    const { layout } = this.#planes;
    if (divisor?.kind === 'taps') {
      const n = this.#sums(layout, ct, out);
      b.emit('vdivr.f32', { dst: acc, src: acc }, { n, divisor: volume(reader.window.kernel) });
    }
    if (!this.#ones) return;
    const places = { dst: acc, a: acc, b: this.#ones.count };
    if (layout.run === 1) {
      const scalars = { rows: 1, cols: ct, dst_stride: 0, a_stride: 0, b_stride: 0 };
      b.emit('v2.div.f32', places, scalars, { b_broadcast: true });
      return;
    }
    const stride = layout.positions * 4;
    const [rows, cols] = [this.#reader.channelsOf(b, ct, out), this.#reader.runOf(layout, out)];
    b.emit('v2.div.f32', places, { rows, cols, dst_stride: stride, a_stride: stride, b_stride: 0 });
  }

  /** Elements each window covers, at least 1: a window that covers none has the sum 0. */
  #count({ image, count, one, tile }: Counting, ends: readonly Dim[], out: Box): void {
    const b = this.#b;
    const { reader } = this.#pool;
    const { kernel, begins } = reader.window;
    const includesPads = ends.length > 0;
    const cols = this.#sums(this.#reader.layout(tile), 1, out);
    b.emit('vfill.f32', { dst: count }, { rows: 1, cols, stride: 0, value: 0 });
    emitBoxes(b, 'tp', kernel, this.#tile.taps, (taps) => {
      const all = this.#reader.imageElements(tile);
      b.emit('vfill.f32', { dst: image }, { rows: 1, cols: all, stride: 0, value: 0 });
      const ranges = begins.map((begin, axis) =>
        reader.inside(axis, taps, out, ends[axis] ?? 0, includesPads ? begin : 0),
      );
      this.#reader.eachPhase(b, tile, ranges, (pieces) => this.#fillOnes(image, pieces));
      this.#reduce(count, image, 'f32', tile, 1, taps, out);
    });
    const scalars = { rows: 1, cols, dst_stride: 0, a_stride: 0, b_stride: 0 };
    b.emit('v2.max.f32', { dst: count, a: count, b: one }, scalars, { b_broadcast: true });
  }

  #fillOnes(image: Place, pieces: readonly { readonly at: Dim; readonly size: Dim; readonly pitch: number }[]): void {
    const b = this.#b;
    const offset = pieces.reduce<Dim>((sum, { at }) => dim.add(sum, dim.mul(at, 4)), 0);
    const [cols, rows, ...others] = [...pieces].reverse();
    const axes = others.reverse().map(({ size, pitch }) => ({ size, strides: [4 * pitch] }));
    const scalars = { rows: rows?.size ?? 1, cols: cols?.size ?? 1, stride: 4 * (rows?.pitch ?? 0), value: ONE };
    emitLoops(b, axes, [placeAt(image, offset)], ([dst]) => {
      if (dst) b.emit('vfill.f32', { dst }, scalars);
    });
  }

  #store(c0: Dim, ct: Dim, out: Box): void {
    const { y, reader } = this.#pool;
    const { elemBytes } = y;
    const positions = reader.window.output;
    const { layout } = this.#planes;
    this.#reader.finish(this.#b, layout, { place: this.#acc, pitch: pitchOf(layout) }, this.#result, ct, out);
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
