// The test that every rule of ir-spec/rules gets for nothing: graphs drawn from its pattern, run before and after.

import { Diagnostics, renderDiagnostics } from '@afterglow/core';
import { type Module, ops, printModule } from '@afterglow/ir';
import { type DataRule, definePassOfRules, type Rule, removeDeadNodes, runPipeline } from '@afterglow/passes';
import fc from 'fast-check';
import { drawPatternGraph } from './pattern-graph.js';
import { Reference } from './same-results.js';

/** Graphs that a rule is tried on, and draws for each of them that may come to nothing. */
export const GRAPHS = 20;
const DRAWS = 1000;

/** Applies one rule everywhere; answers how often it fired. */
export function applyRule(module: Module, rule: Rule): number {
  const pass = definePassOfRules({ name: 'one-rule', summary: rule.name, stage: 'optimize', rules: [rule] });
  const diagnostics = new Diagnostics();
  const report = runPipeline(module, [pass, removeDeadNodes], { registry: ops, diagnostics });
  if (!report.ok) throw new Error(renderDiagnostics(diagnostics.list));
  return report.rules.find((entry) => entry.rule === rule.name)?.fired ?? 0;
}

/** Throws when the rule changes what some graph computes, or when no graphs that fit it can be drawn. */
export function checkRule(rule: DataRule): void {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.noShrink(fc.nat()), (seed) => {
      const drawn = drawPatternGraph(rule.data, seed);
      fc.pre(drawn !== undefined);
      fc.pre(rule.attempt(drawn.root, { registry: ops, evaluate: undefined }).kind === 'ready');
      const before = printModule(drawn.module);
      // A graph that was there before shows nothing new.
      fc.pre(!seen.has(before));
      seen.add(before);
      const reference = new Reference(drawn.module, seed);
      if (applyRule(drawn.module, rule) === 0) throw new Error(`the driver does not fire the rule on\n${before}`);
      const comparison = reference.compare(drawn.module);
      fc.pre(comparison.kind !== 'refused');
      if (comparison.kind === 'different')
        throw new Error(`${comparison.how}\n${before}\nbecomes\n${printModule(drawn.module)}`);
    }),
    { numRuns: GRAPHS, maxSkipsPerRun: DRAWS },
  );
}
