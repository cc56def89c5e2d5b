// IEEE half precision, written out by hand because every weight of a card program passes through here.
// Invariant: one rounding, to nearest even, from the double given; all NaNs become 0x7e00.

import { bitsToF32, f32ToBits } from '../bits.js';
import { makeEncoder } from './float-format.js';
import { FLOAT_FORMATS } from './formats.js';

/** The value of a half's bit pattern; every half is exact in f32 and in a double. */
export function f16ToNumber(bits: number): number {
  const exponent = (bits >> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * bitsToF32(((exponent + 112) << 23) | (mantissa << 13));
}

/** Bit pattern of the half nearest to the f32 whose bits are given. */
function f32BitsToF16(word: number): number {
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fffffff;
  if (magnitude > 0x7f800000) return 0x7e00;
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  if (magnitude >= 0x38800000) {
    // Normal half: rebase the exponent, then add half of the lost bits, less one where the kept part is even.
    return sign | ((magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1)) >>> 13);
  }
  if (magnitude < 0x33000000) return sign;
  const shift = 126 - (magnitude >>> 23);
  const mantissa = (magnitude & 0x7fffff) | 0x800000;
  const kept = mantissa >>> shift;
  const lost = mantissa & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return sign | (kept + (lost > half || (lost === half && (kept & 1) === 1) ? 1 : 0));
}

const encodeDouble = makeEncoder(FLOAT_FORMATS.f16);

/** Bit pattern of the half nearest to `x`; beyond ±65520 infinity. */
export function numberToF16(x: number): number {
  return Math.fround(x) === x ? f32BitsToF16(f32ToBits(x)) : encodeDouble(x);
}

/** `x` rounded to half precision. */
export function roundF16(x: number): number {
  return f16ToNumber(numberToF16(x));
}

/** Rounds a run of f32 numbers to halves; `clip` keeps overflows at ±65504 instead of infinity. */
export function f32ArrayToF16(
  from: Float32Array,
  into: Uint16Array = new Uint16Array(from.length),
  clip = false,
): Uint16Array {
  const words = new Uint32Array(from.buffer, from.byteOffset, from.length);
  for (let i = 0; i < words.length; i++) into[i] = f32BitsToF16(words[i] as number);
  if (clip)
    for (let i = 0; i < into.length; i++)
      if (((into[i] as number) & 0x7fff) === 0x7c00) into[i] = (into[i] as number) - 1;
  return into;
}

let table: Float32Array | undefined;

/** Values of a run of halves, by a table of all 65,536 made on first use. */
export function f16ArrayToF32(from: Uint16Array, into: Float32Array = new Float32Array(from.length)): Float32Array {
  table ??= Float32Array.from({ length: 65536 }, (_, bits) => f16ToNumber(bits));
  for (let i = 0; i < from.length; i++) into[i] = table[from[i] as number] as number;
  return into;
}
