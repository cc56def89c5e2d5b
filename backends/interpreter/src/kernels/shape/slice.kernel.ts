// Slice-13. `slice` has its bounds clamped already (for a negative step both lie in [−1, size − 1]); `dynamic_slice` reads
// them as data and clamps and wraps as ONNX does. Size: ceil((end − start) / step), at least 0.

import type { Tensor } from '@afterglow/core';
import { integersAsNumbers } from '../../data/elements.js';
import { strided } from '../../data/move.js';
import { axisOf, sizeOf, stridesOf } from '../../data/shape.js';
import { badOperand, intsAttr, type KernelContext, kernel, optionalTensorAt, tensorAt } from '../../kernel.js';

interface Cut {
  readonly axis: number;
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

function cutTensor(context: KernelContext, x: Tensor, cuts: readonly Cut[]): Tensor {
  const shape = [...x.shape];
  const own = stridesOf(x.shape);
  const strides = [...own];
  let begin = 0;
  for (const { axis, start, end, step } of cuts) {
    if (step === 0) badOperand(context, 'a step of 0 never ends');
    const size = Math.max(0, Math.ceil((end - start) / step));
    const last = start + (size - 1) * step;
    if (size > 0 && (start < 0 || start >= x.shape[axis] || last < 0 || last >= x.shape[axis])) {
      badOperand(context, `elements ${start} to ${last} leave axis ${axis} of size ${x.shape[axis]}`);
    }
    shape[axis] = size;
    strides[axis] = own[axis] * step;
    begin += start * own[axis];
  }
  return strided(x, shape, strides, sizeOf(shape) === 0 ? 0 : begin);
}

export const slice = kernel('slice', (context) => {
  const x = tensorAt(context, 0);
  const [starts, ends] = [intsAttr(context, 'starts'), intsAttr(context, 'ends')];
  const axes = intsAttr(context, 'axes');
  const steps = intsAttr(
    context,
    'steps',
    axes.map(() => 1),
  );
  const cuts = axes.map((axis, i) => ({
    axis: axisOf(axis, x.shape.length),
    start: starts[i],
    end: ends[i],
    step: steps[i],
  }));
  return [cutTensor(context, x, cuts)];
});

function clamp(value: number, lo: number, hi: number): number {
  return Math.min(Math.max(value, lo), hi);
}

/** Counts a negative bound from the end, then clamps to what the step can reach. */
export function clampSlice(start: number, end: number, step: number, size: number): { start: number; end: number } {
  const wrap = (value: number) => (value < 0 ? value + size : value);
  return step < 0
    ? { start: clamp(wrap(start), 0, size - 1), end: clamp(wrap(end), -1, size - 1) }
    : { start: clamp(wrap(start), 0, size), end: clamp(wrap(end), 0, size) };
}

export const dynamicSlice = kernel('dynamic_slice', (context) => {
  const x = tensorAt(context, 0);
  const rank = x.shape.length;
  const starts = integersAsNumbers(tensorAt(context, 1));
  const ends = integersAsNumbers(tensorAt(context, 2));
  const [axesTensor, stepsTensor] = [optionalTensorAt(context, 3), optionalTensorAt(context, 4)];
  const axes = axesTensor ? integersAsNumbers(axesTensor) : starts.map((_, i) => i);
  const steps = stepsTensor ? integersAsNumbers(stepsTensor) : starts.map(() => 1);
  if (ends.length !== starts.length || axes.length !== starts.length || steps.length !== starts.length) {
    badOperand(context, 'starts, ends, axes and steps differ in length');
  }
  const cuts = starts.map((start, i) => {
    const axis = axisOf(axes[i], rank);
    if (!(axis >= 0 && axis < rank)) badOperand(context, `there is no axis ${axes[i]}`);
    return { axis, step: steps[i], ...clampSlice(start, ends[i], steps[i], x.shape[axis]) };
  });
  return [cutTensor(context, x, cuts)];
});
