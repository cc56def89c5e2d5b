// Reduction of an angle to [-π/4, π/4] and a quarter turn, as a sum of two doubles, for every finite double.
// Up to 2^20 quarter turns π/2 is subtracted in three parts (Cody and Waite, constants of fdlibm's e_rem_pio2.c,
// Copyright (C) 1993 Sun Microsystems, freely usable with this notice); beyond, the product with 2/π is formed exactly
// in big integers (Payne and Hanek).

import { exponentOf, pow2 } from '../bits.js';

export interface ReducedAngle {
  /** Quarter turns taken away, modulo 4. */
  readonly quadrant: number;
  readonly high: number;
  readonly low: number;
}

/** `x` less the nearest multiple of π/2. */
export function reduceAngle(x: number): ReducedAngle {
  if (Math.abs(x) > 1647099) return reduceHuge(x);
  const n = Math.round(x * 0.6366197723675814);
  let r = x - n * 1.5707963267341256;
  let w = n * 6.077100506506192e-11;
  let high = r - w;
  const exponent = exponentOf(x);
  // Cancellation ate more than 16 bits: bring in the next part of π/2, and once more.
  if (high === 0 || exponent - exponentOf(high) > 16) {
    let before = r;
    w = n * 6.077100506303966e-11;
    r = before - w;
    w = n * 2.0222662487959506e-21 - (before - r - w);
    high = r - w;
    if (high === 0 || exponent - exponentOf(high) > 49) {
      before = r;
      w = n * 2.0222662487111665e-21;
      r = before - w;
      w = n * 8.4784276603689e-32 - (before - r - w);
      high = r - w;
    }
  }
  return { quadrant: ((n % 4) + 4) % 4, high, low: r - high - w };
}

/** Bits behind the point of the constants below: the widest exponent plus what two doubles can show, with slack. */
const places = 1300n;

let constants: { twoOverPi: bigint; halfPi: bigint } | undefined;

/** arctan(1/n) in fixed point, by its series. */
function arctanInverse(n: bigint, bits: bigint): bigint {
  let term = (1n << bits) / n;
  let sum = term;
  for (let k = 3n; term !== 0n; k += 2n) {
    term /= -(n * n);
    sum += term / k;
  }
  return sum;
}

/** 2/π and π/2 in fixed point, from Machin's formula π/4 = 4 arctan(1/5) - arctan(1/239). */
function fixedConstants(): { twoOverPi: bigint; halfPi: bigint } {
  if (constants) return constants;
  const guard = 32n;
  const halfPi = 2n * (4n * arctanInverse(5n, places + guard) - arctanInverse(239n, places + guard));
  constants = { twoOverPi: ((1n << (2n * (places + guard))) / halfPi) >> guard, halfPi: halfPi >> guard };
  return constants;
}

function reduceHuge(x: number): ReducedAngle {
  const { twoOverPi, halfPi } = fixedConstants();
  const exponent = exponentOf(x) - 52;
  const mantissa = BigInt(Math.abs(x) * pow2(-exponent));
  const product =
    exponent >= 0 ? (mantissa * twoOverPi) << BigInt(exponent) : (mantissa * twoOverPi) >> BigInt(-exponent);
  const turns = (product + (1n << (places - 1n))) >> places;
  // The fraction of a quarter turn in [-1/2, 1/2); 256 bits of it are far more than two doubles show.
  const fraction = (product - (turns << places)) >> (places - 256n);
  const angle = (fraction * (halfPi >> (places - 256n))) >> 256n;
  const high = toDouble(angle);
  const low = toDouble(angle - BigInt(Math.trunc(high * pow2(200))) * (1n << 56n));
  const quadrant = Number(turns & 3n);
  return x < 0 ? { quadrant: (4 - quadrant) & 3, high: -high, low: -low } : { quadrant, high, low };
}

/** A fixed-point number of 256 places as the nearest double (it is never subnormal here). */
function toDouble(fixed: bigint): number {
  return Number(fixed) * pow2(-256);
}
