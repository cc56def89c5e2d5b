// Strings at run time. Expectations follow the standard's text; TfIdfVectorizer values marked as recorded are ONNX Runtime's.

import { arrayOf, numbersOf, stringTensor, type Tensor } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { f32, i64, runOp, tensor } from '../../testing/run-op.js';

const strings = (values: readonly string[], shape: readonly number[] = [values.length]) => stringTensor(shape, values);
const text = (t: Tensor | undefined) => (t ? { shape: t.shape, values: arrayOf(t) } : undefined);

describe('string_concat', () => {
  it('broadcasts', () => {
    const [y] = runOp('string_concat', [strings(['a', 'b'], [2, 1]), strings(['x', ''])]);
    expect(text(y)).toEqual({ shape: [2, 2], values: ['ax', 'a', 'bx', 'b'] });
  });
});

describe('string_split', () => {
  const split = (values: readonly string[], attrs: Record<string, string | number> = {}) => {
    const [pieces, counts] = runOp('string_split', [strings(values)], attrs);
    return [text(pieces), [...numbersOf(counts as Tensor)]];
  };

  it('at runs of white space, with none left at either end', () => {
    expect(split([' x  y z ', '', '\u00a0q\u3000r'])).toEqual([
      { shape: [3, 3], values: ['x', 'y', 'z', '', '', '', 'q', 'r', ''] },
      [3, 0, 2],
    ]);
    expect(split([' x  y z '], { max_splits: 1 })).toEqual([{ shape: [1, 2], values: ['x', 'y z'] }, [2]]);
    expect(split([' x  y '], { max_splits: 0 })).toEqual([{ shape: [1, 1], values: ['x  y'] }, [1]]);
  });

  it('at each delimiter, with empty strings between neighbours', () => {
    expect(split(['a,,b', 'c'], { delimiter: ',' })).toEqual([
      { shape: [2, 3], values: ['a', '', 'b', 'c', '', ''] },
      [3, 1],
    ]);
    expect(split(['a--b--c'], { delimiter: '--', max_splits: 1 })).toEqual([
      { shape: [1, 2], values: ['a', 'b--c'] },
      [2],
    ]);
  });

  it('of nothing is nothing', () => {
    expect(split([])).toEqual([{ shape: [0, 0], values: [] }, []]);
  });
});

describe('string_normalize', () => {
  const normalize = (values: readonly string[], attrs: Record<string, string | boolean | readonly string[]>) =>
    text(runOp('string_normalize', [strings(values)], attrs)[0]);

  it('drops stop words, then changes case', () => {
    const words = ['Mon', 'mon', 'Tue'];
    expect(normalize(words, { stop_words: ['MON'], case: 'upper' })?.values).toEqual(['TUE']);
    expect(normalize(words, { stop_words: ['mon'], case_sensitive: true, case: 'lower' })?.values).toEqual([
      'mon',
      'tue',
    ]);
    expect(normalize(['straße', 'É'], { case: 'upper' })?.values).toEqual(['STRASSE', 'É']);
  });

  it('leaves one empty string where nothing is left', () => {
    expect(normalize(['a'], { stop_words: ['a'] })).toEqual({ shape: [1], values: [''] });
    expect(normalize([], {})).toEqual({ shape: [1], values: [''] });
    const [row] = runOp('string_normalize', [strings(['a', 'b'], [1, 2])], { stop_words: ['b', 'a'] });
    expect(text(row)).toEqual({ shape: [1, 1], values: [''] });
  });
});

describe('regex_full_match', () => {
  it('holds whole strings against the pattern', () => {
    const [y] = runOp('regex_full_match', [strings(['ab', 'abc', ''], [3, 1])], { pattern: 'ab?|' });
    expect([...numbersOf(y as Tensor)]).toEqual([1, 0, 1]);
  });

  it('says what is wrong with a pattern', () => {
    expect(() => runOp('regex_full_match', [strings(['a'])], { pattern: '(?=a)' })).toThrow('pattern is not valid');
  });
});

describe('tf_idf', () => {
  const attrs = {
    mode: 'tf',
    min_length: 1,
    max_length: 1,
    max_skips: 0,
    starts: [0],
    columns: [1, 0, 2],
    width: 3,
    weights: [2, 3, 5],
    pool_integers: [10, 20, 30],
  };
  const count = (x: Tensor, more = {}) => {
    const [y] = runOp('tf_idf', [x], { ...attrs, ...more });
    return [...numbersOf(y as Tensor)];
  };

  it('weighs n-grams, whatever their columns are (recorded)', () => {
    expect(count(i64([3], [10, 10, 20]))).toEqual([1, 2, 0]);
    expect(count(i64([3], [10, 10, 20]), { mode: 'tfidf' })).toEqual([3, 4, 0]);
    expect(count(i64([3], [10, 10, 20]), { mode: 'idf' })).toEqual([3, 2, 0]);
  });

  it('counts single tokens once, pairs at every distance (recorded)', () => {
    expect(count(i64([3], [10, 10, 20]), { max_skips: 2 })).toEqual([1, 2, 0]);
    const pairs = { max_length: 2, max_skips: 1, starts: [0, 1], columns: [0, 1], width: 2, weights: [] };
    expect(count(i64([3], [10, 10, 20]), { ...pairs, pool_integers: [10, 10, 20] })).toEqual([2, 2]);
  });

  it('takes rows of strings and of narrow integers, and empty rows', () => {
    const pool = { pool_integers: [], pool_strings: ['a', 'b', 'c'] };
    expect(count(strings(['a', 'c', 'c', 'x'], [2, 2]), pool)).toEqual([0, 1, 1, 0, 0, 1]);
    expect(count(tensor('i32', [2], [30, -1]))).toEqual([0, 0, 1]);
    expect(count(i64([2, 0], []))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('passes over tokens of other lengths', () => {
    const longer = { min_length: 2, max_length: 2, starts: [0, 1], columns: [0, 1], width: 2, weights: [] };
    expect(count(i64([3], [10, 10, 20]), { ...longer, pool_integers: [10, 10, 20] })).toEqual([0, 1]);
  });
});

describe('ops that only move elements', () => {
  it('take strings', () => {
    const x = strings(['a', 'b', 'c']);
    expect(text(runOp('gather', [x, i64([2], [2, -3])], { axis: 0 })[0])?.values).toEqual(['c', 'a']);
    expect(text(runOp('concat', [x, strings(['d'])], { axis: 0 })[0])?.values).toEqual(['a', 'b', 'c', 'd']);
    expect(text(runOp('reshape', [x], { shape: [3, 1] })[0])?.shape).toEqual([3, 1]);
    expect(text(runOp('where', [tensor('bool', [3], [1, 0, 1]), x, strings(['z'])])[0])?.values).toEqual([
      'a',
      'z',
      'c',
    ]);
    expect(text(runOp('cast', [f32([2], [0.5, -3.25])], { to: 'string' })[0])?.values).toEqual(['0.5', '-3.25']);
  });
});
