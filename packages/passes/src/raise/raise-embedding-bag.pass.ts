// The pass that finds embedding bags in every form exporters write them, and makes each one `embedding_bag`.
// Single lookups come last: a gather that a larger pattern could still claim must not be taken apart.

import { applyRules } from '../manager/apply-rules.js';
import { definePass } from '../manager/pass.js';
import { loopBag } from './loop-bag.rule.js';
import { pooledGather } from './pooled-gather.rule.js';
import { singleLookup } from './single-lookup.rule.js';
import { unrolledBag } from './unrolled-bag.rule.js';

const bags = [loopBag, unrolledBag, pooledGather];

export const raiseEmbeddingBag = definePass({
  name: 'raise-embedding-bag',
  summary: 'make loops, unrolled slices and gathers over embedding tables one embedding_bag each',
  stage: 'optimize',
  options: {
    'single-lookups': { default: true, summary: 'also raise lookups of one id a sample' },
  },
  rules: [...bags, singleLookup],
  run(context, options) {
    for (const func of [...context.module.funcs.values()]) {
      applyRules(context, func, bags);
      if (options['single-lookups']) applyRules(context, func, [singleLookup]);
    }
  },
});
