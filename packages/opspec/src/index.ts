export * from './diagnostics.js';
export type * from './grammar/ast.js';
export * from './grammar/parse-spec.js';
