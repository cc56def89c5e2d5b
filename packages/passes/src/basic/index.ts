export { canonicalize } from './canonicalize.pass.js';
export { foldBatchNorm } from './fold-batch-norm.pass.js';
export { foldConstants } from './fold-constants.pass.js';
export { foldShapeValues } from './fold-shape-values.pass.js';
export { fuseBiasActivation } from './fuse-bias-activation.pass.js';
export { refine, refinement } from './refine-type.js';
export { removeDeadNodes } from './remove-dead-nodes.pass.js';
export { removeDuplicateNodes } from './remove-duplicate-nodes.pass.js';
