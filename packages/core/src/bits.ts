// Bit views of doubles and singles through shared scratch words: the ground under conversions and exact mathematics.
// Invariant: every function reads what it wrote itself; nothing is kept in the scratch words between calls.

const f64 = new Float64Array(1);
const u64 = new BigUint64Array(f64.buffer);
const w64 = new Uint32Array(f64.buffer);
const f32 = new Float32Array(1);
const u32 = new Uint32Array(f32.buffer);

f64[0] = 1;

/** True where numbers lie low byte first, so that packed little-endian bytes can be viewed as typed arrays. */
export const isLittleEndianHost = w64[1] === 0x3ff00000;
const high = isLittleEndianHost ? 1 : 0;
const low = 1 - high;

/** Upper 32 bits of a double (sign, exponent, 20 bits of mantissa) as a signed integer. */
export function highWord(x: number): number {
  f64[0] = x;
  return (w64[high] as number) | 0;
}

/** Lower 32 bits of a double's mantissa as an unsigned integer. */
export function lowWord(x: number): number {
  f64[0] = x;
  return w64[low] as number;
}

/** The double made of two words. */
export function fromWords(hi: number, lo: number): number {
  w64[high] = hi;
  w64[low] = lo;
  return f64[0] as number;
}

/** All 64 bits of a double. */
export function f64ToBits(x: number): bigint {
  f64[0] = x;
  return u64[0] as bigint;
}

export function bitsToF64(bits: bigint): number {
  u64[0] = bits;
  return f64[0] as number;
}

/** Bit pattern of `x` rounded to f32. */
export function f32ToBits(x: number): number {
  f32[0] = x;
  return u32[0] as number;
}

export function bitsToF32(bits: number): number {
  u32[0] = bits;
  return f32[0] as number;
}

/** 2^n as a double, exact for -1074 <= n <= 1023, infinity above, zero below. */
export function pow2(n: number): number {
  if (n > 1023) return Number.POSITIVE_INFINITY;
  if (n >= -1022) return fromWords((n + 1023) << 20, 0);
  if (n < -1074) return 0;
  const bit = n + 1074;
  return bit >= 32 ? fromWords(1 << (bit - 32), 0) : fromWords(0, (1 << bit) >>> 0);
}

/** Exponent e with 2^e <= |x| < 2^(e+1), for finite x other than zero. */
export function exponentOf(x: number): number {
  const field = (highWord(x) >>> 20) & 0x7ff;
  if (field !== 0) return field - 1023;
  return ((highWord(x * 18014398509481984) >>> 20) & 0x7ff) - 1023 - 54;
}
