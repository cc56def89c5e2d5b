// Generated from ir-spec/rules by `npm run generate`. Do not edit.

import type { DataRule } from '../rules/index.js';
import { identitiesRules } from './identities.rules.js';
import { movementRules } from './movement.rules.js';

/** Rules by the group that their file declares. */
export const ruleGroups: Readonly<Record<string, readonly DataRule[]>> = {
  identities: identitiesRules,
  movement: movementRules,
};
