// The functions of the two table instructions, from bit pattern to bit pattern.

import { f16ToNumber, numberToF16 } from '@afterglow/core';
import { fusedHalf, halfValues } from './half.js';
import { NAN_F16, type Views } from './views.js';

/** A linear table: `n` entries from element `first` on. */
export interface LinearTable {
  readonly lo: number;
  readonly inverseStep: number;
  readonly n: number;
  readonly first: number;
}

function linear(
  values: Float32Array,
  entries: Uint16Array,
  { lo, inverseStep, n, first }: LinearTable,
  bits: number,
): number {
  const x = values[bits];
  if (Number.isNaN(x)) return NAN_F16;
  if (x < lo) return entries[first];
  const u = Math.fround(Math.fround(x - lo) * inverseStep);
  if (u >= n - 1) return entries[first + n - 1];
  const i = Math.floor(u);
  const from = values[entries[first + i]];
  const fraction = f16ToNumber(numberToF16(Math.fround(u - i)));
  const step = f16ToNumber(numberToF16(values[entries[first + i + 1]] - from));
  return fusedHalf(fraction, step, from);
}

/** An entry that is a NaN or infinite gives NaNs and infinities by the rules of arithmetic; the NaN is canonical. */
export function linearFunction(tables: Views, table: LinearTable): (bits: number) => number {
  const values = halfValues();
  return (bits) => {
    const result = linear(values, tables.u16, table, bits);
    return (result & 0x7fff) > 0x7c00 ? NAN_F16 : result;
  };
}

/** A table over bit patterns: pairs (base, slope) from element `pairs` on. */
export interface BitsTable {
  readonly first: number;
  readonly last: number;
  readonly shift: number;
  readonly top: number;
  readonly pairs: number;
}

function byBits(values: Float32Array, entries: Uint16Array, table: BitsTable, bits: number): number {
  const magnitude = bits & 0x7fff;
  const sign = bits & 0x8000;
  if (magnitude > 0x7c00) return NAN_F16;
  if (magnitude < table.first) return bits;
  const result = magnitude >= table.last ? table.top : segment(values, entries, table, magnitude);
  return (result & 0x7fff) > 0x7c00 ? NAN_F16 : result ^ sign;
}

function segment(
  values: Float32Array,
  entries: Uint16Array,
  { first, shift, pairs }: BitsTable,
  magnitude: number,
): number {
  const k = (magnitude - first) >> shift;
  const offset = (magnitude - first) & ((1 << shift) - 1);
  return fusedHalf(values[entries[pairs + 2 * k + 1]], offset, values[entries[pairs + 2 * k]]);
}

export function bitsFunction(tables: Views, table: BitsTable): (bits: number) => number {
  const values = halfValues();
  return (bits) => byBits(values, tables.u16, table, bits);
}
