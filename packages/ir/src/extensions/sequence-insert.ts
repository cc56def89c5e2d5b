// Result type of `sequence_insert`: the items now cover the new one too.

import { sequenceType, type Type } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';
import { expectPosition, itemTypeOf } from './item-types.js';
import { coveringItem } from './join-types.js';

export function inferSequenceInsert(t: Inference): readonly Type[] {
  const item = itemTypeOf(t, 'sequence');
  const [value] = t.operandTypes('value');
  expectPosition(t, 'position');
  if (!item || !value) return [];
  const joined = coveringItem([item, value]);
  if (joined) return [sequenceType(joined)];
  t.problem(`a sequence of ${item.key} cannot hold ${value.key}`);
  return [];
}
