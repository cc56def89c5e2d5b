export { withClock } from './build-card.js';
export { machineDiagnostics } from './diagnostics.js';
export { type LoadOptions, loadMachine } from './load.js';
export type { CardDram, CardLlc, CardMachine, ClockProfile, Link, Machine, Memory, Platform } from './machine.js';
export { findPreset, presets } from './presets.js';
export { printBytes, printMachine, printRate } from './print-machine.js';
export { type Parsed, parseQuantity, type QuantityKind } from './quantity.js';
export { machineFieldsForSimulator, type SimulatorFields } from './simulator-fields.js';
export { type MachineTotals, machineDigest, machineTotals, ridgePoints, usableDram } from './totals.js';
