import { describe, expect, it } from 'vitest';
import { bitsToF64, f64ToBits } from '../bits.js';
import { bf16ToNumber, f32ArrayToBf16, numberToBf16, roundBf16 } from './bf16.js';
import { decodeElement, encodeElement, roundTo } from './element.js';
import { f16ArrayToF32, f16ToNumber, f32ArrayToF16, numberToF16, roundF16 } from './f16.js';
import { FLOAT_FORMATS, type SmallFloat } from './formats.js';
import { packSubByte, unpackSubByte } from './packed.js';

/** The next double towards infinity, for positive finite x. */
const above = (x: number) => bitsToF64(f64ToBits(x) + 1n);
const below = (x: number) => bitsToF64(f64ToBits(x) - 1n);

/** Value of a half from its fields, by the definition in IEEE 754. */
function half(bits: number): number {
  const [s, e, m] = [bits >> 15, (bits >> 10) & 31, bits & 1023];
  if (e === 31) return m ? Number.NaN : s ? -Infinity : Infinity;
  const value = e === 0 ? m * 2 ** -24 : (1 + m / 1024) * 2 ** (e - 15);
  return s ? -value : value;
}

describe('f16', () => {
  it('decodes all 65,536 patterns, one by one and in bulk', () => {
    const all = Uint16Array.from({ length: 65536 }, (_, i) => i);
    const bulk = f16ArrayToF32(all);
    for (let bits = 0; bits < 65536; bits++) {
      if (!Object.is(f16ToNumber(bits), half(bits))) expect.fail(`decode ${bits}`);
      if (!Object.is(bulk[bits], half(bits))) expect.fail(`bulk ${bits}`);
    }
  });

  it('encodes every value back, NaNs to the canonical one', () => {
    const values = Float32Array.from({ length: 65536 }, (_, bits) => half(bits));
    const bulk = f32ArrayToF16(values);
    for (let bits = 0; bits < 65536; bits++) {
      const want = Number.isNaN(half(bits)) ? 0x7e00 : bits;
      if (numberToF16(half(bits)) !== want || bulk[bits] !== want) expect.fail(`encode ${bits}`);
    }
  });

  it('rounds midpoints to even and their neighbours to the nearer, also doubles that f32 would round to the midpoint', () => {
    for (let bits = 0; bits < 0x7bff; bits++) {
      const middle = (half(bits) + half(bits + 1)) / 2;
      const even = bits & 1 ? bits + 1 : bits;
      if (numberToF16(middle) !== even) expect.fail(`tie above ${bits}`);
      if (numberToF16(-middle) !== (even | 0x8000)) expect.fail(`tie below -${bits}`);
      if (numberToF16(above(middle)) !== bits + 1) expect.fail(`above the tie of ${bits}`);
      if (numberToF16(below(middle)) !== bits) expect.fail(`below the tie of ${bits}`);
    }
  });

  it('overflows at 65520, underflows at 2^-25', () => {
    expect(numberToF16(65520)).toBe(0x7c00);
    expect(numberToF16(below(65520))).toBe(0x7bff);
    expect(numberToF16(-1e308)).toBe(0xfc00);
    expect(numberToF16(2 ** -25)).toBe(0);
    expect(numberToF16(above(2 ** -25))).toBe(1);
    expect(numberToF16(-5e-324)).toBe(0x8000);
    expect(encodeElement('f16', { saturate: true })(-1e9)).toBe(0xfbff);
    expect([...f32ArrayToF16(Float32Array.of(1e9, -Infinity, Number.NaN), undefined, true)]).toEqual([
      0x7bff, 0xfbff, 0x7e00,
    ]);
    expect(roundF16(0.1)).toBe(0.0999755859375);
  });
});

