// Generated from packages/onnx/src/rules/**/*.import.ts by `npm run generate`. Do not edit.

import * as attentionAttentionImport from '../rules/attention/attention.import.js';
import * as attentionCausalConvWithStateImport from '../rules/attention/causal-conv-with-state.import.js';
import * as attentionFlexAttentionImport from '../rules/attention/flex-attention.import.js';
import * as attentionLinearAttentionImport from '../rules/attention/linear-attention.import.js';
import * as attentionRotaryEmbeddingImport from '../rules/attention/rotary-embedding.import.js';
import * as attentionTensorScatterImport from '../rules/attention/tensor-scatter.import.js';
import * as controlIfImport from '../rules/control/if.import.js';
import * as controlLoopImport from '../rules/control/loop.import.js';
import * as controlScanImport from '../rules/control/scan.import.js';
import * as linearDetImport from '../rules/linear/det.import.js';
import * as linearEinsumImport from '../rules/linear/einsum.import.js';
import * as lossLossesImport from '../rules/loss/losses.import.js';
import * as mathBinaryImport from '../rules/math/binary.import.js';
import * as mathBitShiftImport from '../rules/math/bit-shift.import.js';
import * as mathCastImport from '../rules/math/cast.import.js';
import * as mathClipImport from '../rules/math/clip.import.js';
import * as mathGeluImport from '../rules/math/gelu.import.js';
import * as mathIdentityImport from '../rules/math/identity.import.js';
import * as mathIsInfImport from '../rules/math/is-inf.import.js';
import * as mathModImport from '../rules/math/mod.import.js';
import * as mathPreluImport from '../rules/math/prelu.import.js';
import * as mathShrinkImport from '../rules/math/shrink.import.js';
import * as mathSwiGluImport from '../rules/math/swi-glu.import.js';
import * as mathSwishImport from '../rules/math/swish.import.js';
import * as mathUnaryImport from '../rules/math/unary.import.js';
import * as mathVariadicImport from '../rules/math/variadic.import.js';
import * as mathWhereImport from '../rules/math/where.import.js';
import * as microsoftAttentionImport from '../rules/microsoft/attention.import.js';
import * as microsoftBiasImport from '../rules/microsoft/bias.import.js';
import * as microsoftCdistImport from '../rules/microsoft/cdist.import.js';
import * as microsoftComplexMulImport from '../rules/microsoft/complex-mul.import.js';
import * as microsoftDynamicQuantizeLstmImport from '../rules/microsoft/dynamic-quantize-lstm.import.js';
import * as microsoftEmbedLayerNormalizationImport from '../rules/microsoft/embed-layer-normalization.import.js';
import * as microsoftFftImport from '../rules/microsoft/fft.import.js';
import * as microsoftFusedConvImport from '../rules/microsoft/fused-conv.import.js';
import * as microsoftFusedGemmImport from '../rules/microsoft/fused-gemm.import.js';
import * as microsoftFusedMatmulImport from '../rules/microsoft/fused-matmul.import.js';
import * as microsoftGatherBlockQuantizedImport from '../rules/microsoft/gather-block-quantized.import.js';
import * as microsoftGeluImport from '../rules/microsoft/gelu.import.js';
import * as microsoftGemmaRotaryEmbeddingImport from '../rules/microsoft/gemma-rotary-embedding.import.js';
import * as microsoftGroupNormImport from '../rules/microsoft/group-norm.import.js';
import * as microsoftGroupQueryAttentionImport from '../rules/microsoft/group-query-attention.import.js';
import * as microsoftIntegerArithmeticImport from '../rules/microsoft/integer-arithmetic.import.js';
import * as microsoftIntegerMatmulToFloatImport from '../rules/microsoft/integer-matmul-to-float.import.js';
import * as microsoftMatmulBnb4Import from '../rules/microsoft/matmul-bnb4.import.js';
import * as microsoftMatmulNbitsImport from '../rules/microsoft/matmul-nbits.import.js';
import * as microsoftMultiHeadAttentionImport from '../rules/microsoft/multi-head-attention.import.js';
import * as microsoftNhwcMaxPoolImport from '../rules/microsoft/nhwc-max-pool.import.js';
import * as microsoftQattentionImport from '../rules/microsoft/qattention.import.js';
import * as microsoftQembedLayerNormalizationImport from '../rules/microsoft/qembed-layer-normalization.import.js';
import * as microsoftQgemmImport from '../rules/microsoft/qgemm.import.js';
import * as microsoftQlinearAxesImport from '../rules/microsoft/qlinear-axes.import.js';
import * as microsoftQlinearElementwiseImport from '../rules/microsoft/qlinear-elementwise.import.js';
import * as microsoftQlinearPoolImport from '../rules/microsoft/qlinear-pool.import.js';
import * as microsoftRecurrentAttentionImport from '../rules/microsoft/recurrent-attention.import.js';
import * as microsoftRotaryEmbeddingImport from '../rules/microsoft/rotary-embedding.import.js';
import * as microsoftSkipLayerNormalizationImport from '../rules/microsoft/skip-layer-normalization.import.js';
import * as microsoftStandardAlikeImport from '../rules/microsoft/standard-alike.import.js';
import * as mlArrayFeatureExtractorImport from '../rules/ml/array-feature-extractor.import.js';
import * as mlFeatureVectorizerImport from '../rules/ml/feature-vectorizer.import.js';
import * as mlFeaturesImport from '../rules/ml/features.import.js';
import * as mlLabelEncoderImport from '../rules/ml/label-encoder.import.js';
import * as mlLinearImport from '../rules/ml/linear.import.js';
import * as mlMapsImport from '../rules/ml/maps.import.js';
import * as mlOneHotEncoderImport from '../rules/ml/one-hot-encoder.import.js';
import * as mlSvmImport from '../rules/ml/svm.import.js';
import * as mlTreeEnsembleClassifierImport from '../rules/ml/tree-ensemble-classifier.import.js';
import * as mlTreeEnsembleRegressorImport from '../rules/ml/tree-ensemble-regressor.import.js';
import * as mlTreeEnsembleImport from '../rules/ml/tree-ensemble.import.js';
import * as nnBatchNormalizationImport from '../rules/nn/batch-normalization.import.js';
import * as nnConvTransposeImport from '../rules/nn/conv-transpose.import.js';
import * as nnConvImport from '../rules/nn/conv.import.js';
import * as nnGemmImport from '../rules/nn/gemm.import.js';
import * as nnGlobalPoolImport from '../rules/nn/global-pool.import.js';
import * as nnLayerNormalizationImport from '../rules/nn/layer-normalization.import.js';
import * as nnNonMaxSuppressionImport from '../rules/nn/non-max-suppression.import.js';
import * as nnNormalizationImport from '../rules/nn/normalization.import.js';
import * as nnPoolImport from '../rules/nn/pool.import.js';
import * as nnRecurrentImport from '../rules/nn/recurrent.import.js';
import * as nnResizeImport from '../rules/nn/resize.import.js';
import * as nnSoftmaxImport from '../rules/nn/softmax.import.js';
import * as quantBitCastImport from '../rules/quant/bit-cast.import.js';
import * as quantConvIntegerImport from '../rules/quant/conv-integer.import.js';
import * as quantDynamicQuantizeLinearImport from '../rules/quant/dynamic-quantize-linear.import.js';
import * as quantMatmulIntegerImport from '../rules/quant/matmul-integer.import.js';
import * as quantQlinearConvImport from '../rules/quant/qlinear-conv.import.js';
import * as quantQlinearMatmulImport from '../rules/quant/qlinear-matmul.import.js';
import * as quantQuantizeLinearImport from '../rules/quant/quantize-linear.import.js';
import * as randomDropoutImport from '../rules/random/dropout.import.js';
import * as randomRandomImport from '../rules/random/random.import.js';
import * as reduceArgReduceImport from '../rules/reduce/arg-reduce.import.js';
import * as reduceReduceImport from '../rules/reduce/reduce.import.js';
import * as sequenceOptionalImport from '../rules/sequence/optional.import.js';
import * as sequenceSequenceMapImport from '../rules/sequence/sequence-map.import.js';
import * as sequenceSequenceImport from '../rules/sequence/sequence.import.js';
import * as sequenceSplitToSequenceImport from '../rules/sequence/split-to-sequence.import.js';
import * as shapeCompressImport from '../rules/shape/compress.import.js';
import * as shapeConcatImport from '../rules/shape/concat.import.js';
import * as shapeConstantOfShapeImport from '../rules/shape/constant-of-shape.import.js';
import * as shapeConstantImport from '../rules/shape/constant.import.js';
import * as shapeCumsumImport from '../rules/shape/cumsum.import.js';
import * as shapeDepthSpaceImport from '../rules/shape/depth-space.import.js';
import * as shapeExpandImport from '../rules/shape/expand.import.js';
import * as shapeEyeLikeImport from '../rules/shape/eye-like.import.js';
import * as shapeGatherImport from '../rules/shape/gather.import.js';
import * as shapeNonZeroImport from '../rules/shape/non-zero.import.js';
import * as shapeOneHotImport from '../rules/shape/one-hot.import.js';
import * as shapePadImport from '../rules/shape/pad.import.js';
import * as shapeRangeImport from '../rules/shape/range.import.js';
import * as shapeReshapeImport from '../rules/shape/reshape.import.js';
import * as shapeScatterImport from '../rules/shape/scatter.import.js';
import * as shapeShapeOfImport from '../rules/shape/shape-of.import.js';
import * as shapeSliceImport from '../rules/shape/slice.import.js';
import * as shapeSplitImport from '../rules/shape/split.import.js';
import * as shapeSqueezeImport from '../rules/shape/squeeze.import.js';
import * as shapeTileImport from '../rules/shape/tile.import.js';
import * as shapeTopKImport from '../rules/shape/top-k.import.js';
import * as shapeTransposeImport from '../rules/shape/transpose.import.js';
import * as shapeTriluImport from '../rules/shape/trilu.import.js';
import * as shapeUniqueImport from '../rules/shape/unique.import.js';
import * as signalDftImport from '../rules/signal/dft.import.js';
import * as signalMelWeightMatrixImport from '../rules/signal/mel-weight-matrix.import.js';
import * as signalReverseSequenceImport from '../rules/signal/reverse-sequence.import.js';
import * as signalStftImport from '../rules/signal/stft.import.js';
import * as signalWindowImport from '../rules/signal/window.import.js';
import * as textTextImport from '../rules/text/text.import.js';
import * as textTfIdfVectorizerImport from '../rules/text/tf-idf-vectorizer.import.js';
import * as trainingGradientImport from '../rules/training/gradient.import.js';
import * as trainingOptimizersImport from '../rules/training/optimizers.import.js';
import * as visionAffineGridImport from '../rules/vision/affine-grid.import.js';
import * as visionCenterCropPadImport from '../rules/vision/center-crop-pad.import.js';
import * as visionCol2imImport from '../rules/vision/col2im.import.js';
import * as visionDeformConvImport from '../rules/vision/deform-conv.import.js';
import * as visionGridSampleImport from '../rules/vision/grid-sample.import.js';
import * as visionImageDecoderImport from '../rules/vision/image-decoder.import.js';
import * as visionMaxUnpoolImport from '../rules/vision/max-unpool.import.js';
import * as visionRoiImport from '../rules/vision/roi.import.js';

