// What the rules that join layers (convolutions and products) ask of their operands.

import { isFloat } from '@afterglow/core';
import type { Value } from '@afterglow/ir';
import { tensorTypeOf } from '../basic/look.js';

/** True for a constant, and for an optional operand that is missing. */
export function isConst(value: Value | undefined): boolean {
  return value === undefined || value.def.kind === 'const';
}

/** True when all tensors are of one float type and none is quantized. */
export function areOneFloatType(values: readonly (Value | undefined)[]): boolean {
  const types = values.flatMap((value) => tensorTypeOf(value) ?? []);
  const elem = types[0]?.elem;
  return elem !== undefined && isFloat(elem) && types.every((type) => type.elem === elem && !type.encoding);
}
