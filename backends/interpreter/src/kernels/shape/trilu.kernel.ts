// Trilu-14: keeps the upper (or lower) triangle of the last two axes, from diagonal k on; the rest becomes zero
// (empty text).

import { integersAsNumbers, moved, wordsIn } from '../../data/elements.js';
import { boolAttr, kernel, optionalTensorAt, tensorAt } from '../../kernel.js';

export const trilu = kernel('trilu', (context) => {
  const x = tensorAt(context, 0);
  const kTensor = optionalTensorAt(context, 1);
  const k = kTensor ? integersAsNumbers(kTensor)[0] : 0;
  const upper = boolAttr(context, 'upper', true);
  const [rows, columns] = x.shape.slice(-2);
  const from = wordsIn(x);
  return [
    moved(x.elem, x.shape, (out) => {
      for (let i = 0; i < from.length; i++) {
        const diagonal = (i % columns) - (Math.floor(i / columns) % rows);
        if (upper ? diagonal >= k : diagonal <= k) out[i] = from[i];
      }
    }),
  ];
});
