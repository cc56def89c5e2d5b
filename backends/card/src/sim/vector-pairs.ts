// The vector unit on pairs of elements of any type: comparisons, logic, integers, functions of two floats, choices, scans.

import { invariant } from '@afterglow/core';
import type { KernelName } from '../isa/generated/opcodes.js';
import type { CardInstructionSpec } from '../isa/instruction.js';
import type { FlagValues, OperandValues } from '../isa/spec.js';
import {
  BYTES,
  COMPARE,
  FLOAT_PAIRS,
  INTEGER,
  type PairShape,
  READERS,
  SCANS,
  scan,
  select,
  storeF16,
  storeF32,
  sweepPairs,
} from './kernels/index.js';
import { type MakeRoutine, param, type Routine } from './routine.js';
import { trap } from './trap.js';

function pairShape(v: OperandValues, f: FlagValues, size: number, sizeOut: number): PairShape {
  const [dst, a, b, rows, cols, dstStride, aStride, bStride] = v;
  return {
    ...{ rows, cols, dst: dst / sizeOut, dstStride: dstStride / sizeOut },
    ...{ a: a / size, aStride: aStride / size, aStep: f[0] ? 0 : 1 },
    ...{ b: b / size, bStride: bStride / size, bStep: f[1] ? 0 : 1 },
  };
}

const SIZE_OF: Readonly<Record<string, number>> = { u8: 1, f16: 2, i32: 4, f32: 4, i64: 8 };

function compare(spec: CardInstructionSpec): Routine {
  const test = param(COMPARE, spec, 'op');
  const read = param(READERS, spec, 'type');
  const size = param(SIZE_OF, spec, 'type');
  return ({ sram }, v, f) =>
    sweepPairs(read, sram, pairShape(v, f, size, 1), test, (row, at) => {
      for (let j = 0; j < row.length; j++) sram.u8[at + j] = row[j] ? 1 : 0;
    });
}

function bytes(spec: CardInstructionSpec): Routine {
  const op = param(BYTES, spec, 'op');
  const read = READERS['u8'];
  invariant(read, 'bytes can be read');
  return ({ sram }, v, f) =>
    sweepPairs(
      read,
      sram,
      pairShape(v, f, 1, 1),
      (a, b) => op(Number(a), Number(b)),
      (row, at) => {
        sram.u8.set(row, at);
      },
    );
}

function integer(spec: CardInstructionSpec): Routine {
  const op = param(INTEGER, spec, 'op');
  const read = param(READERS, spec, 'type');
  const big = spec.params['type'] === 'i64';
  return ({ sram }, v, f) => {
    const shape = pairShape(v, f, big ? 8 : 4, big ? 8 : 4);
    // A divisor is looked at when its row comes, because an earlier row of results may have made it.
    const checked =
      <T extends number | bigint>(run: (a: T, b: T) => T) =>
      (a: T, b: T) => {
        if (op.divides && !b) trap('an integer is divided by zero');
        return run(a, b);
      };
    // The readers answer elements of the type the rows are for.
    if (big) {
      const run = checked(op.i64) as (a: number | bigint, b: number | bigint) => bigint;
      sweepPairs(read, sram, shape, run, (row, at) => sram.i64.set(row, at));
    } else {
      const run = checked(op.i32) as (a: number | bigint, b: number | bigint) => number;
      sweepPairs(read, sram, shape, run, (row, at) => sram.i32.set(row, at));
    }
  };
}

function binaryFunction(spec: CardInstructionSpec): Routine {
  const op = param(FLOAT_PAIRS, spec, 'op');
  const read = param(READERS, spec, 'type');
  const size = Number(spec.params['size']);
  const store = size === 2 ? storeF16 : storeF32;
  return ({ sram }, v, f) =>
    sweepPairs(
      read,
      sram,
      pairShape(v, f, size, size),
      (a, b) => op(Number(a), Number(b)),
      (row, at) => {
        store(Float32Array.from(row), row.length, sram, at);
      },
    );
}

function selection(spec: CardInstructionSpec): Routine {
  const size = Number(spec.params['size']);
  return (state, v, f) => {
    const [dst, c, a, b, rows, cols, dstStride, cStride, aStride, bStride] = v;
    const steps = { cStep: f[0] ? 0 : 1, aStep: f[1] ? 0 : size, bStep: f[2] ? 0 : size };
    select(state.sram, { dst, c, a, b, rows, cols, size, dstStride, cStride, aStride, bStride, ...steps });
  };
}

function scanning(spec: CardInstructionSpec): Routine {
  const step = param(SCANS, spec, 'op');
  return ({ sram, acc }, v, f) => {
    const [dst, sums, src, n, r, dstStrideN, dstStrideR, srcStrideN, srcStrideR] = v.map((value) => value);
    const at = (value = 0) => value / 4;
    const shape = {
      ...{ dst: at(dst), acc: at(sums), src: at(src), n: n ?? 0, r: r ?? 0, exclusive: f[0] !== 0 },
      ...{ dstStrideN: at(dstStrideN), dstStrideR: at(dstStrideR) },
      ...{ srcStrideN: at(srcStrideN), srcStrideR: at(srcStrideR) },
    };
    const { values, last } = scan(step, acc.f32, sram.f32, shape);
    const one = new Float32Array(1);
    for (let i = 0; i < values.length; i++) {
      const [line, p] = [Math.floor(i / shape.r), i % shape.r];
      one[0] = values[i] ?? 0;
      storeF32(one, 1, sram, shape.dst + line * shape.dstStrideN + p * shape.dstStrideR);
    }
    storeF32(last, shape.n, acc, shape.acc);
  };
}

/** Kernels of the unit that compare and combine elements of any type, choose between them, and scan. */
export const PAIR_ROUTINES = {
  compare,
  select: selection,
  bytes,
  integer,
  binary_function: binaryFunction,
  scan: scanning,
} as const satisfies Partial<Record<KernelName, MakeRoutine>>;
