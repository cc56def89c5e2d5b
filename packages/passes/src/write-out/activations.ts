// Element-wise activations of exp, tanh, erf, products and sums. None overflows on the way where its result would not.

import type { Builder, Node, Value } from '@afterglow/ir';
import { type Decomposition, numberOf, plus, scalar, times } from './decomposition.js';

/** A decomposition of an op of one operand. */
function unary(write: (b: Builder, x: Value, node: Node) => Value): Decomposition {
  return (node, b) => {
    const [x] = node.operands;
    return x && write(b, x, node);
  };
}

function clip(b: Builder, x: Value, min: number, max: number): Value {
  return b.value('clip', [x], { min, max });
}

/** max(x, 0) + log(1 + exp(-|x|)). */
function softplus(b: Builder, x: Value): Value {
  const tail = b.value('exp', [b.value('neg', [b.value('abs', [x])])]);
  return b.value('add', [b.value('relu', [x]), b.value('log', [plus(b, tail, 1)])]);
}

/** x / 2 · (1 + t). */
function halfGated(b: Builder, x: Value, t: Value): Value {
  return b.value('mul', [times(b, x, 0.5), plus(b, t, 1)]);
}

/** alpha · (exp(min(x, 0)) - 1) + max(x, 0). */
function elu(b: Builder, x: Value, alpha: number): Value {
  const below = b.value('minimum', [x, scalar(b, x, 0)]);
  return b.value('add', [b.value('relu', [x]), times(b, plus(b, b.value('exp', [below]), -1), alpha)]);
}

export const activations: Readonly<Record<string, Decomposition>> = {
  gelu: unary((b, x, node) => {
    if (node.attrs['approximate'] !== 'tanh') {
      return halfGated(b, x, b.value('erf', [times(b, x, Math.SQRT1_2)]));
    }
    const square = b.value('mul', [x, x]);
    const inner = b.value('mul', [x, plus(b, times(b, square, 0.044715), 1)]);
    return halfGated(b, x, b.value('tanh', [times(b, inner, Math.sqrt(2 / Math.PI))]));
  }),
  swish: unary((b, x, node) => b.value('mul', [x, b.value('sigmoid', [times(b, x, numberOf(node, 'alpha', 1))])])),
  mish: unary((b, x) => b.value('mul', [x, b.value('tanh', [softplus(b, x)])])),
  softplus: unary(softplus),
  softsign: unary((b, x) => b.value('div', [x, plus(b, b.value('abs', [x]), 1)])),
  hard_swish: unary((b, x) => times(b, b.value('mul', [x, clip(b, plus(b, x, 3), 0, 6)]), 1 / 6)),
  hard_sigmoid: unary((b, x, node) => {
    const line = plus(b, times(b, x, numberOf(node, 'alpha', 0.2)), numberOf(node, 'beta', 0.5));
    return clip(b, line, 0, 1);
  }),
  leaky_relu: unary((b, x, node) => {
    const below = b.value('minimum', [x, scalar(b, x, 0)]);
    return b.value('add', [b.value('relu', [x]), times(b, below, numberOf(node, 'alpha', 0.01))]);
  }),
  elu: unary((b, x, node) => elu(b, x, numberOf(node, 'alpha', 1))),
};
