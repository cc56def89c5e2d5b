// The pass that makes reductions with arithmetic around them one op each. All its rules are data, in `ir-spec/rules/reductions.rw`.

import { reductionsRules } from '../generated/reductions.rules.js';
import { definePassOfRules } from '../manager/pass-of-rules.js';

export const raiseReductions = definePassOfRules({
  name: 'raise-reductions',
  summary: 'make norms and logarithms of sums one reduction each',
  stage: 'optimize',
  rules: reductionsRules,
});
