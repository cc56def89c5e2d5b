// asin, acos, atan and atan2. Method and coefficients follow fdlibm (e_asin.c, e_acos.c, s_atan.c, e_atan2.c;
// Copyright (C) 1993 Sun Microsystems, freely usable with this notice). Error below 1 ulp.

import { fromWords, highWord } from '../bits.js';

const halfPiHigh = 1.5707963267948966;
const halfPiLow = 6.123233995736766e-17;
const piLow = 1.2246467991473532e-16;

/** (asin(x) - x) / x³ · x², as a function of z = x². */
function ratio(z: number): number {
  const p =
    z *
    (0.16666666666666666 +
      z *
        (-0.3255658186224009 +
          z *
            (0.20121253213486293 +
              z * (-0.04005553450067941 + z * (0.0007915349942898145 + z * 3.479331075960212e-5)))));
  const q =
    1 + z * (-2.403394911734414 + z * (2.0209457602335057 + z * (-0.6882839716054533 + z * 0.07703815055590194)));
  return p / q;
}

/** NaN outside [-1, 1]. */
export function asin(x: number): number {
  const a = Math.abs(x);
  if (!(a <= 1)) return Number.NaN;
  if (a === 1) return x * halfPiHigh + x * halfPiLow;
  if (a < 0.5) return a < 1.4901161193847656e-8 ? x : x + x * ratio(x * x);
  const z = (1 - a) * 0.5;
  const s = Math.sqrt(z);
  const r = ratio(z);
  let value: number;
  if (a > 0.975) value = halfPiHigh - (2 * (s + s * r) - halfPiLow);
  else {
    const f = fromWords(highWord(s), 0);
    const c = (z - f * f) / (s + f);
    value = 0.5 * halfPiHigh - (2 * s * r - (halfPiLow - 2 * c) - (0.5 * halfPiHigh - 2 * f));
  }
  return x < 0 ? -value : value;
}

/** NaN outside [-1, 1]. */
export function acos(x: number): number {
  const a = Math.abs(x);
  if (!(a <= 1)) return Number.NaN;
  if (a === 1) return x > 0 ? 0 : 2 * halfPiHigh + 2 * halfPiLow;
  if (a < 0.5) return halfPiHigh - (x - (halfPiLow - x * ratio(x * x)));
  if (x < 0) {
    const z = (1 + x) * 0.5;
    const s = Math.sqrt(z);
    return 2 * (halfPiHigh - (s + (ratio(z) * s - halfPiLow)));
  }
  const z = (1 - x) * 0.5;
  const s = Math.sqrt(z);
  const f = fromWords(highWord(s), 0);
  const c = (z - f * f) / (s + f);
  return 2 * (f + (ratio(z) * s + c));
}

/** arctan(k) + arctan(t), where `high + low` is the arctan of one of the knots k = 1/2, 1, 3/2, infinity. */
function fromKnot(high: number, low: number, t: number): number {
  return high - (t * series(t) - low - t);
}

export function atan(x: number): number {
  const a = Math.abs(x);
  if (Number.isNaN(x) || a < 7.450580596923828e-9) return x;
  if (a >= 2 ** 66) return x < 0 ? -halfPiHigh : halfPiHigh;
  if (a < 0.4375) return x - x * series(x);
  // Bring a near one of the knots: arctan a = arctan k + arctan((a - k) / (1 + a k)).
  const value =
    a < 0.6875
      ? fromKnot(0.4636476090008061, 2.2698777452961687e-17, (2 * a - 1) / (2 + a))
      : a < 1.1875
        ? fromKnot(0.7853981633974483, 3.061616997868383e-17, (a - 1) / (a + 1))
        : a < 2.4375
          ? fromKnot(0.982793723247329, 1.3903311031230998e-17, (a - 1.5) / (1 + 1.5 * a))
          : fromKnot(halfPiHigh, halfPiLow, -1 / a);
  return x < 0 ? -value : value;
}

/** 1 - arctan(x) / x. */
function series(x: number): number {
  const z = x * x;
  const w = z * z;
  const odd =
    z *
    (0.3333333333333293 +
      w *
        (0.14285714272503466 +
          w *
            (0.09090887133436507 + w * (0.06661073137387531 + w * (0.049768779946159324 + w * 0.016285820115365782)))));
  const even =
    w *
    (-0.19999999999876483 +
      w * (-0.11111110405462356 + w * (-0.0769187620504483 + w * (-0.058335701337905735 + w * -0.036531572744216916))));
  return odd + even;
}

/** Angle of the point (x, y), in [-π, π]; the signs of zeros count, as in IEEE 754. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const right = highWord(x) >= 0;
  const signed = (value: number) => (highWord(y) >= 0 ? value : -value);
  if (y === 0) return right ? y : signed(Math.PI);
  if (x === 0) return signed(halfPiHigh);
  const [p, q] = [Math.abs(y), Math.abs(x)];
  if (q === Number.POSITIVE_INFINITY) {
    if (p === q) return signed(right ? 0.25 * Math.PI : 0.75 * Math.PI);
    return right ? signed(0) : signed(Math.PI);
  }
  if (p === Number.POSITIVE_INFINITY || p / q > 2 ** 64) return signed(halfPiHigh);
  // Below 2^-64 of π the angle no longer shows on the left side; on the right it is the quotient itself.
  const angle = !right && p / q < 5.421010862427522e-20 ? 0 : atan(p / q);
  if (right) return signed(angle);
  return signed(Math.PI - (angle - piLow));
}
