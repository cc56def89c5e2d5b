// Looks for constants that a smaller float type cannot hold. Reads a tensor once, in pieces; a splat in no time.

import {
  decodeElement,
  type ElementType,
  encodeElement,
  readElements,
  roundTo,
  type Tensor,
  tensorSize,
} from '@afterglow/core';

export interface Overflow {
  /** Finite values that become infinite. */
  readonly count: number;
  /** Largest magnitude among them. */
  readonly largest: number;
}

/** Elements read at a time. */
const PIECE = 1 << 16;

/** Largest finite value of a type. */
export function largestFinite(elem: ElementType): number {
  return decodeElement(elem)(encodeElement(elem, { saturate: true })(Number.MAX_VALUE));
}

/** A power of two up to which every magnitude is certainly held: checked first, because rounding each value is slow. */
function certainlyHeld(elem: ElementType): number {
  const round = roundTo(elem);
  let limit = 1;
  while (Number.isFinite(limit) && Number.isFinite(round(2 * limit))) limit *= 2;
  return limit;
}

/** Finite values of an f32 tensor that become infinite in `elem`; undefined when there are none. */
export function findOverflow(tensor: Tensor, elem: ElementType): Overflow | undefined {
  const round = roundTo(elem);
  const held = certainlyHeld(elem);
  const isSplat = tensor.storage.kind === 'splat';
  const size = tensorSize(tensor);
  const end = isSplat ? Math.min(size, 1) : size;
  let [count, largest] = [0, 0];
  for (let start = 0; start < end; start += PIECE) {
    const piece = readElements(tensor, start, Math.min(PIECE, end - start));
    for (let i = 0; i < piece.length; i++) {
      const magnitude = Math.abs(Number(piece[i]));
      // NaN and infinities compare false one way or the other and are no overflow.
      if (magnitude <= held || !Number.isFinite(magnitude) || Number.isFinite(round(magnitude))) continue;
      count++;
      if (magnitude > largest) largest = magnitude;
    }
  }
  if (count === 0) return undefined;
  return { count: isSplat ? size : count, largest };
}
