// For tests: runs passes over a text and answers the text after, so that a test shows before and after.

import { Diagnostics, renderDiagnostics } from '@afterglow/core';
import { type Module, ops, printModule } from '@afterglow/ir';
import { parseText } from '@afterglow/ir/testing';
import type { Pass } from '../manager/pass.js';
import type { PipelineStep } from '../manager/pipeline.js';
import type { PipelineReport } from '../manager/pipeline-report.js';
import { type RunOptions, runPipeline } from '../manager/run-pipeline.js';

/** Runs passes over a module; throws when the verifier or a pass reports an error. */
export function runOver(
  module: Module,
  passes: readonly (Pass | PipelineStep)[],
  options: Partial<RunOptions> = {},
): PipelineReport {
  const diagnostics = new Diagnostics();
  const report = runPipeline(module, passes, { registry: ops, diagnostics, ...options });
  if (!report.ok) throw new Error(renderDiagnostics(diagnostics.list));
  return report;
}

/** The lines of a text between the first function's braces, without indentation; `consts` before them. */
export function essence(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && !/^(gir|module|func|#|\})/.test(line))
    .map((line) => line.replace(/ loc\(#\d+\)$/, ''))
    .join('\n');
}

/** Constants and nodes of the text after the passes, one a line. */
export function after(
  text: string,
  passes: readonly (Pass | PipelineStep)[],
  options: Partial<RunOptions> = {},
): string {
  const module = parseText(text);
  runOver(module, passes, options);
  return essence(printModule(module));
}
