// The vector unit on floats: arithmetic, functions and tables of one operand, conversions, sums, elements picked by index, fills.

import type { KernelName } from '../isa/generated/opcodes.js';
import type { CardInstructionSpec } from '../isa/instruction.js';
import {
  BINARY,
  badIndex,
  binaryF16,
  binaryF32,
  bitsFunction,
  CONVERT,
  convert,
  divide,
  FOLDS,
  gather,
  linearFunction,
  lookUpF16,
  mapF16,
  narrow,
  PARAMETER_FUNCTIONS,
  reduce,
  smallConverter,
  UNARY,
  unaryF32,
  unaryTable,
  widen,
} from './kernels/index.js';
import { type MakeRoutine, param, type Routine, sweepShape } from './routine.js';
import { trap } from './trap.js';

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

const divideByRegister: Routine = (state, v, f) => {
  const [dst, src, n, divisor] = v;
  divide(state.engine(f[0]), dst / 4, state.engine(f[1]), src / 4, n, Math.fround(divisor), state.row);
};

/** Kernels of the unit on elements of one floating type, and those that move and convert elements. */
export const VECTOR_ROUTINES = {
  binary,
  unary,
  unary_with_parameters: unaryWithParameters,
  table_linear: () => linearTable,
  table_bits: () => bitsTable,
  convert: conversion,
  convert_small: smallConversion,
  reduce: reduction,
  gather: gathering,
  fill,
  divide_by_register: () => divideByRegister,
} as const satisfies Partial<Record<KernelName, MakeRoutine>>;
