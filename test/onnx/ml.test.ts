// Operators of ai.onnx.ml where nothing recorded looks: expectations worked out from the standard's text, or, where it says
// nothing, what ONNX Runtime answers (said so there).

import { arrayOf, numbersOf, stringTensor, type Tensor, tensorFromNumbers } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { type NodeCase, runNode } from './run-node.js';

const f32 = (shape: readonly number[], values: readonly number[]) => tensorFromNumbers('f32', shape, values);
const i32 = (shape: readonly number[], values: readonly number[]) => tensorFromNumbers('i32', shape, values);
const words = (...values: readonly string[]) => stringTensor([values.length], values);

function run(op: string, inputs: readonly Tensor[], attributes: NodeCase['attributes'] = {}, outputs = 1): Tensor[] {
  return runNode({ op, domain: 'ai.onnx.ml', inputs, attributes, outputs });
}

const numbers = ([first]: readonly Tensor[]) => (first ? [...numbersOf(first)] : []);
const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 5) as number);

describe('feature steps', () => {
  it('Binarizer compares integers with fractions', () => {
    expect(numbers(run('Binarizer', [i32([3], [0, 1, 2])], { threshold: 0.5 }))).toEqual([0, 1, 1]);
    expect(numbers(run('Binarizer', [i32([1], [5])], { threshold: 1e20 }))).toEqual([0]);
  });

  it('Imputer takes one value for all features, or one for each', () => {
    const x = f32([2, 2], [Number.NaN, 1, 2, Number.NaN]);
    const missing = { replaced_value_float: Number.NaN };
    expect(numbers(run('Imputer', [x], { ...missing, imputed_value_floats: [7] }))).toEqual([7, 1, 2, 7]);
    expect(numbers(run('Imputer', [x], { ...missing, imputed_value_floats: [7, 8] }))).toEqual([7, 1, 2, 8]);
    expect(() => run('Imputer', [x], { imputed_value_floats: [1, 2, 3] })).toThrow(
      'imputed has 3 entries for 2 features',
    );
    expect(() => run('Imputer', [x], { imputed_value_int64s: [1] })).toThrow('imputed_value_floats is needed');
  });

  it('Normalizer leaves rows without a norm alone', () => {
    const x = f32([2, 2], [3, -4, 0, 0]);
    expect(numbers(run('Normalizer', [x], { norm: 'L2' }))).toEqual(close([0.6, -0.8, 0, 0]));
    expect(numbers(run('Normalizer', [x], { norm: 'MAX' }))).toEqual(close([1, -4 / 3, 0, 0]));
  });

  it('FeatureVectorizer cuts and fills to the sizes it is told', () => {
    const [x, y] = [f32([1, 3], [1, 2, 3]), i32([2], [4, 5])];
    expect(numbers(run('FeatureVectorizer', [x], { inputdimensions: [2] }))).toEqual([1, 2]);
    expect(numbers(run('FeatureVectorizer', [y], { inputdimensions: [3] }))).toEqual([4, 5, 0]);
  });

  it('ArrayFeatureExtractor makes a row of a vector', () => {
    const [y] = run('ArrayFeatureExtractor', [words('a', 'b', 'c'), tensorFromNumbers('i64', [2, 1], [2, 0])]);
    expect(y?.shape).toEqual([1, 2]);
    expect(y && arrayOf(y)).toEqual(['c', 'a']);
  });

  it('OneHotEncoder fails on what it does not know, where it is to', () => {
    const attributes = { cats_strings: ['a', 'b'], zeros: 0 };
    expect(numbers(run('OneHotEncoder', [words('b', 'a')], attributes))).toEqual([0, 1, 1, 0]);
    expect(() => run('OneHotEncoder', [words('b', 'q')], attributes)).toThrow('"q" is not a key');
    expect(numbers(run('OneHotEncoder', [words('q')], { cats_strings: ['a', 'b'] }))).toEqual([0, 0]);
    // Floats are cut to integers.
    expect(numbers(run('OneHotEncoder', [f32([1], [1.9])], { cats_int64s: [1, 2] }))).toEqual([1, 0]);
  });
});

describe('labels', () => {
  it('LabelEncoder 1 and CategoryMapper go both ways', () => {
    const ints = tensorFromNumbers('i64', [3], [1, 5, -1]);
    const [texts] = run('LabelEncoder', [ints], { classes_strings: ['x', 'y'], default_string: '?' });
    expect(texts && arrayOf(texts)).toEqual(['y', '?', '?']);
    expect(numbers(run('LabelEncoder', [words('y', 'z')], { classes_strings: ['x', 'y'] }))).toEqual([1, -1]);
    const categories = { cats_int64s: [5, 9], cats_strings: ['five', 'nine'] };
    expect(numbers(run('CategoryMapper', [words('nine', 'ten')], categories))).toEqual([9, -1]);
  });

  it('keys must be of the type that comes in, and as many as values', () => {
    const classifier = { coefficients: [1, 1], intercepts: [0, 0], classlabels_ints: [1], classlabels_strings: ['a'] };
    expect(() => run('LinearClassifier', [f32([1, 1], [1])], classifier, 2)).toThrow('only one of');
    const categories = { cats_int64s: [5], cats_strings: ['five', 'nine'] };
    expect(() => run('CategoryMapper', [words('nine')], categories)).toThrow('there are 2 keys, but 1 values');
  });
});

describe('scores', () => {
  const x = f32([2, 1], [0, 2]);

  it('are transformed row by row', () => {
    const scores = (post_transform: string) =>
      numbers(run('LinearRegressor', [x], { coefficients: [1, 0], targets: 2, post_transform }));
    const [e, two] = [Math.E ** 2, 1 + Math.E ** -2];
    expect(scores('NONE')).toEqual([0, 0, 2, 0]);
    expect(scores('SOFTMAX')).toEqual(close([0.5, 0.5, e / (e + 1), 1 / (e + 1)]));
    expect(scores('LOGISTIC')).toEqual(close([0.5, 0.5, 1 / two, 0.5]));
    expect(scores('SOFTMAX_ZERO')).toEqual(close([0, 0, 1, 0]));
    const probit = numbers(
      run('LinearRegressor', [f32([3, 1], [0.5, 0.975, 0.1])], { coefficients: [1], post_transform: 'PROBIT' }),
    );
    // The closed form that is used is good to 0.2 %: 1.95996 and -1.28155 are the true quantiles.
    expect(probit[0]).toBe(0);
    expect(Math.abs((probit[1] ?? 0) / 1.95996 - 1)).toBeLessThan(2e-3);
    expect(Math.abs((probit[2] ?? 0) / -1.28155 - 1)).toBeLessThan(2e-3);
  });

  it('of one for two classes are a pair, as ONNX Runtime has it', () => {
    const attributes = { coefficients: [1], intercepts: [-1], classlabels_strings: ['no', 'yes'] };
    const [labels, pair] = run('LinearClassifier', [x], attributes, 2);
    expect(labels && arrayOf(labels)).toEqual(['no', 'yes']);
    expect(pair && [...numbersOf(pair)]).toEqual([2, -1, 0, 1]);
  });
});