/** Every file with import rules, by path; each value is all that one file exports. */
export const importRuleModules: readonly Readonly<Record<string, unknown>>[] = [
  attentionAttentionImport,
  attentionCausalConvWithStateImport,
  attentionFlexAttentionImport,
  attentionLinearAttentionImport,
  attentionRotaryEmbeddingImport,
  attentionTensorScatterImport,
  controlIfImport,
  controlLoopImport,
  controlScanImport,
  linearDetImport,
  linearEinsumImport,
  lossLossesImport,
  mathBinaryImport,
  mathBitShiftImport,
  mathCastImport,
  mathClipImport,
  mathGeluImport,
  mathIdentityImport,
  mathIsInfImport,
  mathModImport,
  mathPreluImport,
  mathShrinkImport,
  mathSwiGluImport,
  mathSwishImport,
  mathUnaryImport,
  mathVariadicImport,
  mathWhereImport,
  microsoftAttentionImport,
  microsoftBiasImport,
  microsoftCdistImport,
  microsoftComplexMulImport,
  microsoftDynamicQuantizeLstmImport,
  microsoftEmbedLayerNormalizationImport,
  microsoftFftImport,
  microsoftFusedConvImport,
  microsoftFusedGemmImport,
  microsoftFusedMatmulImport,
  microsoftGatherBlockQuantizedImport,
  microsoftGeluImport,
  microsoftGemmaRotaryEmbeddingImport,
  microsoftGroupNormImport,
  microsoftGroupQueryAttentionImport,
  microsoftIntegerArithmeticImport,
  microsoftIntegerMatmulToFloatImport,
  microsoftMatmulBnb4Import,
  microsoftMatmulNbitsImport,
  microsoftMultiHeadAttentionImport,
  microsoftNhwcMaxPoolImport,
  microsoftQattentionImport,
  microsoftQembedLayerNormalizationImport,
  microsoftQgemmImport,
  microsoftQlinearAxesImport,
  microsoftQlinearElementwiseImport,
  microsoftQlinearPoolImport,
  microsoftRecurrentAttentionImport,
  microsoftRotaryEmbeddingImport,
  microsoftSkipLayerNormalizationImport,
  microsoftStandardAlikeImport,
  mlArrayFeatureExtractorImport,
  mlFeatureVectorizerImport,
  mlFeaturesImport,
  mlLabelEncoderImport,
  mlLinearImport,
  mlMapsImport,
  mlOneHotEncoderImport,
  mlSvmImport,
  mlTreeEnsembleClassifierImport,
  mlTreeEnsembleRegressorImport,
  mlTreeEnsembleImport,
  nnBatchNormalizationImport,
  nnConvTransposeImport,
  nnConvImport,
  nnGemmImport,
  nnGlobalPoolImport,
  nnLayerNormalizationImport,
  nnNonMaxSuppressionImport,
  nnNormalizationImport,
  nnPoolImport,
  nnRecurrentImport,
  nnResizeImport,
  nnSoftmaxImport,
  quantBitCastImport,
  quantConvIntegerImport,
  quantDynamicQuantizeLinearImport,
  quantMatmulIntegerImport,
  quantQlinearConvImport,
  quantQlinearMatmulImport,
  quantQuantizeLinearImport,
  randomDropoutImport,
  randomRandomImport,
  reduceArgReduceImport,
  reduceReduceImport,
  sequenceOptionalImport,
  sequenceSequenceMapImport,
  sequenceSequenceImport,
  sequenceSplitToSequenceImport,
  shapeCompressImport,
  shapeConcatImport,
  shapeConstantOfShapeImport,
  shapeConstantImport,
  shapeCumsumImport,
  shapeDepthSpaceImport,
  shapeExpandImport,
  shapeEyeLikeImport,
  shapeGatherImport,
  shapeNonZeroImport,
  shapeOneHotImport,
  shapePadImport,
  shapeRangeImport,
  shapeReshapeImport,
  shapeScatterImport,
  shapeShapeOfImport,
  shapeSliceImport,
  shapeSplitImport,
  shapeSqueezeImport,
  shapeTileImport,
  shapeTopKImport,
  shapeTransposeImport,
  shapeTriluImport,
  shapeUniqueImport,
  signalDftImport,
  signalMelWeightMatrixImport,
  signalReverseSequenceImport,
  signalStftImport,
  signalWindowImport,
  textTextImport,
  textTfIdfVectorizerImport,
  trainingGradientImport,
  trainingOptimizersImport,
  visionAffineGridImport,
  visionCenterCropPadImport,
  visionCol2imImport,
  visionDeformConvImport,
  visionGridSampleImport,
  visionImageDecoderImport,
  visionMaxUnpoolImport,
  visionRoiImport,
];
