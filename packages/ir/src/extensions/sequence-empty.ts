// Result type of `sequence_empty`: a sequence of which only the element type is known.

import { openType, sequenceType, type Type } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';

export function inferSequenceEmpty(t: Inference): readonly Type[] {
  return [sequenceType(openType(t.elem('elem'), 'none'))];
}
