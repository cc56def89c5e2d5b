// The pass that makes normalisations one op each.

import { definePassOfRules } from '../manager/pass-of-rules.js';
import { affineRules } from './normalization/affine.rules.js';
import { groupNorm, unshapedGroupNorm } from './normalization/group-norm.rule.js';
import { meanOfSum } from './normalization/mean-of-sum.rule.js';
import { normalize } from './normalization/normalize.rule.js';
import { turnedAffine } from './normalization/turned-affine.rule.js';

export const raiseNormalizations = definePassOfRules({
  name: 'raise-normalizations',
  summary: 'make layer, RMS, instance and group norms that are spelled out one op each',
  stage: 'optimize',
  rules: [meanOfSum, normalize, ...affineRules, turnedAffine, groupNorm, unshapedGroupNorm],
});
