// Numeric loops of the simulator: own code, sharing only scalar rounding and exact functions with everything else.

export { BINARY, type BinaryShape, binaryF16, binaryF32, type RowOp } from './binary.js';
export { CONVERT, convert, narrow, widen } from './convert.js';
export { smallConverter } from './convert-small.js';
export { addRow, addStoredRow, maxRow, maxStoredRow, unpackHalves } from './embedding.js';
export { PARAMETER_FUNCTIONS } from './functions.js';
export { fusedHalf, halfValues } from './half.js';
export { MatmulScratch, type MatmulShape, matmulF16, matmulF32 } from './matmul.js';
export { badIndex, divide, FOLDS, gather, type ReduceShape, reduce } from './reduce.js';
export { RowBuffer, storeF16, storeF32 } from './row.js';
export { type BitsTable, bitsFunction, type LinearTable, linearFunction } from './tables.js';
export {
  BYTES,
  COMPARE,
  FLOAT_PAIRS,
  INTEGER,
  type PairShape,
  READERS,
  SCANS,
  scan,
  select,
  sweepPairs,
} from './two.js';
export { lookUpF16, mapF16, type SweepShape, UNARY, type UnaryOp, unaryF32, unaryTable } from './unary.js';
export { makeViews, type Views } from './views.js';
