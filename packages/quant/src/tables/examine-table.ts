// What a table would become in row format, found in one reading of it: the worst error of a row, or why it cannot be.

import { packedBytes, readElements, roundF16, type Tensor } from '@afterglow/core';
import type { TensorType } from '@afterglow/ir';
import { quantizeRow, type RowFormat, rowParams } from './row-format.js';
import { rowsOf, spanOf } from './row-table.js';

export type Examined =
  /** `worst` is the largest error of an element; undefined for a table without elements. */
  | { readonly kind: 'fits'; readonly worst: { readonly row: number; readonly error: number } | undefined }
  /** The scale of a row is too small for binary16, in which the card computes. */
  | { readonly kind: 'zero-scale'; readonly row: number; readonly scale: number }
  /** A row holds what the format cannot: infinities, NaN, or a bias or scale beyond binary16. */
  | { readonly kind: 'unfit'; readonly row: number };

/** True for a scale that the card, which rounds it to binary16, would take for 0. */
export function vanishes(scale: number): boolean {
  return scale !== 0 && roundF16(scale) === 0;
}

export function examineTable(table: Tensor, format: RowFormat): Examined {
  let worst: { row: number; error: number } | undefined;
  let number = 0;
  for (const row of rowsOf(table)) {
    const [low, high] = spanOf(row);
    const params = rowParams(low, high, format);
    if (row.length > 0) {
      // Also in binary32 parameters: the card rounds them.
      const held = [low, high, params.scale].every((x) => Number.isFinite(roundF16(x)));
      if (!held) return { kind: 'unfit', row: number };
      // Before the rounding of the format itself: a binary16 scale is 0 already.
      const scale = low === high ? 1 : (high - low) / (format.elem === 'u8' ? 255 : 15);
      if (params.scale === 0 || vanishes(scale)) return { kind: 'zero-scale', row: number, scale };
      const stored = quantizeRow(row, params, format);
      for (let j = 0; j < row.length; j++) {
        const error = Math.abs((stored[j] ?? 0) * params.scale + params.bias - (row[j] ?? 0));
        if (worst === undefined || error > worst.error) worst = { row: number, error };
      }
    }
    number++;
  }
  return { kind: 'fits', worst };
}

/** What a table would become in half precision; a row that would get an infinity does not fit. */
export function examineHalf(table: Tensor): Exclude<Examined, { readonly kind: 'zero-scale' }> {
  let worst: { row: number; error: number } | undefined;
  let number = 0;
  for (const row of rowsOf(table)) {
    for (const x of row) {
      // What is no number, or infinite in the model, is that in half precision too.
      if (!Number.isFinite(x)) continue;
      const error = Math.abs(roundF16(x) - x);
      if (error === Number.POSITIVE_INFINITY) return { kind: 'unfit', row: number };
      if (worst === undefined || error > worst.error) worst = { row: number, error };
    }
    number++;
  }
  return { kind: 'fits', worst };
}

/** The first row of a table with a row encoding whose scale would be taken for 0, with the scale. */
export function vanishingScale(table: Tensor, type: TensorType): { row: number; scale: number } | undefined {
  const [rows = 0, stride = 0] = table.shape;
  const width = type.shape[1];
  // In binary16 a stored scale is what it is.
  if (type.encoding?.kind !== 'row' || type.encoding.params !== 'f32' || typeof width !== 'number') return undefined;
  const at = packedBytes(type.elem, width);
  for (let row = 0; row < rows; row++) {
    const bytes = Uint8Array.from(readElements(table, row * stride + at, 4) as Uint8Array); // of u8, as row encodings are stored
    const scale = new DataView(bytes.buffer).getFloat32(0, true);
    if (vanishes(scale)) return { row, scale };
  }
  return undefined;
}
