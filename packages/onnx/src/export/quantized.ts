// Quantized tensors in the body of a function: what the stored numbers stand for, and back.

import { ELEMENT_TYPES, type ElementType, elementBits, isInteger } from '@afterglow/core';
import type { Encoding, EncodingParameter, TensorType } from '@afterglow/ir';
import type { Emitter } from './emitter.js';
import type { ExportNode } from './export-node.js';
import { unpackRows } from './row-bytes.js';

/** Stored types that QuantizeLinear makes. */
const QUANTIZED: ReadonlySet<ElementType> = new Set([
  'i8',
  'u8',
  'i16',
  'u16',
  'i4',
  'u4',
  'i2',
  'u2',
  'f8e4m3fn',
  'f8e4m3fnuz',
  'f8e5m2',
  'f8e5m2fnuz',
  'f4e2m1',
]);

type Linear = Exclude<Encoding, { readonly kind: 'row' }>;

function parameter(e: Emitter, given: EncodingParameter, elem: ElementType): string {
  if (typeof given !== 'number') return e.constant(given.const);
  return e.scalar(elem, given);
}

function axisOf(encoding: Linear): { readonly axis: number } | Record<never, never> {
  return encoding.kind === 'axis' ? { axis: encoding.axis } : {};
}

/** A zero point of 0 says nothing, besides the type where QuantizeLinear has no other way to know it. */
function zeroPoint(e: Emitter, { zp }: Linear, elem: ElementType): string {
  return zp === 0 ? '' : parameter(e, zp, elem);
}

/** The numbers that a tensor stands for, as `to`. */
export function dequantized(e: Emitter, x: string, type: TensorType, to: ElementType): string {
  const { encoding, elem } = type;
  if (!encoding) return elem === to ? x : e.cast(x, to);
  if (encoding.kind === 'row') return e.cast(unpackRows(e, x, type), to);
  const scale = parameter(e, encoding.scale, 'f32');
  const real = e.op('DequantizeLinear', [x, scale, zeroPoint(e, encoding, elem)], axisOf(encoding));
  return to === 'f32' ? real : e.cast(real, to);
}

/** Numbers of element type `from` as the nearest that a quantized type has, saturated. */
export function quantized(e: Emitter, x: string, type: TensorType, from: ElementType): string {
  const { encoding, elem } = type;
  if (!encoding) return x;
  if (encoding.kind === 'row') return e.refuse('rows with scales of their own, as a result');
  const real = from === 'f32' ? x : e.cast(x, 'f32');
  const scale = parameter(e, encoding.scale, 'f32');
  if (QUANTIZED.has(elem)) {
    const zp = encoding.zp === 0 && encoding.kind === 'axis' ? '' : parameter(e, encoding.zp, elem);
    const attributes = { ...axisOf(encoding), ...(zp === '' ? { output_dtype: ELEMENT_TYPES[elem].onnx } : {}) };
    return e.op('QuantizeLinear', [real, scale, zp], attributes);
  }
  return quantizedWide(e, real, type, encoding, scale);
}

/** Writes an operator of one operand on the numbers behind quantized ones; on anything else as it is. */
export function onNumbers(n: ExportNode, e: Emitter, write: (x: string) => string): string {
  if (!n.isQuantized) return write(n.in(0));
  return quantized(e, write(dequantized(e, n.in(0), n.type(0), 'f32')), n.result(), 'f32');
}

/** QuantizeLinear written out, for integers that it does not make. */
function quantizedWide(e: Emitter, x: string, type: TensorType, encoding: Linear, scale: string): string {
  const { elem, shape } = type;
  const bits = elementBits(elem);
  if (!isInteger(elem) || bits > 32) e.refuse(`numbers quantized to ${elem}`);
  const along = (name: string) =>
    encoding.kind === 'axis'
      ? e.op('Reshape', [name, e.ints(shape.map((_, i) => (i === encoding.axis ? -1 : 1)))])
      : name;
  const wide = e.cast(x, 'f64');
  const steps = e.op('Round', [e.op('Div', [wide, e.cast(along(scale), 'f64')])]);
  const zp = encoding.zp === 0 ? undefined : e.cast(along(parameter(e, encoding.zp, elem)), 'f64');
  const shifted = zp === undefined ? steps : e.op('Add', [steps, zp]);
  const isSigned = ELEMENT_TYPES[elem].class === 'signed';
  const [min, max] = isSigned ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
  return e.cast(e.op('Clip', [shifted, e.scalar('f64', min), e.scalar('f64', max)]), elem);
}
