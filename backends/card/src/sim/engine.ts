// What each engine instruction does: operand and flag values in, memory changed. One entry a kernel name of the instruction
// table; rows of a family get a routine specialised by their parameters. Regions were checked before a routine is called.

import { invariant } from '@afterglow/core';
import { type KernelName, SPACES, type SpaceName } from '../isa/generated/opcodes.js';
import type { CardInstructionSpec } from '../isa/instruction.js';
import type { FlagValues, OperandValues } from '../isa/spec.js';
import type { CardState } from './card-state.js';
import { copyRuns } from './copy.js';
import { embeddingUnit, rowEmbeddingUnit } from './embedding-unit.js';
import {
  BINARY,
  BYTES,
  badIndex,
  binaryF16,
  binaryF32,
  bitsFunction,
  COMPARE,
  CONVERT,
  convert,
  divide,
  FLOAT_PAIRS,
  FOLDS,
  gather,
  INTEGER,
  linearFunction,
  lookUpF16,
  mapF16,
  matmulF16,
  matmulF32,
  narrow,
  PARAMETER_FUNCTIONS,
  type PairShape,
  READERS,
  reduce,
  SCANS,
  type SweepShape,
  scan,
  select,
  smallConverter,
  storeF16,
  storeF32,
  sweepPairs,
  UNARY,
  unaryF32,
  unaryTable,
  widen,
} from './kernels/index.js';
import { moveRows } from './row-unit.js';
import { trap } from './trap.js';

/** Runs one instruction. `v` and `f` are reused by the caller: do not keep them. */
export type Routine = (state: CardState, v: OperandValues, f: FlagValues) => void;

type ControlKernel =
  | 'halt'
  | 'li'
  | 'param'
  | 'mov'
  | 'scalar'
  | 'scalar_immediate'
  | 'scalar_load'
  | 'loop'
  | 'endloop'
  | 'fence'
  | 'engine'
  | 'barrier';

/** Kernels that run on engine queues; the control queue's are in `control.ts`. */
export type EngineKernel = Exclude<KernelName, ControlKernel>;

function param<T>(table: Readonly<Record<string, T>>, spec: CardInstructionSpec, name: string): T {
  const entry = table[String(spec.params[name])];
  invariant(entry !== undefined, `${spec.op}: no routine for ${name} = ${spec.params[name]}`);
  return entry;
}

/** The number of the memory that an operand of a copy lies in: the first one its flag can name, and the flag's value on. */
function spaceOf({ operands, flags }: CardInstructionSpec, operand: string): (f: FlagValues) => number {
  const name = operands.find((candidate) => candidate.name === operand)?.space;
  const at = flags.findIndex((flag) => flag.name === name);
  const first = SPACES[flags[at]?.values?.[0] as SpaceName]; // values of a space flag are names of spaces
  return (f) => first + (f[at] ?? 0);
}

function copy(dstSpace: (f: FlagValues) => number, srcSpace: (f: FlagValues) => number): Routine {
  return (state, v, f) => {
    const [dst, src, n0, n1, n2, dstS1, dstS2, srcS1, srcS2] = v;
    copyRuns(state, { dstSpace: dstSpace(f), srcSpace: srcSpace(f), dst, src, n0, n1, n2, dstS1, dstS2, srcS1, srcS2 });
  };
}

function matmul(multiply: typeof matmulF16, size: number): Routine {
  return (state, v, f) => {
    const [c, a, b, m, n, k, ldc, lda, ldb] = v;
    const sizes = { m, n, k, ldc: ldc / 4, lda: lda / size, ldb: ldb / size };
    const shape = { c: c / 4, a: a / size, b: b / size, ...sizes, accumulate: f[0] !== 0, transposed: f[1] !== 0 };
    multiply(state.acc, state.sram, shape, state.scratch);
  };
}

