// Brings a graph into the one form that later patterns are written for: nothing that does nothing, one spelling of every
// movement, constants on the right, static sizes wherever shape values prove them.
//
//   %a = identity(%x) : f32[N, 4]
//   %b = unsqueeze(%a) {axes = [0]} : f32[1, N, 4]
//   %c = add(%k, %b) : f32[1, N, 4]
//   →
//   %b = reshape(%x) {shape = [1, N, 4]} : f32[1, N, 4]
//   %c = add(%b, %k) : f32[1, N, 4]
//
// Never changes a result, not even the sign of a zero. Ends because every rule removes a node, replaces a data-dependent
// one, or moves a constant right.

import { identitiesRules } from '../generated/identities.rules.js';
import { movementRules } from '../generated/movement.rules.js';
import { definePassOfRules } from '../manager/pass-of-rules.js';
import { branchRules } from './canonicalize/branches.rules.js';
import { emptyPartRules } from './canonicalize/empty-parts.rules.js';
import { knownParameterRules } from './canonicalize/known-parameters.rules.js';
import { staticFormRules } from './canonicalize/static-forms.rules.js';

export const canonicalize = definePassOfRules({
  name: 'canonicalize',
  summary: 'remove what does nothing and bring the rest into one form',
  stage: 'canonicalize',
  rules: [
    ...identitiesRules,
    ...emptyPartRules,
    ...movementRules,
    ...staticFormRules,
    ...knownParameterRules,
    ...branchRules,
  ],
});
