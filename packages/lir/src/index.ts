export { lirDiagnostics } from './diagnostics.js';
export * from './instr-def.js';
export * from './instrs/generic.js';
export { launchParams } from './lower/launch-params.js';
export { type LoweredFunc, type LowerOptions, lowerFunc } from './lower/lower-func.js';
export { VIEW_OPS } from './lower/view-ops.js';
export { planProblems } from './plan/check-func-plan.js';
export { chooseFastMemory, type FastChoice, mapBuffers, placeInOrder } from './plan/choose-memories.js';
export { type LiveRange, liveRanges } from './plan/live-ranges.js';
export { type MemoryBlock, type MemoryMap, memoryMaps } from './plan/memory-map.js';
export {
  type FuncPlan,
  type FuncPlanOptions,
  type PlannedStorage,
  type PlannedValue,
  planFunc,
  upperBounds,
} from './plan/plan-func.js';
export {
  alignUp,
  type MemoryPlan,
  type MemoryRequest,
  maxLive,
  type PlanOptions,
  planMemory,
} from './plan/plan-memory.js';
export * from './program.js';
export { type ParseLirOptions, parseLir } from './text/parse-lir.js';
export { type PrintLirOptions, printInstr, printLir } from './text/print-lir.js';
export { type VerifyLirOptions, verifyLir } from './verify/verify-lir.js';
