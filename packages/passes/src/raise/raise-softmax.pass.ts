// The pass that makes exponentials divided by their sum one op.

import { definePassOfRules } from '../manager/pass-of-rules.js';
import { softmaxRules } from './softmax/softmax.rule.js';

export const raiseSoftmax = definePassOfRules({
  name: 'raise-softmax',
  summary: 'make softmax and log softmax that are spelled out one op each',
  stage: 'optimize',
  rules: softmaxRules,
});
