// The pass that makes attention one op, and the rotation of its queries and keys another.

import { definePassOfRules } from '../manager/pass-of-rules.js';
import { attention } from './attention/attention.rule.js';
import { attentionOperandRules } from './attention/attention-operands.rules.js';
import { rotaryRules } from './rotary/rotary.rules.js';

export const raiseAttention = definePassOfRules({
  name: 'raise-attention',
  summary: 'make scaled dot-product attention and rotary embeddings that are spelled out one op each',
  stage: 'optimize',
  rules: [...rotaryRules, attention, ...attentionOperandRules],
});
