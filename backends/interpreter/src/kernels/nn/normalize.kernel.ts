// Normalisations: BatchNormalization-15 (inference), InstanceNormalization-22, LayerNormalization-17,
// GroupNormalization-21. All are (x − mean) / √(variance + ε) · scale + bias; they differ in what the moments run over.
// Computed in double, rounded once.
// Bounds: groups tile the operand: `count` runs of `length` consecutive elements cover it exactly.

import { isFloat, type Tensor } from '@afterglow/core';
import { type Floats, floatsOf, newFloats, sealFloats } from '../../data/elements.js';
import { forEachRow } from '../../data/rows.js';
import { axisOf, broadcastStrides, sizeOf } from '../../data/shape.js';
import { intAttr, type KernelContext, kernel, optionalTensorAt, tensorAt, unsupported } from '../../kernel.js';

function floatOperand(context: KernelContext): Tensor {
  const x = tensorAt(context, 0);
  if (!isFloat(x.elem)) unsupported(context, `elements of type ${x.elem}`);
  return x;
}

export const batchNorm = kernel('batch_norm', (context) => {
  const x = floatOperand(context);
  const [scale, bias, mean, variance] = [1, 2, 3, 4].map((i) => floatsOf(tensorAt(context, i)));
  const epsilon = intAttr(context, 'epsilon', 1e-5);
  const channels = x.shape.length > 1 ? x.shape[1] : 1;
  const plane = sizeOf(x.shape.slice(2));
  const values = floatsOf(x);
  const out = newFloats(x.elem, values.length);
  for (let row = 0; row * plane < values.length; row++) {
    const c = row % channels;
    const factor = scale[c] / Math.sqrt(variance[c] + epsilon);
    for (let i = row * plane; i < (row + 1) * plane; i++) out[i] = (values[i] - mean[c]) * factor + bias[c];
  }
  return [sealFloats(x.elem, x.shape, out)];
});

/** Normalises runs of `length` elements; `affine(run, i)` answers scale and bias of element i of a run. */
function normalizeRuns(
  context: KernelContext,
  x: Tensor,
  length: number,
  scaleOf: (run: number, i: number) => number,
  biasOf: (run: number, i: number) => number,
): Tensor {
  const epsilon = intAttr(context, 'epsilon', 1e-5);
  const values = floatsOf(x);
  const out = newFloats(x.elem, values.length);
  for (let run = 0; run * length < values.length; run++) {
    const { mean, deviation } = moments(values, run * length, length, epsilon);
    for (let i = 0; i < length; i++) {
      const normal = (values[run * length + i] - mean) / deviation;
      out[run * length + i] = normal * scaleOf(run, i) + biasOf(run, i);
    }
  }
  return sealFloats(x.elem, x.shape, out);
}

/** Mean and √(variance + ε) in two passes, so that nothing cancels. */
function moments(values: Floats, at: number, length: number, epsilon: number): { mean: number; deviation: number } {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += values[at + i];
  const mean = sum / length;
  let squares = 0;
  for (let i = 0; i < length; i++) {
    const distance = values[at + i] - mean;
    squares += distance * distance;
  }
  return { mean, deviation: Math.sqrt(squares / length + epsilon) };
}

export const instanceNorm = kernel('instance_norm', (context) => {
  const x = floatOperand(context);
  const [scale, bias] = [floatsOf(tensorAt(context, 1)), floatsOf(tensorAt(context, 2))];
  const channels = x.shape[1];
  return [
    normalizeRuns(
      context,
      x,
      sizeOf(x.shape.slice(2)),
      (run) => scale[run % channels],
      (run) => bias[run % channels],
    ),
  ];
});

export const layerNorm = kernel('layer_norm', (context) => {
  const x = floatOperand(context);
  const axis = axisOf(intAttr(context, 'axis', -1), x.shape.length);
  const axes = x.shape.slice(axis);
  const bias = optionalTensorAt(context, 2);
  const [factors, offsets] = [spread(tensorAt(context, 1), axes), bias && spread(bias, axes)];
  return [
    normalizeRuns(
      context,
      x,
      sizeOf(axes),
      (_, i) => factors[i],
      (_, i) => (offsets ? offsets[i] : 0),
    ),
  ];
});

/** The elements of a scale or bias for every position of the normalised axes, to which it broadcasts. */
function spread(tensor: Tensor, axes: readonly number[]): Floats {
  const values = floatsOf(tensor);
  if (values.length === sizeOf(axes)) return values;
  const out = new Float64Array(sizeOf(axes));
  forEachRow(axes, [broadcastStrides(tensor.shape, axes)], (at, count, [from], [step]) => {
    for (let i = 0; i < count; i++) out[at + i] = values[from + i * step];
  });
  return out;
}

export const groupNorm = kernel('group_norm', (context) => {
  const x = floatOperand(context);
  const [scale, bias] = [floatsOf(tensorAt(context, 1)), floatsOf(tensorAt(context, 2))];
  const groups = intAttr(context, 'groups');
  const perGroup = x.shape[1] / groups;
  const plane = sizeOf(x.shape.slice(2));
  const channel = (run: number, i: number) => (run % groups) * perGroup + Math.floor(i / plane);
  return [
    normalizeRuns(
      context,
      x,
      perGroup * plane,
      (run, i) => scale[channel(run, i)],
      (run, i) => bias[channel(run, i)],
    ),
  ];
});
