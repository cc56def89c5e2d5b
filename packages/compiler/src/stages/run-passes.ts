// Runs a list of passes over the module of a compilation, with its dumps, its record and its evaluator.

import { ops } from '@afterglow/ir';
import { type Pass, type PipelineStep, runPipeline, type Stage } from '@afterglow/passes';
import type { CompileState } from '../state.js';

export function runPasses(state: CompileState, stage: Stage, passes: readonly (Pass | PipelineStep)[]): void {
  const { module, diagnostics, options, dump, record, evaluate } = state;
  const report = runPipeline(module, passes, {
    registry: ops,
    diagnostics,
    verify: options.verify ?? true,
    record,
    clock: () => performance.now(),
    ...(evaluate ? { evaluate } : {}),
    ...(dump ? { dump: ({ pass }) => dump.module(stage, pass, module) } : {}),
  });
  state.runs.push(...report.runs);
  state.rules = report.rules;
}
