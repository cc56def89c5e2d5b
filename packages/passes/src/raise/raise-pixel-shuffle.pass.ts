// The pass that makes movements between channels and pixels one op.

import { definePassOfRules } from '../manager/pass-of-rules.js';
import { pixelShuffle } from './shuffle/pixel-shuffle.rule.js';

export const raisePixelShuffle = definePassOfRules({
  name: 'raise-pixel-shuffle',
  summary: 'make depth_to_space and space_to_depth of a transpose between two reshapes',
  stage: 'optimize',
  rules: [pixelShuffle],
});
