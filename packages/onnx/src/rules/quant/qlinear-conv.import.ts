// QLinearConv-10: the integer convolution with its i32 bias, scaled once to the steps of the result. Scale and zero point of
// the weight belong to all of it or to each output channel. com.microsoft adds `channels_last` (N, …, C) for x and y.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { convKernel, windowOf } from '../nn/window.js';
import { channelsFirst, channelsLast } from './channels.js';
import { integerConv } from './integer-conv.js';
import { alongFilters, requantize, scalarOf } from './scales.js';

function qLinearConv(n: NodeReader, b: ImportBuilder): Value {
  const isLast = n.maybeInt('channels_last') === 1;
  const rank = n.rank(3);
  const sums = integerConv(n, b, windowOf(n, convKernel(n, 3), isLast ? 1 : 2), {
    x: isLast ? channelsFirst(b, n.in(0), rank) : n.in(0),
    xZero: scalarOf(n, b, 2),
    weight: n.in(3),
    weightZero: alongFilters(n, b, 5, n.in(3), 0),
    bias: n.maybe(8),
  });
  const steps = build.mul(b, scalarOf(n, b, 1), alongFilters(n, b, 4, n.in(3), 1));
  const factor = build.div(b, steps, alongFilters(n, b, 6, n.in(3), 1));
  const scaled = build.mul(b, b.cast(sums, 'f32'), factor);
  const y = requantize(b, scaled, alongFilters(n, b, 7, n.in(3), 1), n.elem(7));
  return isLast ? channelsLast(b, y, rank) : y;
}

export const qLinearConvRules = [
  importRule('ai.onnx', 'QLinearConv', { '10-': qLinearConv }),
  importRule('com.microsoft', 'QLinearConv', { '1-': qLinearConv }),
];
