// Movements that what stands before or after them makes needless: transposes, reshapes, slices, joins, repetition, padding.
//
//   %a = transpose(%x) {perm = [0, 2, 3, 1]}
//   %b = relu(%a)
//   %y = transpose(%b) {perm = [0, 3, 1, 2]}
//   →
//   %y = relu(%x)
//
// Runs after idioms have been raised, whose patterns know the movements of exporters. Never changes a result, but for roundings that the algebra
// says it moves. Each rule says why it ends;
// none makes what another of them removes.

import { boundsRules } from '../algebra/bounds.rules.js';
import { algebraRules } from '../generated/algebra.rules.js';
import { definePassOfRules } from '../manager/pass-of-rules.js';
import { broadcastRules } from './broadcast.rules.js';
import { concatRules } from './concat-of-parts.rules.js';
import { padIntoWindow } from './pad-into-window.rule.js';
import { reshapeRules } from './reshape.rules.js';
import { sliceRules } from './slice-of-concat.rules.js';
import { slicesToSplit } from './slices-to-split.rule.js';
import { transposeRules } from './transpose.rules.js';

export const simplify = definePassOfRules({
  name: 'simplify',
  summary: 'remove movements, bounds and arithmetic that their neighbours make needless',
  stage: 'optimize',
  rules: [
    ...boundsRules,
    ...algebraRules,
    ...sliceRules,
    ...concatRules,
    ...transposeRules,
    ...reshapeRules,
    ...broadcastRules,
    padIntoWindow,
    slicesToSplit,
  ],
});
