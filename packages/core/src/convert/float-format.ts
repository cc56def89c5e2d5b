// Small binary floats by their parameters: one encoder and one decoder serve f16, bf16, all float8 forms and f4.
// Invariant: encoding rounds once, from the double given, to nearest even unless told otherwise.

import { exponentOf, pow2 } from '../bits.js';

/** Parameters of a format. Sources: IEEE 754 for f16; the float8 and float4 pages of the ONNX documentation for the rest. */
export interface FloatFormat {
  readonly exponentBits: number;
  readonly mantissaBits: number;
  readonly bias: number;
  /** False for e8m0, which has neither sign nor zero. */
  readonly signed: boolean;
  /** Bit pattern of the largest finite value. */
  readonly maxBits: number;
  /** Bit pattern of +infinity; absent where the format has none. */
  readonly infinityBits?: number;
  /** The canonical NaN; absent where the format has none (then a NaN becomes `nanFallback`). */
  readonly nanBits?: number;
  /** True where the pattern of negative zero means NaN, so that -0 becomes +0. */
  readonly noNegativeZero?: boolean;
  /** What an overflow does unless told otherwise: formats below 16 bits saturate, as ONNX Cast does by default. */
  readonly saturates: boolean;
}

export interface EncodeOptions {
  /** Values beyond the largest finite one become that one, instead of infinity (or NaN where there is no infinity). */
  readonly saturate?: boolean;
  /** Direction of rounding; only ONNX Cast to e8m0 asks for anything but `nearest` (ties to even). */
  readonly round?: 'nearest' | 'up' | 'down';
}

/** Every pattern's value, in order: a table of 2^bits doubles. */
export function decodeTable(format: FloatFormat): Float64Array {
  const { exponentBits, mantissaBits, bias, signed } = format;
  const half = 1 << (exponentBits + mantissaBits);
  const table = new Float64Array(signed ? 2 * half : half);
  for (let bits = 0; bits < half; bits++) {
    const value = decodeMagnitude(format, bits, mantissaBits, bias);
    table[bits] = value;
    if (signed) table[half + bits] = format.noNegativeZero && bits === 0 ? Number.NaN : -value;
  }
  return table;
}

function decodeMagnitude(format: FloatFormat, bits: number, mantissaBits: number, bias: number): number {
  if (bits === format.infinityBits) return Number.POSITIVE_INFINITY;
  if (bits > format.maxBits) return Number.NaN;
  const exponent = bits >> mantissaBits;
  const mantissa = bits & ((1 << mantissaBits) - 1);
  if (!format.signed) return pow2(exponent - bias);
  if (exponent === 0) return mantissa * pow2(1 - bias - mantissaBits);
  return (mantissa + (1 << mantissaBits)) * pow2(exponent - bias - mantissaBits);
}

/** An encoder from doubles to bit patterns. */
export function makeEncoder(format: FloatFormat, options: EncodeOptions = {}): (x: number) => number {
  const saturate = options.saturate ?? format.saturates;
  const round = options.round ?? 'nearest';
  if (!format.signed) return (x) => encodePowerOfTwo(format, x, saturate, round);
  const { exponentBits, mantissaBits, bias, maxBits } = format;
  const signBit = 1 << (exponentBits + mantissaBits);
  const lowest = 1 - bias;
  const infinity = format.infinityBits ?? format.nanBits;
  // Formats without NaN (f4e2m1) have no pattern to say "not a number": negative zero, as the common libraries do.
  const nan = format.nanBits ?? signBit;
  return (x) => {
    if (Number.isNaN(x)) return nan;
    const negative = x < 0 || Object.is(x, -0);
    const magnitude = negative ? -x : x;
    let bits: number;
    if (magnitude === 0) bits = 0;
    else if (magnitude === Number.POSITIVE_INFINITY) bits = maxBits + 1;
    else {
      const exponent = Math.max(exponentOf(magnitude), lowest);
      // Scaling by a power of two is exact; adding and taking away 2^52 rounds to nearest even.
      const scaled = magnitude * pow2(mantissaBits - exponent);
      const kept = scaled + 4503599627370496 - 4503599627370496;
      bits = (exponent - lowest) * (1 << mantissaBits) + kept;
    }
    if (bits > maxBits) bits = saturate || infinity === undefined ? maxBits : infinity;
    if (format.noNegativeZero && (bits === 0 || bits === nan)) return bits;
    return negative && bits !== format.nanBits ? bits | signBit : bits;
  };
}

/** e8m0: a bare exponent. Zero has no pattern: it becomes the smallest power, or NaN; negative numbers lose their sign. */
function encodePowerOfTwo(format: FloatFormat, x: number, saturate: boolean, round: EncodeOptions['round']): number {
  const nan = format.nanBits ?? 255;
  if (Number.isNaN(x)) return nan;
  const magnitude = Math.abs(x);
  if (magnitude === Number.POSITIVE_INFINITY) return saturate ? format.maxBits : nan;
  if (magnitude === 0) return saturate ? 0 : nan;
  const exponent = exponentOf(magnitude);
  const fraction = exponent < -1022 ? magnitude / pow2(exponent) : magnitude * pow2(-exponent);
  const up = round === 'up' ? fraction > 1 : round === 'nearest' && fraction >= 1.5;
  const bits = exponent + format.bias + (up ? 1 : 0);
  if (bits < 0) return saturate ? 0 : nan;
  return bits > format.maxBits ? (saturate ? format.maxBits : nan) : bits;
}
