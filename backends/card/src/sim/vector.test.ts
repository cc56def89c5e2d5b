import { f16ToNumber, math, numberToF16 } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Opcode } from '../isa/index.js';
import {
  add,
  bitsToF32,
  exactOf,
  F16,
  F32,
  type Format,
  f32ToBits,
  inverse,
  mul,
  negate,
  type Rational,
  round,
} from './exact.test-support.js';
import { type Outcome, run } from './run-words.test-support.js';

const TYPES = {
  f16: {
    format: F16,
    size: 2,
    number: f16ToNumber,
    pack: (bits: readonly number[]) => Uint16Array.from(bits),
    special: [0, 0x8000, 1, 0x8001, 0x03ff, 0x0400, 0x3c00, 0xbc00, 0x7bff, 0xfbff, 0x7c00, 0xfc00, 0x7e00, 0xfe01],
    any: fc.integer({ min: 0, max: 0xffff }),
  },
  f32: {
    format: F32,
    size: 4,
    number: bitsToF32,
    pack: (bits: readonly number[]) => Uint32Array.from(bits),
    special: [
      0, 0x80000000, 1, 0x80000001, 0x007fffff, 0x00800000, 0x3f800000, 0xbf800000, 0x7f7fffff, 0xff7fffff, 0x7f800000,
      0xff800000, 0x7fc00000, 0xff800001,
    ],
    any: fc.integer({ min: 0, max: 0xffffffff }),
  },
} as const;
type TypeName = keyof typeof TYPES;

function results(
  outcome: Outcome,
  type: TypeName,
  at: number,
  count: number,
  space: 'sram' | 'acc' = 'sram',
): number[] {
  expect(outcome.message).toBe('');
  const { u16, u32 } = outcome.simulator.state[space];
  const words = type === 'f16' ? u16 : u32;
  return [...words.slice(at / TYPES[type].size, at / TYPES[type].size + count)];
}

/** Bits of a result that is a number known as a double: zeros, infinities and NaN, or exact in the format. */
function ofDouble(x: number, format: Format): number {
  if (Number.isNaN(x)) return format.nan;
  if (x === 0) return Object.is(x, -0) ? format.signBit : 0;
  if (Number.isFinite(x)) throw new Error('only for special results');
  return (x < 0 ? format.signBit : 0) + format.maxBits + 1;
}

const EXACT: Readonly<Record<string, (a: Rational, b: Rational) => Rational>> = {
  add,
  sub: (a, b) => add(a, negate(b)),
  mul,
  div: (a, b) => mul(a, inverse(b)),
};
const DOUBLE: Readonly<Record<string, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  max: (a, b) => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : a > b || (a === b && !Object.is(a, -0)) ? a : b),
  min: (a, b) => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : a < b || (a === b && Object.is(a, -0)) ? a : b),
};

/** What a binary operation must give, by exact arithmetic where the result is not special. */
function expectedBinary(op: string, a: number, b: number, type: TypeName): number {
  const { format, number } = TYPES[type];
  const [x, y] = [number(a), number(b)];
  const special = DOUBLE[op]?.(x, y) ?? Number.NaN;
  if (op === 'max' || op === 'min') return Number.isNaN(special) ? format.nan : Object.is(special, x) ? a : b;
  if (![x, y].every(Number.isFinite) || (op === 'div' && y === 0)) return ofDouble(special, format);
  const exact = EXACT[op]?.(exactOf(a, format), exactOf(b, format));
  return exact && exact.num !== 0n ? round(exact, format) : ofDouble(special, format);
}

describe('v2', () => {
  for (const type of ['f16', 'f32'] as const) {
    const { special, any, pack, size } = TYPES[type];
    for (const op of ['add', 'sub', 'mul', 'div', 'max', 'min'] as const) {
      it(`${op}.${type} is exact, rounded once, for special and random operands`, () => {
        const pairs: (readonly [number, number])[] = special.flatMap((a) => special.map((b) => [a, b] as const));
        pairs.push(...fc.sample(fc.tuple(any, any), 600));
        // Neighbours and powers of two apart: where cancellation and ties are.
        pairs.push(...fc.sample(any, 200).map((a) => [a, (a + 1) % (2 * TYPES[type].format.signBit)] as const));
        const [a, b] = [pack(pairs.map(([x]) => x)), pack(pairs.map(([, y]) => y))];
        const cols = pairs.length;
        const strides = { dst_stride: 0, a_stride: 0, b_stride: 0 };
        const outcome = run((x) => x.op(`v2.${op}.${type}`, { dst: 0, a: 8192, b: 16384, rows: 1, cols, ...strides }), {
          sram: new Map<number, ArrayBufferView>([
            [8192, a],
            [16384, b],
          ]),
        });
        const found = results(outcome, type, 0, cols);
        pairs.forEach(([x, y], i) => {
          const wanted = expectedBinary(op, x, y, type);
          if (found[i] !== wanted)
            throw new Error(
              `${op} ${x.toString(16)}, ${y.toString(16)}: ${found[i]?.toString(16)}, not ${wanted.toString(16)}`,
            );
        });
      });
    }

    it(`${type} walks rows, strides, spaces and broadcasts, in place too`, () => {
      const one = type === 'f16' ? 0x3c00 : 0x3f800000;
      const value = (n: number) =>
        (type === 'f16' ? [0, 0x3c00, 0x4000, 0x4200, 0x4400, 0x4500, 0x4600, 0x4700][n] : f32ToBits(n)) ?? 0;
      const number = TYPES[type].number;
      const a = pack([1, 2, 3, 0, 4, 5, 6, 0].map(value));
      const b = pack([one, value(2)]);
      const outcome = run(
        (x) => {
          const shape = { rows: 2, cols: 3, dst_stride: 4 * size, a_stride: 4 * size };
          x.op(`v2.sub.${type}`, {
            dst: 0,
            a: 0,
            b: 64,
            ...shape,
            b_stride: size,
            a_space: 'acc',
            dst_space: 'acc',
            b_broadcast: true,
          });
          x.op(`v2.mul.${type}`, {
            dst: 128,
            a: 64,
            b: 0,
            ...shape,
            a_stride: size,
            b_stride: 4 * size,
            a_broadcast: true,
            b_space: 'acc',
          });
        },
        { acc: new Map([[0, a]]), sram: new Map([[64, b]]) },
      );
      expect(results(outcome, type, 0, 8, 'acc').map(number)).toEqual([0, 1, 2, 0, 2, 3, 4, 0]);
      expect(results(outcome, type, 128, 8).map(number)).toEqual([0, 1, 2, 0, 4, 6, 8, 0]);
    });
  }
});

