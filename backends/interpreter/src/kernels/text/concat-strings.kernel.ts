// StringConcat-20: strings joined pairwise, with broadcasting.
// Bounds: rows come from `forEachRow` over the result's shape with strides made from the operands' own shapes.

import { stringTensor } from '@afterglow/core';
import { forEachRow } from '../../data/rows.js';
import { broadcast, broadcastStrides, sizeOf } from '../../data/shape.js';
import { stringsOf } from '../../data/strings.js';
import { kernel, tensorAt } from '../../kernel.js';

export const stringConcat = kernel('string_concat', (context) => {
  const [a, b] = [tensorAt(context, 0), tensorAt(context, 1)];
  const shape = broadcast(context, [a.shape, b.shape]);
  const [x, y] = [stringsOf(a), stringsOf(b)];
  const out = new Array<string>(sizeOf(shape));
  const strides = [broadcastStrides(a.shape, shape), broadcastStrides(b.shape, shape)];
  forEachRow(shape, strides, (at, count, [pa, pb], [sa, sb]) => {
    for (let i = 0; i < count; i++) out[at + i] = x[pa + i * sa] + y[pb + i * sb];
  });
  return [stringTensor(shape, out)];
});
