// gather and scatter_nd: whole rows of a table in card memory, read or written by the embedding unit at indices that lie in the
// scratchpad. Bytes are moved as they are, so every type of whole bytes goes this way, and an index outside the table traps.
//
//   gather:      for outer tables, column tiles, index tiles: load indices, read rows, store them
//                (the innermost loop over tiles has two buffers of each)
//   scatter_nd:  copy x; then likewise load indices and updates, write rows
//                with a reduction: update by update, read the row, combine, write it back, so that equal indices meet in order

import { type Dim, dim } from '@afterglow/core';
import {
  type GenericInstr,
  input,
  intAttr,
  type LowerContext,
  type Lowering,
  normalAxis,
  type Operand,
  output,
  shareOf,
} from '../build/context.js';
import { emitRows } from '../build/move.js';
import { type Place, placeAt, type Share } from '../build/program-builder.js';
import { lowerCopy } from './moves.lower.js';

const ALIGN = 64;
/** Index tiles beyond this many rows gain nothing: the DMA's fixed cost is long paid. */
const LONGEST_TILE = 1024;

interface Rows {
  readonly table: Operand;
  readonly tableRows: Dim;
  /** Elements of a row. */
  readonly width: Dim;
  readonly indices: Operand;
  /** The rows this engine moves. */
  readonly share: Share;
  /** What the rows are read into or written from, packed. */
  readonly other: Operand;
}

interface RowTile {
  readonly start: Dim;
  readonly count: Dim;
  readonly indices: Place;
  /** Bytes from the start of a row, and how many. */
  readonly column: Dim;
  readonly bytes: Dim;
  readonly rows: Place;
  readonly rowStride: Dim;
}

/** Visits tiles of rows with their indices loaded, and room kept for `spare` more rows. */
function eachTile(context: LowerContext, rows: Rows, spare: number, body: (tile: RowTile) => void): void {
  const { b } = context;
  const { indices, width, share, other } = rows;
  const { elemBytes } = other;
  const indexBytes = indices.elemBytes;
  const most = Math.min(b.bound(share.size), LONGEST_TILE);
  const sizesWith = (buffers: number) => {
    const room = Math.floor((context.sramBytes - spare * ALIGN) / buffers) - 3 * ALIGN;
    const columns = Math.max(1, Math.min(b.bound(width), Math.floor((room - indexBytes) / ((1 + spare) * elemBytes))));
    const rowBytes = columns * elemBytes;
    const fitting = Math.floor((room - spare * rowBytes) / (indexBytes + rowBytes));
    return { columns, rowBytes, tile: Math.max(1, Math.min(most, fitting)) };
  };
  const whole = sizesWith(1);
  const single = whole.columns >= b.bound(width) && whole.tile >= b.bound(share.size);
  // What is combined row by row is a loop over several queues, which the next tile would wait for.
  const twice = !single && spare === 0;
  const { columns, rowBytes, tile } = twice ? sizesWith(2) : whole;
  const index = b.temp('indices', 'sram', indices.elem, [tile]);
  const buffer = b.temp('rows', 'sram', other.elem, [tile, columns]);
  const second = twice ? [index, buffer] : undefined;
  const inner = b.bound(share.size) > tile;
  const eachColumn = (c0: Dim, ct: Dim) => {
    const eachRow = (first: Dim, size: Dim) => {
      const start = dim.add(share.start, first);
      const from = { place: placeAt(indices.place, dim.mul(start, indexBytes)), memory: indices.memory };
      emitRows(b, { place: index, memory: 'sram' }, from, 1, dim.mul(size, indexBytes), 0, 0);
      const [column, bytes] = [dim.mul(c0, elemBytes), dim.mul(ct, elemBytes)];
      body({ start, count: size, indices: index, column, bytes, rows: buffer, rowStride: rowBytes });
    };
    b.tiles('tr', share.size, tile, eachRow, second);
  };
  b.tiles('tc', width, columns, eachColumn, inner ? undefined : second);
}

/** Where a tile lies in the packed rows outside the table. */
function otherSide({ other, width }: Rows, { start, column }: RowTile): { place: Place; memory: string; stride: Dim } {
  const stride = dim.mul(width, other.elemBytes);
  return { place: placeAt(other.place, dim.add(dim.mul(start, stride), column)), memory: other.memory, stride };
}

