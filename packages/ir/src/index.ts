export * from './graph/builder.js';
export * from './graph/graph.js';
export * from './graph/op-def.js';
export * from './graph/rewriter.js';
export * from './graph/type.js';
