// Stored numbers and the reals they stand for: real = (stored − zp) · scale, per tensor or per slice of an axis. Storing
// divides in f32, rounds half to even, adds the zero point and saturates (QuantizeLinear-23). The quotient is rounded first
// because the definition does: scales of 0.05 and 0.1 make ties of half of all numbers, and one rounding falls elsewhere.

import { ELEMENT_TYPES, type ElementType, isFloat, type Tensor, tensorFromArray } from '@afterglow/core';
import type { Encoding, EncodingParameter, TensorType, Type } from '@afterglow/ir';
import { doublesOf, type Numbers, newElements, newFloats, sealFloats, sealNumbers } from '../data/elements.js';
import { aroundAxis } from '../data/shape.js';
import { interpreterDiagnostics } from '../diagnostics.js';
import { fault } from '../fault.js';
import { roundHalfEven } from '../kernels/math/functions.js';

/** Finds a module constant that an encoding names. */
export type ConstantLookup = (name: string) => Tensor | undefined;

interface Scheme {
  /** By slice: scale and zero point. */
  readonly scale: (slice: number) => number;
  readonly zp: (slice: number) => number;
  /** Slice that an element belongs to. */
  readonly sliceOf: (index: number) => number;
}

/** The encoding of a type that stands for reals element by element; rows carry their own and are read by `tableReader`. */
export function elementEncoding(type: Type | undefined): Exclude<Encoding, { kind: 'row' }> | undefined {
  const encoding = type?.kind === 'tensor' ? type.encoding : undefined;
  return encoding?.kind === 'row' ? undefined : encoding;
}

function parameter(value: EncodingParameter, constant: ConstantLookup): (slice: number) => number {
  if (typeof value === 'number') return () => value;
  const tensor = constant(value.const);
  if (!tensor) {
    const what = `an encoding by %${value.const}, which is not a constant`;
    fault(interpreterDiagnostics.unsupported, { op: 'encoding', what });
  }
  const values = doublesOf(tensor);
  return (slice) => values[values.length === 1 ? 0 : slice];
}

function schemeOf(type: Type | undefined, shape: readonly number[], constant: ConstantLookup): Scheme {
  const encoding = elementEncoding(type);
  if (!encoding) fault(interpreterDiagnostics.unsupported, { op: 'encoding', what: 'a type without one' });
  const [scale, zp] = [parameter(encoding.scale, constant), parameter(encoding.zp, constant)];
  if (encoding.kind === 'tensor') return { scale, zp, sliceOf: () => 0 };
  const { n, inner } = aroundAxis(shape, encoding.axis);
  return { scale, zp, sliceOf: (index) => Math.floor(index / inner) % n };
}

/** The reals that the stored numbers of `q` stand for, rounded once to `elem`. */
export function decodeTensor(q: Tensor, type: Type | undefined, elem: ElementType, constant: ConstantLookup): Tensor {
  const { scale, zp, sliceOf } = schemeOf(type, q.shape, constant);
  const stored = doublesOf(q);
  const out = newFloats(elem, stored.length);
  for (let i = 0; i < out.length; i++) {
    const slice = sliceOf(i);
    out[i] = (stored[i] - zp(slice)) * scale(slice);
  }
  return sealFloats(elem, q.shape, out);
}

/** Least and largest value of an integer type of at most 32 bits. */
export function limits(elem: ElementType): readonly [number, number] {
  const { bits, class: kind } = ELEMENT_TYPES[elem];
  return kind === 'signed' ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
}

const quotient = (value: number, scale: number): number => Math.fround(Math.fround(value) / Math.fround(scale));

/** Stores reals as `type` asks. NaN has no integer; it becomes the zero point. */
export function encodeTensor(x: Tensor, type: TensorType, constant: ConstantLookup): Tensor {
  const { elem } = type;
  const { scale, zp, sliceOf } = schemeOf(type, x.shape, constant);
  const values = doublesOf(x);
  if (isFloat(elem)) {
    const scaled = Float64Array.from(values, (v, i) => quotient(v, scale(sliceOf(i))));
    return sealNumbers(elem, x.shape, scaled, { saturate: true });
  }
  const [lo, hi] = limits(elem);
  const out = newElements(elem, values.length) as Numbers;
  for (let i = 0; i < out.length; i++) {
    const slice = sliceOf(i);
    const steps = roundHalfEven(quotient(values[i], scale(slice)));
    out[i] = Math.min(Math.max((Number.isNaN(steps) ? 0 : steps) + zp(slice), lo), hi);
  }
  return tensorFromArray(elem, x.shape, out);
}