function tableScalars({ table, tableRows, width }: Rows): Readonly<Record<string, Dim>> {
  return { table_rows: tableRows, row_bytes: dim.mul(width, table.elemBytes) };
}

export const lowerGather: Lowering = (context, instr) => {
  const { b } = context;
  const [x, indices, y] = [input(instr, 0), input(instr, 1), output(instr)];
  const axis = normalAxis(intAttr(instr.attrs, 'axis'), x.shape.length);
  const count = dim.product(indices.shape);
  const width = dim.product(x.shape.slice(axis + 1));
  const tableRows = x.shape[axis] ?? 0;
  const share = shareOf(context, 'rows', count);
  b.loop('outer', dim.product(x.shape.slice(0, axis)), (outer) => {
    const at = (operand: Operand, rows: Dim) => {
      const bytes = dim.mul(dim.mul(rows, width), operand.elemBytes);
      return { ...operand, place: placeAt(operand.place, dim.mul(outer, bytes)) };
    };
    const sizes = { tableRows, width, share };
    const rows: Rows = { ...sizes, table: at(x, tableRows), indices, other: at(y, count) };
    eachTile(context, rows, 0, (tile) => {
      b.emit(
        'erow.ld',
        { dst: tile.rows, table: placeAt(rows.table.place, tile.column), idx: tile.indices },
        { ...tableScalars(rows), bytes: tile.bytes, n: tile.count, dst_stride: tile.rowStride },
        { idx_type: indices.elem },
      );
      const to = otherSide(rows, tile);
      emitRows(b, to, { place: tile.rows, memory: 'sram' }, tile.count, tile.bytes, to.stride, tile.rowStride);
    });
  });
};

/** The vector instruction of a reduction, by its name in the graph. */
const COMBINE: Readonly<Record<string, string>> = { add: 'add', mul: 'mul', max: 'max', min: 'min' };

/** Combines the updates of a tile with the rows they belong to, one after another. */
function combineTile(context: LowerContext, rows: Rows, tile: RowTile, row: Place, op: string): void {
  const { b } = context;
  const { table, indices } = rows;
  const { elem, elemBytes } = table;
  b.loop('u', tile.count, (u) => {
    const idx = placeAt(tile.indices, dim.mul(u, indices.elemBytes));
    const place = { table: placeAt(table.place, tile.column), idx };
    const scalars = { ...tableScalars(rows), bytes: tile.bytes, n: 1 };
    const flags = { idx_type: indices.elem };
    b.emit('erow.ld', { dst: row, ...place }, { ...scalars, dst_stride: 0 }, flags);
    b.emit(
      `v2.${op}.${elem}`,
      { dst: row, a: row, b: placeAt(tile.rows, dim.mul(u, tile.rowStride)) },
      { rows: 1, cols: dim.floorDiv(tile.bytes, elemBytes), dst_stride: 0, a_stride: 0, b_stride: 0 },
    );
    b.emit('erow.st', { ...place, src: row }, { ...scalars, src_stride: 0 }, flags);
  });
}

export const lowerScatterNd: Lowering = (context, instr: GenericInstr) => {
  const { b } = context;
  const [x, indices, updates, y] = [input(instr, 0), input(instr, 1), input(instr, 2), output(instr)];
  lowerCopy(context, { op: 'copy', outs: [y], ins: [x], attrs: {} });
  const [tableRows = 0, ...inner] = y.shape;
  const width = dim.product(inner);
  const count = dim.product(indices.shape);
  const sizes = { tableRows, width, share: { start: 0, size: count } };
  const rows: Rows = { ...sizes, table: y, indices, other: updates };
  const op = COMBINE[String(instr.attrs['reduction'])];
  eachTile(context, rows, op === undefined ? 0 : 1, (tile) => {
    const from = otherSide(rows, tile);
    const here = { place: tile.rows, memory: 'sram' };
    emitRows(b, here, from, tile.count, tile.bytes, tile.rowStride, from.stride);
    if (op !== undefined) {
      const columns = Math.max(1, Math.floor(b.bound(tile.bytes) / y.elemBytes));
      combineTile(context, rows, tile, b.temp('row', 'sram', y.elem, [columns]), op);
      return;
    }
    b.emit(
      'erow.st',
      { table: placeAt(y.place, tile.column), src: tile.rows, idx: tile.indices },
      { ...tableScalars(rows), bytes: tile.bytes, n: tile.count, src_stride: tile.rowStride },
      { idx_type: indices.elem },
    );
  });
};
