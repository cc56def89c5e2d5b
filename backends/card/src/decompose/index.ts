// The card's own ways to take ops apart, before the general ones.

import type { Decomposition } from '@afterglow/ir';
import { hardmax, oneHot, topK } from './choices.js';
import { dynamicPad, dynamicSlice } from './dynamic-moves.js';
import { dynamicReduce } from './dynamic-reduce.js';
import { dynamicViews } from './dynamic-views.js';
import { extremes } from './extremes.js';
import { gridSample } from './grid-sample.js';
import { gatherElements, gatherNd, scatterElements, scatterNd } from './indexed.js';
import { integerProducts } from './integer-products.js';
import { narrow } from './narrow.js';
import { nllLoss } from './nll-loss.js';
import { openSizes } from './open-sizes.js';
import { dequantizeLinear, quantizeLinear } from './quantize.js';
import { recurrences } from './recurrent.js';
import { repeats } from './repeats.js';
import { dynamicResize, resize } from './resize.js';
import { reverseSequence } from './reverse-sequence.js';
import { range, runs } from './running.js';
import { cacheUpdate, causalConv, linearAttention } from './streaming.js';
import { wholeReductions } from './whole-reductions.js';
import { convTranspose, lpPool, lrn } from './windows.js';

export const decompositions: readonly Decomposition[] = [
  ...extremes,
  dynamicReduce,
  ...dynamicViews,
  ...openSizes,
  ...[dynamicSlice, dynamicPad],
  ...[resize, dynamicResize],
  ...recurrences,
  ...[causalConv, linearAttention, cacheUpdate],
  nllLoss,
  ...[quantizeLinear, dequantizeLinear],
  ...integerProducts,
  ...narrow,
  ...wholeReductions,
  ...[gatherElements, gatherNd, scatterElements, scatterNd],
  ...[hardmax, oneHot, topK],
  ...[gridSample, reverseSequence],
  ...[lrn, lpPool, convTranspose],
  ...[...runs, range],
  ...repeats,
];
