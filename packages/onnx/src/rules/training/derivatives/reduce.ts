// Derivatives of what combines elements along axes.

import { build, type Value } from '@afterglow/ir';
import { type Derivative, type Derivatives, product, type Step } from '../derivative.js';

/** A value of the reduced shape with the reduced axes at size 1 again, so that it broadcasts to the operand. */
function spread(s: Step, value: Value): Value {
  const shape = s.shape(s.x());
  const axes = axesOf(s);
  return s.b.reshape(
    value,
    shape.map((size, axis) => (axes.includes(axis) ? 1 : size)),
  );
}

function axesOf(s: Step): readonly number[] {
  const rank = s.rank(s.x());
  const axes = s.ints('axes').map((axis) => (axis < 0 ? axis + rank : axis));
  return axes.length > 0 ? axes : Array.from({ length: rank }, (_, axis) => axis);
}

function filled(s: Step, value: Value): Value {
  return build.expand(s.b, spread(s, value), { shape: [...s.shape(s.x())] });
}

/** dy, spread over the operand, times a factor. */
function times(factor: (s: Step) => Value): Derivative {
  return (s) => [() => build.mul(s.b, spread(s, s.dy), factor(s))];
}

/** The elements that are the extremum share its gradient. */
const extremum: Derivative = (s) => [
  () => {
    const isIt = s.b.cast(build.equal(s.b, s.x(), spread(s, s.y)), s.elem);
    const count = build.reduceSum(s.b, isIt, { axes: [...axesOf(s)], keepdims: true });
    return build.mul(s.b, spread(s, s.dy), build.div(s.b, isIt, count));
  },
];

export const reduceDerivatives: Derivatives = {
  reduce_sum: (s) => [() => filled(s, s.dy)],
  reduce_mean: (s) => [
    () => {
      const shape = s.shape(s.x());
      const count = product(axesOf(s).map((axis) => shape[axis] ?? 1));
      if (typeof count !== 'number') return undefined;
      return filled(s, build.mul(s.b, s.dy, s.number(1 / count)));
    },
  ],
  reduce_max: extremum,
  reduce_min: extremum,
  reduce_l1: times((s) => build.sign(s.b, s.x())),
  reduce_l2: times((s) => build.div(s.b, s.x(), spread(s, s.y))),
  reduce_sum_square: times((s) => build.mul(s.b, s.x(), s.number(2))),
  reduce_log_sum: (s) => [() => filled(s, build.div(s.b, s.dy, build.exp(s.b, s.y)))],
  reduce_log_sum_exp: times((s) => build.exp(s.b, build.sub(s.b, s.x(), spread(s, s.y)))),
  softmax: (s) => [
    () => {
      const sum = build.reduceSum(s.b, s.times(s.y), { axes: [s.axis('axis', s.rank(s.y))], keepdims: true });
      return build.mul(s.b, s.y, build.sub(s.b, s.dy, sum));
    },
  ],
  log_softmax: (s) => [
    () => {
      const sum = build.reduceSum(s.b, s.dy, { axes: [s.axis('axis', s.rank(s.y))], keepdims: true });
      return build.sub(s.b, s.dy, build.mul(s.b, build.exp(s.b, s.y), sum));
    },
  ],
  cumsum: (s) => [
    () => {
      const { exclusive, reverse } = s.node.attrs;
      return build.cumsum(s.b, s.dy, s.x(1), { exclusive: exclusive === true, reverse: reverse !== true });
    },
  ],
};
