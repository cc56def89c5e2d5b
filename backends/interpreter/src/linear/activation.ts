// The fused activation of fully_connected, matmul and conv: exactly what the separate op computes on the rounded result,
// so that fusing never changes a bit.

import { math, type Tensor } from '@afterglow/core';
import { cardFunction, cardSigmoid16, cardTanh16 } from '../card/functions.js';
import { mapFloats } from '../data/map.js';
import { type KernelContext, wordAttr } from '../kernel.js';
import { sigmoid } from '../kernels/math/functions.js';

export function activate(context: KernelContext, y: Tensor): Tensor {
  switch (wordAttr(context, 'act', 'none')) {
    case 'relu':
      return mapFloats(y, (x) => Math.max(x, 0));
    case 'sigmoid':
      return mapFloats(y, cardFunction(context, y.elem, sigmoid, true, cardSigmoid16));
    case 'tanh':
      return mapFloats(y, cardFunction(context, y.elem, math.tanh, true, cardTanh16));
    default:
      return y;
  }
}
