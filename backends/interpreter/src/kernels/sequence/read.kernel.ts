// SequenceAt-11 and SequenceLength-11.

import { integers } from '../../data/elements.js';
import { itemsAt, positionAt } from '../../data/sequence.js';
import { kernel } from '../../kernel.js';

export const sequenceAt = kernel('sequence_at', (context) => {
  const items = itemsAt(context, 0);
  return [items[positionAt(context, 1, items.length, 0)]];
});

export const sequenceLength = kernel('sequence_length', (context) => [integers([], [itemsAt(context, 0).length])]);
