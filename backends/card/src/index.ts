export { type AssembleOptions, assemble, casmDiagnostics, disassemble } from './asm/index.js';
export { default } from './backend.js';
export { codegenDiagnostics } from './codegen/diagnostics.js';
export { cardLegality } from './codegen/legality.js';
export { cardDiagnostics } from './diagnostics.js';
export { decodeImage, readElf, writeElf } from './elf/index.js';
export { cardMachine } from './machine-fields.js';
