export * from './cursor.js';
export * from './diagnostics.js';
export * from './dims.js';
export * from './lex.js';
export * from './literals.js';
export * from './source-text.js';
export * from './text-writer.js';
export * as token from './tokens.js';
export { keyword } from './tokens.js';
