import { f16ToNumber, math, numberToF16 } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { add, exactOf, F16, mul, negate, type Rational, round } from '../sim/exact.test-support.js';
import { run } from '../sim/run-words.test-support.js';
import { linearTable, sigmoidTable, tanhTable } from './tables.js';

const sweep = { rows: 1, dst_stride: 0, src_stride: 0 } as const;

/** Results of a table instruction for all 65,536 inputs. */
function all(op: 'vlut.lin.f16' | 'vlut.bits.f16', table: Uint8Array): number[] {
  const found: number[] = [];
  for (let first = 0; first < 65536; first += 8192) {
    const src = Uint16Array.from({ length: 8192 }, (_, i) => first + i);
    const outcome = run((a) => a.op(op, { dst: 16384, src: 0, cols: 8192, ...sweep, table: 32768 }), {
      sram: new Map<number, ArrayBufferView>([
        [0, src],
        [32768, table],
      ]),
    });
    expect(outcome.message).toBe('');
    found.push(...outcome.simulator.state.sram.u16.subarray(8192, 16384));
  }
  return found;
}

const isNan = (bits: number) => (bits & 0x7fff) > 0x7c00;
/** Patterns in the order of the numbers they stand for. */
const rank = (bits: number) => (bits & 0x8000 ? -(bits & 0x7fff) : bits);
const zero: Rational = { num: 0n, den: 1n };

/** Worst distance from the correctly rounded function, in steps of binary16. */
function worst(found: readonly number[], exact: (x: number) => number): { ulp: number; at: number } {
  let result = { ulp: 0, at: 0 };
  found.forEach((bits, input) => {
    if (isNan(input)) return;
    const ulp = Math.abs(rank(bits) - rank(numberToF16(exact(f16ToNumber(input)))));
    if (ulp > result.ulp) result = { ulp, at: f16ToNumber(input) };
  });
  return result;
}

function doubleValue(x: number): Rational {
  // A double below 2^1 in magnitude and above 2^-900 is a whole number of 2^-960.
  let scaled = x;
  let shift = 0n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    shift++;
  }
  return { num: BigInt(scaled), den: 1n << shift };
}

describe('the sigmoid table', () => {
  const table = sigmoidTable();
  const view = new DataView(table.buffer);
  const entry = (i: number) => view.getUint16(12 + 2 * i, true);
  const found = all('vlut.lin.f16', table);

  it('holds sigmoid(−18 + i · 28 / 256)', () => {
    expect([view.getFloat32(0, true), view.getFloat32(4, true), view.getUint32(8, true)]).toEqual([
      -18,
      Math.fround(256 / 28),
      256,
    ]);
    for (let i = 0; i < 256; i++)
      expect(entry(i)).toBe(round(doubleValue(1 / (1 + math.exp(-(-18 + (i * 28) / 256)))), F16));
  });

  it('gives what the rule gives, for all 65,536 inputs', () => {
    const inverse = Math.fround(256 / 28);
    found.forEach((bits, input) => {
      const x = f16ToNumber(input);
      let wanted: number;
      if (Number.isNaN(x)) wanted = 0x7e00;
      else if (x < -18) wanted = entry(0);
      else {
        const u = Math.fround(Math.fround(x + 18) * inverse);
        if (u >= 255) wanted = entry(255);
        else {
          const i = Math.min(254, Math.floor(u));
          const gap = add(exactOf(entry(i + 1), F16), negate(exactOf(entry(i), F16)));
          const step = gap.num === 0n ? zero : exactOf(round(gap, F16), F16);
          const rest = doubleValue(u - i);
          const fraction = rest.num === 0n ? zero : exactOf(round(rest, F16), F16);
          wanted = round(add(exactOf(entry(i), F16), mul(fraction, step)), F16);
        }
      }
      if (bits !== wanted) throw new Error(`${input.toString(16)}: ${bits.toString(16)}, not ${wanted.toString(16)}`);
    });
  });

  it('stays near the exact function', () => {
    const { ulp, at } = worst(found, (x) => 1 / (1 + math.exp(-x)));
    const error = Math.max(
      ...found.map((bits, input) =>
        isNan(input) ? 0 : Math.abs(f16ToNumber(bits) - 1 / (1 + math.exp(-f16ToNumber(input)))),
      ),
    );
    console.log(`sigmoid table: worst ${ulp} ulp of binary16 at ${at}; worst absolute error ${error}`);
    expect(error).toBeLessThan(1e-3);
  });
});

