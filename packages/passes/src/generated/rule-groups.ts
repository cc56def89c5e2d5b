// Generated from ir-spec/rules by `npm run generate`. Do not edit.

import type { DataRule } from '../rules/index.js';
import { algebraRules } from './algebra.rules.js';
import { identitiesRules } from './identities.rules.js';
import { idiomsRules } from './idioms.rules.js';
import { layersRules } from './layers.rules.js';
import { movementRules } from './movement.rules.js';
import { normalizationsRules } from './normalizations.rules.js';
import { reductionsRules } from './reductions.rules.js';

/** Rules by the group that their file declares. */
export const ruleGroups: Readonly<Record<string, readonly DataRule[]>> = {
  algebra: algebraRules,
  identities: identitiesRules,
  idioms: idiomsRules,
  layers: layersRules,
  movement: movementRules,
  normalizations: normalizationsRules,
  reductions: reductionsRules,
};
