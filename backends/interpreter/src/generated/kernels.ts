// Generated from src/kernels/**/*.kernel.ts; do not edit. Sorted by path.

import * as controlIf from '../kernels/control/if.kernel.js';
import * as controlInvoke from '../kernels/control/invoke.kernel.js';
import * as controlLoop from '../kernels/control/loop.kernel.js';
import * as controlScan from '../kernels/control/scan.kernel.js';
import * as embeddingDotInteraction from '../kernels/embedding/dot-interaction.kernel.js';
import * as embeddingEmbeddingBag from '../kernels/embedding/embedding-bag.kernel.js';
import * as mathBinary from '../kernels/math/binary.kernel.js';
import * as mathCast from '../kernels/math/cast.kernel.js';
import * as mathCompare from '../kernels/math/compare.kernel.js';
import * as mathUnaryAttrs from '../kernels/math/unary-attrs.kernel.js';
import * as mathUnary from '../kernels/math/unary.kernel.js';
import * as mathWhere from '../kernels/math/where.kernel.js';
import * as nnAveragePool from '../kernels/nn/average-pool.kernel.js';
import * as nnConvTranspose from '../kernels/nn/conv-transpose.kernel.js';
import * as nnConv from '../kernels/nn/conv.kernel.js';
import * as nnFullyConnected from '../kernels/nn/fully-connected.kernel.js';
import * as nnGru from '../kernels/nn/gru.kernel.js';
import * as nnLrn from '../kernels/nn/lrn.kernel.js';
import * as nnLstm from '../kernels/nn/lstm.kernel.js';
import * as nnMatmul from '../kernels/nn/matmul.kernel.js';
import * as nnMaxPool from '../kernels/nn/max-pool.kernel.js';
import * as nnNonMaxSuppression from '../kernels/nn/non-max-suppression.kernel.js';
import * as nnNormalize from '../kernels/nn/normalize.kernel.js';
import * as nnResize from '../kernels/nn/resize.kernel.js';
import * as nnRnn from '../kernels/nn/rnn.kernel.js';
import * as nnSoftmax from '../kernels/nn/softmax.kernel.js';
import * as quantQuantize from '../kernels/quant/quantize.kernel.js';
import * as reduceArg from '../kernels/reduce/arg.kernel.js';
import * as reduceReduce from '../kernels/reduce/reduce.kernel.js';
import * as shapeConcat from '../kernels/shape/concat.kernel.js';
import * as shapeCumsum from '../kernels/shape/cumsum.kernel.js';
import * as shapeDepthSpace from '../kernels/shape/depth-space.kernel.js';
import * as shapeExpand from '../kernels/shape/expand.kernel.js';
import * as shapeGather from '../kernels/shape/gather.kernel.js';
import * as shapeNonZero from '../kernels/shape/non-zero.kernel.js';
import * as shapeOneHot from '../kernels/shape/one-hot.kernel.js';
import * as shapePad from '../kernels/shape/pad.kernel.js';
import * as shapeRange from '../kernels/shape/range.kernel.js';
import * as shapeReshape from '../kernels/shape/reshape.kernel.js';
import * as shapeScatter from '../kernels/shape/scatter.kernel.js';
import * as shapeShapeOf from '../kernels/shape/shape-of.kernel.js';
import * as shapeSlice from '../kernels/shape/slice.kernel.js';
import * as shapeSplat from '../kernels/shape/splat.kernel.js';
import * as shapeSplit from '../kernels/shape/split.kernel.js';
import * as shapeTile from '../kernels/shape/tile.kernel.js';
import * as shapeTopK from '../kernels/shape/top-k.kernel.js';
import * as shapeTranspose from '../kernels/shape/transpose.kernel.js';
import * as shapeTrilu from '../kernels/shape/trilu.kernel.js';

/** Every kernel module; each exports kernels or lists of them. */
export const kernelModules = [
  controlIf,
  controlInvoke,
  controlLoop,
  controlScan,
  embeddingDotInteraction,
  embeddingEmbeddingBag,
  mathBinary,
  mathCast,
  mathCompare,
  mathUnaryAttrs,
  mathUnary,
  mathWhere,
  nnAveragePool,
  nnConvTranspose,
  nnConv,
  nnFullyConnected,
  nnGru,
  nnLrn,
  nnLstm,
  nnMatmul,
  nnMaxPool,
  nnNonMaxSuppression,
  nnNormalize,
  nnResize,
  nnRnn,
  nnSoftmax,
  quantQuantize,
  reduceArg,
  reduceReduce,
  shapeConcat,
  shapeCumsum,
  shapeDepthSpace,
  shapeExpand,
  shapeGather,
  shapeNonZero,
  shapeOneHot,
  shapePad,
  shapeRange,
  shapeReshape,
  shapeScatter,
  shapeShapeOf,
  shapeSlice,
  shapeSplat,
  shapeSplit,
  shapeTile,
  shapeTopK,
  shapeTranspose,
  shapeTrilu,
] as const;
