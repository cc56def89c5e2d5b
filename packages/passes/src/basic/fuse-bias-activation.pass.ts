// Bias and activation move into the product before them, which computes them for nothing.
//
//   %m = fully_connected(%x, %w) {act = none} : f32[N, 64]
//   %s = add(%m, %b) : f32[N, 64]                            const %b : f32[64]
//   %y = relu(%s) : f32[N, 64]
//   →
//   %y = fully_connected(%x, %w, %b) {act = relu} : f32[N, 64]
//
//   %m = matmul(%x, %w) : f32[N, 64]                         const %w : f32[784, 64]
//   →
//   %t = transpose(%w) {perm = [1, 0]} : f32[64, 784]        (a constant again after folding)
//   %m = fully_connected(%x, %t) : f32[N, 64]
//
// The rules are data, in `ir-spec/rules/layers.rw`.

import { layersRules } from '../generated/layers.rules.js';
import { definePassOfRules } from '../manager/pass-of-rules.js';

export const fuseBiasActivation = definePassOfRules({
  name: 'fuse-bias-activation',
  summary: 'move biases, sums and activations into the product or convolution before them',
  stage: 'optimize',
  rules: layersRules,
});
