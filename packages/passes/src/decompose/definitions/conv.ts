// The way back from fusion, for targets that run a convolution but not what was fused into it.
//
//   %y = conv(%x, %w, %b, %z) {act = clip, act_alpha = 0.0, act_beta = 6.0}
//   →
//   %c = conv(%x, %w, %b) {act = none}
//   %s = add(%c, %z)
//   %y = clip(%s) {min = 0.0, max = 6.0}
//
// The sum is rounded twice instead of once.

import type { Attrs, Decomposition, Value } from '@afterglow/ir';
import { operandOf, Steps } from '../steps.js';

type Activate = (s: Steps, x: Value, attrs: Attrs) => Value;

const plain =
  (op: string): Activate =>
  (s, x) =>
    s.op(op, [x]);

const ACTIVATIONS: Readonly<Record<string, Activate>> = {
  none: (_, x) => x,
  relu: plain('relu'),
  sigmoid: plain('sigmoid'),
  tanh: plain('tanh'),
  hard_swish: plain('hard_swish'),
  silu: (s, x) => s.mul(x, s.op('sigmoid', [x])),
  leaky_relu: (s, x, { act_alpha: alpha = 0.01 }) => s.op('leaky_relu', [x], { alpha }),
  hard_sigmoid: (s, x, { act_alpha: alpha = 0.2, act_beta: beta = 0.5 }) => s.op('hard_sigmoid', [x], { alpha, beta }),
  clip: (s, x, { act_alpha: min, act_beta: max }) =>
    s.op('clip', [x], { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }),
};

export const fusedConv: Decomposition = {
  op: 'conv',
  summary: 'a convolution, then the addend, then the activation',
  steps: ['conv', 'add', 'relu', 'sigmoid', 'tanh', 'hard_swish', 'mul', 'leaky_relu', 'hard_sigmoid', 'clip'],
  where: [
    {
      because: 'nothing is fused into it',
      holds: ({ operands, attrs }) => operands[3] !== undefined || (attrs['act'] ?? 'none') !== 'none',
    },
    {
      because: 'its activation has no op of its own',
      holds: ({ attrs }) => ACTIVATIONS[String(attrs['act'] ?? 'none')] !== undefined,
    },
  ],
  build(node, builder) {
    const s = new Steps(builder, node);
    const { act = 'none', act_alpha, act_beta, ...window } = node.attrs;
    const [, , bias, addend] = node.operands;
    const operands = [operandOf(node, 0), operandOf(node, 1), ...(bias ? [bias] : [])];
    const product = s.op('conv', operands, { ...window, act: 'none' });
    const sum = addend ? s.add(product, addend) : product;
    return [(ACTIVATIONS[String(act)] ?? plain(String(act)))(s, sum, node.attrs)];
  },
};