describe('bf16', () => {
  it('decodes and encodes all patterns', () => {
    for (let bits = 0; bits < 65536; bits++) {
      const value = bf16ToNumber(bits);
      const want = Number.isNaN(value) ? 0x7fc0 : bits;
      if (numberToBf16(value) !== want) expect.fail(`${bits}`);
      if (f32ArrayToBf16(Float32Array.of(value))[0] !== want) expect.fail(`bulk ${bits}`);
    }
  });

  it('rounds midpoints to even, doubles only once', () => {
    for (let bits = 0; bits < 0x7f7f; bits++) {
      const middle = (bf16ToNumber(bits) + bf16ToNumber(bits + 1)) / 2;
      const even = bits & 1 ? bits + 1 : bits;
      if (numberToBf16(middle) !== even || numberToBf16(above(middle)) !== bits + 1) expect.fail(`tie of ${bits}`);
      if (middle > 0 && numberToBf16(below(middle)) !== bits) expect.fail(`below the tie of ${bits}`);
    }
    expect(numberToBf16(3.4e38)).toBe(0x7f80);
    expect(roundBf16(-1e39)).toBe(-Infinity);
  });
});

const tiny = ['f8e4m3fn', 'f8e4m3fnuz', 'f8e5m2', 'f8e5m2fnuz', 'f4e2m1'] as const;

describe.each(tiny)('%s', (elem) => {
  const format: (typeof FLOAT_FORMATS)[SmallFloat] = FLOAT_FORMATS[elem];
  const [decode, encode] = [decodeElement(elem), encodeElement(elem)];
  const count = elem === 'f4e2m1' ? 16 : 256;
  const patterns = Array.from({ length: count }, (_, i) => i);

  it('decode and encode are inverse on numbers', () => {
    for (const bits of patterns) {
      const value = decode(bits);
      if (Number.isNaN(value)) expect('nanBits' in format && encode(value) === format.nanBits).toBe(true);
      else if (Number.isFinite(value)) expect(encode(value), `${value}`).toBe(bits);
    }
  });

  it('encode picks the nearest value, ties to the even pattern', () => {
    const finite = patterns.slice(0, count / 2).filter((bits) => Number.isFinite(decode(bits)));
    for (let i = 0; i + 1 < finite.length; i++) {
      const [low, high] = [finite[i] as number, finite[i + 1] as number];
      const middle = (decode(low) + decode(high)) / 2;
      expect(encode(middle)).toBe(low & 1 ? high : low);
      expect(encode(above(middle))).toBe(high);
      expect(encode(below(middle))).toBe(low);
    }
  });

  it('overflow saturates or becomes what the format has for it', () => {
    const largest = decode(format.maxBits);
    const loose = encodeElement(elem, { saturate: false });
    expect(decode(encode(1e30))).toBe(largest);
    expect(decode(encode(-Infinity))).toBe(-largest);
    const beyond = decode(loose(1e30));
    if (elem === 'f4e2m1') expect(beyond).toBe(6);
    else if (elem === 'f8e5m2') expect([beyond, decode(loose(-1e30))]).toEqual([Infinity, -Infinity]);
    else expect(beyond).toBeNaN();
    expect(decode(loose(largest))).toBe(largest);
  });
});

describe('published values', () => {
  it.each([
    ['f8e4m3fn', 0x7e, 448],
    ['f8e4m3fn', 0x01, 2 ** -9],
    ['f8e4m3fnuz', 0x7f, 240],
    ['f8e4m3fnuz', 0x01, 2 ** -10],
    ['f8e5m2', 0x7b, 57344],
    ['f8e5m2', 0x01, 2 ** -16],
    ['f8e5m2fnuz', 0x7f, 57344],
    ['f8e5m2fnuz', 0x01, 2 ** -17],
    ['f8e8m0', 0x00, 2 ** -127],
    ['f8e8m0', 0xfe, 2 ** 127],
    ['f4e2m1', 0x01, 0.5],
    ['f4e2m1', 0x0f, -6],
  ] as const)('%s 0x%s is %d', (elem, bits, value) => {
    expect(decodeElement(elem)(bits)).toBe(value);
  });

  it('negative zero exists only in some formats', () => {
    expect(encodeElement('f8e4m3fn')(-0)).toBe(0x80);
    expect(encodeElement('f8e4m3fnuz')(-0)).toBe(0);
    expect(encodeElement('f8e5m2fnuz')(-1e-9)).toBe(0);
    expect(roundTo('f8e5m2')(-0)).toBe(-0);
  });
});