function sweepShape(v: OperandValues, sizeOut: number, sizeIn: number): SweepShape {
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

function binary(spec: CardInstructionSpec): Routine {
  const op = param(BINARY, spec, 'op');
  const size = Number(spec.params['size']);
  const sweep = size === 2 ? binaryF16 : binaryF32;
  return (state, v, f) => {
    const [dst, a, b, rows, cols, dstStride, aStride, bStride] = v;
    const [dstSpace, aSpace, bSpace, aBroadcast, bBroadcast] = f;
    sweep(
      op,
      state.engine(dstSpace),
      state.engine(aSpace),
      state.engine(bSpace),
      {
        rows,
        cols,
        dst: dst / size,
        dstStride: dstStride / size,
        a: a / size,
        aStride: aStride / size,
        aStep: aBroadcast ? 0 : 1,
        b: b / size,
        bStride: bStride / size,
        bStep: bBroadcast ? 0 : 1,
      },
      state.row,
    );
  };
}

const unaryTables = new Map<string, Uint16Array>();

function unary(spec: CardInstructionSpec): Routine {
  const name = String(spec.params['op']);
  const op = param(UNARY, spec, 'op');
  if (spec.params['type'] === 'f32') {
    return (state, v, f) => unaryF32(op, state.engine(f[0]), state.engine(f[1]), sweepShape(v, 4, 4), state.row);
  }
  return (state, v, f) => {
    const table = unaryTables.get(name) ?? unaryTable(op);
    unaryTables.set(name, table);
    lookUpF16(table, state.engine(f[0]), state.engine(f[1]), sweepShape(v, 2, 2), state.row);
  };
}

const word = new DataView(new ArrayBuffer(8));

/** A binary64 number from the upper and lower half of its pattern. */
function double(high: number, low: number): number {
  word.setUint32(0, high);
  word.setUint32(4, low);
  return word.getFloat64(0);
}

function unaryWithParameters(spec: CardInstructionSpec): Routine {
  const make = param(PARAMETER_FUNCTIONS, spec, 'op');
  const wide = spec.params['type'] === 'f32';
  const tables = new Map<string, Uint16Array>();
  return (state, v, f) => {
    const [p, q] = [double(v[6], v[7]), double(v[8], v[9])];
    const [dst, src] = [state.engine(f[0]), state.engine(f[1])];
    if (wide) {
      unaryF32(make(p, q), dst, src, sweepShape(v, 4, 4), state.row);
      return;
    }
    const key = `${p} ${q}`;
    const table = tables.get(key) ?? unaryTable(make(p, q));
    tables.set(key, table);
    lookUpF16(table, dst, src, sweepShape(v, 2, 2), state.row);
  };
}

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

const linearTable: Routine = (state, v, f) => {
  const table = v[6];
  const { f32, u32 } = state.sram;
  const [lo = 0, inverseStep = 0, n = 0] = [f32[table / 4], f32[table / 4 + 1], u32[table / 4 + 2]];
  if (!Number.isFinite(lo) || !Number.isFinite(inverseStep) || inverseStep <= 0)
    trap('the table starts with no numbers');
  if (n < 2 || n > 65536) trap(`the table has ${n} entries`);
  state.access(false, 0, 2, table + 12, n * 2, 1, 0, 1, 0);
  const header = { lo, inverseStep, n, first: (table + 12) / 2 };
  mapF16(linearFunction(state.sram, header), state.engine(f[0]), state.engine(f[1]), sweepShape(v, 2, 2), state.row);
};

const bitsTable: Routine = (state, v, f) => {
  const table = v[6];
  const at = table / 2;
  const { u16 } = state.sram;
  const [first = 0, last = 0, shift = 0, top = 0] = [u16[at], u16[at + 1], u16[at + 2], u16[at + 3]];
  if (shift > 15) trap(`the table has a shift of ${shift}`);
  const pairs = last > first ? ((last - 1 - first) >> shift) + 1 : 0;
  state.access(false, 0, 2, table + 8, pairs * 4, 1, 0, 1, 0);
  const header = { first, last, shift, top, pairs: at + 4 };
  mapF16(bitsFunction(state.sram, header), state.engine(f[0]), state.engine(f[1]), sweepShape(v, 2, 2), state.row);
};

function conversion(spec: CardInstructionSpec): Routine {
  const name = spec.params['conversion'];
  if (name === 'f16.f32')
    return (state, v, f) => widen(state.engine(f[0]), state.engine(f[1]), sweepShape(v, 4, 2), state.row);
  if (name === 'f32.f16') {
    return (state, v, f) => narrow(state.engine(f[0]), state.engine(f[1]), sweepShape(v, 2, 4), f[2] !== 0, state.row);
  }
  const element = param(CONVERT, spec, 'conversion');
  const [sizeIn, sizeOut] = [Number(spec.params['size_in']), Number(spec.params['size_out'])];
  return (state, v, f) =>
    convert(element, sizeOut, state.engine(f[0]), state.engine(f[1]), sweepShape(v, sizeOut, sizeIn));
}

function smallConversion(spec: CardInstructionSpec): Routine {
  const name = String(spec.params['conversion']);
  const [sizeIn, sizeOut] = [Number(spec.params['size_in']), Number(spec.params['size_out'])];
  return (state, v, f) => {
    const element = smallConverter(name, f[2], f[3] !== 0);
    convert(element, sizeOut, state.engine(f[0]), state.engine(f[1]), sweepShape(v, sizeOut, sizeIn));
  };
}

function reduction(spec: CardInstructionSpec): Routine {
  const fold = param(FOLDS, spec, 'op');
  return (state, v, f) => {
    const [dst, src, n, r, strideN, strideR] = v;
    const from = state.engine(f[1]);
    const size = f[2] ? 2 : 4;
    const shape = { dst: dst / 4, src: src / size, n, r, strideN: strideN / size, strideR: strideR / size };
    reduce(fold, state.acc, f[2] ? from.u16 : from.f32, { ...shape, accumulate: f[0] !== 0 }, state.row);
  };
}

function gathering(spec: CardInstructionSpec): Routine {
  const size = Number(spec.params['size']);
  return (state, v, f) => {
    const [dst, src, idx, n, limit] = v;
    const [to, from] = [state.engine(f[0]), state.engine(f[1])];
    const bad = badIndex(state.sram.i32, idx / 4, n, limit);
    if (bad >= 0)
      trap(`index ${state.sram.i32[idx / 4 + bad]} (number ${bad + 1} of ${n}) is outside 0 … ${limit - 1}`);
    if (size === 2) gather(to.u16, dst / 2, from.u16, src / 2, state.sram.i32, idx / 4, n, 1);
    else gather(to.u32, dst / 4, from.u32, src / 4, state.sram.i32, idx / 4, n, size / 4);
  };
}

function fill(spec: CardInstructionSpec): Routine {
  const size = Number(spec.params['size']);
  return (state, v, f) => {
    const [dst, rows, cols, stride, value] = v;
    const views = state.engine(f[0]);
    const words = size === 2 ? views.u16 : views.u32;
    const bits = ((value % 2 ** 32) + 2 ** 32) % 2 ** 32;
    for (let i = 0; i < rows; i++) {
      const at = (dst + i * stride) / size;
      words.fill(bits, at, at + cols);
    }
  };
}

function embedding(spec: CardInstructionSpec): Routine {
  const bag = embeddingUnit(Number(spec.params['size']));
  return (state, v, f) => {
    const [acc, table, tableRows, rowBytes, d, idx, n, weights] = v;
    const [wideIndices, weighted, halfWeights, max] = [f[0] !== 0, f[1] !== 0, f[2] !== 0, f[3] !== 0];
    bag(state, { acc, table, tableRows, rowBytes, d, idx, n, weights, wideIndices, weighted, halfWeights, max });
  };
}

function rowEmbedding(spec: CardInstructionSpec): Routine {
  const bag = rowEmbeddingUnit(Number(spec.params['bits']), String(spec.params['type']).startsWith('i'));
  return (state, v, f) => {
    const [acc, table, tableRows, rowBytes, d, idx, n, weights, params] = v;
    const [wideIndices, weighted, halfWeights, max] = [f[0] !== 0, f[1] !== 0, f[2] !== 0, f[3] !== 0];
    const shape = { acc, table, tableRows, rowBytes, d, idx, n, weights, wideIndices, weighted, halfWeights, max };
    bag(state, { ...shape, params, halfParams: f[4] !== 0, alternate: f[5] !== 0 });
  };
}

const MAKERS: Readonly<Record<EngineKernel, (spec: CardInstructionSpec) => Routine>> = {
  copy: (spec) => copy(spaceOf(spec, 'dst'), spaceOf(spec, 'src')),
  matmul_f16: () => matmul(matmulF16, 2),
  matmul_f32: () => matmul(matmulF32, 4),
  binary,
  unary,
  table_linear: () => linearTable,
  table_bits: () => bitsTable,
  convert: conversion,
  convert_small: smallConversion,
  reduce: reduction,
  gather: gathering,
  fill,
  divide_by_register: () => (state, v, f) => {
    const [dst, src, n, divisor] = v;
    divide(state.engine(f[0]), dst / 4, state.engine(f[1]), src / 4, n, Math.fround(divisor), state.row);
  },
  embedding,
  embedding_rows: rowEmbedding,
  unary_with_parameters: unaryWithParameters,
  binary_function: binaryFunction,
  compare,
  select: selection,
  bytes,
  integer,
  scan: scanning,
  rows_in: () => (state, v, f) => {
    const [rows, table, tableRows, rowBytes, length, idx, n, stride] = v;
    const shape = { table, tableRows, rowBytes, bytes: length, idx, n, rows, stride, wideIndices: f[0] !== 0 };
    moveRows(state, shape, false);
  },
  rows_out: () => (state, v, f) => {
    const [table, rows, tableRows, rowBytes, length, idx, n, stride] = v;
    const shape = { table, tableRows, rowBytes, bytes: length, idx, n, rows, stride, wideIndices: f[0] !== 0 };
    moveRows(state, shape, true);
  },
};

/** The routine of an engine instruction; undefined for those of the control queue. */
export function routineOf(spec: CardInstructionSpec): Routine | undefined {
  return Object.hasOwn(MAKERS, spec.kernel) ? MAKERS[spec.kernel as EngineKernel](spec) : undefined; // hasOwn proves the cast
}
