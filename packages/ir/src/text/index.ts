export * from './blob-ref.js';
export { nearestName } from './nearest-name.js';
// Pieces that the text forms below the graph share.
export { OriginTable } from './origin-table.js';
export { type ParseOptions, parseModule, verifyBlobs } from './parse.js';
export { parseAttrs, parseAttrText, parseRange } from './parse-attr.js';
export { parseOriginEntry } from './parse-origins.js';
export { parseTensor, type TensorContext } from './parse-tensor.js';
export { GIR_VERSION, INLINE_LIMIT, type PrintOptions, printModule, printNode } from './print.js';
export { printAttrs, printAttrValue } from './print-attr.js';
export { type PrintTensorOptions, printElements, printTensor } from './print-tensor.js';
