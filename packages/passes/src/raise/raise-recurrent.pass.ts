// The pass that finds recurrent layers written as a loop over their steps.

import { definePassOfRules } from '../manager/pass-of-rules.js';
import { recurrentLayer } from './recurrent/recurrent.rule.js';

export const raiseRecurrent = definePassOfRules({
  name: 'raise-recurrent',
  summary: 'make one lstm or gru of a loop or scan over its steps',
  stage: 'optimize',
  rules: [recurrentLayer],
});
