export * from './diff-modules.js';
export { type DiffOptions, printDiff } from './print-diff.js';
