import { importRule } from '../../import/import-rule.js';
import { convKernel, windowOf } from '../nn/window.js';
import { integerConv } from './integer-conv.js';
import { alongFilters, scalarOf } from './scales.js';

/** ONNX ConvInteger: the zero point of the weight belongs to all of it or to each output channel. */
export const convInteger = importRule('ai.onnx', 'ConvInteger', {
  '10-': (n, b) =>
    integerConv(n, b, windowOf(n, convKernel(n)), {
      x: n.in(0),
      xZero: n.has(2) ? scalarOf(n, b, 2) : undefined,
      weight: n.in(1),
      weightZero: n.has(3) ? alongFilters(n, b, 3, n.in(1), 0) : undefined,
    }),
});
