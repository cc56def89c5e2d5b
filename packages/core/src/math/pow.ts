// pow. Method and coefficients follow fdlibm (e_pow.c; Copyright (C) 2004 Sun Microsystems, freely usable with this
// notice): log2(x) in two doubles, times y, then 2 to that. Error below 0.7 ulp. Special values are those of IEEE 754
// (1^NaN = 1, (-1)^inf = 1), which JavaScript's own operator does not follow.

import { fromWords, highWord, lowWord } from '../bits.js';
import { scaleByPowerOfTwo } from './exp.js';

/** Upper half of a double: its low word cleared. */
function top(x: number): number {
  return fromWords(highWord(x), 0);
}

/** 0 when y is no integer, 1 when odd, 2 when even. */
function parity(y: number): 0 | 1 | 2 {
  if (!Number.isFinite(y) || Math.floor(y) !== y) return 0;
  return Math.abs(y) < 9007199254740992 && Math.abs(y) % 2 === 1 ? 1 : 2;
}

/** x raised to y. NaN for negative x unless y is an integer. */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === -1) return 1 / x;
  if (y === 0.5 && x >= 0 && x !== Number.POSITIVE_INFINITY) return Math.sqrt(x) + 0;
  const size = Math.abs(x);
  if (!Number.isFinite(y)) {
    if (size === 1) return 1;
    return size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  const kind = parity(y);
  const negative = highWord(x) < 0;
  if (size === 0 || size === 1 || size === Number.POSITIVE_INFINITY) {
    const value = size === 1 ? 1 : (size === 0) === y < 0 ? Number.POSITIVE_INFINITY : 0;
    if (!negative) return value;
    if (size === 1 && kind === 0) return Number.NaN;
    return kind === 1 ? -value : value;
  }
  if (negative && kind === 0) return Number.NaN;
  return (negative && kind === 1 ? -1 : 1) * positivePow(size, y);
}

/** For finite x > 0 other than 1 and finite y other than 0. */
function positivePow(x: number, y: number): number {
  const tall = highWord(y) & 0x7fffffff;
  const high = highWord(x);
  let log: { high: number; low: number };
  if (tall > 0x41e00000) {
    // |y| > 2^31: anything but the closest neighbours of 1 over- or underflows.
    if (tall > 0x43f00000 || high < 0x3fefffff || high > 0x3ff00000) {
      if (high < 0x3ff00000) return y < 0 ? Number.POSITIVE_INFINITY : 0;
      return y > 0 ? Number.POSITIVE_INFINITY : 0;
    }
    log = logNearOne(x);
  } else log = logBase2(x);
  // y · log2(x) in two doubles.
  const upper = top(y);
  const low = (y - upper) * log.high + y * log.low;
  const product = upper * log.high;
  const sum = low + product;
  if (sum >= 1024 && (sum > 1024 || low + 8.008566259537294e-17 > sum - product)) return Number.POSITIVE_INFINITY;
  if (sum <= -1075 && (sum < -1075 || low <= sum - product)) return 0;
  return exp2(product, low, sum);
}

/** log2(x) for |1 - x| <= 2^-20. */
function logNearOne(x: number): { high: number; low: number } {
  const t = x - 1;
  const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25));
  const u = 1.4426950216293335 * t;
  const v = t * 1.9259629911266175e-8 - w * Math.LOG2E;
  const high = top(u + v);
  return { high, low: v - (high - u) };
}

/** log2(x) for positive finite x, in two doubles. */
function logBase2(x: number): { high: number; low: number } {
  const tiny = x < 2.2250738585072014e-308;
  let a = tiny ? x * 9007199254740992 : x;
  const word = highWord(a);
  let n = (word >> 20) - 1023 - (tiny ? 53 : 0);
  const mantissa = word & 0xfffff;
  // Interval: around 1 (below sqrt(3/2)), around 3/2 (below sqrt(3)), or around 1 in the next octave.
  const near = mantissa > 0x3988e && mantissa < 0xbb67a;
  let exponent = 0x3ff00000;
  if (mantissa >= 0xbb67a) {
    n++;
    exponent = 0x3fe00000;
  }
  const ix = mantissa | exponent;
  a = fromWords(ix, lowWord(a));
  const middle = near ? 1.5 : 1;
  // s = (a - middle) / (a + middle), in two doubles.
  const u = a - middle;
  const v = 1 / (a + middle);
  const s = u * v;
  const sHigh = top(s);
  const tHigh = fromWords(((ix >> 1) | 0x20000000) + 0x00080000 + (near ? 0x40000 : 0), 0);
  const tLow = a - (tHigh - middle);
  const sLow = v * (u - sHigh * tHigh - sHigh * tLow);
  // log(a) = 2s + 2/3 s³ + …
  const s2 = s * s;
  const series =
    s2 *
      s2 *
      (0.5999999999999946 +
        s2 *
          (0.4285714285785502 +
            s2 *
              (0.33333332981837743 +
                s2 * (0.272728123808534 + s2 * (0.23066074577556175 + s2 * 0.20697501780033842))))) +
    sLow * (sHigh + s);
  const square = sHigh * sHigh;
  const h = top(3 + square + series);
  const l = series - (h - 3 - square);
  const uu = sHigh * h;
  const vv = sLow * h + l * s;
  const pHigh = top(uu + vv);
  const pLow = vv - (pHigh - uu);
  const zHigh = 0.9617967009544373 * pHigh;
  const zLow = -7.028461650952758e-9 * pHigh + pLow * 0.9617966939259756 + (near ? 1.350039202129749e-8 : 0);
  const baseHigh = near ? 0.5849624872207642 : 0;
  const high = top(zHigh + zLow + baseHigh + n);
  return { high, low: zLow - (high - n - baseHigh - zHigh) };
}

/** 2^(product + low), where `sum` is their rounded sum. */
function exp2(product: number, low: number, sum: number): number {
  const n = Math.abs(sum) > 0.5 ? Math.floor(sum + 0.5) : 0;
  const rest = product - n;
  const t = top(low + rest);
  const u = t * 0.6931471824645996;
  const v = (low - (t - rest)) * Math.LN2 + t * -1.904654299957768e-9;
  const z = u + v;
  const w = v - (z - u);
  const zz = z * z;
  const c =
    z -
    zz *
      (0.16666666666666602 +
        zz *
          (-0.0027777777777015593 +
            zz * (6.613756321437934e-5 + zz * (-1.6533902205465252e-6 + zz * 4.1381367970572385e-8))));
  const r = (z * c) / (c - 2) - (w + z * w);
  return scaleByPowerOfTwo(1 - (r - z), n);
}
