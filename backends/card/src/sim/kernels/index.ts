// Numeric loops of the simulator: own code, sharing only scalar rounding and exact functions with everything else.

export { BINARY, type BinaryOp, type BinaryShape, binaryF16, binaryF32 } from './binary.js';
export { CONVERT, clipF32F16, convert } from './convert.js';
export { addRow, maxRow, unpackHalves } from './embedding.js';
export { fusedHalf, halfValues } from './half.js';
export { MatmulScratch, type MatmulShape, matmulF16, matmulF32 } from './matmul.js';
export { badIndex, divide, FOLDS, type Fold, gather, type ReduceShape, reduce } from './reduce.js';
export { type BitsTable, type LinearTable, tableBits, tableLinear } from './tables.js';
export { mapF16, type SweepShape, UNARY, type UnaryOp, unaryF32, unaryTable } from './unary.js';
export { makeViews, type Views } from './views.js';
