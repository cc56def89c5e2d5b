// The error function. Coefficients follow fdlibm (s_erf.c; Copyright (C) 1993 Sun Microsystems, freely usable with this
// notice): rational approximations on four intervals. Error below 1 ulp.

import { fromWords, highWord } from '../bits.js';
import { exp } from './exp.js';

/** Numerator and denominator, lowest power first. */
interface Rational {
  readonly p: readonly number[];
  readonly q: readonly number[];
}

/** |x| < 0.84375, in x². */
const small: Rational = {
  p: [0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -2.3763016656650163e-5],
  q: [1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -3.960228278775368e-6],
};

/** |x| in [0.84375, 1.25), in |x| - 1. */
const nearOne: Rational = {
  p: [
    -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
    0.035478304325618236, -0.002166375594868791,
  ],
  q: [
    1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
    0.011984499846799107,
  ],
};

/** |x| in [1.25, 1/0.35), in 1/x². */
const middle: Rational = {
  p: [
    -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
    -184.60509290671104, -81.2874355063066, -9.814329344169145,
  ],
  q: [
    1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
    108.63500554177944, 6.570249770319282, -0.0604244152148581,
  ],
};

/** |x| in [1/0.35, 6), in 1/x². */
const large: Rational = {
  p: [
    -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
    -1025.0951316110772, -483.5191916086514,
  ],
  q: [
    1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
    474.52854120695537, -22.44095244658582,
  ],
};

function horner(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + (coefficients[i] as number);
  return sum;
}

function evaluate({ p, q }: Rational, x: number): number {
  return horner(p, x) / horner(q, x);
}

export function erf(x: number): number {
  const a = Math.abs(x);
  if (Number.isNaN(x) || x === 0) return x;
  if (a < 0.84375) {
    if (a < 3.725290298461914e-9)
      return a < 1e-300 ? 0.125 * (8 * x + 1.0270333367641007 * x) : x + 0.1283791670955126 * x;
    return x + x * evaluate(small, x * x);
  }
  return x < 0 ? -positive(a) : positive(a);
}

function positive(a: number): number {
  if (a < 1.25) return 0.8450629115104675 + evaluate(nearOne, a - 1);
  if (a >= 6) return 1;
  const r = evaluate(a < 2.857142857142857 ? middle : large, 1 / (a * a));
  // exp(-a²) in two factors, so that the rounding of a² does not show.
  const z = fromWords(highWord(a), 0);
  return 1 - (exp(-z * z - 0.5625) * exp((z - a) * (z + a) + r)) / a;
}
