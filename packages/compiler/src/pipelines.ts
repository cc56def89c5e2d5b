// The passes of each stage that works on the graph, as lists.

import {
  canonicalize,
  definePipeline,
  foldBatchNorm,
  foldConstants,
  foldShapeValues,
  fuseBiasActivation,
  type Pass,
  type Pipeline,
  type PipelineStep,
  raiseDotInteraction,
  raiseEmbeddingBag,
  removeDeadNodes,
  removeDuplicateNodes,
  repeat,
  simplify,
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
    simplify,
    foldBatchNorm,
    fuseBiasActivation,
    removeDeadNodes,
    removeDuplicateNodes,
  ]),
];

/** The pipelines that have a name: what each stage runs, and all of it in a row. */
export const PIPELINES: readonly Pipeline[] = [
  definePipeline('default', 'what compile runs up to the end of optimize', [...CANONICALIZE, ...OPTIMIZE]),
  definePipeline('default-canonicalize', 'what compile runs in stage canonicalize', CANONICALIZE),
  definePipeline('default-optimize', 'what compile runs in stage optimize', OPTIMIZE),
];
