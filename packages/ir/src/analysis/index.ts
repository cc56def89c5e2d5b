export { capturedValues, readValues } from './captured-values.js';
export { cloneFuncInto, cloneModule } from './clone.js';
export { constsNamedByTypes, dropUnusedConsts } from './consts.js';
export { ancestorIn, dependencies, topologicalOrder, transitiveUsers } from './dependencies.js';
export { type DimSource, dimSources } from './dim-sources.js';
export { attrsEqual, type EqualityOptions, graphDifference, graphsEqual } from './graphs-equal.js';
export { inferAgain } from './infer-again.js';
export { inlineInvoke } from './inline-invoke.js';
export * from './memory/index.js';
export {
  boundEntriesOf,
  knownNumbersOf,
  scalarShapeValueOf,
  shapeEntriesOf,
  shapeGridOf,
  shapeValueOf,
} from './shape-value.js';
export { alwaysHolds, conditionKey, type SizeCondition, sizeConditions, zeroOf } from './size-conditions.js';
export { dropUnusedRanges, liveSymbols } from './symbols.js';
export { type UndecidedAxis, undecidedAxes } from './undecided-axes.js';
export { workOf } from './work.js';
