import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Opcode } from '../isa/index.js';
import { bitsToF32, exactOf, F16, F32, type Format, round } from './exact.test-support.js';
import { run } from './run-words.test-support.js';

type Numeric = bigint;
interface Kind {
  readonly bytes: number;
  readonly any: fc.Arbitrary<Numeric>;
  readonly special: readonly Numeric[];
}

const range = (lo: bigint, hi: bigint) => fc.bigInt(lo, hi);

/** Elements as unsigned bit patterns. */
const KINDS: Readonly<Record<string, Kind>> = {
  f16: {
    bytes: 2,
    any: range(0n, 0xffffn),
    special: [0n, 0x8000n, 1n, 0x3bffn, 0xbc01n, 0x57f0n, 0x5c00n, 0x7bffn, 0x7c00n, 0xfc00n, 0x7e01n],
  },
  f32: {
    bytes: 4,
    any: fc.oneof(range(0n, 0xffffffffn), range(0x33000000n, 0x47900000n), range(0x4effff00n, 0x4f000100n)),
    special: [
      0n,
      0x80000000n,
      1n,
      0x477fefffn,
      0x477ff000n,
      0xc77ff000n,
      0x4f000000n,
      0xcf000000n,
      0xcf000001n,
      0x5f000000n,
      0xdf000000n,
      0x437f8000n,
      0x43800000n,
      0x7f800000n,
      0xff800000n,
      0x7fc00001n,
    ],
  },
  i32: {
    bytes: 4,
    any: fc.oneof(range(0n, 0xffffffffn), range(16777200n, 16777300n)),
    special: [0n, 1n, 0xffffffffn, 0x80000000n, 0x7fffffffn, 65519n, 65520n, 16777217n],
  },
  i64: {
    bytes: 8,
    any: fc.oneof(
      range(0n, 2n ** 64n - 1n),
      range(0n, 2n ** 60n).map((x) => (x << 3n) | 1n),
      range(2n ** 53n - 99n, 2n ** 53n + 99n),
    ),
    special: [
      0n,
      1n,
      2n ** 64n - 1n,
      2n ** 63n,
      2n ** 63n - 1n,
      2n ** 53n + 1n,
      2n ** 54n + 2n ** 30n,
      2n ** 54n + 2n ** 30n + 1n,
      65520n,
    ],
  },
  u8: { bytes: 1, any: range(0n, 255n), special: [0n, 1n, 255n] },
};

const signed = (bits: bigint, width: number) => BigInt.asIntN(width * 8, bits);

function intOf(bits: bigint, kind: string, width: number): bigint {
  return kind === 'u8' ? bits : signed(bits, width);
}

/** Exact value of a float pattern; undefined for NaN and infinities. */
function floatOf(bits: bigint, format: Format): { num: bigint; den: bigint } | undefined {
  const magnitude = Number(bits) % format.signBit;
  return magnitude > format.maxBits ? undefined : exactOf(Number(bits), format);
}

const FORMATS: Readonly<Record<string, Format>> = { f16: F16, f32: F32 };

function toFloat(value: { num: bigint; den: bigint }, format: Format, negativeZero: boolean): number {
  if (value.num === 0n) return negativeZero ? format.signBit : 0;
  return round(value, format);
}

/** What a conversion must give, as an unsigned pattern. */
function expected(bits: bigint, from: string, to: string): bigint {
  const [source, target] = [FORMATS[from], FORMATS[to]];
  const width = KINDS[to]?.bytes ?? 0;
  if (!source) {
    const value = intOf(bits, from, KINDS[from]?.bytes ?? 0);
    return target ? BigInt(toFloat({ num: value, den: 1n }, target, false)) : BigInt.asUintN(width * 8, value);
  }
  const value = floatOf(bits, source);
  const magnitude = Number(bits) % source.signBit;
  const negative = Number(bits) >= source.signBit;
  const nan = magnitude > source.maxBits + 1;
  if (target) {
    if (nan) return BigInt(target.nan);
    return BigInt(value ? toFloat(value, target, negative) : (negative ? target.signBit : 0) + target.maxBits + 1);
  }
  // BigInt division truncates towards zero; what is not finite becomes 0.
  return value ? BigInt.asUintN(width * 8, value.num / value.den) : 0n;
}

