// What a routine of an instruction is, and what routines of several units share.

import { invariant } from '@afterglow/core';
import type { CardInstructionSpec } from '../isa/instruction.js';
import type { FlagValues, OperandValues } from '../isa/spec.js';
import type { CardState } from './card-state.js';
import type { SweepShape } from './kernels/index.js';

/** Runs one instruction. `v` and `f` are reused by the caller: do not keep them. */
export type Routine = (state: CardState, v: OperandValues, f: FlagValues) => void;

/** Makes the routine of a row of the instruction table. */
export type MakeRoutine = (spec: CardInstructionSpec) => Routine;

/** The entry of a table that a parameter of the instruction names. */
export function param<T>(table: Readonly<Record<string, T>>, spec: CardInstructionSpec, name: string): T {
  const entry = table[String(spec.params[name])];
  invariant(entry !== undefined, `${spec.op}: no routine for ${name} = ${spec.params[name]}`);
  return entry;
}

/** A sweep over rows of elements of these sizes, from the operands that all such instructions begin with. */
export function sweepShape(v: OperandValues, sizeOut: number, sizeIn: number): SweepShape {
  const [dst, src, rows, cols, dstStride, srcStride] = v;
  return {
    rows,
    cols,
    dst: dst / sizeOut,
    dstStride: dstStride / sizeOut,
    src: src / sizeIn,
    srcStride: srcStride / sizeIn,
  };
}
