// What the lowering of one instruction gets to see: its operands in their memories, room for tiles, and the builder.

import { type Dim, type ElementType, invariant } from '@afterglow/core';
import type { Attrs } from '@afterglow/ir';
import type { SplitBy } from '../split/split-rules.js';
import type { Epilogue } from './epilogue.js';
import type { Located } from './move.js';
import type { ProgramBuilder, Share } from './program-builder.js';

/** A buffer as an operand: packed row-major elements from a place on. */
export interface Operand extends Located {
  readonly elem: ElementType;
  readonly elemBytes: number;
  readonly shape: readonly Dim[];
}

export interface LowerContext {
  readonly b: ProgramBuilder;
  /** Bytes of scratchpad and tile memory that tiles of one instruction may take together. */
  readonly sramBytes: number;
  readonly accBytes: number;
  /** Along what the work is split over all engines; undefined where one engine does it all. */
  readonly split?: SplitBy | undefined;
  /** What is done to tiles of the result, which then is not stored itself. */
  readonly epilogue?: Epilogue | undefined;
}

/** This engine's part of `count` things along `by`; all of them where the work is not split that way. */
export function shareOf({ b, split }: LowerContext, by: SplitBy, count: Dim): Share {
  return split === by ? b.share(count) : { start: 0, size: count };
}

/** A generic instruction with its operands looked up. */
export interface GenericInstr {
  readonly op: string;
  readonly outs: readonly Operand[];
  readonly ins: readonly (Operand | undefined)[];
  readonly attrs: Attrs;
}

/** Writes the card instructions of one generic instruction. */
export type Lowering = (context: LowerContext, instr: GenericInstr) => void;

export function output(instr: GenericInstr, index = 0): Operand {
  const operand = instr.outs[index];
  invariant(operand, `${instr.op} has no result ${index}`);
  return operand;
}

export function input(instr: GenericInstr, index: number): Operand {
  const operand = instr.ins[index];
  invariant(operand, `${instr.op} has no operand ${index}`);
  return operand;
}

/** The vector unit's name of a float type. */
export function vectorType(elem: ElementType): 'f16' | 'f32' {
  invariant(elem === 'f16' || elem === 'f32', `the vector unit has no ${elem}`);
  return elem;
}

/** Axis number counted from the front. */
export function normalAxis(axis: number, rank: number): number {
  return axis < 0 ? axis + rank : axis;
}

export function intAttr(attrs: Attrs, name: string, fallback = 0): number {
  const value = attrs[name];
  return typeof value === 'number' ? value : fallback;
}

export function intsAttr(attrs: Attrs, name: string): number[] {
  const value = attrs[name];
  return Array.isArray(value) ? value.filter((item): item is number => typeof item === 'number') : [];
}

export function dimsAttr(attrs: Attrs, name: string): Dim[] {
  const value = attrs[name];
  if (!Array.isArray(value)) return [];
  return value.filter(
    (item): item is Dim => typeof item === 'number' || (typeof item === 'object' && item.kind === 'expr'),
  );
}
