// The ops that can be written in simpler ones.

import { activations } from './activations.js';
import { attentionOps } from './attention.js';
import type { Decomposition } from './decomposition.js';
import { rowOps } from './rows.js';

/** How to write each of them, by op. */
export const decompositions: ReadonlyMap<string, Decomposition> = new Map(
  Object.entries({ ...activations, ...rowOps, ...attentionOps }),
);
