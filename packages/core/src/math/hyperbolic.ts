// Hyperbolic functions and their inverses, from exp, expm1, log and log1p; error about 2 ulp at worst.

import { highWord } from '../bits.js';
import { exp, expm1 } from './exp.js';
import { log, log1p } from './log.js';

/** Copies the sign of `x`, zero's too, to a non-negative value. */
function signed(value: number, x: number): number {
  return highWord(x) < 0 ? -value : value;
}

/** e^x / 2 for x near the end of the range, where e^x itself overflows. */
function halfExp(x: number): number {
  const root = exp(0.5 * x);
  return 0.5 * root * root;
}

export function sinh(x: number): number {
  const a = Math.abs(x);
  if (!(a < Number.POSITIVE_INFINITY) || a < 3.725290298461914e-9) return x;
  if (a > 709.78) return signed(halfExp(a), x);
  const t = expm1(a);
  return signed(a < 1 ? 0.5 * (2 * t - (t * t) / (t + 1)) : 0.5 * (t + t / (t + 1)), x);
}

export function cosh(x: number): number {
  const a = Math.abs(x);
  if (a > 709.78) return a === Number.POSITIVE_INFINITY ? a : halfExp(a);
  if (a < Math.LN2) {
    const t = expm1(a);
    return 1 + (t * t) / (2 * (1 + t));
  }
  const t = exp(a);
  return 0.5 * (t + 1 / t);
}

export function tanh(x: number): number {
  const a = Math.abs(x);
  if (Number.isNaN(x) || a < 2.2250738585072014e-308) return x;
  if (a > 22) return signed(1, x);
  if (a > 0.5493061443340549) return signed(1 - 2 / (expm1(2 * a) + 2), x);
  if (a > 0.2554128118829953) {
    const t = expm1(2 * a);
    return signed(t / (t + 2), x);
  }
  const t = expm1(-2 * a);
  return signed(-t / (t + 2), x);
}

export function asinh(x: number): number {
  const a = Math.abs(x);
  if (!(a < Number.POSITIVE_INFINITY) || a < 1.4901161193847656e-8) return x;
  if (a >= 67108864) return signed(log(a) + Math.LN2, x);
  if (a >= 2) return signed(log(2 * a + 1 / (Math.sqrt(a * a + 1) + a)), x);
  return signed(log1p(a + (a * a) / (Math.sqrt(a * a + 1) + 1)), x);
}

/** NaN below 1. */
export function acosh(x: number): number {
  if (!(x >= 1)) return Number.NaN;
  if (x >= 67108864) return x === Number.POSITIVE_INFINITY ? x : log(x) + Math.LN2;
  if (x > 2) return log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
  const t = x - 1;
  return log1p(t + Math.sqrt(2 * t + t * t));
}

/** Infinite at ±1, NaN beyond. */
export function atanh(x: number): number {
  const a = Math.abs(x);
  if (!(a <= 1)) return Number.NaN;
  if (a < 2.3283064365386963e-10) return x;
  const t = a < 0.5 ? 2 * a + (2 * a * a) / (1 - a) : (2 * a) / (1 - a);
  return signed(0.5 * log1p(t), x);
}
