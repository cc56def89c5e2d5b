// Every example of the guide to the rule language is a text that checks, and runs where it shows a graph.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRuleText } from './rule-files.js';

const text = readFileSync(new URL('../../ir-spec/rules/README.md', import.meta.url), 'utf8');
const examples = [...text.matchAll(/^```rw\n(.*?)^```$/gms)].map((match) => match[1] ?? '');

describe('examples of ir-spec/rules/README.md', () => {
  it('are there', () => {
    expect(examples.length).toBeGreaterThan(3);
  });

  it.each(examples.map((example) => [/^rule (\S+)/m.exec(example)?.[1] ?? '', example]))('%s', (name, example) => {
    const whole = example.startsWith('rulespec') ? example : `rulespec 1\ngroup readme\n${example}`;
    expect(readRuleText(whole).map((rule) => rule.name)).toEqual([name]);
  });
});
