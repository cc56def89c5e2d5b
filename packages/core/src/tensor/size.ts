// Element counts and byte sizes of shapes.
// Invariant: no size beyond 2^53 - 1 is ever answered; hostile shapes are refused, not rounded.

import { invariant } from '../diagnostics.js';
import { type ElementType, elementBits } from '../element-type.js';
import type { Tensor } from './tensor.js';

/** Elements in a shape, or undefined when a dim is not a non-negative integer or the product leaves 2^53. */
export function checkedSize(shape: readonly number[]): number | undefined {
  if (!shape.every((d) => Number.isSafeInteger(d) && d >= 0)) return undefined;
  if (shape.includes(0)) return 0;
  let size = 1;
  for (const d of shape) {
    size *= d;
    if (!Number.isSafeInteger(size)) return undefined;
  }
  return size;
}

/** Packed bytes of a shape, or undefined when `checkedSize` has no answer or the byte count leaves 2^53. */
export function checkedBytes(elem: ElementType, shape: readonly number[]): number | undefined {
  const size = checkedSize(shape);
  if (size === undefined) return undefined;
  const bits = elementBits(elem);
  const bytes = bits < 8 ? Math.ceil((size / 8) * bits) : size * (bits / 8);
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** Number of elements. */
export function tensorSize(tensor: Tensor): number {
  let size = 1;
  for (const d of tensor.shape) size *= d;
  return size;
}

/** Bytes of the packed form; 0 for strings. */
export function tensorBytes(tensor: Tensor): number {
  const bytes = checkedBytes(tensor.elem, tensor.shape);
  invariant(bytes !== undefined, `tensor of shape [${tensor.shape}] has no size`);
  return bytes;
}
