export { raiseActivations } from './raise-activations.pass.js';
export { raiseAttention } from './raise-attention.pass.js';
export { raiseDotInteraction } from './raise-dot-interaction.pass.js';
export { raiseEmbeddingBag } from './raise-embedding-bag.pass.js';
export { raiseNormalizations } from './raise-normalizations.pass.js';
export { raisePixelShuffle } from './raise-pixel-shuffle.pass.js';
export { raiseSoftmax } from './raise-softmax.pass.js';
export { sliceConstantPicks } from './slice-constant-picks.pass.js';
