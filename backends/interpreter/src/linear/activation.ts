// The fused activation of fully_connected, matmul and conv: exactly what the separate op computes on the rounded result,
// so that fusing never changes a bit. silu alone stands for two ops, and is rounded once instead of twice.

import { math, type Tensor } from '@afterglow/core';
import { cardFunction, cardSigmoid16, cardTanh16 } from '../card/functions.js';
import { isBig } from '../data/elements.js';
import { mapBigs, mapFloats, mapInts } from '../data/map.js';
import { intAttr, type KernelContext, optionalNumberAttr, unsupported, wordAttr } from '../kernel.js';
import { hardSigmoid, hardSwish, sigmoid } from '../kernels/math/functions.js';

/** The function on doubles, and its form in card numerics on f16 where a table decides. */
type Activation = readonly [exact: (x: number) => number, throughF32?: boolean, card16?: (x: number) => number];

const activations: Readonly<Record<string, (context: KernelContext) => Activation>> = {
  relu: () => [(x) => Math.max(x, 0)],
  sigmoid: () => [sigmoid, true, cardSigmoid16],
  tanh: () => [math.tanh, true, cardTanh16],
  leaky_relu: (context) => {
    const slope = intAttr(context, 'act_alpha', 0.01);
    return [(x) => (x < 0 ? slope * x : x), true];
  },
  clip: (context) => {
    const min = optionalNumberAttr(context, 'act_alpha') ?? -Infinity;
    const max = optionalNumberAttr(context, 'act_beta') ?? Infinity;
    return [(x) => Math.min(Math.max(x, min), max)];
  },
  hard_sigmoid: (context) => {
    const [alpha, beta] = [intAttr(context, 'act_alpha', 0.2), intAttr(context, 'act_beta', 0.5)];
    return [(x) => hardSigmoid(x, alpha, beta), true];
  },
  hard_swish: () => [hardSwish, true],
  silu: () => [(x) => x * sigmoid(x), true],
};

export function activate(context: KernelContext, y: Tensor): Tensor {
  const make = activations[wordAttr(context, 'act', 'none')];
  return make ? mapFloats(y, cardFunction(context, y.elem, ...make(context))) : y;
}

/** The same for integers, of which only relu makes integers. */
export function activateIntegers(context: KernelContext, y: Tensor): Tensor {
  const act = wordAttr(context, 'act', 'none');
  if (act === 'none') return y;
  if (act !== 'relu') unsupported(context, `the activation ${act} of integers`);
  return isBig(y.elem) ? mapBigs(y, (x) => (x < 0n ? 0n : x)) : mapInts(y, (x) => Math.max(x, 0));
}
