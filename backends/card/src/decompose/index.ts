// What the card runs as a few other ops.

import { type Decompositions, decompositionTable } from '@afterglow/backend-api';
import { normalizations } from './normalize.js';

export const CARD_DECOMPOSITIONS: Decompositions = decompositionTable([...normalizations]);
