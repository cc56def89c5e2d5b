// If-25: runs one of two regions, which read what they need from around the node.

import { storedOf } from '../../data/elements.js';
import { kernel, tensorAt } from '../../kernel.js';

export const ifThenElse = kernel('if', (context) => {
  const taken = storedOf(tensorAt(context, 0))[0] !== 0;
  return context.regions[taken ? 0 : 1]([]);
});
