// Scalar functions that ONNX names and core's `math` does not have; double in, double out.
// Formulas: the operator pages of ONNX (function bodies), arranged so that no intermediate overflows.

import { math } from '@afterglow/core';

export function sigmoid(x: number): number {
  return 1 / (1 + math.exp(-x));
}

/** Round half to even. Exact: below 2^52 the difference to the floor is exact, above there is no fraction. */
export function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  if (rest === 0 || Number.isNaN(rest)) return x;
  const up = rest > 0.5 || (rest === 0.5 && below % 2 !== 0);
  const rounded = up ? below + 1 : below;
  return rounded === 0 && x < 0 ? -0 : rounded;
}

/** log(1 + e^x), which is x + log(1 + e^−x) for large x. */
export function softplus(x: number): number {
  if (Number.isNaN(x)) return x;
  return Math.max(x, 0) + math.log1p(math.exp(-Math.abs(x)));
}

export function mish(x: number): number {
  return x === -Infinity ? -0 : x * math.tanh(softplus(x));
}

export function hardSigmoid(x: number, alpha: number, beta: number): number {
  return Math.max(0, Math.min(1, alpha * x + beta));
}

export function hardSwish(x: number): number {
  if (x <= -3) return 0;
  return x >= 3 ? x : x * hardSigmoid(x, 1 / 6, 0.5);
}

export function elu(x: number, alpha: number): number {
  return x < 0 ? alpha * math.expm1(x) : x;
}

export function celu(x: number, alpha: number): number {
  return x < 0 ? alpha * math.expm1(x / alpha) : x;
}

export function selu(x: number, alpha: number, gamma: number): number {
  return gamma * elu(x, alpha);
}

/** x·Φ(x). */
export function gelu(x: number): number {
  return x === -Infinity ? -0 : 0.5 * x * (1 + math.erf(x * Math.SQRT1_2));
}

export function geluTanh(x: number): number {
  const inner = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
  return x === -Infinity ? -0 : 0.5 * x * (1 + math.tanh(inner));
}

/** x · sigmoid(alpha · x). */
export function swish(x: number, alpha: number): number {
  // Where the sigmoid is 0 the product is, even of an infinite x.
  return alpha * x === -Infinity ? -0 * Math.sign(alpha) : x * sigmoid(alpha * x);
}
