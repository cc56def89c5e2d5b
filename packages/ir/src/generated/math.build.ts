// Generated from ir-spec/ops/math.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { CastArgs, CeluArgs, ClipArgs, EluArgs, GeluArgs, HardSigmoidArgs, IsInfArgs, LeakyReluArgs, ModArgs, SeluArgs, SwishArgs, ThresholdedReluArgs } from './attrs.js';

/** Absolute value. */
export function abs(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('abs', [x], {}, options);
}

/** Inverse cosine. */
export function acos(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('acos', [x], {}, options);
}

/** Inverse hyperbolic cosine. */
export function acosh(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('acosh', [x], {}, options);
}

/** a + b. */
export function add(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('add', [a, b], {}, options);
}

/** Inverse sine. */
export function asin(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('asin', [x], {}, options);
}

/** Inverse hyperbolic sine. */
export function asinh(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('asinh', [x], {}, options);
}

/** Inverse tangent. */
export function atan(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('atan', [x], {}, options);
}

/** Inverse hyperbolic tangent. */
export function atanh(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('atanh', [x], {}, options);
}

/** Bits set in both. */
export function bitwiseAnd(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('bitwise_and', [a, b], {}, options);
}

/** All bits flipped. */
export function bitwiseNot(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('bitwise_not', [x], {}, options);
}

/** Bits set in either. */
export function bitwiseOr(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('bitwise_or', [a, b], {}, options);
}

/** Bits set in exactly one. */
export function bitwiseXor(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('bitwise_xor', [a, b], {}, options);
}

/** Conversion of every element to another type. Float to integer truncates towards zero; what does not fit wraps like a C cast. */
export function cast(builder: Builder, x: Value, attrs: CastArgs, options?: AddOptions): Value {
  return builder.value('cast', [x], attrs, options);
}

/** Smallest integer not below x. */
export function ceil(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('ceil', [x], {}, options);
}

/** max(0, x) + min(0, alpha * (exp(x / alpha) - 1)). */
export function celu(builder: Builder, x: Value, attrs?: CeluArgs, options?: AddOptions): Value {
  return builder.value('celu', [x], attrs ?? {}, options);
}

/** x limited to the bounds that are there; NaN passes through. */
export function clip(builder: Builder, x: Value, attrs?: ClipArgs, options?: AddOptions): Value {
  return builder.value('clip', [x], attrs ?? {}, options);
}

/** Cosine of radians. */
export function cos(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('cos', [x], {}, options);
}

/** Hyperbolic cosine. */
export function cosh(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('cosh', [x], {}, options);
}

/** a / b; integers truncate towards zero. */
export function div(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('div', [a, b], {}, options);
}

/** x where x >= 0, alpha * (exp(x) - 1) below. */
export function elu(builder: Builder, x: Value, attrs?: EluArgs, options?: AddOptions): Value {
  return builder.value('elu', [x], attrs ?? {}, options);
}

/** True where a and b are equal; NaN equals nothing. */
export function equal(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('equal', [a, b], {}, options);
}

/** Error function. */
export function erf(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('erf', [x], {}, options);
}

/** e to the power of x. */
export function exp(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('exp', [x], {}, options);
}

/** Largest integer not above x. */
export function floor(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('floor', [x], {}, options);
}

/** x times the normal distribution function of x, exact or by a tanh formula. */
export function gelu(builder: Builder, x: Value, attrs?: GeluArgs, options?: AddOptions): Value {
  return builder.value('gelu', [x], attrs ?? {}, options);
}

/** True where a > b. */
export function greater(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('greater', [a, b], {}, options);
}

/** True where a >= b. */
export function greaterEqual(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('greater_equal', [a, b], {}, options);
}

/** max(0, min(1, alpha * x + beta)). */
export function hardSigmoid(builder: Builder, x: Value, attrs?: HardSigmoidArgs, options?: AddOptions): Value {
  return builder.value('hard_sigmoid', [x], attrs ?? {}, options);
}

/** x * max(0, min(1, x / 6 + 0.5)). */
export function hardSwish(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('hard_swish', [x], {}, options);
}

/** The operand itself, of any type. */
export function identity(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('identity', [x], {}, options);
}

/** True where x is infinite with a sign that is asked for. */
export function isInf(builder: Builder, x: Value, attrs?: IsInfArgs, options?: AddOptions): Value {
  return builder.value('is_inf', [x], attrs ?? {}, options);
}

/** True where x is NaN. */
export function isNan(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('is_nan', [x], {}, options);
}

