// Result type of `zip_map`: maps from the element type of the keys to scalars of that of the columns.

import { elementClasses } from '../generated/element-classes.js';
import { mapType, sequenceType, type Type, tensorType } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';

export function inferZipMap(t: Inference): readonly Type[] {
  t.operand('x', 'T', ['N', 'K']);
  t.operand('keys', 'L', ['K']);
  t.elements('L', '{ integer, string }', [...elementClasses.integer, 'string']);
  const [x] = t.operandTypes('x');
  const [keys] = t.operandTypes('keys');
  if (x?.kind !== 'tensor' || keys?.kind !== 'tensor') return [];
  return [sequenceType(mapType(keys.elem, tensorType(x.elem, [])))];
}
