export * from './blob-ref.js';
export { nearestName } from './nearest-name.js';
export { type ParseOptions, parseModule, verifyBlobs } from './parse.js';
export { GIR_VERSION, INLINE_LIMIT, type PrintOptions, printModule, printNode } from './print.js';
export { printAttrs, printAttrValue } from './print-attr.js';
export { printElements } from './print-tensor.js';
