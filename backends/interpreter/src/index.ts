export { default } from './backend.js';
export { interpreterDiagnostics } from './diagnostics.js';
export { evaluateConstant } from './evaluate-constant.js';
export { evaluateNode, type InterpretOptions, interpret } from './interpret.js';
export type { Numerics } from './kernel.js';
export { kernelOps } from './kernel-table.js';
