export { raiseDotInteraction } from './raise-dot-interaction.pass.js';
export { raiseEmbeddingBag } from './raise-embedding-bag.pass.js';
export { sliceConstantPicks } from './slice-constant-picks.pass.js';
