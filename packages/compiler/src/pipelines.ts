// The passes of each stage that works on the graph, as lists.

import {
  canonicalize,
  foldBatchNorm,
  foldConstants,
  foldShapeValues,
  fuseBiasActivation,
  type Pass,
  type PipelineStep,
  raiseDotInteraction,
  raiseEmbeddingBag,
  removeDeadNodes,
  removeDuplicateNodes,
  repeat,
  sliceConstantPicks,
  unrollLoops,
} from '@afterglow/passes';

/** Brings any graph into the form the patterns of later passes are written for. */
export const CANONICALIZE: readonly (Pass | PipelineStep)[] = [
  repeat([canonicalize, foldShapeValues, foldConstants, removeDeadNodes, removeDuplicateNodes]),
];

/** Recognises what exporters spread over many nodes, then fuses. */
export const OPTIMIZE: readonly (Pass | PipelineStep)[] = [
  raiseEmbeddingBag,
  raiseDotInteraction,
  sliceConstantPicks,
  // What is no bag by now: short loops become straight code.
  unrollLoops,
  repeat([
    canonicalize,
    foldShapeValues,
    foldConstants,
    foldBatchNorm,
    fuseBiasActivation,
    removeDeadNodes,
    removeDuplicateNodes,
  ]),
];
