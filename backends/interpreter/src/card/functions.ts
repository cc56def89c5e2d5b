// Functions in card numerics. f32: rounded once from double. f16: evaluated in f32 and rounded again, except sigmoid
// (256 entries on [−18, 10], interpolated) and tanh (knots by bit pattern), which the card keeps in tables.
// Written from the arithmetic rules alone: the card's simulator shares nothing with this file but scalar rounding.

import { type ElementType, f16ToNumber, math, numberToF16, roundF16 } from '@afterglow/core';
import type { KernelContext } from '../kernel.js';

/** `exact` as the card computes it on `elem`, or unchanged where numerics are exact. */
export function cardFunction(
  context: { readonly numerics: KernelContext['numerics'] },
  elem: ElementType,
  exact: (x: number) => number,
  throughF32?: boolean,
  card16?: (x: number) => number,
): (x: number) => number {
  if (context.numerics === 'exact' || elem !== 'f16') return exact;
  if (card16) return card16;
  return throughF32 ? (x) => Math.fround(exact(x)) : exact;
}

const sigmoidEntries = 256;
let sigmoidTable: Float64Array | undefined;

function sigmoidKnots(): Float64Array {
  sigmoidTable ??= Float64Array.from({ length: sigmoidEntries }, (_, i) =>
    roundF16(1 / (1 + math.exp(18 - (i * 28) / sigmoidEntries))),
  );
  return sigmoidTable;
}

/** Sigmoid of an f16 value by the card's table; the result is an f16 value. */
export function cardSigmoid16(x: number): number {
  const t = sigmoidKnots();
  if (Number.isNaN(x)) return Number.NaN;
  if (x < -18) return t[0];
  const u = Math.fround(Math.fround(x + 18) * Math.fround(sigmoidEntries / 28));
  if (u >= sigmoidEntries - 1) return t[sigmoidEntries - 1];
  const i = Math.min(sigmoidEntries - 2, Math.floor(u));
  const fraction = roundF16(Math.fround(u - i));
  const rise = roundF16(t[i + 1] - t[i]);
  // Exact in double: an 11-bit entry plus a 22-bit product, all within 2^-48 … 2^0. Then one rounding, as an fp16 FMA.
  return roundF16(t[i] + fraction * rise);
}

const tanhFirst = 10048;
const tanhLast = 17538;
let tanhBase: Float64Array | undefined;

function tanhKnots(): Float64Array {
  const knots = ((tanhLast - tanhFirst) >> 6) + 2;
  tanhBase ??= Float64Array.from({ length: knots }, (_, k) => roundF16(math.tanh(f16ToNumber(tanhFirst + 64 * k))));
  return tanhBase;
}

/** Tanh of an f16 value by the card's table; the result is an f16 value. */
export function cardTanh16(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  const magnitude = numberToF16(Math.abs(x));
  if (magnitude < tanhFirst) return x;
  const sign = x < 0 ? -1 : 1;
  if (magnitude >= tanhLast) return sign;
  const base = tanhKnots();
  const k = (magnitude - tanhFirst) >> 6;
  const offset = (magnitude - tanhFirst) & 63;
  const slope = roundF16((base[k + 1] - base[k]) / 64);
  return sign * roundF16(base[k] + slope * offset);
}
