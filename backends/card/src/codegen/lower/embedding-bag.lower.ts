// embedding_bag: rows of a table in card memory, gathered and reduced bag by bag with f32 accumulators. Bags are
// clamped and wrapped slices of the indices, exactly as the exported loop computes them; a bag longer than an index tile continues
// in the same accumulator, so the order of additions never depends on tiles.
//
//   for column tiles, for bag tiles: load offsets, clear accumulators
//     for each bag: bounds from two offsets; for index tiles: load, gather and reduce; (divide by the count)
//     round, store

import { type Dim, dim, type ElementType, elementBits } from '@afterglow/core';
import {
  type GenericInstr,
  input,
  type LowerContext,
  type Lowering,
  type Operand,
  output,
  vectorType,
} from '../build/context.js';
import { emitRows } from '../build/move.js';
import { type Place, placeAt } from '../build/program-builder.js';

const ALIGN = 64;
const MINUS_INFINITY = 0xff800000;
/** Index tiles beyond this many lookups gain nothing: the DMA's fixed cost is long paid. */
const LONGEST_TILE = 1024;

interface Bags {
  readonly table: Operand;
  readonly tableRows: Dim;
  /** Elements of a row. */
  readonly width: Dim;
  readonly indices: Operand;
  readonly lookups: Dim;
  readonly weights: Operand | undefined;
  readonly mode: 'sum' | 'mean' | 'max';
  readonly count: Dim;
  readonly out: Operand;
  /** Where bags begin and end: by offsets, or all of one length. */
  readonly bounds:
    | { readonly kind: 'offsets'; readonly offsets: Operand; readonly lastOffset: boolean }
    | { readonly kind: 'equal'; readonly length: Dim };
}

interface Tiles {
  readonly bags: number;
  readonly columns: number;
  readonly lookups: number;
  readonly acc: Place;
  readonly offsets: Place | undefined;
  readonly indices: Place;
  readonly weights: Place | undefined;
  readonly result: Place | undefined;
}

const bytesOf = (elem: ElementType) => elementBits(elem) / 8;

function makeTiles(context: LowerContext, bags: Bags): Tiles {
  const { b } = context;
  const { out, indices, weights, bounds } = bags;
  const columns = Math.max(1, Math.min(b.bound(bags.width), Math.floor(context.accBytes / 4)));
  const resultBytes = out.elem === 'f32' ? 0 : columns * out.elemBytes;
  const offsetBytes = bounds.kind === 'offsets' ? bounds.offsets.elemBytes : 0;
  const lookupBytes = indices.elemBytes + (weights?.elemBytes ?? 0);
  // Half for what grows with the number of bags, the rest for lookups.
  const half = context.sramBytes / 2 - 3 * ALIGN;
  const byRoom = Math.floor((half - offsetBytes) / Math.max(1, resultBytes + offsetBytes));
  const byAcc = Math.floor(context.accBytes / (4 * columns));
  const bagTile = Math.max(1, Math.min(b.bound(bags.count), byRoom, byAcc));
  const left = context.sramBytes - 5 * ALIGN - bagTile * (resultBytes + offsetBytes) - offsetBytes;
  const longest = bounds.kind === 'equal' ? b.bound(bounds.length) : b.bound(bags.lookups);
  const lookups = Math.max(1, Math.min(longest, LONGEST_TILE, Math.floor(left / lookupBytes)));
  return {
    ...{ bags: bagTile, columns, lookups },
    acc: b.temp('acc', 'acc', 'f32', [bagTile, columns]),
    offsets: bounds.kind === 'offsets' ? b.temp('offsets', 'sram', bounds.offsets.elem, [bagTile + 1]) : undefined,
    indices: b.temp('indices', 'sram', indices.elem, [lookups]),
    weights: weights && b.temp('weights', 'sram', weights.elem, [lookups]),
    result: resultBytes === 0 ? undefined : b.temp('result', 'sram', out.elem, [bagTile, columns]),
  };
}

