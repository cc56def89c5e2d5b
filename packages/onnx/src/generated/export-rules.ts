// Generated from packages/onnx/src/export/rules/**/*.export.ts by `npm run generate`. Do not edit.

import * as controlControlExport from '../export/rules/control/control.export.js';
import * as embeddingEmbeddingBagExport from '../export/rules/embedding/embedding-bag.export.js';
import * as mathBinaryExport from '../export/rules/math/binary.export.js';
import * as mathCastExport from '../export/rules/math/cast.export.js';
import * as mathUnaryExport from '../export/rules/math/unary.export.js';
import * as nnLayersExport from '../export/rules/nn/layers.export.js';
import * as nnNormalizeExport from '../export/rules/nn/normalize.export.js';
import * as nnPoolExport from '../export/rules/nn/pool.export.js';
import * as nnRecurrentExport from '../export/rules/nn/recurrent.export.js';
import * as nnResizeExport from '../export/rules/nn/resize.export.js';
import * as quantQuantizeExport from '../export/rules/quant/quantize.export.js';
import * as reduceReduceExport from '../export/rules/reduce/reduce.export.js';
import * as shapeCutExport from '../export/rules/shape/cut.export.js';
import * as shapeFillExport from '../export/rules/shape/fill.export.js';
import * as shapeIndexExport from '../export/rules/shape/index.export.js';
import * as shapeShapeExport from '../export/rules/shape/shape.export.js';

/** Every file with export rules, by path; each value is all that one file exports. */
export const exportRuleModules: readonly Readonly<Record<string, unknown>>[] = [
  controlControlExport,
  embeddingEmbeddingBagExport,
  mathBinaryExport,
  mathCastExport,
  mathUnaryExport,
  nnLayersExport,
  nnNormalizeExport,
  nnPoolExport,
  nnRecurrentExport,
  nnResizeExport,
  quantQuantizeExport,
  reduceReduceExport,
  shapeCutExport,
  shapeFillExport,
  shapeIndexExport,
  shapeShapeExport,
];
