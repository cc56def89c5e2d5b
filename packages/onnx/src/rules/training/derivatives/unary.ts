// Derivatives of functions of one number, by the function's value where that is cheaper.

import { build, type Value } from '@afterglow/ir';
import { type Derivative, type Derivatives, type Step, typeOf } from '../derivative.js';

/** dy times what `factor` answers. */
function factor(make: (step: Step) => Value): Derivative {
  return (s) => [() => s.times(make(s))];
}

/** The derivative is 0 wherever there is one. */
const flat: Derivative = (s) => [() => s.zeros(s.x())];

const square = ({ b }: Step, x: Value) => build.mul(b, x, x);
const oneMinus = (s: Step, x: Value) => build.sub(s.b, s.number(1), x);
const onePlus = (s: Step, x: Value) => build.add(s.b, s.number(1), x);

export const unaryDerivatives: Derivatives = {
  abs: factor((s) => build.sign(s.b, s.x())),
  neg: (s) => [() => build.neg(s.b, s.dy)],
  sign: flat,
  floor: flat,
  ceil: flat,
  round: flat,
  identity: (s) => [() => s.dy],
  cast: (s) => [() => s.b.cast(s.dy, typeOf(s.x()).elem)],
  relu: (s) => [() => s.where(build.greater(s.b, s.x(), s.number(0)))],
  sigmoid: factor((s) => build.mul(s.b, s.y, oneMinus(s, s.y))),
  tanh: factor((s) => oneMinus(s, square(s, s.y))),
  exp: factor((s) => s.y),
  log: (s) => [() => build.div(s.b, s.dy, s.x())],
  sqrt: (s) => [() => build.div(s.b, s.dy, build.mul(s.b, s.y, s.number(2)))],
  reciprocal: factor((s) => build.neg(s.b, square(s, s.y))),
  erf: factor((s) =>
    build.mul(s.b, build.exp(s.b, build.neg(s.b, square(s, s.x()))), s.number(2 / Math.sqrt(Math.PI))),
  ),
  sin: factor((s) => build.cos(s.b, s.x())),
  cos: factor((s) => build.neg(s.b, build.sin(s.b, s.x()))),
  tan: factor((s) => onePlus(s, square(s, s.y))),
  asin: (s) => [() => build.div(s.b, s.dy, build.sqrt(s.b, oneMinus(s, square(s, s.x()))))],
  acos: (s) => [() => build.neg(s.b, build.div(s.b, s.dy, build.sqrt(s.b, oneMinus(s, square(s, s.x())))))],
  atan: (s) => [() => build.div(s.b, s.dy, onePlus(s, square(s, s.x())))],
  sinh: factor((s) => build.cosh(s.b, s.x())),
  cosh: factor((s) => build.sinh(s.b, s.x())),
  asinh: (s) => [() => build.div(s.b, s.dy, build.sqrt(s.b, onePlus(s, square(s, s.x()))))],
  acosh: (s) => [() => build.div(s.b, s.dy, build.sqrt(s.b, build.sub(s.b, square(s, s.x()), s.number(1))))],
  atanh: (s) => [() => build.div(s.b, s.dy, oneMinus(s, square(s, s.x())))],
  softplus: factor((s) => build.sigmoid(s.b, s.x())),
  softsign: (s) => [() => build.div(s.b, s.dy, square(s, onePlus(s, build.abs(s.b, s.x()))))],
  leaky_relu: (s) => [
    () => {
      const below = s.times(s.number(Number(s.node.attrs['alpha'])));
      return build.where(s.b, build.greaterEqual(s.b, s.x(), s.number(0)), s.dy, below);
    },
  ],
  // Below zero the value is alpha · (exp(x) - 1), and its derivative alpha more than that.
  elu: (s) => [
    () => {
      const below = s.times(build.add(s.b, s.y, s.number(Number(s.node.attrs['alpha']))));
      return build.where(s.b, build.greaterEqual(s.b, s.x(), s.number(0)), s.dy, below);
    },
  ],
  clip: (s) => [
    () => {
      const { min, max } = s.node.attrs;
      let dy = s.dy;
      const inside = (holds: Value) => build.where(s.b, holds, dy, s.number(0));
      if (min !== undefined) dy = inside(build.greaterEqual(s.b, s.x(), s.number(Number(min))));
      if (max !== undefined) dy = inside(build.lessEqual(s.b, s.x(), s.number(Number(max))));
      return dy;
    },
  ],
};
