export * from './backend.js';
export * from './conformance/index.js';
export * from './diagnostics.js';
export * from './legality.js';
