import { f16ToNumber, tensorFromBytes } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, bitsToF32, exactOf, F32, f32ToBits, mul, round } from './exact.test-support.js';
import { run } from './run-words.test-support.js';

const sumF32 = (a: number, b: number) => {
  const exact = add(exactOf(a, F32), exactOf(b, F32));
  return exact.num === 0n ? f32ToBits(bitsToF32(a) + bitsToF32(b)) : round(exact, F32);
};
const productF32 = (a: number, b: number) => {
  const exact = mul(exactOf(a, F32), exactOf(b, F32));
  return exact.num === 0n ? f32ToBits(bitsToF32(a) * bitsToF32(b)) : round(exact, F32);
};

const rows = 7;
const d = 5;
const cell = fc.integer({ min: 0x3c000000, max: 0x42000000 }).map((bits) => (bits & 1 ? bits + 0x80000000 : bits));
const halfCell = fc.integer({ min: 0x2c00, max: 0x5000 }).map((bits) => (bits & 1 ? bits + 0x8000 : bits));

const bag = fc.record({
  halves: fc.boolean(),
  table: fc.array(cell, { minLength: rows * d, maxLength: rows * d }),
  halfTable: fc.array(halfCell, { minLength: rows * d, maxLength: rows * d }),
  indices: fc.array(fc.integer({ min: -rows, max: rows - 1 }), { maxLength: 9 }),
  weights: fc.array(halfCell, { minLength: 9, maxLength: 9 }),
  start: fc.array(cell, { minLength: d, maxLength: d }),
  weighted: fc.boolean(),
  halfWeights: fc.boolean(),
  wide: fc.boolean(),
  max: fc.boolean(),
  /** Bytes between rows beyond the packed ones, and where the table starts: card memory needs no alignment. */
  gap: fc.integer({ min: 0, max: 3 }),
  base: fc.integer({ min: 0, max: 70_000 }),
});

