export * from './bind-dims.js';
export * from './byte-source.js';
export * from './diagnostics.js';
export type { Dim, DimAtom, DimExpr, DimRange, DimTerm } from './dim.js';
export * as dim from './dim.js';
export * from './element-type.js';
export * from './origin.js';
export * from './tensor.js';
