// The pass that makes activations one op each. What a pattern can say is in `ir-spec/rules/idioms.rw`; formulas that exporters write in
// any order are read as polynomials here.

import { idiomsRules } from '../generated/idioms.rules.js';
import { definePassOfRules } from '../manager/pass-of-rules.js';
import { gelu } from './activation/gelu.rule.js';
import { hardActivations } from './activation/hard-activations.rules.js';
import { swish } from './activation/swish.rule.js';

export const raiseActivations = definePassOfRules({
  name: 'raise-activations',
  summary: 'make activations that are spelled out one op each',
  stage: 'optimize',
  rules: [...idiomsRules, gelu, swish, ...hardActivations],
});
