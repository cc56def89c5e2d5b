// What `quantize_linear` and `dequantize_linear` say with constant scales, as the encoding of a type.

import { ELEMENT_TYPES, type ElementType, isInteger, numbersOf, type Tensor, tensorSize } from '@afterglow/core';
import { constTensor, type Encoding, type EncodingParameter, type Node, type Value } from '@afterglow/ir';
import { tensorTypeOf } from '../basic/look.js';

/** Scales of more elements are not looked at. */
const MOST_SCALES = 1 << 16;

export type LinearEncoding = Exclude<Encoding, { readonly kind: 'row' }>;

function isPlainScale(scale: Tensor | undefined): scale is Tensor {
  if (scale?.elem !== 'f32' || tensorSize(scale) > MOST_SCALES) return false;
  // ONNX computes with any number; a type has only scales that order what is stored as what it stands for.
  return numbersOf(scale).every((number) => number > 0 && Number.isFinite(number));
}

/** Zero points that are all 0 need no name. */
function zeroPoint(zero: Value | undefined, isOne: boolean): EncodingParameter | undefined {
  if (!zero) return 0;
  const tensor = constTensor(zero);
  if (!tensor || !isInteger(tensor.elem) || ELEMENT_TYPES[tensor.elem].bits > 32) return undefined;
  const numbers = numbersOf(tensor);
  if (isOne || numbers.every((number) => number === 0)) return numbers[0] ?? 0;
  return { const: zero.name };
}

/** The encoding of the integers that a node stores or reads; undefined where its scales are no constants, or given by block. */
export function linearEncoding(node: Node): LinearEncoding | undefined {
  const [x, scaleValue, zero] = node.operands;
  const scale = constTensor(scaleValue);
  const { precision = 'f32', block = 0, axis: given = -1 } = node.attrs;
  if (!scaleValue || !isPlainScale(scale) || block !== 0 || precision !== 'f32') return undefined;
  const isOne = scale.shape.length === 0;
  const zp = zeroPoint(zero, isOne);
  if (zp === undefined) return undefined;
  if (isOne) return { kind: 'tensor', scale: numbersOf(scale)[0] ?? 0, zp };
  const rank = tensorTypeOf(x)?.shape.length ?? 0;
  const axis = Number(given);
  return { kind: 'axis', axis: axis < 0 ? axis + rank : axis, scale: { const: scaleValue.name }, zp };
}

export function isSameEncoding(a: Encoding | undefined, b: Encoding | undefined): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

/** Integers that layers take: up to 16 bits, so that sums of products stay exact. */
export function isNarrow(elem: ElementType | undefined): boolean {
  return elem !== undefined && isInteger(elem) && ELEMENT_TYPES[elem].bits <= 16;
}

/** The smallest number an integer type stores. */
export function leastOf(elem: ElementType): number {
  const { bits, class: kind } = ELEMENT_TYPES[elem];
  return kind === 'signed' ? -(2 ** (bits - 1)) : 0;
}
