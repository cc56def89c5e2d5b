export * from './check/check-spec.js';
export type * from './check/spec.js';
export * from './diagnostics.js';
export * from './generate-ops.js';
export * from './generate-tree.js';
export type * from './grammar/ast.js';
export * from './grammar/parse-spec.js';
