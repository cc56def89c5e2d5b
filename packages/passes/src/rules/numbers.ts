// Constants as rules see them: one number throughout, equal to another exactly or but for the rounding of its type.

import { type ElementType, numbersOf, type Tensor } from '@afterglow/core';
import type { Value } from '@afterglow/ir';
import { tensorTypeOf, uniformConst } from '../basic/look.js';

/** Relative difference of two numbers that `~` takes as the same: models write √2 with as few as five digits. */
const NEAR = 1e-4;

/** Half a unit in the last place of the formats that round more coarsely than that, relative. */
const ROUNDING: Readonly<Partial<Record<ElementType, number>>> = { f16: 2 ** -11, bf16: 2 ** -8 };

/** The number that a constant holds throughout. Quantized constants stand for other numbers than they store, and have none. */
export function uniformNumber(value: Value): number | undefined {
  return tensorTypeOf(value)?.encoding === undefined ? uniformConst(value) : undefined;
}

export function isNear(a: number, b: number, rounding: number): boolean {
  return Math.abs(a - b) <= Math.max(NEAR, rounding) * Math.max(Math.abs(a), Math.abs(b));
}

/** True when a constant holds `wanted` throughout; `about`: within a tolerance that covers the rounding of its type. */
export function holds(value: Value, wanted: number, about: boolean): boolean {
  const found = uniformNumber(value);
  if (found === undefined) return false;
  const elem = tensorTypeOf(value)?.elem;
  // A written -0.0 means that zero; a written 0 means both.
  if (!about) return Object.is(wanted, -0) ? Object.is(found, -0) : found === wanted;
  return isNear(found, wanted, (elem && ROUNDING[elem]) ?? 0);
}

/** Between which numbers a factor neither overflows weights of the type nor makes them vanish. */
function moderateRange(elem: ElementType): readonly [number, number] {
  return elem === 'f16' ? [2 ** -6, 2 ** 6] : [1e-6, 1e6];
}

/**
 * True when weights can be multiplied, or divided, by the numbers of a constant in place of results, zeros aside. Sums are finite where
 * single products with infinity are not, or where those with very large numbers overflow.
 */
export function isModerate(tensor: Tensor | undefined): boolean {
  if (!tensor) return false;
  const [least, most] = moderateRange(tensor.elem);
  return numbersOf(tensor).every((x) => x === 0 || (Math.abs(x) >= least && Math.abs(x) <= most));
}
