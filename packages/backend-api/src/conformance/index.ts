export { compareOutputs, compareValues } from './compare-values.js';
export { type Directory, readAll } from './directory.js';
export { type ConformanceCase, type DataSet, discoverCases } from './discover-cases.js';
export { formulaInput } from './formula-input.js';
export { CONFORMANCE_MODES, type ConformanceMode, type LoadMode } from './mode.js';
export { graphTolerance, type OpClass, opClass } from './op-tolerance.js';
export {
  type CaseResult,
  type CaseStatus,
  type ConformanceOptions,
  type ConformanceReport,
  type LoadedModel,
  type Port,
  type Refusal,
  type RunAnswer,
  runCase,
  runConformance,
  type Subject,
} from './run-conformance.js';
export {
  HALF_TOLERANCE,
  isRandomCase,
  ONNX_EXCEPTIONS,
  ONNX_TOLERANCE,
  type Tolerance,
  toleranceOf,
} from './tolerance.js';
