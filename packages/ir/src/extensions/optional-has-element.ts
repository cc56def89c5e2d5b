// Result type of `optional_has_element`: a scalar condition.

import { type Type, tensorType } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';

export function inferOptionalHasElement(t: Inference): readonly Type[] {
  const [type] = t.operandTypes('optional');
  if (type && type.kind !== 'optional') t.problem(`operand optional must be an optional, but is ${type.key}`);
  return [tensorType('bool', [])];
}
