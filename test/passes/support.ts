// Running passes over modules in tests of what every pass keeps.

import { evaluateConstant } from '@afterglow/backend-interpreter';
import { Diagnostics, renderDiagnostics } from '@afterglow/core';
import { type Module, ops, printModule } from '@afterglow/ir';
import { type Pass, type PipelineReport, type PipelineStep, runPipeline } from '@afterglow/passes';
import { expect } from 'vitest';

/** Runs passes as the compiler does; throws with the graph when the verifier or a pass reports an error. */
export function run(module: Module, passes: readonly (Pass | PipelineStep)[]): PipelineReport {
  const diagnostics = new Diagnostics();
  const report = runPipeline(module, passes, { registry: ops, diagnostics, evaluate: evaluateConstant });
  if (!report.ok) throw new Error(`${renderDiagnostics(diagnostics.list)}\n${printModule(module)}`);
  return report;
}

/** Names of the passes of a report that changed something. */
export function changing({ runs }: PipelineReport): string[] {
  return [...new Set(runs.filter(({ changed }) => changed).map(({ pass }) => pass))];
}

/** Runs a pass; a second run must leave the graph as it is. */
export function expectIdempotent(module: Module, pass: Pass): void {
  run(module, [pass]);
  const once = printModule(module);
  run(module, [pass]);
  expect(printModule(module), pass.name).toBe(once);
}
