// Half precision for loops: values by table, rounding from doubles.

import { f16ToNumber, numberToF16 } from '@afterglow/core';

let values: Float32Array | undefined;

/** Value of each of the 65,536 bit patterns; made on first use. */
export function halfValues(): Float32Array {
  values ??= Float32Array.from({ length: 65536 }, (_, bits) => f16ToNumber(bits));
  return values;
}

const pair = new Float64Array(1);
const words = new Uint32Array(pair.buffer);

/** The double nearest to x that has its last bit set, given that x is a rounded result with the rounding error `error`. */
function toOdd(x: number, error: number): number {
  pair[0] = x;
  if (words[0] & 1) return x;
  // One step towards the exact value; stepping a magnitude down borrows from the high word only when the low one is 0.
  if (error > 0 === x > 0) words[0] += 1;
  else {
    if (words[0] === 0) words[1] -= 1;
    words[0] -= 1;
  }
  return pair[0];
}

/** `a · b + c` rounded once to half precision, as a bit pattern. The product of two halves is exact in a double. */
export function fusedHalf(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  if (!Number.isFinite(sum)) return numberToF16(sum);
  // Two-sum: the exact sum is sum + error. Rounding to odd first makes the second rounding correct (Boldo and Melquiond 2008).
  const rest = sum - product;
  const error = product - (sum - rest) + (c - rest);
  return numberToF16(error === 0 ? sum : toOdd(sum, error));
}
