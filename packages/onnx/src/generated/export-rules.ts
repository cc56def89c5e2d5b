// Generated from packages/onnx/src/export/rules/**/*.export.ts by `npm run generate`. Do not edit.

import * as attentionAttentionExport from '../export/rules/attention/attention.export.js';
import * as attentionCacheUpdateExport from '../export/rules/attention/cache-update.export.js';
import * as attentionLinearAttentionExport from '../export/rules/attention/linear-attention.export.js';
import * as attentionRotaryEmbeddingExport from '../export/rules/attention/rotary-embedding.export.js';
import * as controlControlExport from '../export/rules/control/control.export.js';
import * as dynamicAssumeShapeExport from '../export/rules/dynamic/assume-shape.export.js';
import * as dynamicDynamicExport from '../export/rules/dynamic/dynamic.export.js';
import * as embeddingEmbeddingBagExport from '../export/rules/embedding/embedding-bag.export.js';
import * as linearInverseExport from '../export/rules/linear/inverse.export.js';
import * as linearLinearExport from '../export/rules/linear/linear.export.js';
import * as lossLossExport from '../export/rules/loss/loss.export.js';
import * as mathBinaryExport from '../export/rules/math/binary.export.js';
import * as mathCastExport from '../export/rules/math/cast.export.js';
import * as mathShiftExport from '../export/rules/math/shift.export.js';
import * as mathUnaryExport from '../export/rules/math/unary.export.js';
import * as mlCoupleProbabilitiesExport from '../export/rules/ml/couple-probabilities.export.js';
import * as mlLabelEncoderExport from '../export/rules/ml/label-encoder.export.js';
import * as mlMapsExport from '../export/rules/ml/maps.export.js';
import * as mlSvmExport from '../export/rules/ml/svm.export.js';
import * as mlTreeEnsembleExport from '../export/rules/ml/tree-ensemble.export.js';
import * as nnLayersExport from '../export/rules/nn/layers.export.js';
import * as nnNormalizeExport from '../export/rules/nn/normalize.export.js';
import * as nnPoolExport from '../export/rules/nn/pool.export.js';
import * as nnRecurrentExport from '../export/rules/nn/recurrent.export.js';
import * as nnResizeExport from '../export/rules/nn/resize.export.js';
import * as quantQuantizeLinearExport from '../export/rules/quant/quantize-linear.export.js';
import * as quantQuantizeExport from '../export/rules/quant/quantize.export.js';
import * as quantQuantizedArithmeticExport from '../export/rules/quant/quantized-arithmetic.export.js';
import * as randomRandomExport from '../export/rules/random/random.export.js';
import * as reduceReduceExport from '../export/rules/reduce/reduce.export.js';
import * as sequenceSequenceExport from '../export/rules/sequence/sequence.export.js';
import * as shapeCutExport from '../export/rules/shape/cut.export.js';
import * as shapeFillExport from '../export/rules/shape/fill.export.js';
import * as shapeIndexExport from '../export/rules/shape/index.export.js';
import * as shapeShapeExport from '../export/rules/shape/shape.export.js';
import * as signalSignalExport from '../export/rules/signal/signal.export.js';
import * as textTextExport from '../export/rules/text/text.export.js';
import * as visionVisionExport from '../export/rules/vision/vision.export.js';

/** Every file with export rules, by path; each value is all that one file exports. */
export const exportRuleModules: readonly Readonly<Record<string, unknown>>[] = [
  attentionAttentionExport,
  attentionCacheUpdateExport,
  attentionLinearAttentionExport,
  attentionRotaryEmbeddingExport,
  controlControlExport,
  dynamicAssumeShapeExport,
  dynamicDynamicExport,
  embeddingEmbeddingBagExport,
  linearInverseExport,
  linearLinearExport,
  lossLossExport,
  mathBinaryExport,
  mathCastExport,
  mathShiftExport,
  mathUnaryExport,
  mlCoupleProbabilitiesExport,
  mlLabelEncoderExport,
  mlMapsExport,
  mlSvmExport,
  mlTreeEnsembleExport,
  nnLayersExport,
  nnNormalizeExport,
  nnPoolExport,
  nnRecurrentExport,
  nnResizeExport,
  quantQuantizeLinearExport,
  quantQuantizeExport,
  quantQuantizedArithmeticExport,
  randomRandomExport,
  reduceReduceExport,
  sequenceSequenceExport,
  shapeCutExport,
  shapeFillExport,
  shapeIndexExport,
  shapeShapeExport,
  signalSignalExport,
  textTextExport,
  visionVisionExport,
];
