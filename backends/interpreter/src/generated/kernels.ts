// Generated from backends/interpreter/src/kernels/**/*.kernel.ts by `npm run generate`. Do not edit.

import * as attentionAttentionKernel from '../kernels/attention/attention.kernel.js';
import * as attentionCacheUpdateKernel from '../kernels/attention/cache-update.kernel.js';
import * as attentionCausalConvKernel from '../kernels/attention/causal-conv.kernel.js';
import * as attentionLinearAttentionKernel from '../kernels/attention/linear-attention.kernel.js';
import * as attentionRotaryEmbeddingKernel from '../kernels/attention/rotary-embedding.kernel.js';
import * as controlIfKernel from '../kernels/control/if.kernel.js';
import * as controlInvokeKernel from '../kernels/control/invoke.kernel.js';
import * as controlLoopKernel from '../kernels/control/loop.kernel.js';
import * as controlScanKernel from '../kernels/control/scan.kernel.js';
import * as dynamicAssumeShapeKernel from '../kernels/dynamic/assume-shape.kernel.js';
import * as dynamicDynamicPadKernel from '../kernels/dynamic/dynamic-pad.kernel.js';
import * as dynamicDynamicReduceKernel from '../kernels/dynamic/dynamic-reduce.kernel.js';
import * as dynamicDynamicSplitKernel from '../kernels/dynamic/dynamic-split.kernel.js';
import * as dynamicDynamicSqueezeKernel from '../kernels/dynamic/dynamic-squeeze.kernel.js';
import * as dynamicDynamicTileKernel from '../kernels/dynamic/dynamic-tile.kernel.js';
import * as embeddingDotInteractionKernel from '../kernels/embedding/dot-interaction.kernel.js';
import * as embeddingEmbeddingBagKernel from '../kernels/embedding/embedding-bag.kernel.js';
import * as linearDetKernel from '../kernels/linear/det.kernel.js';
import * as linearDiagonalKernel from '../kernels/linear/diagonal.kernel.js';
import * as linearInverseKernel from '../kernels/linear/inverse.kernel.js';
import * as lossNllLossKernel from '../kernels/loss/nll-loss.kernel.js';
import * as mathBinaryKernel from '../kernels/math/binary.kernel.js';
import * as mathCastKernel from '../kernels/math/cast.kernel.js';
import * as mathCompareKernel from '../kernels/math/compare.kernel.js';
import * as mathUnaryAttrsKernel from '../kernels/math/unary-attrs.kernel.js';
import * as mathUnaryKernel from '../kernels/math/unary.kernel.js';
import * as mathWhereKernel from '../kernels/math/where.kernel.js';
import * as mlCoupleProbabilitiesKernel from '../kernels/ml/couple-probabilities.kernel.js';
import * as mlLabelEncoderKernel from '../kernels/ml/label-encoder.kernel.js';
import * as mlMapsKernel from '../kernels/ml/maps.kernel.js';
import * as mlSvmKernel from '../kernels/ml/svm.kernel.js';
import * as mlTreeEnsembleKernel from '../kernels/ml/tree-ensemble.kernel.js';
import * as nnAveragePoolKernel from '../kernels/nn/average-pool.kernel.js';
import * as nnConvTransposeKernel from '../kernels/nn/conv-transpose.kernel.js';
import * as nnConvKernel from '../kernels/nn/conv.kernel.js';
import * as nnFullyConnectedKernel from '../kernels/nn/fully-connected.kernel.js';
import * as nnGruKernel from '../kernels/nn/gru.kernel.js';
import * as nnLrnKernel from '../kernels/nn/lrn.kernel.js';
import * as nnLstmKernel from '../kernels/nn/lstm.kernel.js';
import * as nnMatmulKernel from '../kernels/nn/matmul.kernel.js';
import * as nnMaxPoolKernel from '../kernels/nn/max-pool.kernel.js';
import * as nnNonMaxSuppressionKernel from '../kernels/nn/non-max-suppression.kernel.js';
import * as nnNormalizeKernel from '../kernels/nn/normalize.kernel.js';
import * as nnResizeKernel from '../kernels/nn/resize.kernel.js';
import * as nnRmsNormKernel from '../kernels/nn/rms-norm.kernel.js';
import * as nnRnnKernel from '../kernels/nn/rnn.kernel.js';
import * as nnSoftmaxKernel from '../kernels/nn/softmax.kernel.js';
import * as quantBitsKernel from '../kernels/quant/bits.kernel.js';
import * as quantQuantizeLinearKernel from '../kernels/quant/quantize-linear.kernel.js';
import * as quantQuantizeKernel from '../kernels/quant/quantize.kernel.js';
import * as quantQuantizedArithmeticKernel from '../kernels/quant/quantized-arithmetic.kernel.js';
import * as randomDropoutKernel from '../kernels/random/dropout.kernel.js';
import * as randomGenerateKernel from '../kernels/random/generate.kernel.js';
import * as reduceArgKernel from '../kernels/reduce/arg.kernel.js';
import * as reduceReduceKernel from '../kernels/reduce/reduce.kernel.js';
import * as sequenceBuildKernel from '../kernels/sequence/build.kernel.js';
import * as sequenceConcatFromSequenceKernel from '../kernels/sequence/concat-from-sequence.kernel.js';
import * as sequenceOptionalKernel from '../kernels/sequence/optional.kernel.js';
import * as sequenceReadKernel from '../kernels/sequence/read.kernel.js';
import * as sequenceSplitToSequenceKernel from '../kernels/sequence/split-to-sequence.kernel.js';
import * as shapeConcatKernel from '../kernels/shape/concat.kernel.js';
import * as shapeCumsumKernel from '../kernels/shape/cumsum.kernel.js';
import * as shapeDepthSpaceKernel from '../kernels/shape/depth-space.kernel.js';
import * as shapeExpandKernel from '../kernels/shape/expand.kernel.js';
import * as shapeGatherKernel from '../kernels/shape/gather.kernel.js';
import * as shapeNonZeroKernel from '../kernels/shape/non-zero.kernel.js';
import * as shapeOneHotKernel from '../kernels/shape/one-hot.kernel.js';
import * as shapePadKernel from '../kernels/shape/pad.kernel.js';
import * as shapeRangeKernel from '../kernels/shape/range.kernel.js';
import * as shapeReshapeKernel from '../kernels/shape/reshape.kernel.js';
import * as shapeScatterKernel from '../kernels/shape/scatter.kernel.js';
import * as shapeShapeOfKernel from '../kernels/shape/shape-of.kernel.js';
import * as shapeSliceKernel from '../kernels/shape/slice.kernel.js';
import * as shapeSplatKernel from '../kernels/shape/splat.kernel.js';
import * as shapeSplitKernel from '../kernels/shape/split.kernel.js';
import * as shapeTileKernel from '../kernels/shape/tile.kernel.js';
import * as shapeTopKKernel from '../kernels/shape/top-k.kernel.js';
import * as shapeTransposeKernel from '../kernels/shape/transpose.kernel.js';
import * as shapeTriluKernel from '../kernels/shape/trilu.kernel.js';
import * as shapeUniqueKernel from '../kernels/shape/unique.kernel.js';
import * as signalDftKernel from '../kernels/signal/dft.kernel.js';
import * as signalMelWeightMatrixKernel from '../kernels/signal/mel-weight-matrix.kernel.js';
import * as signalReverseSequenceKernel from '../kernels/signal/reverse-sequence.kernel.js';
import * as signalStftKernel from '../kernels/signal/stft.kernel.js';
import * as textConcatStringsKernel from '../kernels/text/concat-strings.kernel.js';
import * as textNormalizeStringsKernel from '../kernels/text/normalize-strings.kernel.js';
import * as textRegexFullMatchKernel from '../kernels/text/regex-full-match.kernel.js';
import * as textSplitStringsKernel from '../kernels/text/split-strings.kernel.js';
import * as textTfIdfKernel from '../kernels/text/tf-idf.kernel.js';
import * as visionAffineGridKernel from '../kernels/vision/affine-grid.kernel.js';
import * as visionCol2imKernel from '../kernels/vision/col2im.kernel.js';
import * as visionDecodeImageKernel from '../kernels/vision/decode-image.kernel.js';
import * as visionDeformConvKernel from '../kernels/vision/deform-conv.kernel.js';
import * as visionGridSampleKernel from '../kernels/vision/grid-sample.kernel.js';
import * as visionMaxRoiPoolKernel from '../kernels/vision/max-roi-pool.kernel.js';
import * as visionRoiAlignKernel from '../kernels/vision/roi-align.kernel.js';

