// Element-wise activations of exp, tanh, erf, products and sums. None overflows on the way where its result would not.

import type { Decomposition, Node, Value } from '@afterglow/ir';
import { numberOf, operandOf, Steps } from '../steps.js';

/** The definition of an op of one operand; all steps have its type. */
function unary(
  op: string,
  summary: string,
  steps: readonly string[],
  write: (s: Steps, x: Value, node: Node) => Value,
): Decomposition {
  return { op, summary, steps, build: (node, builder) => [write(new Steps(builder, node), operandOf(node, 0), node)] };
}

/** max(x, 0) + log(1 + exp(-|x|)). */
function softplus(s: Steps, x: Value): Value {
  const tail = s.op('exp', [s.op('neg', [s.op('abs', [x])])]);
  return s.add(s.op('relu', [x]), s.op('log', [s.plus(tail, 1)]));
}

const SOFTPLUS = ['abs', 'neg', 'exp', 'add', 'log', 'relu'];

/** x / 2 · (1 + t). */
function halfGated(s: Steps, x: Value, t: Value): Value {
  return s.mul(s.times(x, 0.5), s.plus(t, 1));
}

function gelu(s: Steps, x: Value, node: Node): Value {
  if (node.attrs['approximate'] !== 'tanh') return halfGated(s, x, s.op('erf', [s.times(x, Math.SQRT1_2)]));
  const inner = s.mul(x, s.plus(s.times(s.mul(x, x), 0.044715), 1));
  return halfGated(s, x, s.op('tanh', [s.times(inner, Math.sqrt(2 / Math.PI))]));
}

/** min(x, 0). */
function below(s: Steps, x: Value): Value {
  return s.op('minimum', [x, s.numberLike(x, 0)]);
}

export const activations: readonly Decomposition[] = [
  unary('gelu', 'half of x, by one more than the error function of x', ['mul', 'add', 'erf', 'tanh'], gelu),
  unary('swish', 'x by its sigmoid', ['mul', 'sigmoid'], (s, x, node) =>
    s.mul(x, s.op('sigmoid', [s.times(x, numberOf(node, 'alpha', 1))])),
  ),
  unary('mish', 'x by the hyperbolic tangent of its softplus', [...SOFTPLUS, 'tanh', 'mul'], (s, x) =>
    s.mul(x, s.op('tanh', [softplus(s, x)])),
  ),
  unary('softplus', 'the positive part plus a logarithm that vanishes away from zero', SOFTPLUS, softplus),
  unary('softsign', 'x divided by one more than its size', ['abs', 'add', 'div'], (s, x) =>
    s.div(x, s.plus(s.op('abs', [x]), 1)),
  ),
  unary('hard_swish', 'x by a clipped line', ['add', 'clip', 'mul'], (s, x) =>
    s.times(s.mul(x, s.op('clip', [s.plus(x, 3)], { min: 0, max: 6 })), 1 / 6),
  ),
  unary('hard_sigmoid', 'a clipped line', ['mul', 'add', 'clip'], (s, x, node) => {
    const line = s.plus(s.times(x, numberOf(node, 'alpha', 0.2)), numberOf(node, 'beta', 0.5));
    return s.op('clip', [line], { min: 0, max: 1 });
  }),
  unary(
    'leaky_relu',
    'the positive part plus a share of the negative one',
    ['minimum', 'relu', 'mul', 'add'],
    (s, x, node) => s.add(s.op('relu', [x]), s.times(below(s, x), numberOf(node, 'alpha', 0.01))),
  ),
  unary(
    'elu',
    'the positive part plus an exponential of the negative one',
    ['minimum', 'relu', 'exp', 'mul', 'add'],
    (s, x, node) =>
      s.add(s.op('relu', [x]), s.times(s.plus(s.op('exp', [below(s, x)]), -1), numberOf(node, 'alpha', 1))),
  ),
];
