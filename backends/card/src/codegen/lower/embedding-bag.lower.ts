// embedding_bag: rows of a table in card memory, gathered and reduced bag by bag with f32 accumulators. Bags are
// clamped and wrapped slices of the indices, exactly as the exported loop computes them; a bag longer than an index tile continues
// in the same accumulator, so the order of additions never depends on tiles.
//
//   for column tiles, for bag tiles: load offsets, clear accumulators
//     for each bag: bounds from two offsets; for index tiles: load, gather and reduce; (divide by the count)
//     round, store
//
// Indices have two buffers: those of a bag are loaded while the one before is gathered, or those of a tile where bags are longer.

import { type Dim, dim, type ElementType, elementBits, packedBytes } from '@afterglow/core';
import {
  type GenericInstr,
  input,
  intAttr,
  type LowerContext,
  type Lowering,
  type Operand,
  output,
  shareOf,
  vectorType,
} from '../build/context.js';
import { emitRows } from '../build/move.js';
import { type Place, placeAt, type Share } from '../build/program-builder.js';

const ALIGN = 64;
const MINUS_INFINITY = 0xff800000;
/** Longer index tiles gain nothing where a bag may need several: the DMA's fixed cost is long paid. */
const LONGEST_OF_MANY = 1024;
/** Rows of integers of even width up to this one have two accumulators that take turns. */
const WIDEST_ALTERNATING = 96;

/** How rows of integers are stored. */
interface StoredRows {
  readonly elem: 'u8' | 'i8' | 'u4' | 'i4';
  readonly params: 'f32' | 'f16';
  /** Bytes of a row, and those of them before its scale. */
  readonly rowBytes: number;
  readonly packedBytes: number;
  /** Two accumulators take turns. */
  readonly alternate: boolean;
}

interface Bags {
  readonly table: Operand;
  readonly stored: StoredRows | undefined;
  readonly tableRows: Dim;
  /** Elements of a row. */
  readonly width: Dim;
  readonly indices: Operand;
  readonly lookups: Dim;
  readonly weights: Operand | undefined;
  readonly mode: 'sum' | 'mean' | 'max';
  readonly count: Dim;
  /** The bags this engine makes. */
  readonly share: Share;
  readonly out: Operand;
  /** Where bags begin and end: by offsets, or all of one length. */
  readonly bounds:
    | { readonly kind: 'offsets'; readonly offsets: Operand; readonly lastOffset: boolean }
    | { readonly kind: 'equal'; readonly length: Dim };
}

interface Tiles {
  readonly bags: number;
  /** Rows of accumulators a bag has. */
  readonly sums: number;
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
  const sums = bags.stored?.alternate ? 2 : 1;
  const widest = Math.max(1, Math.min(b.bound(bags.width), Math.floor(context.accBytes / (4 * sums))));
  // A tile of packed integers begins with a whole byte.
  const columns = bags.stored && widest < b.bound(bags.width) ? Math.max(2, widest - (widest % 2)) : widest;
  const resultElem = bags.stored ? 'f16' : out.elem;
  const resultBytes = resultElem === 'f32' ? 0 : columns * bytesOf(resultElem);
  const offsetBytes = bounds.kind === 'offsets' ? bounds.offsets.elemBytes : 0;
  const lookupBytes = indices.elemBytes + (weights?.elemBytes ?? 0);
  // Half for what grows with the number of bags, the rest for lookups.
  const half = context.sramBytes / 2 - 3 * ALIGN;
  const byRoom = Math.floor((half - offsetBytes) / Math.max(1, resultBytes + offsetBytes));
  const byAcc = Math.floor(context.accBytes / (4 * columns * sums));
  const bagTile = Math.max(1, Math.min(b.bound(bags.share.size), byRoom, byAcc));
  const left = context.sramBytes - 5 * ALIGN - bagTile * (resultBytes + offsetBytes) - offsetBytes;
  const longest = bounds.kind === 'equal' ? b.bound(bounds.length) : b.bound(bags.lookups);
  const fitting = Math.floor((left - 2 * ALIGN) / (2 * lookupBytes));
  // A bag that is one tile needs no loop over tiles, and so the loop over bags is one that runs on into the next.
  const room = Math.max(1, fitting >= longest ? longest : Math.min(fitting, LONGEST_OF_MANY));
  // Accumulators that take turns must begin each tile with the first.
  const lookups = sums === 2 ? Math.max(2, room + (fitting >= longest ? room % 2 : -(room % 2))) : room;
  return {
    ...{ bags: bagTile, sums, columns, lookups },
    acc: b.temp('acc', 'acc', 'f32', [bagTile, sums * columns]),
    offsets: bounds.kind === 'offsets' ? b.temp('offsets', 'sram', bounds.offsets.elem, [bagTile + 1]) : undefined,
    indices: b.temp('indices', 'sram', indices.elem, [lookups]),
    weights: weights && b.temp('weights', 'sram', weights.elem, [lookups]),
    result: resultBytes === 0 ? undefined : b.temp('result', 'sram', resultElem, [bagTile, columns]),
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
    const { width, share, mode } = this.#bags;
    const { columns, sums, acc } = this.#tiles;
    const stride = columns * sums * 4;
    b.tiles('tc', width, columns, (c0, ct) => {
      b.tiles('tb', share.size, this.#tiles.bags, (first, bt) => {
        const b0 = dim.add(share.start, first);
        this.#loadOffsets(b0, bt);
        const value = mode === 'max' ? MINUS_INFINITY : 0;
        b.emit('vfill.f32', { dst: acc }, { rows: bt, cols: dim.mul(ct, sums), stride, value });
        const longer = b.bound(this.#longest) > this.#tiles.lookups;
        const each = (at: Dim, some: Dim) => {
          // The empty partner of the last bag of an odd number stays at that bag: it has offsets to read.
          const j = some === 1 ? at : dim.min(at, dim.sub(bt, 1));
          this.#bag(b0, j, some, c0, ct);
        };
        b.tiles('bag', bt, 1, each, longer ? undefined : this.#indexTiles);
        this.#store(b0, bt, c0, ct);
      });
    });
  }

  /** Lookups of a bag, at most. */
  get #longest(): Dim {
    const { bounds, lookups } = this.#bags;
    return bounds.kind === 'equal' ? bounds.length : lookups;
  }

