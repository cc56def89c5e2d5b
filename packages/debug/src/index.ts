export * from './diagnostics.js';
export * from './why/index.js';
