import { arrayOf, numbersOf, stringTensor, type Tensor, tensorFromNumbers } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { runOp } from '../../testing/run-op.js';

const i64 = (values: readonly number[], shape: readonly number[] = [values.length]) =>
  tensorFromNumbers('i64', shape, values);
const f32 = (values: readonly number[], shape: readonly number[] = [values.length]) =>
  tensorFromNumbers('f32', shape, values);

interface Tables {
  readonly x: Tensor;
  readonly mode?: number;
  readonly missing?: boolean;
  readonly branches?: readonly number[];
  readonly features?: readonly number[];
  readonly base?: Tensor;
}

/** Two trees: a node over feature 0 at 1 whose leaves vote 1 and 2, and a leaf that votes 4 and (for output 1) 8. */
function run({ x, mode = 0, missing = false, branches = [-1, -2], features = [0], base }: Tables, aggregate = 'sum') {
  const [y] = runOp(
    'tree_ensemble',
    [
      x,
      i64([0, -3]),
      tensorFromNumbers('u8', [1], [mode]),
      i64(features),
      f32([1]),
      tensorFromNumbers('bool', [1], [Number(missing)]),
      i64(branches, [1, 2]),
      i64([0, 1, 2, 4]),
      i64([0, 0, 0, 1]),
      f32([1, 2, 4, 8]),
      base,
    ],
    { outputs: 2, aggregate },
  );
  return y && [...numbersOf(y)];
}

describe('tree_ensemble', () => {
  it('compares in every mode', () => {
    const x = f32([0, 1, 2], [3, 1]);
    const first = (mode: number) => run({ x, mode })?.filter((_, i) => i % 2 === 0);
    expect([0, 1, 2, 3, 4, 5].map(first)).toEqual([
      [5, 5, 6],
      [5, 6, 6],
      [6, 5, 5],
      [6, 6, 5],
      [6, 5, 6],
      [5, 6, 5],
    ]);
  });

  it('sends NaN where the node says, whatever it compares', () => {
    const x = f32([Number.NaN], [1, 1]);
    expect([0, 4, 5].map((mode) => run({ x, mode })?.[0])).toEqual([6, 6, 6]);
    expect([0, 4, 5].map((mode) => run({ x, mode, missing: true })?.[0])).toEqual([5, 5, 5]);
  });

  it('combines the votes for each output, and then adds the base', () => {
    const tables = { x: f32([0], [1, 1]), base: f32([100, 200]) };
    expect(run(tables, 'sum')).toEqual([105, 208]);
    expect(run(tables, 'average')).toEqual([102.5, 204]);
    expect(run(tables, 'min')).toEqual([101, 208]);
    expect(run(tables, 'max')).toEqual([104, 208]);
  });

  it('compares integers, and answers nothing for no rows', () => {
    expect(run({ x: tensorFromNumbers('i32', [1, 1], [1]) })).toEqual([5, 8]);
    expect(run({ x: f32([], [0, 1]) })).toEqual([]);
  });

  it('stops at tables that are no trees', () => {
    const x = f32([0], [1, 1]);
    expect(() => run({ x, branches: [0, -1] })).toThrow('node 0 leads back to itself');
    expect(() => run({ x, branches: [1, -1] })).toThrow('there is no branch 1');
    expect(() => run({ x, branches: [-4, -1] })).toThrow('there is no branch -4');
    expect(() => run({ x, features: [1] })).toThrow('there is no feature 1');
    expect(() => run({ x, mode: 6 })).toThrow('there is no mode 6');
  });
});

describe('label_encoder', () => {
  it('finds NaN and both zeros, and takes the last of equal keys', () => {
    const keys = f32([Number.NaN, -0, 3, 3]);
    const values = stringTensor([4], ['nan', 'zero', 'first', 'last']);
    const [y] = runOp('label_encoder', [f32([0, Number.NaN, 3, 4], [2, 2]), keys, values, stringTensor([], ['none'])]);
    expect(y && arrayOf(y)).toEqual(['zero', 'nan', 'last', 'none']);
    expect(y?.shape).toEqual([2, 2]);
  });

  it('keeps the bits of values', () => {
    const [y] = runOp('label_encoder', [stringTensor([1], ['b']), stringTensor([1], ['a']), f32([1]), f32([-0], [])]);
    expect(y && numbersOf(y)[0]).toBe(-0);
  });

  it('without a default stops at what is no key', () => {
    expect(() => runOp('label_encoder', [i64([1, 7]), i64([1]), i64([2]), undefined])).toThrow('"7" is not a key');
  });
});
