// Which lowering each generic instruction has. One file an op or family; nothing else knows them all.

import type { Lowering } from '../build/context.js';
import { lowerConv } from './conv.lower.js';
import { lowerDotInteraction } from './dot-interaction.lower.js';
import { elementwiseLowerings } from './elementwise.lower.js';
import { lowerEmbeddingBag } from './embedding-bag.lower.js';
import { lowerFullyConnected } from './fully-connected.lower.js';
import { lowerMatmul } from './matmul.lower.js';
import {
  lowerConcat,
  lowerCopy,
  lowerExpand,
  lowerInsert,
  lowerSlice,
  lowerSplit,
  lowerTranspose,
} from './moves.lower.js';
import { lowerAveragePool, lowerMaxPool } from './pool.lower.js';
import { lowerReduce } from './reduce.lower.js';
import { lowerGather, lowerScatterNd } from './rows.lower.js';

const reductions = ['reduce_sum', 'reduce_mean', 'reduce_max', 'reduce_min', 'reduce_prod'];

export const LOWERINGS: Readonly<Record<string, Lowering>> = {
  ...elementwiseLowerings,
  ...Object.fromEntries(reductions.map((op) => [op, lowerReduce])),
  fully_connected: lowerFullyConnected,
  matmul: lowerMatmul,
  conv: lowerConv,
  max_pool: lowerMaxPool,
  average_pool: lowerAveragePool,
  dot_interaction: lowerDotInteraction,
  embedding_bag: lowerEmbeddingBag,
  embedding_bag_rows: lowerEmbeddingBag,
  gather: lowerGather,
  scatter_nd: lowerScatterNd,
  copy: lowerCopy,
  insert: lowerInsert,
  concat: lowerConcat,
  split: lowerSplit,
  slice: lowerSlice,
  transpose: lowerTranspose,
  expand: lowerExpand,
};
