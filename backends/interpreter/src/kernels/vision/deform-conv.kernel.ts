// DeformConv-22, any spatial rank: as conv, but every element of a window is read, by linear interpolation, at an offset of
// its own, and weighed by a mask. Outside the operand is zero. offset is [N, (offset group, window element, axis), …out], mask
// [N, (offset group, window element), …out]. The samples of a batch entry are laid out once, then multiplied with the weight.
// Bounds: samples are read only at offsets found inside the image.

import { floatsOf } from '../../data/elements.js';
import { printShape, sizeOf, stridesOf } from '../../data/shape.js';
import { badOperand, intAttr, kernel, optionalTensorAt, tensorAt } from '../../kernel.js';
import { accumulator } from '../../linear/accumulator.js';
import { columnPanel, rowPanel } from '../../linear/panel.js';
import { windowAttrs } from '../../spatial/attrs.js';
import { axisMix, forEachSample, zeros } from '../../spatial/sample.js';

export const deformConv = kernel('deform_conv', (context) => {
  const [x, weight, offset] = [tensorAt(context, 0), tensorAt(context, 1), tensorAt(context, 2)];
  const [bias, mask] = [optionalTensorAt(context, 3), optionalTensorAt(context, 4)];
  const [batch, channels, ...spatial] = x.shape;
  const [filters, perGroup, ...kernelShape] = weight.shape;
  const [groups, offsetGroups] = [intAttr(context, 'groups', 1), intAttr(context, 'offset_groups', 1)];
  const window = windowAttrs(context, spatial, kernelShape);
  const { strides, dilations, begins, output } = window;
  const [plane, positions, area] = [sizeOf(spatial), sizeOf(output), sizeOf(kernelShape)];
  const rank = spatial.length;
  if (offset.shape[1] !== offsetGroups * area * rank || sizeOf(offset.shape.slice(2)) !== positions) {
    badOperand(context, `offsets ${printShape(offset.shape)} for a result of ${printShape(output)}`);
  }
  const [imageStrides, taps, places] = [stridesOf(spatial), stridesOf(kernelShape), stridesOf(output)];
  const [values, offsets, masks] = [floatsOf(x), floatsOf(offset), mask && floatsOf(mask)];
  const weights = floatsOf(weight);
  const shape = [batch, filters, ...output];
  const acc = accumulator(context.numerics, x.elem, sizeOf(shape));
  if (bias) {
    const start = floatsOf(bias);
    for (let f = 0; f < batch * filters; f++) acc.sums.fill(start[f % filters], f * positions, (f + 1) * positions);
  }
  const eachOffset = channels / offsetGroups;
  // [channel, window element, position], as the columns of the product with the weight.
  const samples = new Float64Array(channels * area * positions);
  for (let n = 0; n < batch; n++) {
    samples.fill(0);
    for (let g = 0; g < offsetGroups; g++) {
      for (let t = 0; t < area; t++) {
        const tap = (n * offsetGroups + g) * area + t;
        for (let p = 0; p < positions; p++) {
          const mixes = spatial.map((size, axis) => {
            const start = (Math.floor(p / places[axis]) % output[axis]) * strides[axis] - begins[axis];
            const inside = (Math.floor(t / taps[axis]) % kernelShape[axis]) * dilations[axis];
            return axisMix('linear', start + inside + offsets[(tap * rank + axis) * positions + p], size, zeros);
          });
          const factor = masks ? masks[tap * positions + p] : 1;
          forEachSample(mixes, imageStrides, (at, share) => {
            for (let c = g * eachOffset; c < (g + 1) * eachOffset; c++) {
              samples[(c * area + t) * positions + p] += factor * share * values[(n * channels + c) * plane + at];
            }
          });
        }
      }
    }
    const depth = perGroup * area;
    const each = filters / groups;
    for (let g = 0; g < groups; g++) {
      const left = rowPanel(weights, each, depth, g * each * depth);
      const right = columnPanel(samples, positions, positions, g * depth * positions);
      acc.multiply(left, right, depth, (n * filters + g * each) * positions, positions);
    }
  }
  return [acc.seal(shape)];
});
