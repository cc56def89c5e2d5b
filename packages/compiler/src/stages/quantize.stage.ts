// quantize: stores tables as asked; converts what the target can run, whole or taken apart, to the precision asked for; then takes apart what it cannot run whole.

import { whyIllegal } from '@afterglow/backend-api';
import type { Node, Value } from '@afterglow/ir';
import { decomposePass, type Pass, type PipelineStep, step, type TargetOps, whyBeyond } from '@afterglow/passes';
import { convertPrecisionPass, quantizeTablesPass, saturatePass } from '@afterglow/quant';
import { CANONICALIZE } from '../pipelines.js';
import type { CompileState } from '../state.js';
import { runPasses } from './run-passes.js';

/** Stores tables as asked, and checks those that are encoded already. Scale and bias of rows are as precise as the rest. */
function tableSteps({ options, precision, tables, module }: CompileState): PipelineStep[] {
  const isEncoded = ({ type }: Value) => type.kind === 'tensor' && type.encoding?.kind === 'row';
  if (options.tables === undefined && ![...module.consts.values()].some(isEncoded)) return [];
  const pass = quantizeTablesPass((table) => tables.push(table));
  return [step(pass, { form: options.tables ?? 'none', params: precision === 'fp32' ? 'f32' : 'f16' })];
}

export function quantizeStage(state: CompileState): void {
  const { legality, decompositions } = state.backend;
  const tables = tableSteps(state);
  if (!legality) {
    if (tables.length > 0) runPasses(state, 'quantize', tables);
    return;
  }
  const target: TargetOps = { whyIllegal: (node) => whyIllegal(legality, node), decompositions };
  const beyond = (node: Node) => whyBeyond(target, node);
  const isHalf = state.precision === 'fp16';
  const isSaturating = isHalf && state.options.saturate === true;
  const convert = step(convertPrecisionPass(beyond), { clip: isSaturating });
  const passes: (Pass | PipelineStep)[] = [...tables, ...(isHalf ? [convert] : []), decomposePass(target)];
  // Steps on constants are computed here, once; what an op is taken apart into can overflow too.
  runPasses(state, 'quantize', [
    ...passes,
    ...CANONICALIZE,
    ...(isSaturating ? [saturatePass(target.whyIllegal)] : []),
  ]);
}
