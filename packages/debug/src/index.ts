export { type Bisection, type BisectOptions, bisect, type WrongCase } from './bisect/bisect.js';
export { type WrittenBisection, writeBisection } from './bisect/write-bisection.js';
export {
  type CompareOptions,
  compareLayers,
  type LayerComparison,
  type LayerDifference,
} from './compare/compare-layers.js';
export { printComparison } from './compare/print-comparison.js';
export { parseSide, type Side } from './compare/side.js';
export * from './diagnostics.js';
export { type ReduceByCommandOptions, reduceByCommand } from './reduce/reduce-by-command.js';
export { type ReduceOptions, type Reduction, reduceModule } from './reduce/reduce-module.js';
export * from './why/index.js';
