import { f16ToNumber } from '@afterglow/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, bitsToF32, exactOf, F16, F32, f32ToBits, mul, round } from './exact.test-support.js';
import { run } from './run-words.test-support.js';

/** One rounded sum of f32 patterns, exact where it is not special. */
function addF32(a: number, b: number): number {
  const [x, y] = [bitsToF32(a), bitsToF32(b)];
  if (Number.isFinite(x) && Number.isFinite(y)) {
    const sum = add(exactOf(a, F32), exactOf(b, F32));
    return sum.num === 0n ? f32ToBits(x + y) : round(sum, F32);
  }
  return Number.isNaN(x + y) ? F32.nan : f32ToBits(x + y);
}

/** f32 pattern of a product of two patterns of a format, rounded once. */
function product(a: number, b: number, format: typeof F16, number: (bits: number) => number): number {
  const [x, y] = [number(a), number(b)];
  const plain = x * y;
  if (Number.isNaN(plain)) return F32.nan;
  if (plain === 0 || !Number.isFinite(x) || !Number.isFinite(y)) {
    // Zero times anything, or an infinity; a zero by underflow of f32 goes the exact way below.
    if (x === 0 || y === 0 || !Number.isFinite(plain)) return f32ToBits(plain);
  }
  return round(mul(exactOf(a, format), exactOf(b, format)), F32);
}

const half = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0x3000, max: 0x4800 }).map((bits) => bits ^ (bits & 1 ? 0x8000 : 0)) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 0xffff }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 0x8000, 1, 0x7bff, 0xfbff) },
);
const single = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.integer({ min: 0x3a000000, max: 0x46000000 }).map((bits) => (bits & 1 ? bits + 0x80000000 : bits)),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xffffffff }) },
);

function tile(element: fc.Arbitrary<number>) {
  const size = fc.integer({ min: 1, max: 11 });
  return fc.record({ m: size, n: size, k: fc.integer({ min: 0, max: 9 }) }).chain(({ m, n, k }) =>
    fc.record({
      m: fc.constant(m),
      n: fc.constant(n),
      k: fc.constant(k),
      a: fc.array(element, { minLength: m * k, maxLength: m * k }),
      b: fc.array(element, { minLength: k * n, maxLength: k * n }),
      c: fc.array(single, { minLength: m * n, maxLength: m * n }),
      padding: fc.integer({ min: 0, max: 3 }),
      accumulate: fc.boolean(),
      b_transposed: fc.boolean(),
    }),
  );
}

function spread(values: readonly number[], rows: number, cols: number, stride: number): number[] {
  const out = new Array<number>(Math.max(1, rows * stride)).fill(0);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) out[i * stride + j] = values[i * cols + j] ?? 0;
  return out;
}

describe.each([
  ['mm.f16', half, 2, F16, f16ToNumber],
  ['vmm.f32', single, 4, F32, bitsToF32],
] as const)('%s', (op, element, size, format, number) => {
  it('adds products in the order of k, one rounding a step', () => {
    fc.assert(
      fc.property(tile(element), ({ m, n, k, a, b, c, padding, accumulate, b_transposed }) => {
        const [lda, ldc] = [k + padding, n + padding];
        const ldb = (b_transposed ? k : n) + padding;
        const make = (values: number[]) => (size === 2 ? Uint16Array.from(values) : Uint32Array.from(values));
        const columns = Array.from({ length: n * k }, (_, i) => b[(i % k) * n + Math.floor(i / k)] ?? 0);
        const right = b_transposed ? spread(columns, n, k, ldb) : spread(b, k, n, ldb);
        const { simulator, message, counters } = run(
          (x) =>
            x.op(op, {
              c: 64,
              a: 0,
              b: 4096,
              m,
              n,
              k,
              ldc: ldc * 4,
              lda: lda * size,
              ldb: ldb * size,
              accumulate,
              b_transposed,
            }),
          {
            sram: new Map([
              [0, make(spread(a, m, k, lda))],
              [4096, make(right)],
            ]),
            acc: new Map([[64, Uint32Array.from(spread(c, m, n, ldc))]]),
          },
        );
        expect(message).toBe('');
        expect(counters?.macs).toBe(m * n * k);
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < n; j++) {
            let sum = accumulate ? (c[i * n + j] ?? 0) : 0;
            for (let p = 0; p < k; p++)
              sum = addF32(sum, product(a[i * k + p] ?? 0, b[p * n + j] ?? 0, format, number));
            if (Number.isNaN(bitsToF32(sum))) sum = F32.nan;
            expect(simulator.state.acc.u32[16 + i * ldc + j]).toBe(sum);
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  it('writes start values when k is zero or less', () => {
    for (const k of [0, -3]) {
      const shape = { c: 0, a: 0, b: 0, m: 1, n: 2, k, ldc: 8, lda: 0, ldb: 0 };
      const acc = new Map([[0, Float32Array.of(5, 6)]]);
      expect([...run((x) => x.op(op, shape), { acc }).simulator.state.acc.f32.subarray(0, 2)]).toEqual([0, 0]);
      const kept = run((x) => x.op(op, { ...shape, accumulate: true }), { acc });
      expect([...kept.simulator.state.acc.f32.subarray(0, 2)]).toEqual([5, 6]);
    }
  });

  it('traps on tiles outside the memories', () => {
    const shape = { c: 0, a: 0, b: 0, m: 8, n: 8, k: 8, ldc: 32, lda: 8 * size, ldb: 8 * size };
    expect(run((x) => x.op(op, { ...shape, c: 16384 - 128 })).message).toContain('a write to acc');
    expect(run((x) => x.op(op, { ...shape, a: 65536 - 16 })).message).toContain('a read of sram');
    expect(run((x) => x.op(op, { ...shape, ldb: 65536 })).message).toContain('a read of sram');
    expect(run((x) => x.op(op, { ...shape, ldc: 34 })).message).toContain('not a multiple of 4');
  });
});

describe('cost', () => {
  it('comes from the machine of the binary', () => {
    const { counters } = run((x) =>
      x.op('mm.f16', { c: 0, a: 0, b: 0, m: 17, n: 16, k: 40, ldc: 64, lda: 80, ldb: 32 }),
    );
    // Two tiles of 16 × 16, one step of k a cycle at 256 MACs, and two cycles to start.
    expect(counters?.cyclesByOpcode.get('mm.f16')).toBe(2 + 2 * 40);
    expect(counters?.cyclesByQueue.get('matrix')).toBe(82);
    // The second tile has one row of sixteen.
    expect(counters?.laneCycles.matrix).toEqual({ charged: 80, useful: (80 * 17) / 32 });
  });
});
