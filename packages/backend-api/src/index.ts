export * from './backend.js';
export * from './diagnostics.js';
export * from './legality.js';
