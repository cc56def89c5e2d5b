export {
  boundEntriesOf,
  scalarShapeValueOf,
  shapeEntriesOf,
  shapeGridOf,
  shapeValueOf,
} from './analysis/shape-value.js';
export { irDiagnostics } from './diagnostics.js';
export * from './graph/builder.js';
export * from './graph/graph.js';
export * from './graph/op-def.js';
export * from './graph/rewriter.js';
export { type StoredForm, storedForm } from './graph/stored-tensor.js';
export * from './graph/type.js';
export * from './text/index.js';
export { attrProblem, attrProblems } from './verify/check-attr.js';
export { typeProblem } from './verify/check-type.js';
export { bareSymbol } from './verify/match-type.js';
export { type StageRule, type VerifyOptions, verifyModule } from './verify/verify.js';
export { bindSignature, calleesOf } from './verify/verify-invoke.js';
