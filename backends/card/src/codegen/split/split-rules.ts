// When the work of a node is split over the engines of a card, and along what: the table of published thresholds for the class of
// hardware (FC by columns from 512 outputs on, else by rows from a batch of 256 on, …), and ours for ops it does not name.
// The first row whose measures all hold decides; a node without such a row is done by one engine.

/** What a node's result is cut along. */
export type SplitBy = 'rows' | 'columns' | 'channels';

/**
 * Sizes of a node's result at the bounds of all dims: `width` is the last axis, `batch` all others together, `inner` all but the
 * first, `channels` the second, `lines` the third, `matrices` all but the last two; `rank` is the number of axes. `groups` are those
 * of a convolution, 1 where there are none.
 */
export type Measure = 'width' | 'batch' | 'inner' | 'elements' | 'channels' | 'lines' | 'matrices' | 'rank' | 'groups';

export interface SplitRule {
  readonly ops: readonly string[];
  /** Least value of each measure; `engines` is as many as there are. */
  readonly least: Readonly<Partial<Record<Measure, number | 'engines'>>>;
  /** Largest value of a measure, where the row is for small ones. */
  readonly most?: Readonly<Partial<Record<Measure, number>>>;
  readonly by: SplitBy;
}

const REDUCTIONS = ['reduce_sum', 'reduce_mean', 'reduce_max', 'reduce_min', 'reduce_prod'];

export const SPLIT_RULES: readonly SplitRule[] = [
  { ops: ['fully_connected'], least: { width: 512 }, by: 'columns' },
  { ops: ['fully_connected'], least: { batch: 256 }, by: 'rows' },
  { ops: ['matmul'], least: { matrices: 2 }, by: 'rows' },
  { ops: ['matmul'], least: {}, by: 'columns' },
  { ops: ['transpose', 'cast'], least: {}, by: 'rows' },
  { ops: ['gelu'], least: { batch: 'engines' }, by: 'rows' },
  { ops: ['expand'], least: { width: 256 }, by: 'rows' },
  { ops: ['expand'], least: { batch: 256 }, by: 'rows' },
  { ops: REDUCTIONS, least: { width: 64 }, by: 'rows' },
  { ops: ['tanh', 'add'], least: { width: 1792 }, most: { rank: 2 }, by: 'rows' },
  { ops: ['tanh', 'add'], least: { inner: 2048, rank: 3 }, by: 'rows' },
  { ops: ['mul', 'sigmoid'], least: { width: 512 }, by: 'rows' },
  // Ours from here on.
  // Engines that share the lines of large images build a part of the patches each; those that share channels all build all of them. Two
  // lines an engine make up for weights that every engine reads.
  { ops: ['conv'], least: { lines: 24 }, most: { groups: 1 }, by: 'rows' },
  { ops: ['conv'], least: { channels: 'engines' }, by: 'channels' },
  { ops: ['conv'], least: { elements: 4096 }, by: 'rows' },
  { ops: ['max_pool', 'average_pool'], least: { elements: 4096 }, by: 'channels' },
  { ops: REDUCTIONS, least: { elements: 512 }, by: 'rows' },
  { ops: ['concat', 'split', 'slice', 'copy'], least: { elements: 65536 }, by: 'rows' },
  { ops: ['element-wise'], least: { elements: 16384 }, by: 'rows' },
];

/** Ways each op can be split; element-wise ops are split by rows. */
export const SPLITS_OF: Readonly<Record<string, readonly SplitBy[]>> = {
  fully_connected: ['rows', 'columns'],
  matmul: ['rows', 'columns'],
  conv: ['channels', 'rows'],
  max_pool: ['channels'],
  average_pool: ['channels'],
  embedding_bag: ['rows'],
  gather: ['rows'],
  ...Object.fromEntries(
    [...REDUCTIONS, ...['transpose', 'expand', 'concat', 'split', 'slice', 'copy']].map((op) => [op, ['rows']]),
  ),
};
