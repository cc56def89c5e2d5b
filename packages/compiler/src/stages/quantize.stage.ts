// quantize: converts what the target can run, whole or taken apart, to the precision asked for; then takes apart what it cannot run whole.

import { whyIllegal } from '@afterglow/backend-api';
import type { Node } from '@afterglow/ir';
import { decomposePass, type Pass, type PipelineStep, type TargetOps, whyBeyond } from '@afterglow/passes';
import { convertPrecisionPass } from '@afterglow/quant';
import { CANONICALIZE } from '../pipelines.js';
import type { CompileState } from '../state.js';
import { runPasses } from './run-passes.js';

export function quantizeStage(state: CompileState): void {
  const { legality, decompositions } = state.backend;
  if (!legality) return;
  const target: TargetOps = { whyIllegal: (node) => whyIllegal(legality, node), decompositions };
  const beyond = (node: Node) => whyBeyond(target, node);
  const passes: (Pass | PipelineStep)[] = state.precision === 'fp16' ? [convertPrecisionPass(beyond)] : [];
  // Steps on constants are computed here, once.
  runPasses(state, 'quantize', [...passes, decomposePass(target), ...CANONICALIZE]);
}
