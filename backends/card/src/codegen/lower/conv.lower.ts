// conv as a matrix product: the weights [M, channels · taps] of a group times the patches [channels · taps, positions] of the input,
// built a tile at a time. Sums run over channels, then taps, as the rows of the weights lie; padding takes part as zeros.
//
//   for groups: (load weights and bias if they are one tile)
//     for images, for boxes of output positions: (build the patch, if it is one tile)
//       for output channels: sums = bias; for tiles of channels and taps: load, multiply-accumulate; round, activate, store
//
// The innermost loop over tiles that runs more than once has two buffers for what it loads and writes.

import { type Dim, dim } from '@afterglow/core';
import { type Activation, activationOf, emitActivation, prepareActivation, tableBytes } from '../build/activation.js';
import { type Axis, packedStrides } from '../build/axes.js';
import {
  type GenericInstr,
  input,
  intAttr,
  intsAttr,
  type LowerContext,
  type Lowering,
  type Operand,
  output,
  shareOf,
  vectorType,
} from '../build/context.js';
import { type Epilogue, finishPlanes } from '../build/epilogue.js';
import { emitLoops, emitMove, emitRows } from '../build/move.js';
import { type Place, type ProgramBuilder, placeAt, type Share } from '../build/program-builder.js';
import { emitStart } from '../build/start-sums.js';
import { type Box, emitBoxes, type Patches, PatchReader, spread } from '../build/window.js';
import { type ConvTile, chooseConvTile, DOUBLED, type DoubledLoop, doubledLoop } from './conv-tile.js';
import { emitDepthwise } from './depthwise.lower.js';

const volume = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1);
const asNumber = (size: Dim) => (typeof size === 'number' ? size : 0);

/** A tile's rows of weights and start values, while a range of output channels is worked on. */
interface Filters {
  readonly place: Place;
  readonly stride: Dim;
}

function readerOf({ b }: LowerContext, instr: GenericInstr): PatchReader {
  const [x, weight, y] = [input(instr, 0), input(instr, 1), output(instr)];
  const spatial = x.shape.slice(2);
  const window = {
    input: spatial,
    kernel: weight.shape.slice(2).map(asNumber),
    strides: intsAttr(instr.attrs, 'strides'),
    dilations: intsAttr(instr.attrs, 'dilations'),
    begins: intsAttr(instr.attrs, 'pads').slice(0, spatial.length),
    output: y.shape.slice(2),
  };
  return new PatchReader(b, window, vectorType(x.elem), 'zero');
}

class ConvEmitter {
  readonly #b: ProgramBuilder;
  readonly #x: Operand;
  readonly #weight: Operand;
  readonly #bias: Operand | undefined;
  readonly #y: Operand;
  readonly #type: 'f16' | 'f32';
  readonly #act: Activation;
  readonly #groups: number;
  /** Output channels and input channels of one group. */
  readonly #m: Dim;
  readonly #channels: Dim;
  /** This engine's groups, output channels of each, and rows of output positions. */
  readonly #groupShare: Share;
  readonly #channelShare: Share;
  readonly #rowShare: Share;
  readonly #reader: PatchReader;
  readonly #tile: ConvTile;
  readonly #doubled: DoubledLoop | undefined;
  readonly #patches: Patches;
  readonly #acc: Place;
  readonly #weights: Place | undefined;
  readonly #biasTile: Place | undefined;
  readonly #start: Place | undefined;
  readonly #result: Place;
  readonly #table: Place | undefined;
  readonly #epilogue: Epilogue | undefined;

