// The sizes of the Criteo-Kaggle DLRM. Row counts are those of the data set; the example caps them to stay small.

const DENSE_FEATURES = 13;
const EMBEDDING_DIM = 16;

const CRITEO_KAGGLE_ROWS = [
  1460, 583, 10131227, 2202608, 305, 24, 12517, 633, 3, 93145, 5683, 8351593, 3194, 27, 14992, 5461306, 10, 5652, 2173,
  4, 7046547, 18, 15, 286181, 105, 142572,
];

/**
 * The model with the first `tables` tables. `hidden` widths lie between the dense features and the embedding's width below,
 * and between pairs and result above.
 */
function shape(tables, rowCap, hiddenBelow, hiddenAbove) {
  const features = tables + 1;
  const pairs = (features * (features - 1)) / 2;
  return {
    denseFeatures: DENSE_FEATURES,
    embeddingDim: EMBEDDING_DIM,
    /** Rows of each embedding table. */
    rows: CRITEO_KAGGLE_ROWS.slice(0, tables).map((rows) => Math.min(rows, rowCap)),
    /** Widths of the bottom MLP, from dense features to the embedding's width. */
    bottom: [DENSE_FEATURES, ...hiddenBelow, EMBEDDING_DIM],
    /** Widths of the top MLP, from the dense vector beside all pairwise products to one probability. */
    top: [EMBEDDING_DIM + pairs, ...hiddenAbove, 1],
    /** Row and column of each pair below the diagonal, in the order the interaction picks them. */
    pairRows: Array.from({ length: features }, (_, row) => Array(row).fill(row)).flat(),
    pairColumns: Array.from({ length: features }, (_, row) =>
      Array.from({ length: row }, (_, column) => column),
    ).flat(),
  };
}

/** What `npm start` builds. */
export const FULL = shape(26, 20_000, [512, 256, 64], [512, 256]);
/** Eight of the tables and little else, for the guides. */
export const SMALL = shape(8, 2_000, [64], [64]);
