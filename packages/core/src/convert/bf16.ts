// bfloat16: the upper half of an f32.
// Invariant: one rounding, to nearest even, from the double given; all NaNs become 0x7fc0.

import { bitsToF32, f32ToBits } from '../bits.js';
import { makeEncoder } from './float-format.js';
import { FLOAT_FORMATS } from './formats.js';

export function bf16ToNumber(bits: number): number {
  return bitsToF32(bits << 16);
}

function f32BitsToBf16(word: number): number {
  if ((word & 0x7fffffff) > 0x7f800000) return 0x7fc0;
  return (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
}

const encodeDouble = makeEncoder(FLOAT_FORMATS.bf16);

/** Bit pattern of the bfloat16 nearest to `x`. */
export function numberToBf16(x: number): number {
  return Math.fround(x) === x ? f32BitsToBf16(f32ToBits(x)) : encodeDouble(x);
}

export function roundBf16(x: number): number {
  return bf16ToNumber(numberToBf16(x));
}

/** Rounds a run of f32 numbers to bfloat16. */
export function f32ArrayToBf16(from: Float32Array, into: Uint16Array = new Uint16Array(from.length)): Uint16Array {
  const words = new Uint32Array(from.buffer, from.byteOffset, from.length);
  for (let i = 0; i < words.length; i++) into[i] = f32BitsToBf16(words[i] as number);
  return into;
}

/** Values of a run of bfloat16 numbers. */
export function bf16ArrayToF32(from: Uint16Array, into: Float32Array = new Float32Array(from.length)): Float32Array {
  const words = new Uint32Array(into.buffer, into.byteOffset, into.length);
  for (let i = 0; i < from.length; i++) words[i] = (from[i] as number) << 16;
  return into;
}
