// Functions of the vector unit beyond arithmetic, one number at a time in double precision, as the manual words them.

import { math } from '@afterglow/core';

type Function1 = (x: number) => number;

/** Ties to even. The difference to the floor is exact below 2^52; above there is no fraction. */
function nearest(x: number): number {
  const down = Math.floor(x);
  const fraction = x - down;
  if (!(fraction > 0)) return x;
  const goesUp = fraction > 0.5 || (fraction === 0.5 && down % 2 !== 0);
  const whole = goesUp ? down + 1 : down;
  return whole === 0 && x < 0 ? -0 : whole;
}

const softplus: Function1 = (x) => (Number.isNaN(x) ? x : Math.max(x, 0) + math.log1p(math.exp(-Math.abs(x))));

/** −0 at −∞, where the formulas multiply infinity by zero. */
const fromBelow =
  (f: Function1): Function1 =>
  (x) =>
    x === Number.NEGATIVE_INFINITY ? -0 : f(x);

export const FUNCTIONS: Readonly<Record<string, Function1>> = {
  sign: (x) => (x > 0 ? 1 : x < 0 ? -1 : Number.isNaN(x) ? x : 0),
  floor: (x) => Math.floor(x),
  ceil: (x) => Math.ceil(x),
  round: nearest,
  sin: (x) => math.sin(x),
  cos: (x) => math.cos(x),
  tan: (x) => math.tan(x),
  asin: (x) => math.asin(x),
  acos: (x) => math.acos(x),
  atan: (x) => math.atan(x),
  sinh: (x) => math.sinh(x),
  cosh: (x) => math.cosh(x),
  asinh: (x) => math.asinh(x),
  acosh: (x) => math.acosh(x),
  atanh: (x) => math.atanh(x),
  softplus,
  softsign: (x) => (Math.abs(x) === Number.POSITIVE_INFINITY ? Math.sign(x) : x / (1 + Math.abs(x))),
  mish: fromBelow((x) => x * math.tanh(softplus(x))),
  hard_swish: (x) => (x <= -3 ? 0 : x >= 3 ? x : x * Math.max(0, Math.min(1, (1 / 6) * x + 0.5))),
  silu: fromBelow((x) => x * (1 / (1 + math.exp(-x)))),
  gelu: fromBelow((x) => 0.5 * x * (1 + math.erf(x * Math.SQRT1_2))),
  gelu_tanh: fromBelow((x) => 0.5 * x * (1 + math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
};

/** Functions of x with parameters p and q. */
export const PARAMETER_FUNCTIONS: Readonly<Record<string, (p: number, q: number) => Function1>> = {
  leaky_relu: (p) => (x) => (x < 0 ? p * x : x),
  hard_sigmoid: (p, q) => (x) => Math.max(0, Math.min(1, p * x + q)),
  thresholded_relu: (p) => (x) => (x > p ? x : 0),
  elu: (p) => (x) => (x < 0 ? p * math.expm1(x) : x),
  celu: (p) => (x) => (x < 0 ? p * math.expm1(x / p) : x),
  selu: (p, q) => (x) => q * (x < 0 ? p * math.expm1(x) : x),
};
