// Logarithms. Method and coefficients follow fdlibm and its FreeBSD revision (e_log.c, s_log1p.c, e_log2.c, e_log10.c;
// Copyright (C) 1993 Sun Microsystems, freely usable with this notice). Error below 1 ulp.

import { fromWords, highWord, lowWord } from '../bits.js';

const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/** `x` brought out of the subnormal range by 2^54, where it is in it. For positive finite x. */
function lifted(x: number): number {
  return x < 2.2250738585072014e-308 ? x * 18014398509481984 : x;
}

/** High word of a lifted x, moved so that its exponent field counts from sqrt(1/2) instead of 1. */
function movedWord(lifted: number): number {
  return highWord(lifted) + (0x3ff00000 - 0x3fe6a09e);
}

/** k in x = 2^k · (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)). */
function exponentIn(word: number, x: number): number {
  return (word >> 20) - (x < 2.2250738585072014e-308 ? 1077 : 1023);
}

/** f in x = 2^k · (1 + f). */
function fractionIn(word: number, lifted: number): number {
  return fromWords((word & 0xfffff) + 0x3fe6a09e, lowWord(lifted)) - 1;
}

/** log(1 + f) - f + f²/2 divided by s and less f²/2, by the odd series in s = f / (2 + f). */
function tail(s: number): number {
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  return even + odd;
}

/** Answers for arguments without a logarithm, else undefined. */
function special(x: number): number | undefined {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x < 0 || Number.isNaN(x)) return Number.NaN;
  return x === Number.POSITIVE_INFINITY ? x : undefined;
}

/** Natural logarithm. */
export function log(x: number): number {
  const known = special(x);
  if (known !== undefined) return known;
  const a = lifted(x);
  const word = movedWord(a);
  const k = exponentIn(word, x);
  const f = fractionIn(word, a);
  const s = f / (2 + f);
  const half = 0.5 * f * f;
  return s * (half + tail(s)) + k * ln2Low - half + f + k * ln2High;
}

/** log(1 + x), accurate near 0. */
export function log1p(x: number): number {
  if (x <= -1 || Number.isNaN(x) || x === Number.POSITIVE_INFINITY)
    return x === -1 ? Number.NEGATIVE_INFINITY : (special(x) ?? Number.NaN);
  const size = highWord(x) & 0x7fffffff;
  if (size < 0x3ca00000) return x;
  let k = 0;
  let f = x;
  let lost = 0;
  // Outside [sqrt(1/2) - 1, sqrt(2) - 1] take the logarithm of u = 1 + x and mend what the addition lost.
  if (x > 0.41421356237309503 || x < -0.2928932188134524) {
    const u = 1 + x;
    const word = movedWord(u);
    k = exponentIn(word, u);
    if (k < 54) lost = (k >= 2 ? 1 - (u - x) : x - (u - 1)) / u;
    f = fractionIn(word, u);
  }
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  return s * (half + tail(s)) + (k * ln2Low + lost) - half + f + k * ln2High;
}

/** The leading part of log(1 + f), with its low word clear. */
function leading(f: number, half: number): number {
  return fromWords(highWord(f - half), 0);
}

/** log(1 + f) less its leading part. */
function trailing(f: number, half: number, high: number): number {
  const s = f / (2 + f);
  return f - high - half + s * (half + tail(s));
}

/** Logarithm to base 2; exact for powers of two. */
export function log2(x: number): number {
  const known = special(x);
  if (known !== undefined) return known;
  const a = lifted(x);
  const word = movedWord(a);
  const k = exponentIn(word, x);
  const f = fractionIn(word, a);
  if (f === 0) return k;
  const half = 0.5 * f * f;
  const high = leading(f, half);
  const low = trailing(f, half, high);
  const top = high * 1.4426950407214463;
  const rest = (low + high) * 1.6751713164886512e-10 + low * 1.4426950407214463;
  const sum = k + top;
  return rest + (k - sum + top) + sum;
}

/** Logarithm to base 10. */
export function log10(x: number): number {
  const known = special(x);
  if (known !== undefined) return known;
  const a = lifted(x);
  const word = movedWord(a);
  const k = exponentIn(word, x);
  const f = fractionIn(word, a);
  if (k === 0 && f === 0) return 0;
  const half = 0.5 * f * f;
  const high = leading(f, half);
  const low = trailing(f, half, high);
  const top = high * 0.4342944818781689;
  const whole = k * 0.30102999566361177;
  const rest = k * 3.694239077158931e-13 + (low + high) * 2.5082946711645275e-11 + low * 0.4342944818781689;
  const sum = whole + top;
  return rest + (whole - sum + top) + sum;
}
