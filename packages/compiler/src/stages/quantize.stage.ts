// quantize: stores tables as asked; converts what the target can run, whole or taken apart, to the precision asked for; then takes apart what it cannot run whole.

import { whyIllegal } from '@afterglow/backend-api';
import type { Node, Value } from '@afterglow/ir';
import { decomposePass, type Pass, type PipelineStep, step, type TargetOps, whyBeyond } from '@afterglow/passes';
import { convertPrecisionPass, forecastOverflow, quantizeTablesPass, saturatePass } from '@afterglow/quant';
import { compilerDiagnostics } from '../diagnostics.js';
import { KeptNodes } from '../keep-fp32.js';
import { mainOf } from '../main-func.js';
import { noteHalfOptions } from '../note-no-effect.js';
import { CANONICALIZE } from '../pipelines.js';
import { seeExamples } from '../see-examples.js';
import type { CompileState } from '../state.js';
import { runPasses } from './run-passes.js';

/** Stores tables as asked, and checks those that are encoded already. Scale and bias of rows are as precise as the rest. */
function tableSteps({ options, precision, tables, module }: CompileState): PipelineStep[] {
  const isEncoded = ({ type }: Value) => type.kind === 'tensor' && type.encoding?.kind === 'row';
  if (options.tables === undefined && ![...module.consts.values()].some(isEncoded)) return [];
  const pass = quantizeTablesPass((table) => tables.push(table));
  return [step(pass, { form: options.tables ?? 'none', params: precision === 'fp32' ? 'f32' : 'f16' })];
}

function noteNoTable({ options, tables, diagnostics }: CompileState, before: number): void {
  // What was kept or refused has been told already.
  const isTold = diagnostics.list.slice(before).some(({ code }) => code.startsWith('quant/'));
  if (options.tables === undefined || tables.length > 0 || isTold) return;
  diagnostics.report(compilerDiagnostics.noTable, { form: options.tables });
}

export async function quantizeStage(state: CompileState): Promise<void> {
  const { legality, decompositions } = state.backend;
  const { diagnostics, options } = state;
  noteHalfOptions(state);
  const before = diagnostics.list.length;
  const tables = tableSteps(state);
  if (!legality) {
    if (tables.length > 0) runPasses(state, 'quantize', tables);
    noteNoTable(state, before);
    return;
  }
  const target: TargetOps = { whyIllegal: (node) => whyIllegal(legality, node), decompositions };
  const beyond = (node: Node) => whyBeyond(target, node);
  const isHalf = state.precision === 'fp16';
  const { examples = [] } = options;
  const seen =
    isHalf && examples.length > 0 ? await seeExamples(mainOf(state.module), examples, diagnostics) : undefined;
  if (diagnostics.hasErrors) return;
  const isSaturating = isHalf && options.saturate === true;
  const kept = new KeptNodes(options.keepFp32 ?? []);
  const convert = step(convertPrecisionPass(beyond, kept.has), { clip: isSaturating });
  const passes: (Pass | PipelineStep)[] = [...tables, ...(isHalf ? [convert] : []), decomposePass(target)];
  // Steps on constants are computed here, once; what an op is taken apart into can overflow too.
  runPasses(state, 'quantize', [
    ...passes,
    ...CANONICALIZE,
    ...(isSaturating ? [saturatePass(target.whyIllegal)] : []),
  ]);
  noteNoTable(state, before);
  if (!isHalf) return;
  for (const pattern of kept.unused) diagnostics.report(compilerDiagnostics.unusedKeep, { pattern });
  if (seen) forecastOverflow(mainOf(state.module), seen, { diagnostics, saturate: isSaturating });
}