describe('v1', () => {
  const reference: Readonly<Record<string, (x: number) => number>> = {
    relu: (x) => Math.max(0, x),
    neg: (x) => -x,
    abs: Math.abs,
    copy: (x) => x,
    sqrt: Math.sqrt,
    reciprocal: (x) => 1 / x,
    exp: math.exp,
    log: math.log,
    sigmoid: (x) => 1 / (1 + math.exp(-x)),
    tanh: math.tanh,
    erf: math.erf,
  };
  const sweep = { rows: 1, dst_stride: 0, src_stride: 0 } as const;

  for (const [op, rule] of Object.entries(reference)) {
    it(`${op}.f16 follows its rule for all 65,536 inputs`, () => {
      const name = `v1.${op}.f16` as Opcode as 'v1.exp.f16';
      for (let half = 0; half < 2; half++) {
        // 32,768 halves fill the scratchpad exactly; in place.
        const src = Uint16Array.from({ length: 32768 }, (_, i) => half * 32768 + i);
        const outcome = run((a) => a.op(name, { dst: 0, src: 0, cols: 32768, ...sweep }), {
          sram: new Map([[0, src]]),
        });
        const found = results(outcome, 'f16', 0, 32768);
        src.forEach((bits, i) => {
          const wanted = numberToF16(Math.fround(rule(f16ToNumber(bits))));
          if (found[i] !== wanted)
            throw new Error(`${op} ${bits.toString(16)}: ${found[i]?.toString(16)}, not ${wanted.toString(16)}`);
        });
      }
    });

    it(`${op}.f32 follows its rule`, () => {
      const name = `v1.${op}.f32` as Opcode as 'v1.exp.f32';
      const { special } = TYPES.f32;
      const inputs = [
        ...special,
        ...fc.sample(TYPES.f32.any, 500),
        ...fc.sample(fc.integer({ min: 0x3c000000, max: 0x42000000 }), 500),
      ];
      const outcome = run((a) => a.op(name, { dst: 16384, src: 0, cols: inputs.length, ...sweep }), {
        sram: new Map([[0, Uint32Array.from(inputs)]]),
      });
      const found = results(outcome, 'f32', 16384, inputs.length);
      inputs.forEach((bits, i) => {
        const wanted = Math.fround(rule(bitsToF32(bits)));
        expect(found[i]).toBe(Number.isNaN(wanted) ? F32.nan : f32ToBits(wanted));
      });
    });
  }

  it('keeps the sign of zero where arithmetic does', () => {
    const source = Uint32Array.of(0x80000000, 0);
    const apply = (op: 'relu' | 'neg' | 'abs' | 'copy' | 'sqrt' | 'reciprocal') =>
      results(
        run((a) => a.op(`v1.${op}.f32`, { dst: 64, src: 0, cols: 2, ...sweep }), { sram: new Map([[0, source]]) }),
        'f32',
        64,
        2,
      );
    expect(apply('relu')).toEqual([0, 0]);
    expect(apply('neg')).toEqual([0, 0x80000000]);
    expect(apply('abs')).toEqual([0, 0]);
    expect(apply('copy')).toEqual([0x80000000, 0]);
    expect(apply('sqrt')).toEqual([0x80000000, 0]);
    expect(apply('reciprocal')).toEqual([0xff800000, 0x7f800000]);
  });
});

describe('vector checks', () => {
  const strides = { dst_stride: 8, a_stride: 8, b_stride: 8 };

  it('want aligned addresses and strides', () => {
    const at = (fields: object) =>
      run((a) => a.op('v2.add.f32', { dst: 0, a: 64, b: 128, rows: 2, cols: 2, ...strides, ...fields })).message;
    expect(at({})).toBe('');
    expect(at({ dst: 2 })).toContain('sram address 2 is not a multiple of 4');
    expect(at({ a: 66 })).toContain('sram address 66');
    expect(at({ b_stride: 6 })).toContain('a stride through sram is not a multiple of 4');
    expect(at({ rows: 1, b_stride: 6 })).toBe('');
    expect(at({ dst: 16380, dst_space: 'acc' })).toContain('outside its 16384 bytes');
  });

  it('do nothing for empty shapes', () => {
    for (const [rows, cols] of [
      [0, 4],
      [4, 0],
      [-1, 4],
    ] as const) {
      const outcome = run((a) => a.op('v2.add.f32', { dst: -1, a: -1, b: -1, rows, cols, ...strides }));
      expect(outcome.message).toBe('');
    }
  });
});
