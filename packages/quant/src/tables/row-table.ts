// A table in row format as a tensor whose rows are made from those of another one when they are read: however large the table, a run of rows is held
// at a time, and nothing is written down before the binary is.

import { type ByteSource, convertArray, readElements, type Tensor } from '@afterglow/core';
import { quantizeRow, type RowFormat, rowBytes, rowParams, writeRow } from './row-format.js';

/** Elements of the original read at a time. */
const PIECE = 1 << 16;

/** Numbers of rows `first … first + count − 1` of a table. */
function numbers(table: Tensor, first: number, count: number): Float64Array {
  const [, width = 0] = table.shape;
  const array = convertArray(table.elem, 'f64', readElements(table, first * width, count * width));
  return array instanceof Float64Array ? array : new Float64Array(0);
}

/** Rows of a table as numbers, read in runs; a table of one value shows one row. The array is valid until the next row. */
export function* rowsOf(table: Tensor): Generator<Float64Array> {
  const [rows = 0, width = 0] = table.shape;
  const end = table.storage.kind === 'splat' ? Math.min(1, rows) : rows;
  const step = Math.max(1, Math.floor(PIECE / Math.max(1, width)));
  for (let first = 0; first < end; first += step) {
    const count = Math.min(step, end - first);
    const run = numbers(table, first, count);
    for (let i = 0; i < count; i++) yield run.subarray(i * width, (i + 1) * width);
  }
}

/** Smallest and largest element; where one is not finite, that one twice. */
export function spanOf(row: Float64Array): readonly [number, number] {
  let [low, high] = [row[0] ?? 0, row[0] ?? 0];
  for (const x of row) {
    if (!Number.isFinite(x)) return [x, x];
    if (x < low) low = x;
    if (x > high) high = x;
  }
  return [low, high];
}

/** One row in row format, as it is stored. */
export function encodeRow(row: Float64Array, format: RowFormat, into: Uint8Array, at: number): void {
  const params = rowParams(...spanOf(row), format);
  writeRow(quantizeRow(row, params, format), params, format, into, at);
}

class EncodedRows implements ByteSource {
  readonly name = 'table rows';
  readonly size: number;
  readonly #table: Tensor;
  readonly #format: RowFormat;
  readonly #stride: number;

  constructor(table: Tensor, format: RowFormat) {
    const [rows = 0, width = 0] = table.shape;
    this.#table = table;
    this.#format = format;
    this.#stride = rowBytes(format, width);
    this.size = rows * this.#stride;
  }

  read(offset: number, into: Uint8Array): void {
    const [, width = 0] = this.#table.shape;
    const stride = this.#stride;
    const step = Math.max(1, Math.floor(PIECE / Math.max(1, width)));
    const [first, end] = [Math.floor(offset / stride), Math.ceil((offset + into.length) / stride)];
    for (let row = first; row < end; row += step) {
      const count = Math.min(step, end - row);
      const run = numbers(this.#table, row, count);
      const bytes = new Uint8Array(count * stride);
      for (let i = 0; i < count; i++) {
        encodeRow(run.subarray(i * width, (i + 1) * width), this.#format, bytes, i * stride);
      }
      // The range asked for may begin and end inside rows.
      const from = Math.max(0, offset - row * stride);
      const to = Math.min(bytes.length, offset + into.length - row * stride);
      into.set(bytes.subarray(from, to), row * stride + from - offset);
    }
  }
}

/** `table`, of two axes, in row format: bytes, as the type with a row encoding stores them. */
export function encodedTable(table: Tensor, format: RowFormat): Tensor {
  const [rows = 0, width = 0] = table.shape;
  const source = new EncodedRows(table, format);
  return { elem: 'u8', shape: [rows, rowBytes(format, width)], storage: { kind: 'computed', source } };
}
