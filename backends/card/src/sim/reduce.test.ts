import { f16ToNumber } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, bitsToF32, exactOf, F32, f32ToBits, mul, type Rational, round } from './exact.test-support.js';
import { run } from './run-words.test-support.js';

function fold(op: string, start: number, values: readonly number[]): number {
  let sum = f32ToBits(start);
  for (const bits of values) {
    const [x, y] = [bitsToF32(sum), bitsToF32(bits)];
    if (op === 'max' || op === 'min') {
      const pick = op === 'max' ? Math.max : Math.min;
      sum = f32ToBits(pick(x, y));
    } else if (Number.isFinite(x) && Number.isFinite(y)) {
      const exact: Rational = (op === 'sum' ? add : mul)(exactOf(sum, F32), exactOf(bits, F32));
      sum = exact.num === 0n ? f32ToBits(op === 'sum' ? x + y : x * y) : round(exact, F32);
    } else sum = f32ToBits(op === 'sum' ? x + y : x * y);
  }
  return Number.isNaN(bitsToF32(sum)) ? F32.nan : sum;
}

const START = { sum: 0, max: Number.NEGATIVE_INFINITY, min: Number.POSITIVE_INFINITY, prod: 1 } as const;
const element = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.integer({ min: 0x3e000000, max: 0x41000000 }).map((bits) => (bits & 1 ? bits + 0x80000000 : bits)),
  },
  { weight: 1, arbitrary: fc.constantFrom(0, 0x80000000, 0x7f800000, 0xff800000, 0x7fc00001, 1) },
);

describe('vred', () => {
  for (const op of ['sum', 'max', 'min', 'prod'] as const) {
    it(`${op} folds in index order, from its start or from what is there`, () => {
      const shape = fc.record({
        n: fc.integer({ min: 1, max: 5 }),
        r: fc.integer({ min: 0, max: 6 }),
        values: fc.array(element, { minLength: 60, maxLength: 60 }),
        old: fc.array(element, { minLength: 5, maxLength: 5 }),
        columns: fc.boolean(),
        accumulate: fc.boolean(),
      });
      fc.assert(
        fc.property(shape, ({ n, r, values, old, columns, accumulate }) => {
          const [strideN, strideR] = columns ? [1, 10] : [10, 1];
          const { simulator, message } = run(
            (a) =>
              a.op(`vred.${op}.f32`, {
                dst: 32,
                src: 0,
                n,
                r,
                src_stride_n: 4 * strideN,
                src_stride_r: 4 * strideR,
                accumulate,
              }),
            { sram: new Map([[0, Uint32Array.from(values)]]), acc: new Map([[32, Uint32Array.from(old)]]) },
          );
          expect(message).toBe('');
          for (let i = 0; i < n; i++) {
            const run = Array.from({ length: r }, (_, p) => values[i * strideN + p * strideR] ?? 0);
            const start = accumulate ? bitsToF32(old[i] ?? 0) : START[op];
            expect(simulator.state.acc.u32[8 + i]).toBe(fold(op, start, run));
          }
        }),
        { numRuns: 60 },
      );
    });
  }

  it('reads halves', () => {
    const bits = [0x3c00, 0xc000, 0x0001, 0x7bff];
    const { simulator } = run(
      (a) =>
        a.op('vred.sum.f32', {
          dst: 0,
          src: 64,
          n: 2,
          r: 2,
          src_stride_n: 4,
          src_stride_r: 2,
          src_type: 'f16',
          src_space: 'acc',
        }),
      { acc: new Map([[64, Uint16Array.from(bits)]]) },
    );
    expect([...simulator.state.acc.f32.subarray(0, 2)]).toEqual([-1, Math.fround(f16ToNumber(1) + 65504)]);
  });

  it('checks both strides and the alignment of its source', () => {
    const op = (fields: object) =>
      run((a) => a.op('vred.sum.f32', { dst: 0, src: 0, n: 4, r: 4, src_stride_n: 16, src_stride_r: 4, ...fields }))
        .message;
    expect(op({})).toBe('');
    expect(op({ src_stride_r: 2 })).toContain('not a multiple of 4');
    expect(op({ src_stride_r: 2, src_type: 'f16' })).toBe('');
    expect(op({ src_stride_n: 30000 })).toContain('a read of sram');
    expect(op({ dst: 16380 })).toContain('a write to acc');
  });
});

describe('vdivr', () => {
  it('divides by a register rounded to binary32', () => {
    const divide = (divisor: number) => {
      const { simulator, message } = run(
        (a) => a.op('vdivr.f32', { dst: 64, src: 0, n: 4, divisor, dst_space: 'acc' }),
        {
          sram: new Map([[0, Float32Array.of(1, -7, 0, Number.POSITIVE_INFINITY)]]),
        },
      );
      expect(message).toBe('');
      return [...simulator.state.acc.u32.subarray(16, 20)];
    };
    expect(divide(3)).toEqual([1 / 3, -7 / 3, 0, Number.POSITIVE_INFINITY].map((x) => f32ToBits(Math.fround(x))));
    expect(divide(0)).toEqual([0x7f800000, 0xff800000, 0x7fc00000, 0x7f800000]);
    // 16777217 is not a binary32 number: it rounds to 16777216 first.
    expect(divide(16777217)[0]).toBe(f32ToBits(2 ** -24));
  });
});
