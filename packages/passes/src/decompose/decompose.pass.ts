// Takes apart what a target has no code for, and leaves whole what it has, so that raising and fusing cost no target anything.
//
//   %y = swish(%x) {alpha = 1.0}             a target with sigmoid and mul, but no swish
//   →
//   %s = sigmoid(%x)
//   %y = mul(%x, %s)
//
// It comes behind precision conversion: a definition may compute in f32 whatever the type of its node, and such steps must not be
// converted. Ends, because no definition leads back to a form of its op that it takes apart.

import type { Pass } from '../manager/pass.js';
import { definePassOfRules } from '../manager/pass-of-rules.js';
import { defineRule, type Rule } from '../manager/rule.js';
import { definitions } from './definitions/index.js';
import { judge, type TargetOps } from './judge.js';

function ruleOf(op: string, target: TargetOps, summary: string): Rule {
  return defineRule({
    name: `decompose-${op.replaceAll('_', '-')}`,
    summary,
    root: op,
    match(node) {
      const verdict = judge(target, node);
      return verdict.kind === 'whole' ? undefined : { node, verdict };
    },
    build: ({ node, verdict }, rewriter) =>
      verdict.kind === 'host' ? verdict : verdict.by.build(node, rewriter.before(node)),
  });
}

/** The pass for a target. */
export function decomposePass(target: TargetOps): Pass {
  const entries = [...definitions.values(), ...(target.decompositions ?? [])];
  const summaries = new Map(entries.map(({ op, summary }) => [op, summary]));
  return definePassOfRules({
    name: 'decompose',
    summary: 'take apart ops that the target has no code for',
    stage: 'quantize',
    rules: [...summaries].map(([op, summary]) => ruleOf(op, target, summary)),
  });
}
