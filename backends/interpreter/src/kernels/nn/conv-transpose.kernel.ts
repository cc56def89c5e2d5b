// ConvTranspose-22, any spatial rank, with groups: every input element adds its weighted kernel to the output. Output size:
// stride · (in − 1) + output_padding + (kernel − 1) · dilation + 1 − pads. weight is [C, M/groups, …kernel].
// Exact: summed in double. Card: f32 from the bias, in the order of the input elements.
// Bounds: a target coordinate is used only after it was found inside the output.

import { isFloat } from '@afterglow/core';
import { floatsOf } from '../../data/elements.js';
import { printShape, sizeOf, stridesOf } from '../../data/shape.js';
import { badOperand, intAttr, intsAttr, kernel, optionalTensorAt, tensorAt, unsupported } from '../../kernel.js';
import { accumulator } from '../../linear/accumulator.js';

/** For each (input position, kernel position) the output offset, or −1 where padding cuts it off. */
function targets(
  input: readonly number[],
  kernelShape: readonly number[],
  output: readonly number[],
  strides: readonly number[],
  dilations: readonly number[],
  begins: readonly number[],
): Int32Array {
  const [own, taps, result] = [stridesOf(input), stridesOf(kernelShape), stridesOf(output)];
  const [positions, area] = [sizeOf(input), sizeOf(kernelShape)];
  const list = new Int32Array(positions * area);
  for (let p = 0; p < positions; p++) {
    for (let t = 0; t < area; t++) {
      let offset = 0;
      for (let axis = 0; axis < input.length && offset >= 0; axis++) {
        const i = Math.floor(p / own[axis]) % input[axis];
        const k = Math.floor(t / taps[axis]) % kernelShape[axis];
        const at = i * strides[axis] + k * dilations[axis] - begins[axis];
        offset = at < 0 || at >= output[axis] ? -1 : offset + at * result[axis];
      }
      list[p * area + t] = offset;
    }
  }
  return list;
}

export const convTranspose = kernel('conv_transpose', (context) => {
  const [x, weight, bias] = [tensorAt(context, 0), tensorAt(context, 1), optionalTensorAt(context, 2)];
  if (!isFloat(x.elem)) unsupported(context, `elements of type ${x.elem}`);
  const [batch, channels, ...input] = x.shape;
  const [wChannels, perGroup, ...kernelShape] = weight.shape;
  const groups = intAttr(context, 'groups', 1);
  if (wChannels !== channels || channels % groups !== 0) {
    badOperand(context, `${printShape(weight.shape)} in ${groups} groups does not fit ${channels} channels`);
  }
  const rank = input.length;
  const fill = (n: number, value: number) => new Array<number>(n).fill(value);
  const strides = intsAttr(context, 'strides', fill(rank, 1));
  const dilations = intsAttr(context, 'dilations', fill(rank, 1));
  const pads = intsAttr(context, 'pads', fill(2 * rank, 0));
  const extra = intsAttr(context, 'output_padding', fill(rank, 0));
  const output = input.map((n, axis) => {
    const extent = (kernelShape[axis] - 1) * dilations[axis] + 1;
    return strides[axis] * (n - 1) + (extra[axis] ?? 0) + extent - pads[axis] - pads[rank + axis];
  });
  if (output.some((n) => n < 0)) badOperand(context, `pads ${printShape(pads)} cut off more than there is`);
  const filters = perGroup * groups;
  const shape = [batch, filters, ...output];
  const acc = accumulator(context.numerics, x.elem, sizeOf(shape));
  const [plane, positions, area] = [sizeOf(output), sizeOf(input), sizeOf(kernelShape)];
  const [values, weights, sums] = [floatsOf(x), floatsOf(weight), acc.sums];
  const round = sums instanceof Float32Array ? Math.fround : (v: number) => v;
  if (bias) {
    const start = floatsOf(bias);
    for (let f = 0; f < batch * filters; f++) sums.fill(start[f % filters], f * plane, (f + 1) * plane);
  }
  const map = targets(input, kernelShape, output, strides, dilations, pads);
  const inEach = channels / groups;
  for (let n = 0; n < batch; n++) {
    for (let c = 0; c < channels; c++) {
      const group = Math.floor(c / inEach);
      for (let f = 0; f < perGroup; f++) {
        const to = (n * filters + group * perGroup + f) * plane;
        for (let p = 0; p < positions; p++) {
          const value = values[(n * channels + c) * positions + p];
          for (let t = 0; t < area; t++) {
            const at = map[p * area + t];
            if (at >= 0) sums[to + at] += round(value * weights[(c * perGroup + f) * area + t]);
          }
        }
      }
    }
  }
  return [acc.seal(shape)];
});
