// Rounding by exact integer arithmetic, for tests: no floating point in it, so it can judge what was done with floating point.

/** A binary format; all its finite numbers are multiples of 2^-scale. */
export interface Format {
  readonly mantissa: number;
  readonly maxBits: number;
  readonly signBit: number;
  readonly nan: number;
  readonly scale: bigint;
}

export const F16: Format = { mantissa: 10, maxBits: 0x7bff, signBit: 0x8000, nan: 0x7e00, scale: 24n };
export const F32: Format = { mantissa: 23, maxBits: 0x7f7fffff, signBit: 0x80000000, nan: 0x7fc00000, scale: 149n };

/** A fraction. `den` is positive. */
export interface Rational {
  readonly num: bigint;
  readonly den: bigint;
}

/** Magnitude of a pattern without its sign, times 2^scale. The pattern after the largest stands for the next power of two. */
function scaled(bits: number, { mantissa }: Format): bigint {
  const exponent = Math.floor(bits / 2 ** mantissa);
  const fraction = BigInt(bits % 2 ** mantissa);
  return exponent === 0 ? fraction : (fraction + (1n << BigInt(mantissa))) << BigInt(exponent - 1);
}

/** Exact value of a finite pattern. */
export function exactOf(bits: number, format: Format): Rational {
  const magnitude = scaled(bits % format.signBit, format);
  return { num: bits >= format.signBit ? -magnitude : magnitude, den: 1n << format.scale };
}

/** Pattern nearest to a non-zero fraction, ties to even; overflow is infinity. */
export function round({ num, den }: Rational, format: Format): number {
  const sign = num < 0n ? format.signBit : 0;
  const target = (num < 0n ? -num : num) << format.scale;
  // Largest pattern not above the target.
  let [low, high] = [0, format.maxBits + 1];
  while (low < high) {
    const middle = Math.floor((low + high + 1) / 2);
    if (scaled(middle, format) * den <= target) low = middle;
    else high = middle - 1;
  }
  if (low > format.maxBits) return sign + low;
  const below = target - scaled(low, format) * den;
  const above = scaled(low + 1, format) * den - target;
  return sign + low + (below > above || (below === above && low % 2 === 1) ? 1 : 0);
}

export const add = (a: Rational, b: Rational): Rational => ({ num: a.num * b.den + b.num * a.den, den: a.den * b.den });
export const mul = (a: Rational, b: Rational): Rational => ({ num: a.num * b.num, den: a.den * b.den });
export const negate = (a: Rational): Rational => ({ num: -a.num, den: a.den });
export const inverse = (a: Rational): Rational =>
  a.num < 0n ? { num: -a.den, den: -a.num } : { num: a.den, den: a.num };

const word = new DataView(new ArrayBuffer(4));

export function f32ToBits(x: number): number {
  word.setFloat32(0, x);
  return word.getUint32(0);
}

export function bitsToF32(bits: number): number {
  word.setUint32(0, bits);
  return word.getFloat32(0);
}
