// What generated op tables and hand-written extensions are made of.

export { dim } from '@afterglow/core';
export type { ElementSet } from './attribute-reading.js';
export { defineOp, type OpTable } from './define-op.js';
export { Inference, type PatternItem } from './inference.js';
export { ShapeMath } from './shape-math.js';
export { InferenceStop } from './stop.js';
