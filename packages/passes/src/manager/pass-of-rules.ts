// A pass that is nothing but rules: the driver applies them to every function.

import { applyRules } from './apply-rules.js';
import { definePass, type Pass } from './pass.js';
import type { Rule } from './rule.js';
import type { Stage } from './stage.js';

export interface RulesPassSpec {
  readonly name: string;
  readonly summary: string;
  readonly stage: Stage;
  readonly rules: readonly Rule[];
  readonly notIdempotent?: string;
}

export function definePassOfRules(spec: RulesPassSpec): Pass {
  return definePass({
    ...spec,
    run(context) {
      for (const func of [...context.module.funcs.values()]) applyRules(context, func, spec.rules);
    },
  });
}
