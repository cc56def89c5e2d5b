// Simulators of the card.

export type { OriginTotal, RunCounters, Stretch } from './counters.js';
export type { PagedMemoryOptions } from './paged-memory.js';
export { type RunWatcher, Simulator, type SimulatorOptions, type SimulatorRunOptions } from './simulator.js';
