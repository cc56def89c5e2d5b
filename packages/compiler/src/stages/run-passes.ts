// Runs a list of passes over the module of a compilation, with its dumps, its record and its evaluator.

import { ops } from '@afterglow/ir';
import { type Pass, type PipelineStep, runPipeline, type Stage } from '@afterglow/passes';
import type { CompileState } from '../state.js';

export function runPasses(state: CompileState, stage: Stage, passes: readonly (Pass | PipelineStep)[]): void {
  const { module, diagnostics, options, dump, record, evaluate, observer } = state;
  const before = {
    runs: state.runs.length,
    applications: state.runs.reduce((sum, { applications }) => sum + applications, 0),
  };
  const { maxApplications } = options;
  const report = runPipeline(module, passes, {
    registry: ops,
    diagnostics,
    verify: options.verify ?? true,
    record,
    clock: () => performance.now(),
    stage,
    observer,
    digests: options.digests ?? dump !== undefined,
    before,
    ...(maxApplications === undefined ? {} : { maxApplications: maxApplications - before.applications }),
    ...(evaluate ? { evaluate } : {}),
    ...(dump ? { dump: ({ index, pass }) => dump.module(stage, { name: pass, run: index }, module) } : {}),
  });
  state.runs.push(...report.runs);
  state.groups.push(...report.groups);
  state.rules = report.rules;
}