class BagEmitter {
  readonly #context: LowerContext;
  readonly #bags: Bags;
  readonly #tiles: Tiles;

  constructor(context: LowerContext, bags: Bags) {
    this.#context = context;
    this.#bags = bags;
    this.#tiles = makeTiles(context, bags);
  }

  run(): void {
    const { b } = this.#context;
    const { width, count, mode } = this.#bags;
    const { columns, acc } = this.#tiles;
    b.tiles('tc', width, columns, (c0, ct) => {
      b.tiles('tb', count, this.#tiles.bags, (b0, bt) => {
        this.#loadOffsets(b0, bt);
        const value = mode === 'max' ? MINUS_INFINITY : 0;
        b.emit('vfill.f32', { dst: acc }, { rows: bt, cols: ct, stride: columns * 4, value });
        b.loop('bag', bt, (j) => this.#bag(b0, j, c0, ct));
        this.#store(b0, bt, c0, ct);
      });
    });
  }

  #loadOffsets(b0: Dim, bt: Dim): void {
    const { bounds, count } = this.#bags;
    const { offsets } = this.#tiles;
    if (bounds.kind !== 'offsets' || !offsets) return;
    const { elemBytes, place, memory } = bounds.offsets;
    // One more than there are bags in the tile: where the last one ends. Without a last offset that entry does not exist at the end.
    const entries = bounds.lastOffset ? dim.add(bt, 1) : dim.min(dim.add(bt, 1), dim.sub(count, b0));
    const from = { place: placeAt(place, dim.mul(b0, elemBytes)), memory };
    emitRows(this.#context.b, { place: offsets, memory: 'sram' }, from, 1, dim.mul(entries, elemBytes), 0, 0);
  }

