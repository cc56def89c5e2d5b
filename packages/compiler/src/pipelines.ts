// The passes of each stage that works on the graph, as lists.

import type { Node } from '@afterglow/ir';
import {
  batchLayers,
  canonicalize,
  definePipeline,
  foldBatchNorm,
  foldConstants,
  foldShapeValues,
  fuseBiasActivation,
  hoistInvariants,
  mergeLayers,
  type Pass,
  type Pipeline,
  type PipelineStep,
  raiseActivations,
  raiseAttention,
  raiseDotInteraction,
  raiseEmbeddingBag,
  raiseNormalizations,
  raisePixelShuffle,
  raiseQuantizedPass,
  raiseRecurrent,
  raiseReductions,
  raiseSoftmax,
  removeDeadNodes,
  removeDuplicateNodes,
  repeat,
  simplify,
  sliceConstantPicks,
  step,
  unrollLoops,
} from '@afterglow/passes';

const foldStored = step(foldConstants, { 'keep-quantized': true });

/** Brings any graph into the form the patterns of later passes are written for. */
export const CANONICALIZE: readonly (Pass | PipelineStep)[] = [
  repeat([canonicalize, foldShapeValues, foldStored, removeDeadNodes, removeDuplicateNodes]),
];

/**
 * Makes what exporters spell out one op each. Softmax comes before attention, which is built on it; single reductions come last, since most of the
 * others have some inside.
 */
const RAISE: readonly Pass[] = [
  raiseNormalizations,
  raiseActivations,
  raiseSoftmax,
  raiseAttention,
  raisePixelShuffle,
  raiseReductions,
];

/**
 * Recognises what exporters spread over many nodes, then fuses. `whyIllegal` says why the target cannot run a layer on integers;
 * without it, it can run all.
 */
export const optimizePasses = (whyIllegal?: (node: Node) => string | undefined): readonly (Pass | PipelineStep)[] => [
  // Before constants are read back: what is left of integers by then becomes numbers below.
  raiseQuantizedPass(whyIllegal),
  raiseEmbeddingBag,
  raiseDotInteraction,
  sliceConstantPicks,
  raiseRecurrent,
  // What is neither bag nor layer by now: short loops become straight code.
  unrollLoops,
  hoistInvariants,
  repeat([
    canonicalize,
    foldShapeValues,
    foldConstants,
    ...RAISE,
    simplify,
    foldBatchNorm,
    fuseBiasActivation,
    mergeLayers,
    batchLayers,
    removeDeadNodes,
    removeDuplicateNodes,
  ]),
];

const OPTIMIZE = optimizePasses();

/** The pipelines that have a name: what each stage runs, and all of it in a row. */
export const PIPELINES: readonly Pipeline[] = [
  definePipeline('default', 'what compile runs up to the end of optimize', [...CANONICALIZE, ...OPTIMIZE]),
  definePipeline('default-canonicalize', 'what compile runs in stage canonicalize', CANONICALIZE),
  definePipeline('default-optimize', 'what compile runs in stage optimize', OPTIMIZE),
];
