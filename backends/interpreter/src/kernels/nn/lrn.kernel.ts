// LRN-13, across channels: y = x / (bias + alpha / size · Σ x²)^beta over the channels from c − ⌊(size − 1) / 2⌋ to
// c + ⌈(size − 1) / 2⌉. Computed in double, rounded once.

import { math } from '@afterglow/core';
import { floatsOf, newFloats, sealFloats } from '../../data/elements.js';
import { sizeOf } from '../../data/shape.js';
import { intAttr, kernel, tensorAt } from '../../kernel.js';

export const lrn = kernel('lrn', (context) => {
  const x = tensorAt(context, 0);
  const size = intAttr(context, 'size');
  const [alpha, beta] = [intAttr(context, 'alpha', 1e-4), intAttr(context, 'beta', 0.75)];
  const bias = intAttr(context, 'bias', 1);
  const [batch, channels] = x.shape;
  const plane = sizeOf(x.shape.slice(2));
  const values = floatsOf(x);
  const out = newFloats(x.elem, values.length);
  const [before, after] = [Math.floor((size - 1) / 2), Math.ceil((size - 1) / 2)];
  for (let n = 0; n < batch; n++) {
    for (let c = 0; c < channels; c++) {
      const [lo, hi] = [Math.max(0, c - before), Math.min(channels - 1, c + after)];
      for (let i = 0; i < plane; i++) {
        let sum = 0;
        for (let k = lo; k <= hi; k++) {
          const neighbour = values[(n * channels + k) * plane + i];
          sum += neighbour * neighbour;
        }
        const at = (n * channels + c) * plane + i;
        out[at] = values[at] / math.pow(bias + (alpha / size) * sum, beta);
      }
    }
  }
  return [sealFloats(x.elem, x.shape, out)];
});
