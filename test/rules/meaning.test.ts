// Rules keep what graphs compute.

import { ruleGroups } from '@afterglow/passes';
import { describe, it } from 'vitest';
import { checkRule } from './check-rule.js';

describe.each(Object.entries(ruleGroups))('rules of %s keep what graphs compute', (_, rules) => {
  it.each(rules.map((rule) => [rule.name, rule] as const))('%s', (_name, rule) => checkRule(rule));
});
