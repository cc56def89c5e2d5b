// Collects the elements of a constant written in text and packs them as its element type stores them.

import {
  ELEMENT_TYPES,
  type ElementType,
  encodeElement,
  isFloat,
  isInteger,
  stringTensor,
  type Tensor,
  tensorFromArray,
  tensorFromBytes,
} from '@afterglow/core';
import { canonicalNan } from './print-tensor.js';

/** One element of a text: a number, a NaN given by its bits, a whole integer, true or false, a string. */
export type Literal =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'nan'; readonly bits: bigint | undefined }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string };

/** Why a literal cannot be an element of this type, or undefined. */
export function literalProblem(elem: ElementType, literal: Literal): string | undefined {
  const row = ELEMENT_TYPES[elem];
  if (elem === 'string') return literal.kind === 'string' ? undefined : 'an element is not a string';
  if (elem === 'bool') return literal.kind === 'bool' ? undefined : 'an element is not true or false';
  if (isInteger(elem)) {
    if (literal.kind !== 'integer') return 'an element is not an integer';
    const bits = BigInt(row.bits);
    const [lo, hi] =
      row.class === 'signed' ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n];
    return literal.value >= lo && literal.value <= hi ? undefined : `${literal.value} does not fit ${elem}`;
  }
  if (!isFloat(elem)) return `elements of ${elem} are written with hex("…")`;
  if (literal.kind === 'nan') {
    const bits = literal.bits ?? 0n;
    return bits >> BigInt(row.bits) === 0n ? undefined : `the bits of a NaN do not fit ${elem}`;
  }
  return literal.kind === 'number' || literal.kind === 'integer' ? undefined : 'an element is not a number';
}

function numberOf(literal: Literal): number {
  return literal.kind === 'number' || literal.kind === 'integer' ? Number(literal.value) : Number.NaN;
}

function packWideFloats(elem: 'f32' | 'f64', literals: readonly Literal[]): Uint8Array {
  const width = elem === 'f32' ? 4 : 8;
  const view = new DataView(new ArrayBuffer(literals.length * width));
  literals.forEach((literal, i) => {
    const bits = literal.kind === 'nan' ? (literal.bits ?? canonicalNan(elem)) : undefined;
    if (elem === 'f32') {
      if (bits === undefined) view.setFloat32(i * 4, numberOf(literal), true);
      else view.setUint32(i * 4, Number(bits), true);
    } else if (bits === undefined) view.setFloat64(i * 8, numberOf(literal), true);
    else view.setBigUint64(i * 8, bits, true);
  });
  return new Uint8Array(view.buffer);
}

/** The tensor of these elements; each must have passed `literalProblem`, and there are as many as the shape holds. */
export function tensorOfLiterals(elem: ElementType, shape: readonly number[], literals: readonly Literal[]): Tensor {
  if (elem === 'string') {
    return stringTensor(
      shape,
      literals.map((literal) => (literal.kind === 'string' ? literal.value : '')),
    );
  }
  if (elem === 'f32' || elem === 'f64') return tensorFromBytes(elem, shape, packWideFloats(elem, literals));
  if (elem === 'i64' || elem === 'u64') {
    const values = literals.map((literal) => (literal.kind === 'integer' ? literal.value : 0n));
    return tensorFromArray(elem, shape, elem === 'i64' ? BigInt64Array.from(values) : BigUint64Array.from(values));
  }
  if (elem === 'bool') {
    const bits = literals.map((literal) => (literal.kind === 'bool' && literal.value ? 1 : 0));
    return tensorFromArray(elem, shape, Uint8Array.from(bits));
  }
  // What is too large saturates in the narrowest floats; an infinity that was written is meant.
  const [encode, encodeInfinity] = [encodeElement(elem), encodeElement(elem, { saturate: false })];
  const stored = literals.map((literal) => {
    if (literal.kind === 'nan' && literal.bits !== undefined) return Number(literal.bits);
    const value = numberOf(literal);
    return Math.abs(value) === Number.POSITIVE_INFINITY ? encodeInfinity(value) : encode(value);
  });
  switch (elem) {
    case 'f16':
    case 'bf16':
    case 'u16':
      return tensorFromArray(elem, shape, Uint16Array.from(stored));
    case 'i32':
      return tensorFromArray(elem, shape, Int32Array.from(stored));
    case 'u32':
      return tensorFromArray(elem, shape, Uint32Array.from(stored));
    case 'i16':
      return tensorFromArray(elem, shape, Int16Array.from(stored));
    case 'i8':
    case 'i4':
    case 'i2':
      return tensorFromArray(elem, shape, Int8Array.from(stored));
    default:
      return tensorFromArray(elem, shape, Uint8Array.from(stored));
  }
}
