// A normalisation by constants after a convolution or fully connected layer moves into its weights and bias.
//
//   %c = conv(%x, %w) {…} : f32[N, M, H, W]
//   %y = batch_norm(%c, %scale, %shift, %mean, %variance) {epsilon = 1e-5} : f32[N, M, H, W]
//   →
//   %f = div(%scale, sqrt(add(%variance, 1e-5)))             constants again after folding
//   %y = conv(%x, mul(%w, %f'), add(mul(sub(%bias, %mean), %f), %shift)) {…}
//
// The rules are data, in `ir-spec/rules/normalizations.rw`.

import { normalizationsRules } from '../generated/normalizations.rules.js';
import { definePassOfRules } from '../manager/pass-of-rules.js';

export const foldBatchNorm = definePassOfRules({
  name: 'fold-batch-norm',
  summary: 'move normalisations and factors by constants into the weights before them',
  stage: 'optimize',
  rules: normalizationsRules,
});
