// Result type of `optional`: around the value, or as stated.

import { optionalType, type Type } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';

export function inferOptional(t: Inference): readonly Type[] {
  const [value] = t.operandTypes('value');
  if (value) return [optionalType(value)];
  if (t.has('type')) return [optionalType(t.type('type'))];
  t.problem('an empty optional must state the type of what it could hold');
  return [];
}
