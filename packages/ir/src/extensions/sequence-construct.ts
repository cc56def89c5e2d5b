// Result type of `sequence_construct`: a sequence of what covers all operands.

import { sequenceType, type Type } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';
import { coveringItem } from './join-types.js';
import { presentTypes } from './region-types.js';

export function inferSequenceConstruct(t: Inference): readonly Type[] {
  const types = presentTypes(t, 'values');
  const item = coveringItem(types);
  if (item) return [sequenceType(item)];
  if (types.length === 0) t.problem('there must be a value; sequence_empty makes a sequence of none');
  else t.problem(`no sequence holds both ${[...new Set(types.map((type) => type.key))].join(' and ')}`);
  return [];
}
