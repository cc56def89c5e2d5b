// The pass that makes the index-based feature interaction of recommendation models one op.

import { definePassOfRules } from '../manager/pass-of-rules.js';
import { dotInteraction } from './dot-interaction.rule.js';

export const raiseDotInteraction = definePassOfRules({
  name: 'raise-dot-interaction',
  summary: 'make pairwise dot products picked by an index list one dot_interaction',
  stage: 'optimize',
  rules: [dotInteraction],
});
