// dot_interaction: for each sample, dot products of chosen pairs of its F feature rows. Where the F × F products of a sample fit
// into tile memory they are one matrix product with itself and a gather; otherwise each pair is its own product of two rows.
// Either way a dot product sums in the order of D in f32 and is rounded once.

import { type Dim, dim, tensorFromNumbers } from '@afterglow/core';
import {
  type GenericInstr,
  input,
  intsAttr,
  type LowerContext,
  type Lowering,
  output,
  vectorType,
} from '../build/context.js';
import { emitRows } from '../build/move.js';
import { type Place, placeAt } from '../build/program-builder.js';

const ALIGN = 64;
const round = (bytes: number) => Math.ceil(bytes / ALIGN) * ALIGN;

/** A list of integers as a constant in card memory. */
function indexTable(context: LowerContext, name: string, values: readonly number[]): Place {
  const key = `${name}.${values.join(',')}`;
  return { buffer: context.b.constants.add(key, name, tensorFromNumbers('i32', [values.length], values)), offset: 0 };
}

function product(type: 'f16' | 'f32'): string {
  return type === 'f16' ? 'mm.f16' : 'vmm.f32';
}

/** Reads the accumulators as results: one rounding to f16, none to f32. */
function rounding(type: 'f16' | 'f32'): string {
  return type === 'f16' ? 'vcvt.f32.f16' : 'v1.copy.f32';
}

function viaGram(context: LowerContext, instr: GenericInstr, features: number): void {
  const { b } = context;
  const [x, y] = [input(instr, 0), output(instr)];
  const [batch = 0, , d = 0] = x.shape;
  const [rows, cols] = [intsAttr(instr.attrs, 'rows'), intsAttr(instr.attrs, 'cols')];
  const { elemBytes } = x;
  const type = vectorType(x.elem);
  const pairs = rows.length;
  const flat = rows.map((row, p) => row * features + (cols[p] ?? 0));
  const fixed = round(features * features * elemBytes) + round(4 * pairs) + round(pairs * elemBytes);
  const room = Math.floor((context.sramBytes - fixed - ALIGN) / (features * elemBytes));
  const width = Math.max(1, Math.min(b.bound(d), room));
  const index = b.temp('pairs', 'sram', 'i32', [pairs]);
  const stored = { place: indexTable(context, 'pairs', flat), memory: 'dram' };
  emitRows(b, { place: index, memory: 'sram' }, stored, 1, 4 * pairs, 0, 0);
  const gram = b.temp('gram', 'acc', 'f32', [features, features]);
  const square = b.temp('square', 'sram', x.elem, [features, features]);
  const result = b.temp('result', 'sram', x.elem, [pairs]);
  const tile = x.memory === 'sram' ? undefined : b.temp('x', 'sram', x.elem, [features, width]);
  const sample = dim.mul(dim.mul(features, d), elemBytes);
  const [gramStride, squareStride, rowBytes] = [features * 4, features * elemBytes, dim.mul(d, elemBytes)];
  b.loop('s', batch, (s) => {
    b.emit('vfill.f32', { dst: gram }, { rows: features, cols: features, stride: gramStride, value: 0 });
    b.tiles('tk', d, width, (d0, dt) => {
      const source = placeAt(x.place, dim.add(dim.mul(s, sample), dim.mul(d0, elemBytes)));
      const stride = tile ? width * elemBytes : rowBytes;
      if (tile) {
        const bytes = dim.mul(dt, elemBytes);
        emitRows(
          b,
          { place: tile, memory: 'sram' },
          { place: source, memory: x.memory },
          features,
          bytes,
          stride,
          rowBytes,
        );
      }
      const a = tile ?? source;
      const sizes = { m: features, n: features, k: dt, ldc: gramStride, lda: stride, ldb: stride };
      b.emit(product(type), { c: gram, a, b: a }, sizes, { accumulate: true, b_transposed: true });
    });
    const shape = { rows: features, cols: features, dst_stride: squareStride, src_stride: gramStride };
    b.emit(rounding(type), { dst: square, src: gram }, shape);
    const limit = features * features;
    b.emit(`vgather.${elemBytes}`, { dst: result, src: square, idx: index }, { n: pairs, limit });
    const target = { place: placeAt(y.place, dim.mul(s, pairs * elemBytes)), memory: y.memory };
    emitRows(b, target, { place: result, memory: 'sram' }, 1, pairs * elemBytes, 0, 0);
  });
}

