import { Diagnostics, memorySource, renderDiagnostic } from '@afterglow/core';
import { printType, verifyModule } from '@afterglow/ir';
import { describe, expect, it } from 'vitest';
import { importOnnx } from '../../import/import-model.js';
import { type AttributeValue, GraphBuilder, writeModel } from '../../testing/index.js';

/** Result types of one operator on strings, or what is reported. */
function load(
  op: string,
  shape: readonly (number | string)[],
  attributes: Record<string, AttributeValue>,
  outputs = 1,
) {
  const g = new GraphBuilder({ opset: 20 });
  g.input('x', 'string', shape);
  for (const name of g.nodeOutputs(op, ['x'], attributes, { outputs })) g.output(name);
  const diagnostics = new Diagnostics();
  const module = importOnnx(memorySource('m.onnx', writeModel(g).bytes), { diagnostics });
  if (!module) return diagnostics.list.map(renderDiagnostic).join('\n');
  expect(verifyModule(module, diagnostics)).toBe(true);
  return module.funcs.get('main')?.body.results.map(({ type }) => printType(type));
}

describe('strings', () => {
  it('split into as many pieces as the data have', () => {
    expect(load('StringSplit', ['N', 2], { delimiter: ',' }, 2)).toEqual(['string[N, 2, pieces]', 'i64[N, 2]']);
  });

  it('keep their number where no stop word is named', () => {
    expect(load('StringNormalizer', [1, 4], { case_change_action: 'UPPER' })).toEqual(['string[1, 4]']);
    expect(load('StringNormalizer', [4], { stopwords: ['a'] })).toEqual(['string[kept]']);
    expect(load('StringNormalizer', [2, 4], {})).toContain('x must be one row');
  });

  it('change case as no language in particular has it', () => {
    expect(load('StringNormalizer', [4], { locale: 'en_US', case_change_action: 'LOWER' })).toEqual(['string[4]']);
    expect(load('StringNormalizer', [4], { locale: 'tr_TR', case_change_action: 'LOWER' })).toContain('locale="tr_TR"');
  });

  it('match patterns that are given', () => {
    expect(load('RegexFullMatch', ['N'], { pattern: 'a+' })).toEqual(['bool[N]']);
    expect(load('RegexFullMatch', ['N'], {})).toContain('no pattern');
  });
});

describe('TfIdfVectorizer', () => {
  const attributes = {
    mode: 'TF',
    min_gram_length: 1,
    max_gram_length: 2,
    max_skip_count: 0,
    ngram_counts: [0, 1],
    ngram_indexes: [0, 3],
    pool_strings: ['a', 'b', 'c'],
  };

  it('has a column for each index', () => {
    expect(load('TfIdfVectorizer', ['N', 5], attributes)).toEqual(['f32[N, 4]']);
    expect(load('TfIdfVectorizer', [5], attributes)).toEqual(['f32[4]']);
  });

  it('refuses pools that do not add up', () => {
    expect(load('TfIdfVectorizer', [5], { ...attributes, ngram_counts: [0, 2] })).toContain('2-grams of its pool');
    expect(load('TfIdfVectorizer', [5], { ...attributes, ngram_indexes: [0] })).toContain('2 n-grams');
    expect(load('TfIdfVectorizer', [5], { ...attributes, pool_int64s: [1] })).toContain('one pool');
    const { pool_strings: _, ...others } = attributes;
    expect(load('TfIdfVectorizer', [5], { ...others, pool_int64s: [1, 2, 3] })).toContain('another kind');
    expect(load('TfIdfVectorizer', [5], { ...attributes, weights: [1] })).toContain('a weight for each');
  });
});
