// The pass that takes apart what the target runs as a few other ops.
//
//   %y = softmax(%x) {axis = -1}     →     %m = reduce_max(%x) … %y = div(%e, %s)
//
// A node is taken apart only if the target runs every step, or takes it apart in turn; otherwise it stays whole, so that what falls back
// to the host is what the user wrote. Steps are of other ops than the node, so this ends.

import { type Decomposition, type Decompositions, type Legality, whyBeyond, whyIllegal } from '@afterglow/backend-api';
import { type Node, producer, type Rewriter, type Value } from '@afterglow/ir';
import { definePassOfRules, defineRule, type Pass, type Rule } from '@afterglow/passes';

/** Nodes made between a node's operands and the values that are to take its place, last first. */
function stepsOf(node: Node, values: readonly Value[]): Node[] {
  const known = new Set<Value | undefined>(node.operands);
  const steps = new Set<Node>();
  const visit = (value: Value | undefined): void => {
    const step = value && producer(value);
    if (!step || known.has(value) || steps.has(step) || step.region !== node.region) return;
    steps.add(step);
    step.operands.forEach(visit);
  };
  values.forEach(visit);
  return [...steps];
}

/** Erases what has no readers, until nothing changes. */
function undo(rewriter: Rewriter, steps: readonly Node[]): void {
  let left = steps.filter((step) => step.region);
  for (let before = -1; before !== left.length; ) {
    before = left.length;
    for (const step of left) if (step.results.every(({ uses }) => uses.size === 0)) rewriter.erase(step);
    left = left.filter((step) => step.region);
  }
}

function ruleOf(entry: Decomposition, legality: Legality, table: Decompositions): Rule {
  // Undoing steps has the driver look at the node again: what was refused once is not tried twice.
  const refused = new WeakSet<Node>();
  const name = `decompose-${entry.op.replaceAll('_', '-')}`;
  return defineRule<Node>({
    name,
    summary: entry.summary,
    root: entry.op,
    match: (node) => (refused.has(node) || whyIllegal(legality, node) === undefined ? undefined : node),
    where: (entry.where ?? []).map(({ because, holds }) => ({ because, if: holds })),
    build(node, rewriter) {
      const values = entry.build(node, rewriter.before(node));
      const steps = stepsOf(node, values);
      const problem = steps.map((step) => [step, whyBeyond(legality, table, step)] as const).find(([, why]) => why);
      if (!problem) return values;
      refused.add(node);
      undo(rewriter, steps);
      return { because: `of its steps, ${problem[0].op.name} cannot run: ${problem[1]}` };
    },
  });
}

export function decomposePass(legality: Legality, table: Decompositions): Pass {
  return definePassOfRules({
    name: 'decompose',
    summary: 'take apart ops that the target runs as a few others',
    stage: 'quantize',
    rules: [...table.values()].map((entry) => ruleOf(entry, legality, table)),
  });
}
