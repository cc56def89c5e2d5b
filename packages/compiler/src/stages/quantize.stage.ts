// quantize: takes apart what the target can only run in parts, and converts what it can run to the precision asked for. What it runs
// as several other ops comes last: steps that are computed in f32 must not be converted.

import { whyBeyond, whyIllegal } from '@afterglow/backend-api';
import type { Node } from '@afterglow/ir';
import { type Pass, type PipelineStep, splitConvPass, writeOutPass } from '@afterglow/passes';
import { convertPrecisionPass } from '@afterglow/quant';
import { decomposePass } from '../decompose.js';
import { CANONICALIZE } from '../pipelines.js';
import type { CompileState } from '../state.js';
import { runPasses } from './run-passes.js';

export function quantizeStage(state: CompileState): void {
  const { legality, decompositions } = state.backend;
  if (!legality) return;
  const beyond = (node: Node) => whyBeyond(legality, decompositions, node);
  // What a convolution was fused with may have to be written out in turn.
  const passes: (Pass | PipelineStep)[] = [splitConvPass((node) => whyIllegal(legality, node)), writeOutPass(beyond)];
  passes.push(...CANONICALIZE);
  if (state.precision === 'fp16') passes.push(convertPrecisionPass(beyond));
  if (decompositions) passes.push(decomposePass(legality, decompositions));
  runPasses(state, 'quantize', passes);
}
