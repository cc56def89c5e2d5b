// What the card runs as a few other ops.

import { type Decompositions, decompositionTable } from '@afterglow/backend-api';
import { attentions } from './attention.js';
import { normalizations } from './normalize.js';
import { rearrangements } from './rearrange.js';
import { reductions } from './reduce.js';

export const CARD_DECOMPOSITIONS: Decompositions = decompositionTable([
  ...normalizations,
  ...rearrangements,
  ...reductions,
  ...attentions,
]);
