// The test of rules finds rules that are wrong, and rules that never fire.

import { bind, type DataRule, dataRule, make, node, number, take, uniform, value } from '@afterglow/passes/rules';
import { describe, expect, it } from 'vitest';
import { checkRule } from './check-rule.js';

const common = { summary: 'wrong', when: [] };

const wrong: readonly DataRule[] = [
  dataRule(() => ({
    ...common,
    name: 'sum-for-difference',
    roots: ['sub'],
    patterns: [node('sub', [value('%x'), value('%y')])],
    results: [make('add', [take('%x'), take('%y')])],
  })),
  dataRule(() => ({
    ...common,
    name: 'relu-of-neg',
    roots: ['relu'],
    patterns: [node('relu', [node('neg', [value('%x')])])],
    results: [make('neg', [make('relu', [take('%x')])])],
  })),
  dataRule(() => ({
    ...common,
    name: 'factor-left-out',
    roots: ['mul'],
    patterns: [node('mul', [value('%x'), uniform('c')])],
    results: [take('%x')],
  })),
  dataRule(() => {
    const inner = node('transpose', [value('%x')], { attrs: { perm: bind('p') } });
    return {
      ...common,
      name: 'permutations-in-the-wrong-order',
      roots: ['transpose'],
      patterns: [node('transpose', [inner], { attrs: { perm: bind('q') } })],
      results: [make('transpose', [take('%x')], (t) => ({ perm: t.ints('p').map((axis) => t.at(t.ints('q'), axis)) }))],
    };
  }),
  dataRule(() => ({
    ...common,
    name: 'mean-over-one-axis-less',
    roots: ['reduce_sum'],
    patterns: [node('reduce_sum', [value('%x')], { attrs: { axes: bind('a'), keepdims: bind('k') }, rest: true })],
    when: [(t) => t.ints('a').length === 1 && t.bool('k')],
    results: [make('reduce_mean', [take('%x')], (t) => ({ axes: t.ints('a'), keepdims: true }))],
  })),
];

const silent = dataRule(() => ({
  ...common,
  name: 'never',
  roots: ['neg'],
  patterns: [node('neg', [node('add', [value('%x'), number(1)])])],
  when: [() => false],
  results: [take('%x')],
}));

/** What the test says of a rule; empty where it finds nothing. */
function reasonFor(rule: DataRule): string {
  try {
    checkRule(rule);
    return '';
  } catch (error) {
    const { cause } = error as Error;
    return cause instanceof Error ? cause.message : String(error);
  }
}

describe('the test of rules', () => {
  it.each(wrong.map((rule) => [rule.name, rule] as const))('finds %s', (_, rule) => {
    expect(reasonFor(rule)).toMatch(/\d+ elements? differs?, worst at/);
  });

  it('fails for a rule that never fires', () => {
    expect(() => checkRule(silent)).toThrow(/too many pre-condition failures/);
  });
});
