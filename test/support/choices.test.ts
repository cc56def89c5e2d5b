import { Diagnostics, tensorFromNumbers } from '@afterglow/core';
import { type Module, ops, parseModule } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { checkChoices } from './choices.js';

const TOLERANCE = { rtol: 0, atol: 0.01 };
const inputs = new Map([['x', tensorFromNumbers('f32', [1, 3], [1, 1.004, 0])]]);

function parse(scores: string, choice: string): Module {
  const text = `gir 1
module @m {
  const %one : f32[1, 3] = [[1.0, 1.0, 1.0]]
  const %shift : f32[1, 3] = [[0.0, -0.008, 0.0]]
  func @main(%x: f32[1, 3]) -> (%label: i64[1]) {
    %scores = ${scores} : f32[1, 3]
    %label = ${choice}(%scores) {axis = 1, keepdims = false} : i64[1]
    return %label
  }
}
`;
  const module = parseModule(text, { file: 'test.gir', registry: ops, diagnostics: new Diagnostics() });
  if (!module) throw new Error('the graph does not parse');
  return module;
}

describe('choices between candidates', () => {
  const imported = parse('mul(%x, %one)', 'arg_max');
  const problemsOf = (converted: Module) => checkChoices(imported, converted, inputs, TOLERANCE).problems;

  it('may go another way where candidates are as close as the tolerance', () => {
    expect(problemsOf(parse('add(%x, %shift)', 'arg_max'))).toEqual([]);
  });

  it('must follow from what they are made from', () => {
    expect(problemsOf(parse('add(%x, %shift)', 'arg_min'))).toEqual([
      expect.stringMatching(/^output label, chosen from the same values: /),
    ]);
  });

  it('must be made from values within the tolerance', () => {
    expect(problemsOf(parse('add(%x, %one)', 'arg_max'))).toEqual([
      expect.stringMatching(/^%scores, which a choice is made from: /),
    ]);
  });
});
