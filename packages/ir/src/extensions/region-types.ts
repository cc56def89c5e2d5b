// Checks that the ops with regions share.

import type { ElementType } from '@afterglow/core';
import type { Value } from '../graph/graph.js';
import { type Type, tensorType } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';

/** Notes a problem unless the operand is missing or a scalar of this element type. */
export function expectScalar(t: Inference, operand: string, elem: ElementType): void {
  const [type] = t.operandTypes(operand);
  if (type && type !== tensorType(elem, [])) t.problem(`operand ${operand} must be ${elem}[], but is ${type.key}`);
}

/** Notes a problem unless the value at this place of a region is a scalar of this element type. */
export function expectScalarValue(t: Inference, what: string, value: Value | undefined, elem: ElementType): void {
  if (!value) t.problem(`${what} is missing`);
  else if (value.type !== tensorType(elem, [])) t.problem(`${what} must be ${elem}[], but is ${value.type.key}`);
}

/** Notes a problem unless there are as many as there must be. */
export function expectCount(t: Inference, what: string, found: number, wanted: number): boolean {
  if (found !== wanted) t.problem(`there are ${found} ${what} instead of ${wanted}`);
  return found === wanted;
}

/** Operand types that must all be there; a missing one is a problem. */
export function presentTypes(t: Inference, operand: string): readonly Type[] {
  return t.operandTypes(operand).flatMap((type, i) => {
    if (!type) t.problem(`operand ${operand}[${i}] is missing`);
    return type ?? [];
  });
}
