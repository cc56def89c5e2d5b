// exp and expm1. Method and coefficients follow fdlibm (e_exp.c, s_expm1.c; Copyright (C) 1993, 2004 Sun Microsystems,
// freely usable with this notice): reduce by k·ln 2, approximate on [-ln2/2, ln2/2], scale by 2^k. Error below 1 ulp.

import { highWord, pow2 } from '../bits.js';

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/** `y · 2^k` with one rounding, for y in [1/2, 2]. */
export function scaleByPowerOfTwo(y: number, k: number): number {
  if (k > 1023) return y * 2 * pow2(k - 1);
  return k >= -1021 ? y * pow2(k) : y * pow2(k + 1000) * pow2(-1000);
}

/** e^x. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019411) return 0;
  const size = highWord(x) & 0x7fffffff;
  if (size < 0x3e300000) return 1 + x;
  // Everybody knows the last digit of this one, and the method below, right to within one, would miss it.
  if (x === 1) return Math.E;
  let k = 0;
  let high = x;
  let low = 0;
  if (size > 0x3fd62e42) {
    k = Math.trunc(Math.LOG2E * x + (x < 0 ? -0.5 : 0.5));
    high = x - k * ln2High;
    low = k * ln2Low;
  }
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8))));
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  return scaleByPowerOfTwo(1 - (low - (r * c) / (2 - c) - high), k);
}

/** e^x - 1, accurate near 0. */
export function expm1(x: number): number {
  if (Number.isNaN(x) || x === 0) return x;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  const size = highWord(x) & 0x7fffffff;
  // Below -56 ln 2 the exponential no longer shows.
  if (size >= 0x4043687a && x < 0) return -1;
  if (size < 0x3c900000) return x;
  let k = 0;
  let r = x;
  let lost = 0;
  if (size > 0x3fd62e42) {
    k = size < 0x3ff0a2b2 ? (x < 0 ? -1 : 1) : Math.trunc(Math.LOG2E * x + (x < 0 ? -0.5 : 0.5));
    const high = x - k * ln2High;
    const low = k * ln2Low;
    r = high - low;
    lost = high - r - low;
  }
  const half = 0.5 * r;
  const q = r * half;
  const series =
    1 +
    q *
      (-0.03333333333333313 +
        q *
          (0.0015873015872548146 +
            q * (-7.93650757867488e-5 + q * (4.008217827329362e-6 + q * -2.0109921818362437e-7))));
  const t = 3 - series * half;
  let e = q * ((series - t) / (6 - r * t));
  if (k === 0) return r - (r * e - q);
  e = r * (e - lost) - lost - q;
  if (k === -1) return 0.5 * (r - e) - 0.5;
  if (k === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  if (k < 0 || k > 56) return scaleByPowerOfTwo(r - e + 1, k) - 1;
  const unit = pow2(-k);
  return (k < 20 ? r - e + (1 - unit) : r - (e + unit) + 1) * pow2(k);
}
