// Card assembly: text to image and back.

export { casmDiagnostics } from './diagnostics.js';
export { type AssembleOptions, assemble } from './parse-casm.js';
export { CASM_VERSION, type DisassembleOptions, disassemble, printInstruction } from './print-casm.js';