/** Every file with kernels, by path; each value is all that one file exports. */
export const kernelModules: readonly Readonly<Record<string, unknown>>[] = [
  attentionAttentionKernel,
  attentionCacheUpdateKernel,
  attentionCausalConvKernel,
  attentionLinearAttentionKernel,
  attentionRotaryEmbeddingKernel,
  controlIfKernel,
  controlInvokeKernel,
  controlLoopKernel,
  controlScanKernel,
  dynamicAssumeShapeKernel,
  dynamicDynamicPadKernel,
  dynamicDynamicReduceKernel,
  dynamicDynamicSplitKernel,
  dynamicDynamicSqueezeKernel,
  dynamicDynamicTileKernel,
  embeddingDotInteractionKernel,
  embeddingEmbeddingBagKernel,
  linearDetKernel,
  linearDiagonalKernel,
  linearInverseKernel,
  lossNllLossKernel,
  mathBinaryKernel,
  mathCastKernel,
  mathCompareKernel,
  mathUnaryAttrsKernel,
  mathUnaryKernel,
  mathWhereKernel,
  mlCoupleProbabilitiesKernel,
  mlLabelEncoderKernel,
  mlMapsKernel,
  mlSvmKernel,
  mlTreeEnsembleKernel,
  nnAveragePoolKernel,
  nnConvTransposeKernel,
  nnConvKernel,
  nnFullyConnectedKernel,
  nnGruKernel,
  nnLrnKernel,
  nnLstmKernel,
  nnMatmulKernel,
  nnMaxPoolKernel,
  nnNonMaxSuppressionKernel,
  nnNormalizeKernel,
  nnResizeKernel,
  nnRmsNormKernel,
  nnRnnKernel,
  nnSoftmaxKernel,
  quantBitsKernel,
  quantQuantizeLinearKernel,
  quantQuantizeKernel,
  quantQuantizedArithmeticKernel,
  randomDropoutKernel,
  randomGenerateKernel,
  reduceArgKernel,
  reduceReduceKernel,
  sequenceBuildKernel,
  sequenceConcatFromSequenceKernel,
  sequenceOptionalKernel,
  sequenceReadKernel,
  sequenceSplitToSequenceKernel,
  shapeConcatKernel,
  shapeCumsumKernel,
  shapeDepthSpaceKernel,
  shapeExpandKernel,
  shapeGatherKernel,
  shapeNonZeroKernel,
  shapeOneHotKernel,
  shapePadKernel,
  shapeRangeKernel,
  shapeReshapeKernel,
  shapeScatterKernel,
  shapeShapeOfKernel,
  shapeSliceKernel,
  shapeSplatKernel,
  shapeSplitKernel,
  shapeTileKernel,
  shapeTopKKernel,
  shapeTransposeKernel,
  shapeTriluKernel,
  shapeUniqueKernel,
  signalDftKernel,
  signalMelWeightMatrixKernel,
  signalReverseSequenceKernel,
  signalStftKernel,
  textConcatStringsKernel,
  textNormalizeStringsKernel,
  textRegexFullMatchKernel,
  textSplitStringsKernel,
  textTfIdfKernel,
  visionAffineGridKernel,
  visionCol2imKernel,
  visionDecodeImageKernel,
  visionDeformConvKernel,
  visionGridSampleKernel,
  visionMaxRoiPoolKernel,
  visionRoiAlignKernel,
];