describe('f8e8m0', () => {
  it('holds every power and NaN', () => {
    for (let bits = 0; bits < 255; bits++) expect(encodeElement('f8e8m0')(2 ** (bits - 127))).toBe(bits);
    expect(decodeElement('f8e8m0')(255)).toBeNaN();
    expect(encodeElement('f8e8m0')(Number.NaN)).toBe(255);
  });

  it('rounds by mode', () => {
    const by = (round: 'nearest' | 'up' | 'down') => (x: number) =>
      decodeElement('f8e8m0')(encodeElement('f8e8m0', { round })(x));
    expect([2.5, 3, 3.5, 4].map(by('nearest'))).toEqual([2, 4, 4, 4]);
    expect([2.5, 3, 3.5, 4].map(by('up'))).toEqual([4, 4, 4, 4]);
    expect([2.5, 3, 3.5, 4].map(by('down'))).toEqual([2, 2, 2, 4]);
  });

  it('saturates at both ends, or answers NaN', () => {
    const saturating = encodeElement('f8e8m0', { round: 'up' });
    const strict = encodeElement('f8e8m0', { saturate: false });
    expect([0, 1e-300, 5e-324, 1e300, Infinity].map(saturating)).toEqual([0, 0, 0, 254, 254]);
    expect([0, 1e-300, 5e-324, 1e300, Infinity].map(strict)).toEqual([255, 255, 255, 255, 255]);
  });
});

describe('integers', () => {
  it('truncate and wrap like C; NaN and infinities become 0', () => {
    const cases = [1.9, -1.9, 128, 255, 256, -129, 2 ** 32 + 5, Number.NaN, Infinity];
    expect(cases.map(encodeElement('i8'))).toEqual([1, -1, -128, -1, 0, 127, 5, 0, 0]);
    expect(cases.map(encodeElement('u8'))).toEqual([1, 255, 128, 255, 0, 127, 5, 0, 0]);
    expect([7, 8, -9, 3.7].map(encodeElement('i4'))).toEqual([7, -8, 7, 3]);
    expect([3, 2, 1, -3].map(encodeElement('i2'))).toEqual([-1, -2, 1, 1]);
    expect([5, -1].map(encodeElement('u2'))).toEqual([1, 3]);
    expect([2 ** 31, 2 ** 32].map(encodeElement('i32'))).toEqual([-(2 ** 31), 0]);
    expect([0, -0, Number.NaN, 0.1].map(encodeElement('bool'))).toEqual([0, 0, 1, 1]);
    expect(roundTo('i64')(2 ** 63)).toBe(-(2 ** 63));
    expect(roundTo('u64')(-1)).toBe(2 ** 64);
  });

  it('refuse types that are not one number', () => {
    for (const elem of ['i64', 'u64', 'string', 'c64', 'c128'] as const) {
      expect(() => encodeElement(elem), elem).toThrow(/no number encoder/);
      expect(() => decodeElement(elem), elem).toThrow(/no number decoder/);
    }
  });
});

describe('packing', () => {
  it.each([
    [2, 5],
    [4, 7],
    [4, 8],
    [2, 0],
  ])('of %i bits, %i elements, from any start', (bits, count) => {
    const unsigned = Uint8Array.from({ length: count }, (_, i) => (i * 7) & ((1 << bits) - 1));
    const packed = packSubByte(unsigned, bits);
    expect(packed.length).toBe(Math.ceil((count * bits) / 8));
    for (let start = 0; start < count; start++) {
      expect(unpackSubByte(packed, bits, start, new Uint8Array(count - start))).toEqual(unsigned.slice(start));
      const signed = unpackSubByte(packed, bits, start, new Int8Array(count - start));
      expect(packSubByte(signed, bits)).toEqual(packSubByte(unsigned.slice(start), bits));
    }
  });

  it('puts the first element in the low bits', () => {
    expect([...packSubByte(Int8Array.of(1, -1, 7), 4)]).toEqual([0xf1, 0x07]);
    expect([...packSubByte(Uint8Array.of(1, 2, 3, 0, 2), 2)]).toEqual([0b00111001, 2]);
  });
});
