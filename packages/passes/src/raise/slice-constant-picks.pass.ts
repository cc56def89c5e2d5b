// The pass that reads constant positions as slices, which every target can move.

import { definePassOfRules } from '../manager/pass-of-rules.js';
import { constantPick } from './constant-pick.rule.js';

export const sliceConstantPicks = definePassOfRules({
  name: 'slice-constant-picks',
  summary: 'turn gathers at one constant position into slices',
  stage: 'optimize',
  rules: [constantPick],
});