  constructor(context: LowerContext, instr: GenericInstr) {
    const { b } = context;
    this.#b = b;
    const [x, weight, bias, y] = [input(instr, 0), input(instr, 1), instr.ins[2], output(instr)];
    [this.#x, this.#weight, this.#bias, this.#y] = [x, weight, bias, y];
    this.#type = vectorType(x.elem);
    this.#act = activationOf(instr.attrs['act']);
    this.#groups = intAttr(instr.attrs, 'groups', 1);
    this.#m = dim.floorDiv(weight.shape[0] ?? 0, this.#groups);
    this.#channels = weight.shape[1] ?? 0;
    this.#reader = readerOf(context, instr);
    const { window } = this.#reader;
    const { kernel } = window;
    // Whole groups where there are enough of them.
    const byGroups = this.#groups >= b.engines;
    const whole = { ...context, split: undefined };
    this.#groupShare = shareOf(byGroups ? context : whole, 'channels', this.#groups);
    this.#channelShare = shareOf(byGroups ? whole : context, 'channels', this.#m);
    this.#rowShare = shareOf(context, 'rows', window.output[0] ?? 1);
    const { elemBytes } = x;
    const bounds = (list: readonly Dim[]) => list.map((size) => Math.max(1, b.bound(size)));
    const [m = 1, channels = 1, ...out] = bounds([this.#channelShare.size, this.#channels, ...this.#positions]);
    const room = {
      sramBytes: context.sramBytes - tableBytes(this.#act, this.#type),
      accBytes: context.accBytes,
      elemBytes,
      loadsWeights: weight.memory !== 'sram',
      biasBytes: bias ? 4 : 0,
      resultBytes: elemBytes + (context.epilogue?.bytesPerElement ?? 0),
    };
    const size = { m, channels, taps: kernel, out };
    const tile = chooseConvTile(this.#reader, size, room);
    this.#tile = tile;
    this.#epilogue = context.epilogue;
    this.#epilogue?.reserve({ rows: tile.m, cols: volume(tile.out) });
    this.#doubled = doubledLoop(size, tile);
    this.#table = prepareActivation(b, this.#act, this.#type);
    this.#patches = this.#reader.reserve(b, tile);
    this.#acc = b.temp('acc', 'acc', 'f32', [tile.m, this.#reader.positions(tile)]);
    const depth = tile.channels * volume(tile.taps);
    this.#weights = room.loadsWeights ? b.temp('weights', 'sram', this.#type, [tile.m, depth]) : undefined;
    this.#biasTile = bias ? b.temp('bias', 'sram', bias.elem, [tile.m]) : undefined;
    this.#start = bias && bias.elem !== 'f32' ? b.temp('start', 'sram', 'f32', [tile.m]) : this.#biasTile;
    this.#result = b.temp('result', 'sram', this.#type, [tile.m, volume(tile.out)]);
  }

  run(): void {
    const { kernel } = this.#reader.window;
    const b = this.#b;
    const { start: m0, size } = this.#channelShare;
    const [m, channels] = [b.bound(size), b.bound(this.#channels)];
    const tile = this.#tile;
    const wholeK = channels <= tile.channels && kernel.every((size, axis) => size <= (tile.taps[axis] ?? 1));
    const wholeM = m <= tile.m;
    const all: Box = { starts: [0, ...kernel.map(() => 0)], sizes: [this.#channels, ...kernel] };
    b.loop('g', this.#groupShare.size, (index) => {
      const g = dim.add(this.#groupShare.start, index);
      if (wholeM) this.#loadBias(g, m0, size);
      const filters = wholeM && wholeK ? this.#loadWeights(g, m0, size, all) : undefined;
      b.loop('n', this.#x.shape[0] ?? 0, (n) => {
        const each = (part: Box) => {
          const [row = 0, ...rest] = part.starts;
          const box = { ...part, starts: part.starts.length > 0 ? [dim.add(this.#rowShare.start, row), ...rest] : [] };
          if (wholeK) this.#patch(n, g, all, box);
          this.#channelTiles(size, (from, mt) => {
            const first = dim.add(m0, from);
            if (!wholeM) this.#loadBias(g, first, mt);
            this.#clear(mt, box);
            const multiply = (fold: Box) => {
              if (!wholeK) this.#patch(n, g, fold, box);
              this.#multiply(filters ?? this.#loadWeights(g, first, mt, fold), mt, fold, box);
            };
            emitBoxes(b, 'tk', all.sizes, [tile.channels, ...tile.taps], multiply, this.#second('tk'));
            this.#finish(n, g, first, mt, box);
          });
        };
        emitBoxes(b, 'to', this.#positions, tile.out, each, this.#second('to'));
      });
    });
  }

  #channelTiles(size: Dim, body: (from: Dim, count: Dim) => void): void {
    const [b, doubled] = [this.#b, this.#second('tm')];
    if (doubled) b.doubledTiles('tm', size, this.#tile.m, doubled, body);
    else b.tiles('tm', size, this.#tile.m, body);
  }

  /** What a loop has second buffers for, if it is the one that has them. */
  #second(loop: DoubledLoop): (Place | undefined)[] | undefined {
    if (this.#doubled !== loop) return undefined;
    const { image, patch } = this.#patches;
    const own = { image, patch, weights: this.#weights, bias: this.#biasTile, acc: this.#acc, result: this.#result };
    return [...DOUBLED[loop].map((name) => own[name]), ...(loop === 'tm' ? [this.#start] : [])];
  }

  /** Sizes of the output along its spatial axes, as far as this engine makes it. */
  get #positions(): readonly Dim[] {
    const { output: out } = this.#reader.window;
    return out.length > 0 ? [this.#rowShare.size, ...out.slice(1)] : out;
  }

  /** Number of the first of `m0 …` output channels of a group. */
  #filter(g: Dim, m0: Dim): Dim {
    return dim.add(dim.mul(g, this.#m), m0);
  }

  #loadBias(g: Dim, m0: Dim, mt: Dim): void {
    const [bias, tile, start] = [this.#bias, this.#biasTile, this.#start];
    if (!bias || !tile || !start) return;
    const place = placeAt(bias.place, dim.mul(this.#filter(g, m0), bias.elemBytes));
    const bytes = dim.mul(mt, bias.elemBytes);
    emitRows(this.#b, { place: tile, memory: 'sram' }, { place, memory: bias.memory }, 1, bytes, 0, 0);
    if (bias.elem === 'f32') return;
    this.#b.emit('vcvt.f16.f32', { dst: start, src: tile }, { rows: 1, cols: mt, dst_stride: 0, src_stride: 0 });
  }

  /** Rows of the weights, as far as a tile of channels and taps goes: those lie in one run. */
  #loadWeights(g: Dim, m0: Dim, mt: Dim, fold: Box): Filters {
    const { elemBytes } = this.#x;
    const { kernel } = this.#reader.window;
    const steps = packedStrides([this.#channels, ...kernel], elemBytes);
    const rowBytes = dim.mul(dim.mul(this.#channels, volume(kernel)), elemBytes);
    const first = fold.starts.reduce<Dim>((sum, start, axis) => dim.add(sum, dim.mul(start, steps[axis] ?? 0)), 0);
    const offset = dim.add(dim.mul(this.#filter(g, m0), rowBytes), first);
    const place = placeAt(this.#weight.place, offset);
    if (!this.#weights) return { place, stride: rowBytes };
    const stride = this.#tile.channels * volume(this.#tile.taps) * elemBytes;
    const from = { place, memory: this.#weight.memory };
    const bytes = dim.mul(dim.product(fold.sizes), elemBytes);
    emitRows(this.#b, { place: this.#weights, memory: 'sram' }, from, mt, bytes, stride, rowBytes);
    return { place: this.#weights, stride };
  }

  get #patchStride(): number {
    return this.#reader.positions(this.#tile) * this.#x.elemBytes;
  }

  get #accStride(): number {
    return this.#reader.positions(this.#tile) * 4;
  }

  /** Columns of patches and sums for a box of output positions. */
  #columns(out: Box): Dim {
    return spread(out.sizes, this.#patches.pitch, this.#b.ranges).columns;
  }

  #patch(n: Dim, g: Dim, fold: Box, out: Box): void {
    const [c0 = 0, ...tapStarts] = fold.starts;
    const [ct = 1, ...tapSizes] = fold.sizes;
    const channels = dim.mul(this.#channels, this.#groups);
    const channel = dim.add(dim.add(dim.mul(n, channels), dim.mul(g, this.#channels)), c0);
    const place = placeAt(this.#x.place, dim.mul(channel, this.#reader.planeBytes));
    const strides = { channel: dim.mul(dim.product(tapSizes), this.#patchStride), tap: this.#patchStride };
    const taps = { starts: tapStarts, sizes: tapSizes };
    this.#reader.emit(this.#b, this.#patches, { place, memory: this.#x.memory }, ct, taps, out, strides);
  }

  /** Starts the sums at the bias. */
  #clear(rows: Dim, out: Box): void {
    emitStart(this.#b, this.#acc, this.#start, { rows, cols: this.#columns(out), stride: this.#accStride });
  }

  #multiply(filters: Filters, m: Dim, fold: Box, out: Box): void {
    const op = this.#type === 'f16' ? 'mm.f16' : 'vmm.f32';
    const sizes = { m, n: this.#columns(out), k: dim.product(fold.sizes) };
    this.#b.emit(
      op,
      { c: this.#acc, a: filters.place, b: this.#patches.patch },
      { ...sizes, ldc: this.#accStride, lda: filters.stride, ldb: this.#patchStride },
      { accumulate: true },
    );
  }

  /** Rounds the sums into packed rows of results: all at once, or line by line where there are columns between lines. */
  #round(rows: Dim, out: Box, stride: Dim): void {
    const { pitch } = this.#patches;
    const op = this.#type === 'f16' ? 'vcvt.f32.f16' : 'v1.copy.f32';
    const strides = { dst_stride: stride, src_stride: this.#accStride };
    const emit = (cols: Dim, dst: Place, src: Place) => this.#b.emit(op, { dst, src }, { rows, cols, ...strides });
    if (pitch === undefined) {
      emit(dim.product(out.sizes), this.#result, this.#acc);
      return;
    }
    const [to, from] = [packedStrides(out.sizes, this.#y.elemBytes), spread(out.sizes, pitch, this.#b.ranges).strides];
    const lines = out.sizes.slice(0, -1).map((size, axis): Axis => {
      return { size, strides: [to[axis] ?? 0, dim.mul(from[axis] ?? 0, 4)] };
    });
    emitLoops(this.#b, lines, [this.#result, this.#acc], ([dst, src]) => {
      if (dst && src) emit(out.sizes.at(-1) ?? 1, dst, src);
    });
  }

  #finish(n: Dim, g: Dim, m0: Dim, rows: Dim, out: Box): void {
    const b = this.#b;
    const [dst, { elemBytes }] = [this.#result, this.#y];
    const [type, stride, cols] = [this.#type, volume(this.#tile.out) * elemBytes, dim.product(out.sizes)];
    this.#round(rows, out, stride);
    const shape = { rows, cols, dstStride: stride, srcStride: stride };
    emitActivation(b, this.#act, type, this.#table, { dst, src: dst, ...shape });
    if (this.#epilogue) {
      finishPlanes(this.#epilogue, dst, stride, [n, this.#filter(g, m0)], rows, out);
      return;
    }
    const positions = this.#reader.window.output;
    const planeBytes = dim.mul(dim.product(positions), elemBytes);
    const filter = dim.add(dim.mul(n, this.#y.shape[1] ?? 0), this.#filter(g, m0));
    const steps = packedStrides(positions, elemBytes);
    const offset = out.starts.reduce<Dim>(
      (sum, start, axis) => dim.add(sum, dim.mul(start, steps[axis] ?? 0)),
      dim.mul(filter, planeBytes),
    );
    const packed = packedStrides(out.sizes, elemBytes);
    const axes: Axis[] = [
      { size: rows, strides: [planeBytes, stride] },
      ...out.sizes.map((size, axis) => ({ size, strides: [steps[axis] ?? 0, packed[axis] ?? 0] })),
    ];
    const target = { place: placeAt(this.#y.place, offset), memory: this.#y.memory };
    emitMove(b, target, { place: dst, memory: 'sram' }, axes, elemBytes);
  }
}

export const lowerConv: Lowering = (context, instr) => {
  const [x, weight] = [input(instr, 0), input(instr, 1)];
  const groups = intAttr(instr.attrs, 'groups', 1);
  const alone = groups > 1 && weight.shape[1] === 1 && weight.shape[0] === groups;
  if (!alone) {
    new ConvEmitter(context, instr).run();
    return;
  }
  const { elem } = x;
  const shared = { x, weight, bias: instr.ins[2], y: output(instr), type: vectorType(elem) };
  emitDepthwise(context, { ...shared, act: activationOf(instr.attrs['act']), reader: readerOf(context, instr) });
};
