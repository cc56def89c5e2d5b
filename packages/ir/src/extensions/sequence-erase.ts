// Result type of `sequence_erase`: that of the sequence.

import { sequenceType, type Type } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';
import { expectPosition, itemTypeOf } from './item-types.js';

export function inferSequenceErase(t: Inference): readonly Type[] {
  const item = itemTypeOf(t, 'sequence');
  expectPosition(t, 'position');
  return item ? [sequenceType(item)] : [];
}