function pack(values: readonly bigint[], width: number): Uint8Array {
  const bytes = new Uint8Array(values.length * width);
  values.forEach((value, i) => {
    for (let b = 0; b < width; b++) bytes[i * width + b] = Number((value >> BigInt(8 * b)) & 0xffn);
  });
  return bytes;
}

function unpack(bytes: Uint8Array, width: number): bigint[] {
  return Array.from({ length: bytes.length / width }, (_, i) =>
    bytes.subarray(i * width, (i + 1) * width).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n),
  );
}

const PAIRS =
  'f16.f32 f32.f16 i32.f32 i64.f32 i32.f16 i64.f16 f32.i32 f32.i64 f16.i32 f16.i64 i64.i32 i32.i64 u8.f32 u8.f16 f32.u8 f16.u8';

describe('vcvt', () => {
  for (const pair of PAIRS.split(' ')) {
    const [from = '', to = ''] = pair.split('.');
    const [source, target] = [KINDS[from], KINDS[to]];
    if (!source || !target) throw new Error(pair);
    const op = `vcvt.${pair}` as Opcode as 'vcvt.f16.f32';

    it(`${pair} follows its rule`, () => {
      const values = [...source.special, ...fc.sample(source.any, 800)];
      const shape = { rows: 1, cols: values.length, dst_stride: 0, src_stride: 0 };
      const outcome = run((a) => a.op(op, { dst: 0, src: 8, ...shape, dst_space: 'acc' }), {
        sram: new Map([[8, pack(values, source.bytes)]]),
      });
      expect(outcome.message).toBe('');
      const found = unpack(outcome.simulator.state.acc.u8.slice(0, values.length * target.bytes), target.bytes);
      values.forEach((value, i) => {
        const wanted = expected(value, from, to);
        if (found[i] !== wanted)
          throw new Error(
            `${pair} of 0x${value.toString(16)}: 0x${found[i]?.toString(16)}, not 0x${wanted.toString(16)}`,
          );
      });
    });

    it(`${pair} walks rows and strides`, () => {
      const values = source.special.slice(0, 2);
      const outcome = run(
        (a) => a.op(op, { dst: 64, src: 0, rows: 2, cols: 1, dst_stride: 16, src_stride: source.bytes }),
        { sram: new Map([[0, pack(values, source.bytes)]]) },
      );
      const at = (offset: number) =>
        unpack(outcome.simulator.state.sram.u8.slice(offset, offset + target.bytes), target.bytes)[0];
      expect([at(64), at(80)]).toEqual(values.map((value) => expected(value, from, to)));
    });
  }

  it('clips to ±65504 when asked to', () => {
    const values = Float32Array.of(
      65519,
      65520,
      1e9,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      -65520,
    );
    const shape = { rows: 1, cols: 7, dst_stride: 0, src_stride: 0 };
    const convert = (clip: boolean) => {
      const { simulator } = run((a) => a.op('vcvt.f32.f16', { dst: 64, src: 0, ...shape, clip }), {
        sram: new Map([[0, values]]),
      });
      return [...simulator.state.sram.u16.subarray(32, 39)];
    };
    expect(convert(false)).toEqual([0x7bff, 0x7c00, 0x7c00, 0x7c00, 0xfc00, 0x7e00, 0xfc00]);
    expect(convert(true)).toEqual([0x7bff, 0x7bff, 0x7bff, 0x7bff, 0xfbff, 0x7e00, 0xfbff]);
  });

  it('narrows in place', () => {
    const { simulator } = run(
      (a) => a.op('vcvt.f32.f16', { dst: 0, src: 0, rows: 1, cols: 3, dst_stride: 0, src_stride: 0 }),
      {
        sram: new Map([[0, Float32Array.of(1, 2, bitsToF32(0x40400000))]]),
      },
    );
    expect([...simulator.state.sram.u16.subarray(0, 3)]).toEqual([0x3c00, 0x4000, 0x4200]);
  });
});
