// The larger of a number and 0.

import { type ElementType, isFloat } from '@afterglow/core';
import type { Emitter } from './emitter.js';

/** True where ONNX Relu is the operator for it: it is defined for integers too, but ONNX Runtime has it for floats. */
export function hasRelu(elem: ElementType): boolean {
  return isFloat(elem);
}

/** Writes ONNX Relu, or for integers Max with 0. */
export function rectified(e: Emitter, x: string, elem: ElementType): string {
  return hasRelu(elem) ? e.op('Relu', [x]) : e.op('Max', [x, e.scalar(elem, 0)]);
}
