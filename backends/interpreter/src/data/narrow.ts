// Rounding inside ops that ONNX defines by a function body. f32 and f64 are computed in double and rounded once, at the end; f16 and
// bf16 are rounded after every step of the body, because their steps are wide enough to show, and ONNX's expected values have them.

import { type ElementType, elementBits, roundTo } from '@afterglow/core';

const identity = (x: number): number => x;

/** Rounds to types narrower than f32; leaves others as they are. */
export function narrowing(elem: ElementType): (x: number) => number {
  return elementBits(elem) < 32 ? roundTo(elem) : identity;
}

/** Rounds the running sum of a reduction: bf16 is added up in bf16, f16 in more. */
export function narrowingSum(elem: ElementType): (x: number) => number {
  return elem === 'bf16' ? roundTo('bf16') : identity;
}
