// What the package exports under the name `dim`.

export { add, mul, negate, product, sub, sum } from './arithmetic.js';
export { ceilDiv, floorDiv, mod } from './division.js';
export {
  ANY_SIZE,
  atomDim,
  type Dim,
  type DimAtom,
  type DimExpr,
  type DimTerm,
  isKnown,
  printDim,
  printSize,
  symbol,
} from './expr.js';
export { max, min } from './extremum.js';
export { type DimJson, fromJson, toJson } from './json.js';
export { type DimRange, dimRange } from './range.js';
export { evaluate, substitute, symbolsOf } from './substitute.js';
