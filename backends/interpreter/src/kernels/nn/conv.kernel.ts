// Conv-22, any spatial rank, with groups and dilation: y[n, m, …] = act(bias[m] + addend[n, m, …] + Σ weight[m, c, …] · x[n, c, …]).
// Each group is one matrix product: its filters times the windows of the input, which are gathered block by block and
// never laid out whole. Sums as in fully_connected, in the order (channel, kernel position); padding counts as zero.

import { isFloat } from '@afterglow/core';
import { floatsOf } from '../../data/elements.js';
import { printShape, sizeOf } from '../../data/shape.js';
import { badOperand, intAttr, kernel, optionalTensorAt, tensorAt, unsupported } from '../../kernel.js';
import { accumulator } from '../../linear/accumulator.js';
import { activate } from '../../linear/activation.js';
import { rowPanel } from '../../linear/panel.js';
import { windowAttrs } from '../../spatial/attrs.js';
import { windowPanel } from '../../spatial/window-panel.js';

export const conv = kernel('conv', (context) => {
  const [x, weight] = [tensorAt(context, 0), tensorAt(context, 1)];
  const [bias, addend] = [optionalTensorAt(context, 2), optionalTensorAt(context, 3)];
  if (!isFloat(x.elem)) unsupported(context, `elements of type ${x.elem}`);
  const [batch, channels, ...spatial] = x.shape;
  const [filters, perGroup, ...kernelShape] = weight.shape;
  const groups = intAttr(context, 'groups', 1);
  if (channels !== perGroup * groups || filters % groups !== 0) {
    badOperand(context, `${printShape(weight.shape)} in ${groups} groups does not fit ${channels} channels`);
  }
  const window = windowAttrs(context, spatial, kernelShape);
  const positions = sizeOf(window.output);
  const area = sizeOf(kernelShape);
  const depth = perGroup * area;
  const each = filters / groups;
  const shape = [batch, filters, ...window.output];
  const acc = accumulator(context.numerics, x.elem, sizeOf(shape));
  if (bias) {
    const start = floatsOf(bias);
    for (let p = 0; p < batch * filters; p++) {
      acc.sums.fill(start[p % filters], p * positions, (p + 1) * positions);
    }
  }
  if (addend) {
    const extra = floatsOf(addend);
    for (let i = 0; i < acc.sums.length; i++) acc.sums[i] += extra[i];
  }
  const [data, weights] = [floatsOf(x), floatsOf(weight)];
  const plane = sizeOf(spatial);
  const panel = windowPanel(data, window, plane);
  for (let n = 0; n < batch; n++) {
    for (let g = 0; g < groups; g++) {
      const from = (n * channels + g * perGroup) * plane;
      const to = (n * filters + g * each) * positions;
      acc.multiply(rowPanel(weights, each, depth, g * each * depth), panel(from), depth, to, positions);
    }
  }
  return [activate(context, acc.seal(shape))];
});
