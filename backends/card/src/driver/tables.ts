// Bytes of the lookup tables that the table instructions read. Built from the exact functions, so they are the same everywhere.
// Rules: the sigmoid has 256 entries on [−18, 10); the tanh is split by bit pattern into segments of 64 patterns.

import { f16ToNumber, math, numberToF16 } from '@afterglow/core';

const SIGMOID = { lo: -18, span: 28, entries: 256 } as const;

/** Table of `vlut.lin.f16`: f32 lo, f32 1/step, u32 n, then n entries. */
export function linearTable(lo: number, inverseStep: number, entries: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(12 + 2 * entries.length);
  const view = new DataView(bytes.buffer);
  view.setFloat32(0, lo, true);
  view.setFloat32(4, inverseStep, true);
  view.setUint32(8, entries.length, true);
  entries.forEach((entry, i) => view.setUint16(12 + 2 * i, numberToF16(entry), true));
  return bytes;
}

/** The binary16 logistic function, for `vlut.lin.f16` (524 bytes). Entry i is sigmoid(−18 + i · 28 / 256). */
export function sigmoidTable(): Uint8Array {
  const { lo, span, entries } = SIGMOID;
  const at = (i: number) => 1 / (1 + math.exp(-(lo + (i * span) / entries)));
  return linearTable(
    lo,
    entries / span,
    Array.from({ length: entries }, (_, i) => at(i)),
  );
}

const TANH = { first: 10048, last: 17538, shift: 6, top: 0x3c00 } as const;

/** The binary16 hyperbolic tangent, for `vlut.bits.f16`. Bases are tanh at the first pattern of a segment. */
export function tanhTable(): Uint8Array {
  const { first, last, shift, top } = TANH;
  const width = 1 << shift;
  const segments = ((last - 1 - first) >> shift) + 1;
  const base = (k: number) => numberToF16(math.tanh(f16ToNumber(first + k * width)));
  const bytes = new Uint8Array(8 + 4 * segments);
  const view = new DataView(bytes.buffer);
  [first, last, shift, top].forEach((value, i) => view.setUint16(2 * i, value, true));
  for (let k = 0; k < segments; k++) {
    const [from, to] = [base(k), base(k + 1)];
    view.setUint16(8 + 4 * k, from, true);
    view.setUint16(10 + 4 * k, numberToF16((f16ToNumber(to) - f16ToNumber(from)) / width), true);
  }
  return bytes;
}