  get #indexTiles(): readonly (Place | undefined)[] {
    return [this.#tiles.indices, this.#tiles.weights];
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
    // An engine without bags has less than none left; it reads nothing, but the checker has to see that.
    const left = dim.max(0, dim.sub(dim.sub(count, b0), 1));
    const next = bounds.lastOffset ? dim.add(j, 1) : dim.min(dim.add(j, 1), left);
    const range = { lo: 0, hi: b.bound(lookups) };
    let end = this.#bound('next', offsets, next, elem);
    if (!bounds.lastOffset) {
      const last = b.define('last', { lo: 0, hi: 1 }, 'slt', {}, { ra: dim.sub(count, 2), rb: bag });
      // No offset is beyond the last index, so the larger one is the end where there is no offset.
      end = b.define('end', range, 'max', {}, { ra: end, rb: dim.mul(last, lookups) });
    }
    const length = b.define('length', range, 'max', {}, { ra: dim.sub(end, begin), rb: 0 });
    return { begin, length };
  }

  /** Adds up a bag, or nothing where `some` is 0. */
  #bag(b0: Dim, j: Dim, some: Dim, c0: Dim, ct: Dim): void {
    const { b } = this.#context;
    const { indices, weights, mode } = this.#bags;
    const tiles = this.#tiles;
    const { begin, length: whole } = this.#slice(b0, j);
    const length = dim.mul(whole, some);
    const acc = placeAt(tiles.acc, dim.mul(j, tiles.columns * tiles.sums * 4));
    const part = (l0: Dim, lt: Dim) => {
      const at = dim.add(begin, l0);
      const load = (to: Place, from: Operand) => {
        const source = { place: placeAt(from.place, dim.mul(at, from.elemBytes)), memory: from.memory };
        emitRows(b, { place: to, memory: 'sram' }, source, 1, dim.mul(lt, from.elemBytes), 0, 0);
      };
      load(tiles.indices, indices);
      if (weights && tiles.weights) load(tiles.weights, weights);
      this.#gather(acc, c0, ct, lt);
    };
    b.tiles('tl', length, tiles.lookups, part, this.#indexTiles);
    if (tiles.sums === 2) {
      const strides = { dst_stride: 0, a_stride: 0, b_stride: 0 };
      b.emit('v2.add.f32', { dst: acc, a: acc, b: placeAt(acc, dim.mul(ct, 4)) }, { rows: some, cols: ct, ...strides });
    }
    if (mode !== 'mean') return;
    b.emit('vdivr.f32', { dst: acc, src: acc }, { n: dim.mul(ct, some), divisor: dim.max(length, 1) });
  }

