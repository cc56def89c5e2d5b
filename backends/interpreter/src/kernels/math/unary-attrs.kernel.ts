// Element-wise functions of one operand with attributes: LeakyRelu-16, Elu-22, Selu-22, Celu-12, ThresholdedRelu-22,
// HardSigmoid-22, Gelu-20, Swish-24, Clip-13, IsInf-20.
// Computed in double, rounded once; in card numerics f16 results round through f32.

import { isFloat, type Tensor, tensorFromArray } from '@afterglow/core';
import { cardFunction } from '../../card/functions.js';
import { floatsOf, isBig } from '../../data/elements.js';
import { mapBigs, mapFloats, mapInts } from '../../data/map.js';
import { sizeOf } from '../../data/shape.js';
import {
  boolAttr,
  intAttr,
  type Kernel,
  type KernelContext,
  kernel,
  optionalNumberAttr,
  tensorAt,
  unsupported,
  wordAttr,
} from '../../kernel.js';
import { celu, elu, gelu, geluTanh, hardSigmoid, selu, swish } from './functions.js';

type Make = (context: KernelContext) => (x: number) => number;

/** Defaults are the operators' own; a node made by a builder has them filled in. */
const rows: readonly (readonly [string, Make])[] = [
  [
    'leaky_relu',
    (context) => {
      const alpha = intAttr(context, 'alpha', 0.01);
      return (x) => (x < 0 ? alpha * x : x);
    },
  ],
  [
    'elu',
    (context) => {
      const alpha = intAttr(context, 'alpha', 1);
      return (x) => elu(x, alpha);
    },
  ],
  [
    'selu',
    (context) => {
      const alpha = intAttr(context, 'alpha', 1.6732632423543772);
      const gamma = intAttr(context, 'gamma', 1.0507009873554805);
      return (x) => selu(x, alpha, gamma);
    },
  ],
  [
    'celu',
    (context) => {
      const alpha = intAttr(context, 'alpha', 1);
      return (x) => celu(x, alpha);
    },
  ],
  [
    'thresholded_relu',
    (context) => {
      const alpha = intAttr(context, 'alpha', 1);
      return (x) => (x > alpha ? x : 0);
    },
  ],
  [
    'hard_sigmoid',
    (context) => {
      const alpha = intAttr(context, 'alpha', 0.2);
      const beta = intAttr(context, 'beta', 0.5);
      return (x) => hardSigmoid(x, alpha, beta);
    },
  ],
  [
    'swish',
    (context) => {
      const alpha = intAttr(context, 'alpha', 1);
      return (x) => swish(x, alpha);
    },
  ],
  ['gelu', (context) => (wordAttr(context, 'approximate', 'none') === 'tanh' ? geluTanh : gelu)],
];

/** Clip-13 with constant bounds; NaN passes through. The upper bound wins where the bounds cross, as in ONNX. */
function clip(context: KernelContext): Tensor {
  const x = tensorAt(context, 0);
  const min = optionalNumberAttr(context, 'min') ?? -Infinity;
  const max = optionalNumberAttr(context, 'max') ?? Infinity;
  const clamp = (v: number) => Math.min(Math.max(v, min), max);
  if (isFloat(x.elem)) return mapFloats(x, clamp);
  if (x.elem === 'string') unsupported(context, 'strings');
  if (!isBig(x.elem)) return mapInts(x, clamp);
  // Comparing a bigint with a number is exact in JavaScript; only finite bounds can win.
  return mapBigs(x, (v) => {
    const raised = v < min ? BigInt(Math.trunc(min)) : v;
    return raised > max ? BigInt(Math.trunc(max)) : raised;
  });
}

function isInf(context: KernelContext): Tensor {
  const x = tensorAt(context, 0);
  const out = new Uint8Array(sizeOf(x.shape));
  const negative = boolAttr(context, 'detect_negative', true);
  const positive = boolAttr(context, 'detect_positive', true);
  if (isFloat(x.elem)) {
    const values = floatsOf(x);
    for (let i = 0; i < out.length; i++) {
      out[i] = (negative && values[i] === -Infinity) || (positive && values[i] === Infinity) ? 1 : 0;
    }
  }
  return tensorFromArray('bool', x.shape, out);
}

export const unariesWithAttributes: readonly Kernel[] = [
  ...rows.map(([op, make]) =>
    kernel(op, (context) => {
      const x = tensorAt(context, 0);
      if (!isFloat(x.elem)) unsupported(context, `elements of type ${x.elem}`);
      return [mapFloats(x, cardFunction(context, x.elem, make(context), true))];
    }),
  ),
  kernel('clip', (context) => [clip(context)]),
  kernel('is_inf', (context) => [isInf(context)]),
];
