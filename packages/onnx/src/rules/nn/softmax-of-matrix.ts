// Softmax as it was up to opset 12: the operand counts as a matrix.

import { dim } from '@afterglow/core';
import type { Shape, Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';

/** `op` over the last axis of `x`, of `shape`, as a matrix split before `axis`. */
export function softmaxOfMatrix(op: string, x: Value, shape: Shape, axis: number, b: ImportBuilder): Value {
  if (axis === shape.length - 1) return b.value(op, [x], { axis });
  const matrix = b.reshape(x, [dim.product(shape.slice(0, axis)), dim.product(shape.slice(axis))]);
  return b.reshape(b.value(op, [matrix], { axis: 1 }), shape);
}
