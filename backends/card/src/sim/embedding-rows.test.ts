// Rows of integers with their own scale and bias, against exact arithmetic on the bit patterns.

import { f16ToNumber, numberToF16 } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, bitsToF32, exactOf, F16, F32, f32ToBits, mul, type Rational, round } from './exact.test-support.js';
import { run } from './run-words.test-support.js';

const rows = 6;
const integer = (value: number): Rational => ({ num: BigInt(value), den: 1n });
const half = (value: Rational): Rational => (value.num === 0n ? value : exactOf(round(value, F16), F16));
const fused = (a: Rational, b: Rational, c: Rational): Rational => half(add(mul(a, b), c));
const asHalf = (bits: number): Rational => exactOf(bits, F16);

// Magnitudes that neither overflow nor make zeros whose sign only the hardware's rules tell; both are for the tests of whole models.
const parameter = fc.integer({ min: 0x2400, max: 0x4400 });
const signedParameter = parameter.map((bits) => (bits & 1 ? bits + 0x8000 : bits));
const weight = fc.integer({ min: 0x3000, max: 0x4200 });

const bag = fc.integer({ min: 1, max: 9 }).chain((d) =>
  fc.record({
    d: fc.constant(d),
    op: fc.constantFrom('egather.u8', 'egather.i8', 'egather.u4', 'egather.i4'),
    bytes: fc.array(fc.integer({ min: 0, max: 255 }), { minLength: rows * d, maxLength: rows * d }),
    scales: fc.array(parameter, { minLength: rows, maxLength: rows }),
    biases: fc.array(signedParameter, { minLength: rows, maxLength: rows }),
    indices: fc.array(fc.integer({ min: -rows, max: rows - 1 }), { minLength: 1, maxLength: 7 }),
    weights: fc.array(weight, { minLength: 7, maxLength: 7 }),
    weighted: fc.boolean(),
    wideParams: fc.boolean(),
    alternate: fc.boolean(),
    max: fc.boolean(),
    skip: fc.integer({ min: 0, max: 3 }),
    base: fc.integer({ min: 0, max: 1000 }),
  }),
);

describe('egather of rows of integers', () => {
  it('rounds each multiply-add to binary16 once, in the order of the indices', () => {
    fc.assert(
      fc.property(bag, (b) => {
        const bits = b.op.endsWith('8') ? 8 : 4;
        const packed = Math.ceil((b.d * bits) / 8);
        const params = packed + b.skip;
        const rowBytes = params + (b.wideParams ? 8 : 4);
        const table = new Uint8Array(rows * rowBytes);
        const view = new DataView(table.buffer);
        for (let row = 0; row < rows; row++) {
          for (let k = 0; k < packed; k++) table[row * rowBytes + k] = b.bytes[row * b.d + k] ?? 0;
          [b.scales[row] ?? 0, b.biases[row] ?? 0].forEach((pattern, i) => {
            if (b.wideParams) view.setFloat32(row * rowBytes + params + 4 * i, f16ToNumber(pattern), true);
            else view.setUint16(row * rowBytes + params + 2 * i, pattern, true);
          });
        }
        const stored = (row: number, j: number) => {
          const byte = table[row * rowBytes + (bits === 8 ? j : j >> 1)] ?? 0;
          const raw = bits === 8 ? byte : j % 2 === 0 ? byte & 15 : byte >> 4;
          return b.op.startsWith('egather.i') && raw >= 2 ** (bits - 1) ? raw - 2 ** bits : raw;
        };
        const start = b.max ? 0xc7000000 : 0; // −32768, below everything
        const { simulator, message } = run(
          (a) =>
            a.op(b.op as 'egather.u8', {
              ...{ acc: 16, table: b.base, table_rows: rows, row_bytes: rowBytes, d: b.d, params },
              ...{ idx: 512, n: b.indices.length, weights: 1024, idx_type: 'i32', weighted: b.weighted },
              ...{ weight_type: 'f16', mode: b.max ? 'max' : 'sum', alternate: b.alternate },
              params_type: b.wideParams ? 'f32' : 'f16',
            }),
          {
            dram: new Map([[b.base, table]]),
            sram: new Map<number, ArrayBufferView>([
              [512, Int32Array.from(b.indices)],
              [1024, Uint16Array.from(b.weights)],
            ]),
            acc: new Map([[16, new Uint32Array(2 * b.d).fill(start)]]),
          },
        );
        expect(message).toBe('');
        for (let j = 0; j < b.d; j++) {
          const sums = [0, 1].map(() => exactOf(start, F32));
          b.indices.forEach((index, i) => {
            const row = index < 0 ? index + rows : index;
            const w = b.weighted ? asHalf(b.weights[i] ?? 0) : integer(1);
            const [scale, bias] = [asHalf(b.scales[row] ?? 0), asHalf(b.biases[row] ?? 0)];
            const step = half(mul(scale, w));
            const q = integer(stored(row, j));
            const turn = b.alternate ? i % 2 : 0;
            const sum = sums[turn] ?? integer(0);
            if (!b.max) sums[turn] = fused(step, q, fused(bias, w, sum));
            else {
              const value = fused(step, q, half(mul(bias, w)));
              if (value.num * sum.den > sum.num * value.den) sums[turn] = value;
            }
          });
          sums.forEach((sum, turn) => {
            if (turn === 1 && !b.alternate) return;
            const found = bitsToF32(simulator.state.acc.u32[4 + turn * b.d + j] ?? 0);
            expect(found + 0).toBe(sum.num === 0n ? 0 : f16ToNumber(round(sum, F16)));
          });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('rounds scale, bias and weights that come in binary32, and reads indices of 64 bits', () => {
    const table = new Uint8Array(9);
    const view = new DataView(table.buffer);
    table[0] = 3;
    view.setFloat32(1, 0.1, true);
    view.setFloat32(5, 1 / 3, true);
    const shape = { acc: 0, table: 0, table_rows: 1, row_bytes: 9, d: 1, params: 1, idx: 512, n: 1, weights: 1024 };
    const flags = { idx_type: 'i64', weighted: true, weight_type: 'f32', params_type: 'f32' } as const;
    const { simulator } = run((a) => a.op('egather.u8', { ...shape, ...flags }), {
      dram: new Map([[0, table]]),
      sram: new Map<number, ArrayBufferView>([
        [512, BigInt64Array.of(-1n)],
        [1024, Float32Array.of(0.7)],
      ]),
      acc: new Map([[0, new Uint32Array(4)]]),
    });
    const h = (x: number) => f16ToNumber(numberToF16(x));
    const step = h(h(0.1) * h(0.7));
    expect(simulator.state.acc.u32[0]).toBe(f32ToBits(h(step * 3 + h(h(1 / 3) * h(0.7)))));
  });

  it('traps outside its table and its memory', () => {
    const shape = { acc: 0, table: 0, table_rows: 2, row_bytes: 8, d: 4, params: 4, idx: 512, n: 1, weights: 1024 };
    const sram = new Map([[512, Int32Array.of(2)]]);
    const at = (more: Partial<typeof shape>) => run((a) => a.op('egather.u8', { ...shape, ...more }), { sram }).message;
    expect(at({})).toContain('outside the table of 2 rows');
    expect(at({ d: 5 })).toContain('5 integers take 5 bytes');
    expect(at({ acc: 16384 - 8 })).toContain('a write to acc');
    expect(at({ params: 2 ** 34 })).toContain('a read of dram');
  });
});