  /** An offset in the tile as a bound of a slice: negative ones count from the end, all are clamped to [0, N]. */
  #bound(name: string, offsets: Place, entry: Dim, elem: ElementType): Dim {
    const { b } = this.#context;
    const { lookups } = this.#bags;
    const size = bytesOf(elem);
    const any = { lo: -(2 ** 53), hi: 2 ** 53 };
    const raw = b.define(`${name}.raw`, any, `lds.${elem}`, { ra: placeAt(offsets, dim.mul(entry, size)) }, {});
    const negative = b.define(`${name}.negative`, { lo: 0, hi: 1 }, 'slt', {}, { ra: raw, rb: 0 });
    const wrapped = dim.add(raw, dim.mul(negative, lookups));
    // As instructions: the dim algebra takes symbols for non-negative and would drop a maximum with 0.
    const range = { lo: 0, hi: b.bound(lookups) };
    const low = b.define(`${name}.low`, { lo: 0, hi: any.hi }, 'max', {}, { ra: wrapped, rb: 0 });
    return b.define(name, range, 'min', {}, { ra: low, rb: lookups });
  }

  /** First lookup and number of lookups of bag `b0 + j`. */
  #slice(b0: Dim, j: Dim): { begin: Dim; length: Dim } {
    const { b } = this.#context;
    const { bounds, lookups, count } = this.#bags;
    const { offsets } = this.#tiles;
    const bag = dim.add(b0, j);
    if (bounds.kind === 'equal' || !offsets) {
      const length = bounds.kind === 'equal' ? bounds.length : 0;
      return { begin: dim.mul(bag, length), length };
    }
    const { elem } = bounds.offsets;
    const begin = this.#bound('begin', offsets, j, elem);
    // Without a last offset the last bag has no entry for its end: it ends with the indices, whatever its own entry says.
    const next = bounds.lastOffset ? dim.add(j, 1) : dim.min(dim.add(j, 1), dim.sub(dim.sub(count, b0), 1));
    let end = this.#bound('next', offsets, next, elem);
    if (!bounds.lastOffset) {
      const last = b.define('last', { lo: 0, hi: 1 }, 'slt', {}, { ra: dim.sub(count, 2), rb: bag });
      end = dim.add(end, dim.mul(last, dim.sub(lookups, end)));
    }
    const range = { lo: 0, hi: b.bound(lookups) };
    const length = b.define('length', range, 'max', {}, { ra: dim.sub(end, begin), rb: 0 });
    return { begin, length };
  }

  #bag(b0: Dim, j: Dim, c0: Dim, ct: Dim): void {
    const { b } = this.#context;
    const { table, tableRows, width, indices, weights, mode } = this.#bags;
    const tiles = this.#tiles;
    const { begin, length } = this.#slice(b0, j);
    const acc = placeAt(tiles.acc, dim.mul(j, tiles.columns * 4));
    b.tiles('tl', length, tiles.lookups, (l0, lt) => {
      const at = dim.add(begin, l0);
      const load = (to: Place, from: Operand) => {
        const source = { place: placeAt(from.place, dim.mul(at, from.elemBytes)), memory: from.memory };
        emitRows(b, { place: to, memory: 'sram' }, source, 1, dim.mul(lt, from.elemBytes), 0, 0);
      };
      load(tiles.indices, indices);
      if (weights && tiles.weights) load(tiles.weights, weights);
      b.emit(
        `egather.${vectorType(table.elem)}`,
        { acc, table: placeAt(table.place, dim.mul(c0, table.elemBytes)), idx: tiles.indices, weights: tiles.weights },
        { table_rows: tableRows, row_bytes: dim.mul(width, table.elemBytes), d: ct, n: lt },
        {
          idx_type: indices.elem,
          weighted: weights !== undefined,
          weight_type: weights?.elem,
          mode: mode === 'max' ? 'max' : 'sum',
        },
      );
    });
    if (mode !== 'mean') return;
    b.emit('vdivr.f32', { dst: acc, src: acc }, { n: ct, divisor: dim.max(length, 1) });
  }

  #store(b0: Dim, bt: Dim, c0: Dim, ct: Dim): void {
    const { b } = this.#context;
    const { out, width } = this.#bags;
    const { acc, result, columns } = this.#tiles;
    const rowBytes = dim.mul(width, out.elemBytes);
    const offset = dim.add(dim.mul(b0, rowBytes), dim.mul(c0, out.elemBytes));
    const target = { place: placeAt(out.place, offset), memory: out.memory };
    const bytes = dim.mul(ct, out.elemBytes);
    if (!result) {
      emitRows(b, target, { place: acc, memory: 'acc' }, bt, bytes, rowBytes, columns * 4);
      return;
    }
    const stride = columns * out.elemBytes;
    b.emit(
      'vcvt.f32.f16',
      { dst: result, src: acc },
      { rows: bt, cols: ct, dst_stride: stride, src_stride: columns * 4 },
    );
    emitRows(b, target, { place: result, memory: 'sram' }, bt, bytes, rowBytes, stride);
  }
}

function modeOf(instr: GenericInstr): Bags['mode'] {
  const mode = instr.attrs['mode'];
  return mode === 'mean' || mode === 'max' ? mode : 'sum';
}

export const lowerEmbeddingBag: Lowering = (context, instr) => {
  const [table, indices, offsets, weights] = [input(instr, 0), input(instr, 1), instr.ins[2], instr.ins[3]];
  const out = output(instr);
  const [tableRows = 0, width = 0] = table.shape;
  const [count = 0] = out.shape;
  const lastOffset = instr.attrs['last_offset'] === true;
  new BagEmitter(context, {
    ...{ table, tableRows, width, indices, weights, count, out },
    lookups: dim.product(indices.shape),
    mode: modeOf(instr),
    bounds: offsets ? { kind: 'offsets', offsets, lastOffset } : { kind: 'equal', length: indices.shape[1] ?? 1 },
  }).run();
};
