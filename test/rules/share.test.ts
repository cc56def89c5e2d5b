// How many of the rules of our passes are data.

import { passLibrary } from '@afterglow/compiler';
import { ruleGroups } from '@afterglow/passes';
import { expect, it } from 'vitest';

it('rules of passes are data where the language can say them', () => {
  const rules = new Map(
    [...passLibrary().passes.values()].flatMap((pass) => pass.rules).map((rule) => [rule.name, rule]),
  );
  const data = [...rules.values()].filter((rule) => 'data' in rule);
  console.log(`${rules.size} rules: ${data.length} from ir-spec/rules, ${rules.size - data.length} in TypeScript`);
  // Every declared rule belongs to a pass; what no pass uses would only look like a rule.
  const declared = Object.values(ruleGroups).flat();
  expect(declared.filter((rule) => rules.get(rule.name) !== rule).map((rule) => rule.name)).toEqual([]);
});