  #gather(acc: Place, c0: Dim, ct: Dim, lt: Dim): void {
    const { b } = this.#context;
    const { table, tableRows, width, indices, weights, mode, stored } = this.#bags;
    const tiles = this.#tiles;
    const operands = { acc, idx: tiles.indices, weights: tiles.weights };
    const sizes = { table_rows: tableRows, d: ct, n: lt };
    const flags = {
      idx_type: indices.elem,
      weighted: weights !== undefined,
      weight_type: weights?.elem,
      mode: mode === 'max' ? 'max' : 'sum',
    };
    if (!stored) {
      const from = placeAt(table.place, dim.mul(c0, table.elemBytes));
      const row_bytes = dim.mul(width, table.elemBytes);
      b.emit(`egather.${vectorType(table.elem)}`, { ...operands, table: from }, { ...sizes, row_bytes }, flags);
      return;
    }
    const skipped = dim.floorDiv(dim.mul(c0, elementBits(stored.elem)), 8);
    b.emit(
      `egather.${stored.elem}`,
      { ...operands, table: placeAt(table.place, skipped) },
      { ...sizes, row_bytes: stored.rowBytes, params: dim.sub(stored.packedBytes, skipped) },
      { ...flags, params_type: stored.params, alternate: stored.alternate },
    );
  }

  #store(b0: Dim, bt: Dim, c0: Dim, ct: Dim): void {
    const { b } = this.#context;
    const { out, width } = this.#bags;
    const { acc, result, columns, sums } = this.#tiles;
    const accStride = columns * sums * 4;
    const rowBytes = dim.mul(width, out.elemBytes);
    const offset = dim.add(dim.mul(b0, rowBytes), dim.mul(c0, out.elemBytes));
    const target = { place: placeAt(out.place, offset), memory: out.memory };
    const bytes = dim.mul(ct, out.elemBytes);
    if (!result) {
      emitRows(b, target, { place: acc, memory: 'acc' }, bt, bytes, rowBytes, accStride);
      return;
    }
    const stride = columns * 2;
    const sizes = { rows: bt, cols: ct };
    b.emit('vcvt.f32.f16', { dst: result, src: acc }, { ...sizes, dst_stride: stride, src_stride: accStride });
    if (out.elem === 'f32') {
      // Sums of integer rows are rounded to binary16 whatever the type of the result.
      b.emit('vcvt.f16.f32', { dst: acc, src: result }, { ...sizes, dst_stride: accStride, src_stride: stride });
      emitRows(b, target, { place: acc, memory: 'acc' }, bt, bytes, rowBytes, accStride);
      return;
    }
    emitRows(b, target, { place: result, memory: 'sram' }, bt, bytes, rowBytes, stride);
  }
}

function modeOf(instr: GenericInstr): Bags['mode'] {
  const mode = instr.attrs['mode'];
  return mode === 'mean' || mode === 'max' ? mode : 'sum';
}

/** Rows of bytes, as `embedding_bag_rows` describes them; undefined for a table of numbers. */
function storedRows(instr: GenericInstr, table: Operand): StoredRows | undefined {
  const { stored: elem, result: params } = instr.attrs;
  if (elem !== 'u8' && elem !== 'i8' && elem !== 'u4' && elem !== 'i4') return undefined;
  const width = intAttr(instr.attrs, 'width');
  return {
    ...{ elem, params: params === 'f32' ? 'f32' : 'f16' },
    ...{ rowBytes: Number(table.shape[1]), packedBytes: packedBytes(elem, width) },
    alternate: modeOf(instr) !== 'max' && width % 2 === 0 && width <= WIDEST_ALTERNATING,
  };
}

export const lowerEmbeddingBag: Lowering = (context, instr) => {
  const [table, indices, offsets, weights] = [input(instr, 0), input(instr, 1), instr.ins[2], instr.ins[3]];
  const out = output(instr);
  const [tableRows = 0] = table.shape;
  const [count = 0, width = 0] = out.shape;
  const stored = storedRows(instr, table);
  const lastOffset = instr.attrs['last_offset'] === true;
  new BagEmitter(context, {
    ...{ table, tableRows, stored, width, indices, weights, count, out, share: shareOf(context, 'rows', count) },
    lookups: dim.product(indices.shape),
    mode: modeOf(instr),
    bounds: offsets ? { kind: 'offsets', offsets, lastOffset } : { kind: 'equal', length: indices.shape[1] ?? 1 },
  }).run();
};
