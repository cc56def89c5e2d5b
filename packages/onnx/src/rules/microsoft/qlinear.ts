// What the QLinear operators of com.microsoft share: each is defined as an operator on the reals behind its operands, whose
// result is stored again. Scales and zero points are scalars (or vectors of one) that follow what they belong to.

import type { ElementType } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';
import { scalarOf } from '../quant/scales.js';

/** The reals behind operand `at`, whose scale and zero point are the two operands after it. */
export function realsOf(n: NodeReader, b: ImportBuilder, at: number): Value {
  const zero = n.has(at + 2) ? scalarOf(n, b, at + 2) : undefined;
  return build.dequantizeLinear(b, n.in(at), scalarOf(n, b, at + 1), zero, { to: 'f32' });
}

/** `x` stored with the scale at operand `at` and the zero point after it. */
export function storedAs(n: NodeReader, b: ImportBuilder, x: Value, at: number, to: ElementType): Value {
  const zero = n.has(at + 1) ? scalarOf(n, b, at + 1) : undefined;
  return build.quantizeLinear(b, x, scalarOf(n, b, at), zero, { to });
}
