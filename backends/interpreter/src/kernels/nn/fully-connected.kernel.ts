// Gemm-13 in the form of a layer: y[…, n] = act(bias[n] + Σk x[…, k] · weight[n, k]).
// Exact: summed in double from the bias, rounded once. Card: summed in f32 from the bias, k in order, one rounding per
// product and per add (a product of two f16 values is exact in f32), then one rounding to the element type.
// Integers: exact and wrapping.

import { isFloat } from '@afterglow/core';
import { floatsOf } from '../../data/elements.js';
import { sizeOf } from '../../data/shape.js';
import { kernel, optionalTensorAt, tensorAt } from '../../kernel.js';
import { accumulator } from '../../linear/accumulator.js';
import { activate } from '../../linear/activation.js';
import { integerProduct } from '../../linear/integer.js';
import { rowPanel } from '../../linear/panel.js';
import { checkDepth } from './matmul.kernel.js';

export const fullyConnected = kernel('fully_connected', (context) => {
  const [x, weight, bias] = [tensorAt(context, 0), tensorAt(context, 1), optionalTensorAt(context, 2)];
  const rows = x.shape.slice(0, -1);
  const [m, k] = [sizeOf(rows), x.shape[x.shape.length - 1]];
  const n = weight.shape[0];
  const shape = [...rows, n];
  checkDepth(context, k, weight.shape[1]);
  if (!isFloat(x.elem)) return [integerProduct(context, x, weight, { shape, m, n, k, bias, transposed: true })];
  const acc = accumulator(context.numerics, x.elem, m * n);
  if (bias) {
    const start = floatsOf(bias);
    for (let i = 0; i < m; i++) acc.sums.set(start, i * n);
  }
  acc.multiply(rowPanel(floatsOf(x), m, k), rowPanel(floatsOf(weight), n, k), k, 0, n);
  return [activate(context, acc.seal(shape))];
});
