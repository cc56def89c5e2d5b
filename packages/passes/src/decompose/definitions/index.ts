// The ops that can be written in others, whatever the target.

import type { Decomposition } from '@afterglow/ir';
import { activations } from './activations.js';
import { attentions } from './attention.js';
import { fusedConv } from './conv.js';
import { normalizations } from './normalize.js';
import { rearrangements } from './rearrange.js';
import { reductions } from './reduce.js';
import { rotaryEmbedding } from './rotary-embedding.js';

/** The general definition of each of them, by op. */
export const definitions: ReadonlyMap<string, Decomposition> = new Map(
  [...activations, ...normalizations, ...rearrangements, ...reductions, ...attentions, rotaryEmbedding, fusedConv].map(
    (entry) => [entry.op, entry],
  ),
);
