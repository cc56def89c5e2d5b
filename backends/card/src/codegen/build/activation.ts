// Activations on a tile: relu is one instruction, sigmoid and tanh are one in f32 and a table in f16 (their rules are in the
// ISA manual). A table is loaded into the scratchpad once, before the tile loops that use it, or before the loop of the model around them.

import { type Dim, tensorFromBytes } from '@afterglow/core';
import { sigmoidTable, tanhTable } from '../../driver/tables.js';
import { emitRows, type Located } from './move.js';
import type { Place, ProgramBuilder } from './program-builder.js';

export type Activation = 'none' | 'relu' | 'sigmoid' | 'tanh';
export type TableActivation = 'sigmoid' | 'tanh';

const tables = {
  sigmoid: { op: 'vlut.lin.f16', make: sigmoidTable },
  tanh: { op: 'vlut.bits.f16', make: tanhTable },
} as const;

export function activationOf(value: unknown): Activation {
  return value === 'relu' || value === 'sigmoid' || value === 'tanh' ? value : 'none';
}

function needsTable(act: Activation, type: 'f16' | 'f32'): act is TableActivation {
  return type === 'f16' && (act === 'sigmoid' || act === 'tanh');
}

/** Scratchpad bytes a table takes, rounded up to the alignment of buffers. */
export const TABLE_BYTES = 576;

/** Those of the table that an activation needs. */
export function tableBytes(act: Activation, type: 'f16' | 'f32'): number {
  return needsTable(act, type) ? TABLE_BYTES : 0;
}

/** The activation whose table one needs. */
export function tableOf(act: Activation, type: 'f16' | 'f32'): TableActivation | undefined {
  return needsTable(act, type) ? act : undefined;
}

/** Loads what the activation needs, unless it is kept; the answer goes to `emitActivation`. */
export function prepareActivation(b: ProgramBuilder, act: Activation, type: 'f16' | 'f32'): Place | undefined {
  return needsTable(act, type) ? (b.keptTables.get(act) ?? loadTable(b, act)) : undefined;
}

/** Loads a table. */
export function loadTable(b: ProgramBuilder, act: TableActivation): Place {
  const content = tables[act].make();
  const bytes = content.length;
  const tensor = tensorFromBytes('u8', [bytes], content);
  const stored: Located = { place: { buffer: b.constants.add(act, act, tensor), offset: 0 }, memory: 'dram' };
  const table = b.temp(`${act}.table`, 'sram', 'u8', [bytes]);
  emitRows(b, { place: table, memory: 'sram' }, stored, 1, bytes, 0, 0);
  return table;
}

/** Applies an activation to a tile in place or from `src` to `dst`. `none` copies nothing. */
export function emitActivation(
  b: ProgramBuilder,
  act: Activation,
  type: 'f16' | 'f32',
  table: Place | undefined,
  tile: { dst: Place; src: Place; rows: Dim; cols: Dim; dstStride: Dim; srcStride: Dim },
): void {
  if (act === 'none') return;
  const { dst, src, rows, cols, dstStride, srcStride } = tile;
  const scalars = { rows, cols, dst_stride: dstStride, src_stride: srcStride };
  if (table && needsTable(act, type)) b.emit(tables[act].op, { dst, src, table }, scalars);
  else b.emit(`v1.${act}.${type}`, { dst, src }, scalars);
}
