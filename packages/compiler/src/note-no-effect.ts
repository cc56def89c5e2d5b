// Says what was asked for and changes nothing: an option that is passed over in silence looks like one that was followed.

import { STAGES, type Stage } from '@afterglow/passes';
import { compilerDiagnostics } from './diagnostics.js';
import type { CompileOptions } from './options.js';
import { precisionOf } from './precision-of.js';
import type { CompileState } from './state.js';

const at = (stage: Stage) => STAGES.indexOf(stage);

/** Options that only the conversion to half precision reads. */
function halfOptions({ saturate = false, keepFp32 = [], examples = [] }: CompileOptions): string[] {
  return [
    ...(saturate ? ['saturate'] : []),
    ...(keepFp32.length > 0 ? ['keep-fp32'] : []),
    ...(examples.length > 0 ? ['examples'] : []),
  ];
}

/** Options about cards and precisions, for a backend that has none. */
export function noteHostOptions({ options, backend, platform, diagnostics }: CompileState): void {
  const note = (option: string, problem: string) =>
    diagnostics.report(compilerDiagnostics.noEffect, { option, problem, hint: 'it is for targets that are cards' });
  const { name, precisions } = backend;
  if (options.precision !== undefined && precisions.length === 0)
    note('precision', `${name} keeps the graph's own types`);
  if (platform !== undefined) return;
  if (options.machine !== undefined) note('machine', `${name} runs on the host`);
  if (options.plan !== undefined) note('plan', `${name} runs on the host, where nothing is placed`);
  if (options.fallback === false) note('no-fallback', `${name} runs on the host, where everything goes`);
}

/** In the quantize stage: what is about half precision where nothing is converted to it. */
export function noteHalfOptions({ options, backend, precision, diagnostics }: CompileState): void {
  if (backend.legality && precision === 'fp16') return;
  const problem = backend.legality ? `the graph computes in ${precision}` : `${backend.name} converts nothing`;
  const hint = '--precision fp16 on a target that has it converts the graph';
  for (const option of halfOptions(options)) {
    diagnostics.report(compilerDiagnostics.noEffect, { option, problem, hint });
  }
}

/** What the quantize stage is asked to do, where that stage is none of those to run. */
export function noteWithoutQuantize({ options, backend, diagnostics }: CompileState, first: Stage, last: Stage): void {
  if (at(first) <= at('quantize') && at(last) >= at('quantize')) return;
  const problem = at(last) < at('quantize') ? `the compilation stops after ${last}` : `it goes on from ${first}`;
  const converts = options.precision !== undefined && backend.precisions.length > 0 && at(last) < at('quantize');
  const asked = [
    ...(converts ? ['precision'] : []),
    ...(options.tables !== undefined ? ['tables'] : []),
    ...halfOptions(options),
  ];
  for (const option of asked) diagnostics.report(compilerDiagnostics.withoutQuantize, { option, problem });
}

/** At the end: when the precision that was asked for is not what the graph computes in. */
export function notePrecision({ module, options, backend, diagnostics }: CompileState): void {
  const found = precisionOf(module, options.precision);
  if (options.precision !== 'fp32' || backend.precisions.length === 0 || found === 'fp32') return;
  diagnostics.report(compilerDiagnostics.precisionKept, { asked: options.precision, found });
}
