// One looked-up row added to, or compared with, the accumulators of a bag.

import { fusedHalf, halfValues } from './half.js';
import { NAN_F32, type Views } from './views.js';

/** acc[j] = f32(acc[j] + v), v = the row's element, times the weight with a rounding of its own when there is one. */
export function addRow(acc: Views, at: number, row: Float32Array, d: number, weight: number | undefined): void {
  const { f32, u32 } = acc;
  for (let j = 0; j < d; j++) {
    const v = weight === undefined ? row[j] : Math.fround(weight * row[j]);
    const sum = f32[at + j] + v;
    if (!Number.isNaN(sum)) f32[at + j] = sum;
    else u32[at + j] = NAN_F32;
  }
}

/** acc[j] = max(acc[j], v). */
export function maxRow(acc: Views, at: number, row: Float32Array, d: number, weight: number | undefined): void {
  const { f32, u32 } = acc;
  for (let j = 0; j < d; j++) {
    const v = weight === undefined ? row[j] : Math.fround(weight * row[j]);
    const value = Math.max(f32[at + j], v);
    if (!Number.isNaN(value)) f32[at + j] = value;
    else u32[at + j] = NAN_F32;
  }
}

/** acc[j] = f16(bias · weight + acc[j]), then acc[j] = f16(step · row[j] + acc[j]). */
export function addStoredRow(
  acc: Views,
  at: number,
  row: Float32Array,
  d: number,
  step: number,
  bias: number,
  weight: number,
): void {
  const { f32, u32 } = acc;
  const values = halfValues();
  for (let j = 0; j < d; j++) {
    const shifted = values[fusedHalf(bias, weight, f32[at + j])];
    const sum = values[fusedHalf(step, row[j], shifted)];
    if (!Number.isNaN(sum)) f32[at + j] = sum;
    else u32[at + j] = NAN_F32;
  }
}

/** acc[j] = max(acc[j], f16(step · row[j] + shift)). */
export function maxStoredRow(acc: Views, at: number, row: Float32Array, d: number, step: number, shift: number): void {
  const { f32, u32 } = acc;
  const values = halfValues();
  for (let j = 0; j < d; j++) {
    const value = Math.max(f32[at + j], values[fusedHalf(step, row[j], shift)]);
    if (!Number.isNaN(value)) f32[at + j] = value;
    else u32[at + j] = NAN_F32;
  }
}

/** Unpacks d halves. */
export function unpackHalves(values: Float32Array, from: Uint16Array, d: number, into: Float32Array): void {
  for (let j = 0; j < d; j++) into[j] = values[from[j]];
}
