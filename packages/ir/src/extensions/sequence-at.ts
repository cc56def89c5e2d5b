// Result type of `sequence_at`: the item, with fresh sizes where each item has its own.

import type { Type } from '../graph/type.js';
import type { Inference } from '../infer/inference.js';
import { expectPosition, itemTypeOf, readItem } from './item-types.js';

export function inferSequenceAt(t: Inference): readonly Type[] {
  const item = itemTypeOf(t, 'sequence');
  expectPosition(t, 'position');
  return item ? [readItem(t, item)] : [];
}
