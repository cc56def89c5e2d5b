// QuantizeLinear-25 and DequantizeLinear-25 with scales that are operands. The quotient is rounded to the stated precision
// before it is rounded to an integer: doing both at once would differ from the definition near ties.

import { type ElementType, isFloat, roundTo, type Tensor, tensorFromArray } from '@afterglow/core';
import { doublesOf, type Numbers, newElements, newFloats, sealFloats, sealNumbers } from '../../data/elements.js';
import { boolAttr, intAttr, type KernelContext, kernel, optionalTensorAt, tensorAt } from '../../kernel.js';
import { limits } from '../../quant/encoding.js';
import { scaleIndex } from '../../quant/granularity.js';
import { roundHalfEven } from '../math/functions.js';

function scaleOf(context: KernelContext, x: Tensor): (index: number) => number {
  const granularity = {
    scales: tensorAt(context, 1).shape,
    axis: intAttr(context, 'axis', -1),
    block: intAttr(context, 'block', 0),
  };
  return scaleIndex(x.shape, granularity);
}

/** The zero points; none are all zero. */
function zeroPoints(context: KernelContext): (scale: number) => number {
  const zero = optionalTensorAt(context, 2);
  if (!zero) return () => 0;
  const values = doublesOf(zero);
  return (scale) => values[scale];
}

export const quantizeLinear = kernel('quantize_linear', (context) => {
  const x = tensorAt(context, 0);
  const to = context.attrs['to'] as ElementType;
  const round = roundTo((context.attrs['precision'] as ElementType | undefined) ?? 'f32');
  const [values, scales, zero] = [doublesOf(x), doublesOf(tensorAt(context, 1)), zeroPoints(context)];
  const indexOf = scaleOf(context, x);
  const quotient = (i: number, scale: number) => round(round(values[i]) / round(scales[scale]));
  if (isFloat(to)) {
    const scaled = new Float64Array(values.length);
    for (let i = 0; i < scaled.length; i++) {
      const scale = indexOf(i);
      scaled[i] = quotient(i, scale) + zero(scale);
    }
    return [sealNumbers(to, x.shape, scaled, { saturate: boolAttr(context, 'saturate', true) })];
  }
  const [lo, hi] = limits(to);
  const out = newElements(to, values.length) as Numbers;
  for (let i = 0; i < out.length; i++) {
    const scale = indexOf(i);
    const steps = roundHalfEven(quotient(i, scale));
    // NaN has no integer; it becomes the zero point.
    out[i] = Math.min(Math.max((Number.isNaN(steps) ? 0 : steps) + zero(scale), lo), hi);
  }
  return [tensorFromArray(to, x.shape, out)];
});

export const dequantizeLinear = kernel('dequantize_linear', (context) => {
  const x = tensorAt(context, 0);
  const to = context.attrs['to'] as ElementType;
  const [stored, scales, zero] = [doublesOf(x), doublesOf(tensorAt(context, 1)), zeroPoints(context)];
  const indexOf = scaleOf(context, x);
  const out = newFloats(to, stored.length);
  for (let i = 0; i < out.length; i++) {
    const scale = indexOf(i);
    out[i] = (stored[i] - zero(scale)) * scales[scale];
  }
  return [sealFloats(to, x.shape, out)];
});