describe('the tanh table', () => {
  const table = tanhTable();
  const view = new DataView(table.buffer);
  const found = all('vlut.bits.f16', table);

  it('gives what the rule gives, for all 65,536 inputs', () => {
    const base = (k: number) => round(doubleValue(math.tanh(f16ToNumber(10048 + 64 * k))), F16);
    found.forEach((bits, input) => {
      const [b, sign] = [input & 0x7fff, input & 0x8000];
      let wanted: number;
      if (isNan(input)) wanted = 0x7e00;
      else if (b < 10048) wanted = input;
      else if (b >= 17538) wanted = sign | 0x3c00;
      else {
        const [k, o] = [(b - 10048) >> 6, (b - 10048) & 63];
        const [from, to] = [exactOf(base(k), F16), exactOf(base(k + 1), F16)];
        const gap = add(to, negate(from));
        const slope = gap.num === 0n ? zero : exactOf(round({ num: gap.num, den: gap.den * 64n }, F16), F16);
        wanted = sign | round(add(from, mul(slope, { num: BigInt(o), den: 1n })), F16);
      }
      if (bits !== wanted) throw new Error(`${input.toString(16)}: ${bits.toString(16)}, not ${wanted.toString(16)}`);
    });
  });

  it('is odd and stays near the exact function', () => {
    const odd = (b: number) => found[b + 0x8000] === ((found[b] ?? 0) ^ 0x8000);
    expect(found.slice(0, 0x7c01).every((_, b) => odd(b))).toBe(true);
    const { ulp, at } = worst(found, math.tanh);
    console.log(`tanh table: worst ${ulp} ulp of binary16 at ${at}; ${table.length} bytes`);
    expect(ulp).toBeLessThan(8);
    expect(view.byteLength).toBe(8 + 4 * 118);
  });
});

describe('tables that are no tables', () => {
  const lin = (table: ArrayBufferView, at = 1024) =>
    run((a) => a.op('vlut.lin.f16', { dst: 0, src: 0, cols: 1, ...sweep, table: at }), { sram: new Map([[at, table]]) })
      .message;
  const bits = (table: ArrayBufferView, at = 1024) =>
    run((a) => a.op('vlut.bits.f16', { dst: 0, src: 0, cols: 1, ...sweep, table: at }), {
      sram: new Map([[at, table]]),
    }).message;

  it('trap', () => {
    expect(lin(linearTable(0, 1, [1, 2]))).toBe('');
    expect(lin(linearTable(0, 1, [1]))).toContain('the table has 1 entries');
    expect(lin(linearTable(0, 0, [1, 2]))).toContain('no numbers');
    expect(lin(linearTable(Number.NaN, 1, [1, 2]))).toContain('no numbers');
    expect(lin(linearTable(0, 1, [1, 2]), 65536 - 16)).toBe('');
    expect(lin(linearTable(0, 1, [1, 2, 3]).subarray(0, 16), 65536 - 16)).toContain('a read of sram');
    expect(bits(Uint16Array.of(0, 0, 16, 0))).toContain('shift of 16');
    expect(bits(Uint16Array.of(0, 0xffff, 0, 0), 65536 - 8)).toContain('a read of sram');
    expect(bits(Uint16Array.of(5, 5, 15, 0x3c00), 65536 - 8)).toBe('');
  });

  it('give canonical NaN for entries that are NaN', () => {
    const table = linearTable(0, 1, [1, 2]);
    new DataView(table.buffer).setUint16(12, 0xfe01, true);
    const outcome = run((a) => a.op('vlut.lin.f16', { dst: 64, src: 0, cols: 2, ...sweep, table: 1024 }), {
      sram: new Map<number, ArrayBufferView>([
        [0, Uint16Array.of(0xbc00, 0x3800)],
        [1024, table],
      ]),
    });
    expect([...outcome.simulator.state.sram.u16.subarray(32, 34)]).toEqual([0x7e00, 0x7e00]);
  });
});