/** x where x >= 0, alpha * x below. */
export function leakyRelu(builder: Builder, x: Value, attrs?: LeakyReluArgs, options?: AddOptions): Value {
  return builder.value('leaky_relu', [x], attrs ?? {}, options);
}

/** True where a < b. */
export function less(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('less', [a, b], {}, options);
}

/** True where a <= b. */
export function lessEqual(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('less_equal', [a, b], {}, options);
}

/** Natural logarithm; NaN below zero. */
export function log(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('log', [x], {}, options);
}

/** True where both are. */
export function logicalAnd(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('logical_and', [a, b], {}, options);
}

/** True where x is false. */
export function logicalNot(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('logical_not', [x], {}, options);
}

/** True where one is. */
export function logicalOr(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('logical_or', [a, b], {}, options);
}

/** True where exactly one is. */
export function logicalXor(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('logical_xor', [a, b], {}, options);
}

/** The larger; NaN if either is NaN. */
export function maximum(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('maximum', [a, b], {}, options);
}

/** The smaller; NaN if either is NaN. */
export function minimum(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('minimum', [a, b], {}, options);
}

/** x * tanh(softplus(x)). */
export function mish(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('mish', [x], {}, options);
}

/** Remainder: with the sign of the divisor, or (fmod) of the dividend. */
export function mod(builder: Builder, a: Value, b: Value, attrs?: ModArgs, options?: AddOptions): Value {
  return builder.value('mod', [a, b], attrs ?? {}, options);
}

/** a * b. */
export function mul(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('mul', [a, b], {}, options);
}

/** Negation. */
export function neg(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('neg', [x], {}, options);
}

/** a to the power of b, in the element type of a. */
export function pow(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('pow', [a, b], {}, options);
}

/** x where x >= 0, slope * x below; the slope broadcasts to x. */
export function prelu(builder: Builder, x: Value, slope: Value, options?: AddOptions): Value {
  return builder.value('prelu', [x, slope], {}, options);
}

/** 1 / x. */
export function reciprocal(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('reciprocal', [x], {}, options);
}

/** max(x, 0). */
export function relu(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('relu', [x], {}, options);
}

/** Nearest integer, ties to even. */
export function round(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('round', [x], {}, options);
}

/** gamma * x where x > 0, gamma * (alpha * exp(x) - alpha) elsewhere. */
export function selu(builder: Builder, x: Value, attrs?: SeluArgs, options?: AddOptions): Value {
  return builder.value('selu', [x], attrs ?? {}, options);
}

/** a shifted left by b bits; zeros come in, bits beyond the type are lost. */
export function shiftLeft(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('shift_left', [a, b], {}, options);
}

/** a shifted right by b bits; copies of the sign come in, zeros for unsigned types. */
export function shiftRight(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('shift_right', [a, b], {}, options);
}

/** 1 / (1 + exp(-x)). */
export function sigmoid(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('sigmoid', [x], {}, options);
}

/** -1, 0 or 1 by the sign; NaN stays NaN. */
export function sign(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('sign', [x], {}, options);
}

/** Sine of radians. */
export function sin(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('sin', [x], {}, options);
}

/** Hyperbolic sine. */
export function sinh(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('sinh', [x], {}, options);
}

/** log(exp(x) + 1). */
export function softplus(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('softplus', [x], {}, options);
}

/** x / (1 + |x|). */
export function softsign(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('softsign', [x], {}, options);
}

/** Square root; NaN below zero. */
export function sqrt(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('sqrt', [x], {}, options);
}

/** a - b. */
export function sub(builder: Builder, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('sub', [a, b], {}, options);
}

/** x * sigmoid(alpha * x); SiLU where alpha is 1. */
export function swish(builder: Builder, x: Value, attrs?: SwishArgs, options?: AddOptions): Value {
  return builder.value('swish', [x], attrs ?? {}, options);
}

/** Tangent of radians. */
export function tan(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('tan', [x], {}, options);
}

/** Hyperbolic tangent. */
export function tanh(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('tanh', [x], {}, options);
}

/** x where x > alpha, 0 elsewhere. */
export function thresholdedRelu(builder: Builder, x: Value, attrs?: ThresholdedReluArgs, options?: AddOptions): Value {
  return builder.value('thresholded_relu', [x], attrs ?? {}, options);
}

/** a where cond is true, b where it is false; all three broadcast. */
export function where(builder: Builder, cond: Value, a: Value, b: Value, options?: AddOptions): Value {
  return builder.value('where', [cond, a, b], {}, options);
}
