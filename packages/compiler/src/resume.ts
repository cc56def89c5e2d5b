// Where a compilation starts: at the beginning for ONNX models, at the stage it was dumped in for a checkpoint.

import type { Diagnostics } from '@afterglow/core';
import { nodesOf } from '@afterglow/ir';
import { isStage, STAGES, type Stage } from '@afterglow/passes';
import { compilerDiagnostics } from './diagnostics.js';
import { mainOf } from './main-func.js';
import type { CompileOptions } from './options.js';
import type { OpenedModel } from './read-model.js';

/** True when @main only invokes other functions: the form every module has after the partition stage. */
function isPartitioned({ module }: OpenedModel): boolean {
  const nodes = [...nodesOf(mainOf(module).body)];
  return nodes.length > 0 && nodes.every((node) => node.op.name === 'invoke');
}

/** The first stage to run, or undefined after reporting why the request makes no sense. */
export function firstStage(model: OpenedModel, options: CompileOptions, diagnostics: Diagnostics): Stage | undefined {
  const asked = options.resumeFrom;
  const fail = (stage: string, problem: string) => {
    diagnostics.report(compilerDiagnostics.resume, { stage, problem });
    return undefined;
  };
  if (!model.module.funcs.has('main')) return fail(asked ?? 'import', 'the module has no @main');
  const partitioned = isPartitioned(model);
  // A model that was exported after the partition stage goes on where its checkpoint would.
  if (!model.isGir && !partitioned)
    return asked === undefined || asked === 'import' ? 'canonicalize' : fail(asked, 'an ONNX model starts at import');
  const named = model.dumpedIn !== undefined && isStage(model.dumpedIn) ? model.dumpedIn : undefined;
  const usual = partitioned ? 'lower' : (named ?? 'canonicalize');
  const stage = asked ?? (usual === 'import' ? 'canonicalize' : usual);
  const late = STAGES.indexOf(stage) > STAGES.indexOf('partition');
  if (partitioned && !late) return fail(stage, 'the module is partitioned already; resume from lower');
  if (!partitioned && late) return fail(stage, 'the module is not partitioned yet');
  if (stage === 'emit' || stage === 'schedule' || stage === 'bundle')
    return fail(stage, 'a .gir file resumes at lower at the latest');
  if (late && options.plan)
    return fail(stage, 'tables are placed already, so a plan has no effect; resume from partition');
  return stage;
}
