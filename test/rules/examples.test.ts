// Every rule of ir-spec/rules shows what it does on an example: the graph before becomes the graph after, by this rule alone.

import { ruleExamples } from '@afterglow/opspec';
import { ruleGroups } from '@afterglow/passes';
import { describe, expect, it } from 'vitest';
import { applyRule } from './check-rule.js';
import { exampleModule, normalText } from './example-graph.js';
import { declaredRules } from './rule-files.js';

describe('the examples of rules', () => {
  const rules = declaredRules();

  it('cover every generated rule', () => {
    const generated = Object.entries(ruleGroups).flatMap(([group, list]) => list.map(({ name }) => `${group}/${name}`));
    expect(generated).toEqual(rules.map(({ group, rule }) => `${group}/${rule.name}`));
  });

  it.each(rules.map(({ group, rule }) => [rule.name, group, rule.doc] as const))('%s (%s)', (name, group, doc) => {
    const rule = ruleGroups[group]?.find((entry) => entry.name === name);
    if (!rule) throw new Error(`${name} is not generated`);
    const examples = ruleExamples(doc);
    expect(examples.length, 'a rule shows an example in its comment').toBeGreaterThan(0);
    for (const { params, before, after } of examples) {
      const module = exampleModule(params, before);
      expect(applyRule(module, rule), 'the rule fires on its example').toBeGreaterThan(0);
      expect(normalText(module)).toBe(
        normalText(exampleModule(params, [...before.filter((line) => line.startsWith('const ')), ...after])),
      );
    }
  });
});
