// What generated op tables and hand-written extensions are made of.

export { dim } from '@afterglow/core';
export { defineOp, type OpTable } from './define-op.js';
export { type ElementSet, Inference, type PatternItem } from './inference.js';
export { ShapeMath } from './shape-math.js';
export { InferenceStop } from './stop.js';
