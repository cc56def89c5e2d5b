// The `.isa` language: parser, checker and generators. Used at development time only; the backend itself reads the tables
// generated from it.

export { loadIsa } from './check.js';
export { isaDiagnostics } from './diagnostics.js';
export { type GeneratedFile, generateIsa } from './generate.js';
export type { IsaFlag, IsaInstruction, IsaModel, IsaOperand, IsaRegion } from './model.js';
