export { partitionDiagnostics } from './diagnostics.js';
export { type Footprint, footprintOfFunc } from './memory.js';
export { type MergeOptions, mergePartitions } from './merge-partitions.js';
export { type Absorbed, BIG_TABLE_BYTES, type Card, type PartitionOptions } from './options.js';
export { type PartitionResult, partition } from './partition.js';
export {
  type PlaceCard,
  type Placed,
  type PlacedBy,
  type PlaceGroup,
  type Placement,
  type PlaceOptions,
  placeTables,
} from './place/place-tables.js';
export { lookupsOf, rowBytes } from './place/table-cost.js';
export { parsePlan } from './plan/parse-plan.js';
export {
  PLAN_VERSION,
  type Plan,
  type PlanCard,
  type PlanDense,
  type PlanEngines,
  type PlanHost,
  type PlanPartition,
  type PlanRequest,
  type PlanRequestTable,
  type PlanTable,
} from './plan/plan.js';
export { printPlan } from './plan/print-plan.js';
