export { type LiveValue, type SizeOf, sizeEvaluator } from './live-values.js';
export {
  type LayoutOptions,
  type MemoryLayout,
  type MemoryStorage,
  memoryLayout,
  type PlacedValue,
} from './memory-layout.js';
export { type Part, partsOf } from './parts.js';
export { type ProgramOrder, programOrder, type Span } from './program-order.js';
export { type Carried, type RegionFlow, regionFlow } from './region-flow.js';
export { sameLayout } from './share-inplace.js';
