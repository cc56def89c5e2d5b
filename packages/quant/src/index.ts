export { convertPrecision, type PrecisionOptions, type PrecisionReport } from './convert-precision.js';
export { convertPrecisionPass } from './convert-precision.pass.js';
export { quantDiagnostics } from './diagnostics.js';
export { forecastOverflow, SeenMagnitudes } from './forecast-overflow.js';
export { findOverflow, type Overflow } from './range-guard.js';
export { saturatePass } from './saturate.pass.js';
export { type ConvertedTable, quantizeTablesPass, type TableForm } from './tables/quantize-tables.pass.js';
