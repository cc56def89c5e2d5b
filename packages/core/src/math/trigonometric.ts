// sin, cos and tan. Coefficients and rearrangements follow fdlibm (k_sin.c, k_cos.c, k_tan.c; Copyright (C) 1993, 2004
// Sun Microsystems, freely usable with this notice), on angles reduced to [-π/4, π/4]. Error below 1 ulp.

import { fromWords, highWord } from '../bits.js';
import { reduceAngle } from './reduce-angle.js';

const quarterPi = 0.7853981633974483;

function kernelSin(x: number, low: number): number {
  const z = x * x;
  const v = z * x;
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 + z * (2.7557313707070068e-6 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x - (z * (0.5 * low - v * r) - low - v * -0.16666666666666632);
}

function kernelCos(x: number, low: number): number {
  const z = x * x;
  const w = z * z;
  const r =
    z * (0.0416666666666666 + z * (-0.001388888888887411 + z * 2.480158728947673e-5)) +
    w * w * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11));
  const half = 0.5 * z;
  const rest = 1 - half;
  return rest + (1 - rest - half + (z * r - x * low));
}

/** tan(x + low), or -1/tan(x + low) when `inverted`. */
function kernelTan(angle: number, lowPart: number, inverted: boolean): number {
  let x = angle;
  let low = lowPart;
  const big = Math.abs(x) >= 0.6744;
  const negative = highWord(x) < 0;
  if (big) {
    x = quarterPi - Math.abs(x) + (3.061616997868383e-17 - (negative ? -low : low));
    low = 0;
  }
  const z = x * x;
  const w = z * z;
  const odd =
    0.13333333333320124 +
    w *
      (0.021869488294859542 +
        w *
          (0.0035920791075913124 +
            w * (0.0005880412408202641 + w * (7.817944429395571e-5 + w * -1.8558637485527546e-5))));
  const even =
    z *
    (0.05396825397622605 +
      w *
        (0.0088632398235993 +
          w *
            (0.0014562094543252903 +
              w * (0.0002464631348184699 + w * (7.140724913826082e-5 + w * 2.590730518636337e-5)))));
  const s = z * x;
  const r = low + z * (s * (odd + even) + low) + s * 0.3333333333333341;
  const sum = x + r;
  if (big) {
    const sign = inverted ? -1 : 1;
    const value = sign - 2 * (x + (r - (sum * sum) / (sum + sign)));
    return negative ? -value : value;
  }
  if (!inverted) return sum;
  // -1/sum with the rounding of `sum` mended, because a plain division would be off by up to 2 ulp.
  const head = fromWords(highWord(sum), 0);
  const tail = r - (head - x);
  const a = -1 / sum;
  const top = fromWords(highWord(a), 0);
  return top + a * (1 + top * head + top * tail);
}

/** Sine of an angle in radians, for every finite double; NaN for infinities. */
export function sin(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  if (Math.abs(x) <= quarterPi) return Math.abs(x) < 1.4901161193847656e-8 ? x : kernelSin(x, 0);
  const { quadrant, high, low } = reduceAngle(x);
  const value = quadrant & 1 ? kernelCos(high, low) : kernelSin(high, low);
  return quadrant >= 2 ? -value : value;
}

export function cos(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  if (Math.abs(x) <= quarterPi) return Math.abs(x) < 7.450580596923828e-9 ? 1 : kernelCos(x, 0);
  const { quadrant, high, low } = reduceAngle(x);
  const value = quadrant & 1 ? kernelSin(high, low) : kernelCos(high, low);
  return quadrant === 1 || quadrant === 2 ? -value : value;
}

export function tan(x: number): number {
  if (!Number.isFinite(x)) return Number.NaN;
  if (Math.abs(x) <= quarterPi) return Math.abs(x) < 7.450580596923828e-9 ? x : kernelTan(x, 0, false);
  const { quadrant, high, low } = reduceAngle(x);
  return kernelTan(high, low, (quadrant & 1) === 1);
}
