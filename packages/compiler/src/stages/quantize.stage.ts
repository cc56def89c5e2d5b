// quantize: takes apart what the target can only run in parts, and converts what it can run to the precision asked for.

import { whyIllegal } from '@afterglow/backend-api';
import { splitConvPass } from '@afterglow/passes';
import { convertPrecisionPass } from '@afterglow/quant';
import type { CompileState } from '../state.js';
import { runPasses } from './run-passes.js';

export function quantizeStage(state: CompileState): void {
  const { legality } = state.backend;
  if (!legality) return;
  const passes = [splitConvPass((node) => whyIllegal(legality, node))];
  if (state.precision === 'fp16') passes.push(convertPrecisionPass((node) => whyIllegal(legality, node)));
  runPasses(state, 'quantize', passes);
}
