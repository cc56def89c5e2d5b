// The sizes of the Criteo-Kaggle DLRM. Row counts are those of the data set; the example caps them to stay small.

export const DENSE_FEATURES = 13;
export const EMBEDDING_DIM = 16;
export const ROW_CAP = 20_000;

const CRITEO_KAGGLE_ROWS = [
  1460, 583, 10131227, 2202608, 305, 24, 12517, 633, 3, 93145, 5683, 8351593, 3194, 27, 14992, 5461306, 10, 5652, 2173,
  4, 7046547, 18, 15, 286181, 105, 142572,
];

/** Rows of each embedding table. */
export const TABLE_ROWS = CRITEO_KAGGLE_ROWS.map((rows) => Math.min(rows, ROW_CAP));

/** Widths of the bottom MLP, from dense features to the embedding's width. */
export const BOTTOM = [DENSE_FEATURES, 512, 256, 64, EMBEDDING_DIM];

const FEATURES = TABLE_ROWS.length + 1;
const PAIRS = (FEATURES * (FEATURES - 1)) / 2;

/** Widths of the top MLP, from the dense vector beside all pairwise products to one probability. */
export const TOP = [EMBEDDING_DIM + PAIRS, 512, 256, 1];

/** Row and column of each pair below the diagonal, in the order the interaction picks them. */
export const PAIR_ROWS = Array.from({ length: FEATURES }, (_, row) => Array(row).fill(row)).flat();
export const PAIR_COLUMNS = Array.from({ length: FEATURES }, (_, row) =>
  Array.from({ length: row }, (_, column) => column),
).flat();
