// Result type of `sequence_length`: a scalar.

import { type Type, tensorType } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';
import { itemTypeOf } from './item-types.js';

export function inferSequenceLength(t: Inference): readonly Type[] {
  itemTypeOf(t, 'sequence');
  return [tensorType('i64', [])];
}
