// QuantizeLinear-23 and DequantizeLinear-23 with the encoding in the type: stored = saturate(round(real / scale) + zp),
// half to even; real = (stored − zp) · scale. Per tensor or per slice of an axis.

import { ELEMENT_TYPES, type ElementType, isFloat, type Tensor, tensorFromArray } from '@afterglow/core';
import type { Encoding, EncodingParameter, Type } from '@afterglow/ir';
import { doublesOf, floatsOf, type Numbers, newElements, newFloats, sealFloats } from '../../data/elements.js';
import { aroundAxis, sizeOf } from '../../data/shape.js';
import { type KernelContext, kernel, tensorAt, unsupported } from '../../kernel.js';
import { castTensor } from '../math/cast.kernel.js';
import { roundHalfEven } from '../math/functions.js';

type Parameter = (slice: number) => number;

function parameter(context: KernelContext, value: EncodingParameter): Parameter {
  if (typeof value === 'number') return () => value;
  const tensor = context.constant(value.const);
  if (!tensor) unsupported(context, `an encoding by %${value.const}, which is not a constant`);
  const values = doublesOf(tensor);
  return (slice) => values[values.length === 1 ? 0 : slice];
}

interface Scheme {
  readonly scale: Parameter;
  readonly zp: Parameter;
  /** Slice that an element belongs to. */
  readonly sliceOf: (index: number) => number;
}

function schemeOf(context: KernelContext, type: Type | undefined, shape: readonly number[]): Scheme {
  const encoding: Encoding | undefined = type?.kind === 'tensor' ? type.encoding : undefined;
  if (!encoding || encoding.kind === 'row') unsupported(context, `the encoding ${encoding?.kind ?? 'none'}`);
  const [scale, zp] = [parameter(context, encoding.scale), parameter(context, encoding.zp)];
  if (encoding.kind === 'tensor') return { scale, zp, sliceOf: () => 0 };
  const { n, inner } = aroundAxis(shape, encoding.axis);
  return { scale, zp, sliceOf: (index) => Math.floor(index / inner) % n };
}

function limits(elem: ElementType): readonly [number, number] {
  const { bits, class: kind } = ELEMENT_TYPES[elem];
  return kind === 'signed' ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
}

export const quantize = kernel('quantize', (context) => {
  const x = tensorAt(context, 0);
  const type = context.attrs['to'] as Type;
  const target: Type | undefined = type ?? context.results[0].type;
  if (target.kind !== 'tensor') unsupported(context, 'a type that is not a tensor');
  const { elem } = target;
  const { scale, zp, sliceOf } = schemeOf(context, target, x.shape);
  const values = floatsOf(x);
  if (isFloat(elem)) {
    const scaled = Float64Array.from(values, (v, i) => v / scale(sliceOf(i)));
    return [castTensor(sealFloats('f64', x.shape, scaled), elem, true)];
  }
  const [lo, hi] = limits(elem);
  const out = newElements(elem, sizeOf(x.shape)) as Numbers;
  for (let i = 0; i < out.length; i++) {
    const slice = sliceOf(i);
    // NaN has no integer; it becomes the zero point.
    const steps = roundHalfEven(values[i] / scale(slice));
    out[i] = Math.min(Math.max((Number.isNaN(steps) ? 0 : steps) + zp(slice), lo), hi);
  }
  return [tensorFromArray(elem, x.shape, out)];
});

export const dequantize = kernel('dequantize', (context) => {
  const q: Tensor = tensorAt(context, 0);
  const elem = (context.attrs['to'] as ElementType | undefined) ?? context.results[0].elem ?? 'f32';
  const { scale, zp, sliceOf } = schemeOf(context, context.operandTypes[0], q.shape);
  const stored = doublesOf(q);
  const out = newFloats(elem, stored.length);
  for (let i = 0; i < out.length; i++) {
    const slice = sliceOf(i);
    out[i] = (stored[i] - zp(slice)) * scale(slice);
  }
  return [sealFloats(elem, q.shape, out)];
});
