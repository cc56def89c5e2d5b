// ArgMax-13 and ArgMin-13: where the extreme element is along an axis; the first one, or the last where asked. NaN counts
// as the extreme, as in NumPy.

import { arrayOf, isFloat, type Tensor, tensorFromArray } from '@afterglow/core';
import { floatsOf } from '../../data/elements.js';
import { aroundAxis, axisOf } from '../../data/shape.js';
import { badOperand, boolAttr, intAttr, type Kernel, type KernelContext, kernel, tensorAt } from '../../kernel.js';

type Orderable = number | bigint;

function isNan(value: Orderable): boolean {
  return typeof value === 'number' && Number.isNaN(value);
}

function argExtreme(context: KernelContext, beats: (a: Orderable, b: Orderable) => boolean): Tensor {
  const x = tensorAt(context, 0);
  const axis = axisOf(intAttr(context, 'axis', 0), x.shape.length);
  const keep = boolAttr(context, 'keepdims', true);
  const last = boolAttr(context, 'select_last_index');
  const { outer, n, inner } = aroundAxis(x.shape, axis);
  if (n === 0 && outer * inner > 0) badOperand(context, 'an empty axis has no extreme element');
  const values = (isFloat(x.elem) ? floatsOf(x) : arrayOf(x)) as ArrayLike<Orderable>;
  const out = new BigInt64Array(outer * inner);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      let best = 0;
      for (let j = 1; j < n; j++) {
        const [a, b] = [values[(o * n + j) * inner + i], values[(o * n + best) * inner + i]];
        const [newNan, oldNan] = [isNan(a), isNan(b)];
        if (oldNan ? newNan && last : newNan || beats(a, b) || (last && a === b)) best = j;
      }
      out[o * inner + i] = BigInt(best);
    }
  }
  const shape = x.shape.flatMap((size, i) => (i === axis ? (keep ? [1] : []) : [size]));
  return tensorFromArray('i64', shape, out);
}

export const argExtremes: readonly Kernel[] = [
  kernel('arg_max', (context) => [argExtreme(context, (a, b) => a > b)]),
  kernel('arg_min', (context) => [argExtreme(context, (a, b) => a < b)]),
];
