// The embedding unit: rows of a table in card memory, at indices from the scratchpad, reduced into tile memory.

import { numberToF16 } from '@afterglow/core';
import { SPACES } from '../isa/generated/opcodes.js';
import type { CardState } from './card-state.js';
import { addRow, addStoredRow, halfValues, maxRow, maxStoredRow, unpackHalves } from './kernels/index.js';
import { trap } from './trap.js';

export interface BagShape {
  readonly acc: number;
  readonly table: number;
  readonly tableRows: number;
  readonly rowBytes: number;
  readonly d: number;
  readonly idx: number;
  readonly n: number;
  readonly weights: number;
  readonly wideIndices: boolean;
  readonly weighted: boolean;
  readonly halfWeights: boolean;
  readonly max: boolean;
}

/** Index i as a number. Only its place in a table of fewer than 2^53 rows matters, so a rounded huge one is as wrong. */
function indexAt({ sram }: CardState, { idx, wideIndices }: BagShape, i: number): number {
  if (!wideIndices) return sram.i32[idx / 4 + i] ?? 0;
  const at = idx / 4 + 2 * i;
  return (sram.i32[at + 1] ?? 0) * 2 ** 32 + (sram.u32[at] ?? 0);
}

function weightAt({ sram }: CardState, { weights, halfWeights }: BagShape, i: number): number {
  if (halfWeights) return halfValues()[sram.u16[weights / 2 + i] ?? 0] ?? 0;
  return sram.f32[weights / 4 + i] ?? 0;
}

function rowAddress(state: CardState, s: BagShape, i: number): number {
  const index = indexAt(state, s, i);
  const place = index < 0 ? index + s.tableRows : index;
  if (place < 0 || place >= s.tableRows) {
    trap(`index ${index} (number ${i + 1} of ${s.n}) is outside the table of ${s.tableRows} rows`);
  }
  return s.table + place * s.rowBytes;
}

export interface RowBagShape extends BagShape {
  /** Bytes from the first element of a row to its scale. */
  readonly params: number;
  readonly halfParams: boolean;
  readonly alternate: boolean;
}

/** Element number j of packed integers, two in a byte below eight bits. */
function unpackIntegers(raw: Uint8Array, bits: number, signed: boolean, d: number, into: Float32Array): void {
  const half = 2 ** (bits - 1);
  for (let j = 0; j < d; j++) {
    const byte = raw[bits === 8 ? j : j >> 1] ?? 0;
    const stored = bits === 8 ? byte : (byte >> (j % 2 === 0 ? 0 : 4)) & 15;
    into[j] = signed && stored >= half ? stored - 2 * half : stored;
  }
}

/** Makes the routine for rows of integers of so many bits. */
export function rowEmbeddingUnit(bits: number, signed: boolean): (state: CardState, shape: RowBagShape) => void {
  return (state, s) => {
    const bytes = Math.ceil((s.d * bits) / 8);
    if (bytes > s.params)
      trap(`${s.d} integers take ${bytes} bytes; their scale is ${s.params} bytes behind the first`);
    const raw = new Uint8Array(bytes);
    const params = new DataView(new ArrayBuffer(8));
    const paramBytes = new Uint8Array(params.buffer, 0, s.halfParams ? 4 : 8);
    const row = new Float32Array(s.d);
    const values = halfValues();
    const half = (x: number) => values[numberToF16(x)] ?? 0;
    const parameter = (k: number) =>
      s.halfParams ? (values[params.getUint16(2 * k, true)] ?? 0) : half(params.getFloat32(4 * k, true));
    for (let i = 0; i < s.n; i++) {
      const address = rowAddress(state, s, i);
      state.access(false, SPACES.dram, 1, address, s.params + paramBytes.length, 1, 0, 1, 0);
      state.dram.read(address, raw, 0, bytes);
      state.dram.read(address + s.params, paramBytes, 0, paramBytes.length);
      unpackIntegers(raw, bits, signed, s.d, row);
      const weight = s.weighted ? half(weightAt(state, s, i)) : 1;
      const [step, bias] = [half(parameter(0) * weight), parameter(1)];
      const at = s.acc / 4 + (s.alternate && i % 2 === 1 ? s.d : 0);
      if (s.max) maxStoredRow(state.acc, at, row, s.d, step, half(bias * weight));
      else addStoredRow(state.acc, at, row, s.d, step, bias, weight);
    }
  };
}

/** Makes the routine for tables with elements of `size` bytes (4: binary32, 2: binary16). */
export function embeddingUnit(size: number): (state: CardState, shape: BagShape) => void {
  return (state, s) => {
    const bytes = s.d * size;
    // Row bytes land in an aligned buffer, so that they can be read as numbers whatever the row's address was.
    const raw = new Uint8Array(Math.ceil(bytes / 4) * 4);
    const halves = new Uint16Array(raw.buffer);
    const row = size === 4 ? new Float32Array(raw.buffer) : new Float32Array(s.d);
    const values = halfValues();
    const reduce = s.max ? maxRow : addRow;
    for (let i = 0; i < s.n; i++) {
      const address = rowAddress(state, s, i);
      state.access(false, SPACES.dram, 1, address, bytes, 1, 0, 1, 0);
      state.dram.read(address, raw, 0, bytes);
      if (size === 2) unpackHalves(values, halves, s.d, row);
      reduce(state.acc, s.acc / 4, row, s.d, s.weighted ? weightAt(state, s, i) : undefined);
    }
  };
}
