// quantize: converts what the target can run to the precision asked for.

import { whyIllegal } from '@afterglow/backend-api';
import { convertPrecisionPass } from '@afterglow/quant';
import type { CompileState } from '../state.js';
import { runPasses } from './run-passes.js';

export function quantizeStage(state: CompileState): void {
  const { legality } = state.backend;
  if (state.precision !== 'fp16' || !legality) return;
  runPasses(state, 'quantize', [convertPrecisionPass((node) => whyIllegal(legality, node))]);
}