/** Reads the pair's rows by their numbers: works for any number of features. */
function pairByPair(context: LowerContext, instr: GenericInstr, features: Dim): void {
  const { b } = context;
  const [x, y] = [input(instr, 0), output(instr)];
  const [batch = 0, , d = 0] = x.shape;
  const [rows, cols] = [intsAttr(instr.attrs, 'rows'), intsAttr(instr.attrs, 'cols')];
  const { elemBytes } = x;
  const type = vectorType(x.elem);
  const pairs = rows.length;
  const inAcc = Math.floor(context.accBytes / 4);
  const perPair = 8 + elemBytes;
  const count = Math.max(1, Math.min(pairs, inAcc, Math.floor((context.sramBytes / 2 - 3 * ALIGN) / perPair)));
  const left = context.sramBytes - 3 * ALIGN - count * perPair;
  const width = Math.max(1, Math.min(b.bound(d), Math.floor((left - 2 * ALIGN) / (2 * elemBytes))));
  const index = b.temp('pairs', 'sram', 'i32', [2 * count]);
  const [one, two] = [b.temp('one', 'sram', x.elem, [width]), b.temp('two', 'sram', x.elem, [width])];
  const acc = b.temp('acc', 'acc', 'f32', [count]);
  const result = b.temp('result', 'sram', x.elem, [count]);
  const table = indexTable(
    context,
    'rows-and-cols',
    rows.flatMap((row, p) => [row, cols[p] ?? 0]),
  );
  const rowBytes = dim.mul(d, elemBytes);
  const range = { lo: 0, hi: Math.max(0, b.bound(features) - 1) };
  b.tiles('tp', pairs, count, (p0, pt) => {
    const stored = { place: placeAt(table, dim.mul(p0, 8)), memory: 'dram' };
    emitRows(b, { place: index, memory: 'sram' }, stored, 1, dim.mul(pt, 8), 0, 0);
    b.loop('s', batch, (s) => {
      const sample = placeAt(x.place, dim.mul(s, dim.mul(features, rowBytes)));
      b.emit('vfill.f32', { dst: acc }, { rows: 1, cols: pt, stride: 0, value: 0 });
      b.loop('p', pt, (p) => {
        const entry = placeAt(index, dim.mul(p, 8));
        // The table holds nothing else, but only a bound that the program states keeps its reads from other engines' bytes.
        const within = (name: string, at: Place) => {
          const raw = b.define(`${name}.raw`, range, 'lds.i32', { ra: at }, {});
          const low = b.define(`${name}.low`, range, 'max', {}, { ra: raw, rb: 0 });
          return b.define(name, range, 'min', {}, { ra: low, rb: dim.sub(features, 1) });
        };
        const [row, col] = [within('row', entry), within('col', placeAt(entry, 4))];
        b.tiles('tk', d, width, (d0, dt) => {
          const bytes = dim.mul(dt, elemBytes);
          const load = (to: Place, number: Dim) => {
            const offset = dim.add(dim.mul(number, rowBytes), dim.mul(d0, elemBytes));
            const from = { place: placeAt(sample, offset), memory: x.memory };
            emitRows(b, { place: to, memory: 'sram' }, from, 1, bytes, 0, 0);
          };
          load(one, row);
          load(two, col);
          const sizes = { m: 1, n: 1, k: dt, ldc: 0, lda: 0, ldb: 0 };
          const c = placeAt(acc, dim.mul(p, 4));
          b.emit(product(type), { c, a: one, b: two }, sizes, { accumulate: true, b_transposed: true });
        });
      });
      b.emit(rounding(type), { dst: result, src: acc }, { rows: 1, cols: pt, dst_stride: 0, src_stride: 0 });
      const offset = dim.add(dim.mul(s, pairs * elemBytes), dim.mul(p0, elemBytes));
      const target = { place: placeAt(y.place, offset), memory: y.memory };
      emitRows(b, target, { place: result, memory: 'sram' }, 1, dim.mul(pt, elemBytes), 0, 0);
    });
  });
}

export const lowerDotInteraction: Lowering = (context, instr) => {
  const x = input(instr, 0);
  const [, features = 0] = x.shape;
  const pairs = intsAttr(instr.attrs, 'rows').length;
  if (pairs === 0) return;
  if (typeof features !== 'number') {
    pairByPair(context, instr, features);
    return;
  }
  const { elemBytes } = x;
  const needed =
    round(features * features * elemBytes) + round(4 * pairs) + round(pairs * elemBytes) + ALIGN + features * elemBytes;
  const fits = features * features * 4 <= context.accBytes && needed <= context.sramBytes;
  if (fits) viaGram(context, instr, features);
  else pairByPair(context, instr, features);
};