describe('egather', () => {
  it('reduces rows in the order of the indices, a rounding each for weight and sum', () => {
    fc.assert(
      fc.property(bag, (b) => {
        const width = b.halves ? 2 : 4;
        const rowBytes = d * width + b.gap;
        const table = new Uint8Array(rows * rowBytes);
        const view = new DataView(table.buffer);
        const cellBits = (row: number, j: number) =>
          b.halves ? f32ToBits(f16ToNumber(b.halfTable[row * d + j] ?? 0)) : (b.table[row * d + j] ?? 0);
        for (let row = 0; row < rows; row++) {
          for (let j = 0; j < d; j++) {
            if (b.halves) view.setUint16(row * rowBytes + 2 * j, b.halfTable[row * d + j] ?? 0, true);
            else view.setUint32(row * rowBytes + 4 * j, b.table[row * d + j] ?? 0, true);
          }
        }
        const indices = b.wide ? BigInt64Array.from(b.indices, BigInt) : Int32Array.from(b.indices);
        const weightBits = b.weights.map((bits) => f32ToBits(f16ToNumber(bits)));
        const weights = b.halfWeights ? Uint16Array.from(b.weights) : Uint32Array.from(weightBits);
        const { simulator, message, counters } = run(
          (a) =>
            a.op(b.halves ? 'egather.f16' : 'egather.f32', {
              acc: 16,
              table: b.base,
              table_rows: rows,
              row_bytes: rowBytes,
              d,
              idx: 512,
              n: b.indices.length,
              weights: 1024,
              idx_type: b.wide ? 'i64' : 'i32',
              weighted: b.weighted,
              weight_type: b.halfWeights ? 'f16' : 'f32',
              mode: b.max ? 'max' : 'sum',
            }),
          {
            dram: new Map([[b.base, table]]),
            sram: new Map<number, ArrayBufferView>([
              [512, indices],
              [1024, weights],
            ]),
            acc: new Map([[16, Uint32Array.from(b.start)]]),
          },
        );
        expect(message).toBe('');
        if (b.indices.length > 0)
          expect(counters?.bytesMoved.get('dram→acc')).toBe(b.indices.length * d * width + 4 * d);
        for (let j = 0; j < d; j++) {
          let sum = b.start[j] ?? 0;
          b.indices.forEach((index, i) => {
            const raw = cellBits(index < 0 ? index + rows : index, j);
            const v = b.weighted ? productF32(weightBits[i] ?? 0, raw) : raw;
            if (!b.max) sum = sumF32(sum, v);
            else if (bitsToF32(v) > bitsToF32(sum)) sum = v;
          });
          expect(simulator.state.acc.u32[4 + j]).toBe(sum);
        }
      }),
      { numRuns: 200 },
    );
  });

  const shape = { acc: 0, table: 0, table_rows: 4, row_bytes: 8, d: 2, idx: 0, weights: 0 } as const;
  const lookup = (index: bigint, fields: object = {}) =>
    run((a) => a.op('egather.f32', { ...shape, n: 2, idx_type: 'i64', ...fields }), {
      sram: new Map([[0, BigInt64Array.of(1n, index)]]),
    }).message;

  it('traps on an index outside the table', () => {
    expect(lookup(3n)).toBe('');
    expect(lookup(-4n)).toBe('');
    expect(lookup(4n)).toContain('index 4 (number 2 of 2) is outside the table of 4 rows');
    expect(lookup(-5n)).toContain('index -5');
    expect(lookup(2n ** 32n)).toContain('index 4294967296');
    expect(lookup(-(2n ** 63n))).toContain('outside the table');
    expect(lookup(2n ** 63n - 1n)).toContain('outside the table');
    expect(lookup(0n, { table_rows: 0 })).toContain('outside the table of 0 rows');
  });

  it('traps on operands outside the memories', () => {
    expect(lookup(0n, { table_rows: 2 ** 18 })).toContain('a read of dram');
    expect(lookup(0n, { acc: 16380 })).toContain('a write to acc');
    expect(lookup(0n, { idx: 65532, idx_type: 'i32' })).toContain('a read of sram');
    expect(lookup(0n, { idx: 4 })).toContain('not a multiple of 8');
    expect(lookup(0n, { weighted: true, weights: 65532 })).toContain('a read of sram');
    expect(lookup(0n, { weights: 65532 })).toBe('');
    expect(lookup(0n, { n: 0, acc: -1 })).toBe('');
  });

  it('passes infinities and NaN on, canonical', () => {
    const table = Uint32Array.of(0x7f800000, 0xffc00001, 0xff800000, 0x3f800000);
    const { simulator } = run((a) => a.op('egather.f32', { ...shape, table_rows: 2, n: 2 }), {
      dram: new Map([[0, table]]),
      sram: new Map([[0, Int32Array.of(0, 1)]]),
    });
    expect([...simulator.state.acc.u32.subarray(0, 2)]).toEqual([0x7fc00000, 0x7fc00000]);
  });

  it('reads tables from the binary page by page', () => {
    const count = 40_000;
    const numbers = Float32Array.from({ length: count * 4 }, (_, i) => i);
    const tensor = tensorFromBytes('f32', [count, 4], new Uint8Array(numbers.buffer));
    const image = { data: [{ name: 't', kind: 'table', address: 4096, tensor }], dramBytes: 1 << 21 } as const;
    const index = Int32Array.of(0, 39_999, 20_000, -1, 4095, 4096);
    const { simulator, message } = run(
      (a) => a.op('egather.f32', { ...shape, table: 4096, table_rows: count, row_bytes: 16, d: 4, n: 6 }),
      { image, dram: new Map(), sram: new Map([[0, index]]) },
    );
    expect(message).toBe('');
    const places = [0, 39_999, 20_000, 39_999, 4095, 4096];
    expect([...simulator.state.acc.f32.subarray(0, 4)]).toEqual(
      [0, 1, 2, 3].map((j) => places.reduce((sum, row) => Math.fround(sum + row * 4 + j), 0)),
    );
    expect(simulator.state.dram.residentBytes).toBeLessThan(5 * 65536 + 1);
  });
});
