// Result type of `optional_get_element`: what the optional is of.

import type { Type } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';
import { readItem } from './item-types.js';

export function inferOptionalGetElement(t: Inference): readonly Type[] {
  const [type] = t.operandTypes('optional');
  if (!type) return [];
  if (type.kind === 'optional') return [readItem(t, type.of)];
  t.problem(`operand optional must be an optional, but is ${type.key}`);
  return [];
}
