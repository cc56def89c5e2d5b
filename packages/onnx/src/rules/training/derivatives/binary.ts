// Derivatives of functions of two numbers, which broadcast: gradients are summed over what was repeated.

import { build, type Value } from '@afterglow/ir';
import { type Derivatives, type Step, typeOf } from '../derivative.js';

/** Gradients by both operands, before the sums. */
function both(left: (s: Step) => Value, right: (s: Step) => Value) {
  return (s: Step) => [() => s.unbroadcast(left(s), s.x(0)), () => s.unbroadcast(right(s), s.x(1))];
}

/** The share of the operand that `wins`; of equal ones each has half. */
function winner(s: Step, own: number, other: number, wins: typeof build.greater): Value {
  const tie = build.where(s.b, build.equal(s.b, s.x(own), s.x(other)), s.number(0.5), s.number(0));
  return s.times(build.where(s.b, wins(s.b, s.x(own), s.x(other)), s.number(1), tie));
}

/** The derivative of a power by its base: exponent · base^(exponent - 1). */
function byBase(s: Step): Value {
  const exponent = s.b.cast(s.x(1), s.elem);
  const lower = build.pow(s.b, s.x(0), build.sub(s.b, exponent, s.number(1)));
  // What is constant in x stays so where the lower power is infinite.
  const isConstant = build.equal(s.b, exponent, s.number(0));
  return build.where(s.b, isConstant, s.number(0), s.times(build.mul(s.b, exponent, lower)));
}

/** By its exponent: base^exponent · log(base), which is 0 where the base is. */
function byExponent(s: Step): Value {
  const isZero = build.equal(s.b, s.x(0), s.number(0));
  const log = build.log(s.b, build.where(s.b, isZero, s.number(1), s.x(0)));
  return s.b.cast(s.times(build.mul(s.b, s.y, log)), typeOf(s.x(1)).elem);
}

export const binaryDerivatives: Derivatives = {
  add: both(
    (s) => s.dy,
    (s) => s.dy,
  ),
  sub: both(
    (s) => s.dy,
    (s) => build.neg(s.b, s.dy),
  ),
  mul: both(
    (s) => s.times(s.x(1)),
    (s) => s.times(s.x(0)),
  ),
  div: both(
    (s) => build.div(s.b, s.dy, s.x(1)),
    (s) => build.neg(s.b, build.div(s.b, s.times(s.y), s.x(1))),
  ),
  pow: both(byBase, byExponent),
  maximum: both(
    (s) => winner(s, 0, 1, build.greater),
    (s) => winner(s, 1, 0, build.greater),
  ),
  minimum: both(
    (s) => winner(s, 0, 1, build.less),
    (s) => winner(s, 1, 0, build.less),
  ),
  where: (s) => [
    () => undefined,
    () => s.unbroadcast(s.where(s.x(0)), s.x(1)),
    () => s.unbroadcast(build.where(s.b, s.x(0), s.number(0), s.dy), s.x(2)),
  ],
  prelu: (s) => {
    const isBelow = build.less(s.b, s.x(0), s.number(0));
    return [
      () => build.where(s.b, isBelow, s.times(s.x(1)), s.dy),
      () => s.unbroadcast(build.where(s.b, isBelow, s.times(s.x(0)), s.number(0)), s.x(1)),
    ];
  },
};
