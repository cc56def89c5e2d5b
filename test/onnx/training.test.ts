// Losses, batch statistics and dropout, where no recorded case looks: expectations worked out from the standard's text.

import { type ElementType, numbersOf, tensorFromNumbers } from '@afterglow/core';
import { describe, expect, it } from 'vitest';
import { type NodeCase, recordOf, runNode } from './run-node.js';

const of = (elem: ElementType, shape: readonly number[], values: readonly number[]) =>
  tensorFromNumbers(elem, shape, values);
const f32 = (shape: readonly number[], values: readonly number[]) => of('f32', shape, values);
const run = (node: NodeCase) => runNode(node).map((tensor) => [...numbersOf(tensor)]);

describe('NegativeLogLikelihoodLoss', () => {
  // The three examples of the standard's text.
  const x = f32([2, 3, 2], [1, 2, 2, 2, 3, 2, 0, 1, 2, 2, 1, 2]);
  const target = of('i64', [2, 2], [2, 1, 0, 2]);
  const weight = f32([3], [0.5, 0.25, 0.125]);
  const loss = (attributes: NodeCase['attributes'], ...more: ReturnType<typeof f32>[]) =>
    run({
      op: 'NegativeLogLikelihoodLoss',
      opset: 13,
      ...(attributes ? { attributes } : {}),
      inputs: [x, target, ...more],
    });

  it('follows the examples', () => {
    expect(loss({ reduction: 'none' })).toEqual([[-3, -2, -0, -2]]);
    expect(loss({ reduction: 'sum' }, weight)).toEqual([[-0.375 - 0.5 - 0 - 0.25]]);
    expect(loss({}, weight)).toEqual([[-1.125]]);
  });

  it('leaves out the ignored class, also from the mean', () => {
    expect(loss({ ignore_index: 2 })).toEqual([[-1]]);
    expect(loss({ ignore_index: 2, reduction: 'none' })).toEqual([[0, -2, -0, 0]]);
    const none = { op: 'NegativeLogLikelihoodLoss', inputs: [f32([1, 2], [1, 2]), of('i32', [1], [-7])] };
    expect(run({ ...none, attributes: { ignore_index: -7 } })).toEqual([[Number.NaN]]);
    expect(() => run(none)).toThrow('target -7 is none of 2 classes');
  });

  it('rounds once', () => {
    const narrow = [of('f16', [1, 1], [2048]), of('i64', [1], [0]), of('f16', [1], [1])];
    expect(run({ op: 'NegativeLogLikelihoodLoss', inputs: narrow })).toEqual([[-2048]]);
  });
});

describe('SoftmaxCrossEntropyLoss', () => {
  it('answers the logarithms of the probabilities too', () => {
    const inputs = [f32([1, 2], [0, 0]), of('i32', [1], [1])];
    const [loss, logProbabilities] = run({ op: 'SoftmaxCrossEntropyLoss', opset: 12, inputs, outputs: 2 });
    expect(loss).toEqual([Math.fround(Math.LN2)]);
    expect(logProbabilities).toEqual([Math.fround(-Math.LN2), Math.fround(-Math.LN2)]);
  });
});

describe('BatchNormalization', () => {
  // One batch of two, two channels: means 1 and 4, variances 1 and 4.
  const x = f32([2, 2, 1], [0, 2, 2, 6]);
  const parameters = [f32([2], [1, 2]), f32([2], [0, 1]), f32([2], [0, 10]), f32([2], [1, 2])];
  const attributes = { epsilon: 0, momentum: 0.5 };

  it('trains where training_mode says so', () => {
    const node = { op: 'BatchNormalization', opset: 15, inputs: [x, ...parameters], outputs: 3 };
    const [y, mean, variance] = run({ ...node, attributes: { ...attributes, training_mode: 1 } });
    expect(y).toEqual([-1, -1, 1, 3]);
    expect(mean).toEqual([0.5, 7]);
    expect(variance).toEqual([1, 3]);
  });

  it.each([1, 7, 9])('trains at opset %i where it has further outputs', (opset) => {
    const old = opset === 1 ? { ...attributes, consumed_inputs: [0, 0] } : attributes;
    const node = { op: 'BatchNormalization', opset, inputs: [x, ...parameters], attributes: old };
    expect(run({ ...node, outputs: 5 })).toEqual([
      [-1, -1, 1, 3],
      [0.5, 7],
      [1, 3],
      [1, 4],
      [1, 4],
    ]);
    expect(run(node)[0]?.[0]).toBe(0);
  });

  it('has a scale for each place with spatial=0', () => {
    const places = [f32([1, 2], [1, 10]), f32([1, 2], [0, 0]), f32([1, 2], [1, 2]), f32([1, 2], [4, 1])];
    const inputs = [f32([2, 1, 2], [1, 2, 3, 4]), ...places];
    const node = { op: 'BatchNormalization', opset: 7, inputs };
    expect(run({ ...node, attributes: { epsilon: 0, spatial: 0 } })).toEqual([[0, 0, 1, 20]]);
    const trained = run({ ...node, attributes: { ...attributes, spatial: 0 }, outputs: 3 });
    expect(trained).toEqual([
      [-1, -10, 1, 10],
      [1.5, 2.5],
      [2.5, 1],
    ]);
  });

  it('averages narrow floats in f32', () => {
    const half = (shape: number[], values: number[]) => of('f16', shape, values);
    const inputs = [half([2, 1], [60000, 60000]), ...[1, 0, 0, 1].map((value) => half([1], [value]))];
    const node = { op: 'BatchNormalization', inputs, outputs: 2 };
    expect(run({ ...node, attributes: { training_mode: 1, momentum: 0 } })).toEqual([[0, 0], [60000]]);
  });

  it('takes a single axis as one channel', () => {
    const one = (value: number) => f32([1], [value]);
    const inputs = [f32([2], [1, 3]), one(1), one(0), one(0), one(1)];
    const node = { op: 'BatchNormalization', opset: 14, inputs, outputs: 3 };
    expect(run({ ...node, attributes: { ...attributes, training_mode: 1 } })).toEqual([[-1, 1], [1], [1]]);
  });
});

describe('Dropout', () => {
  const x = f32(
    [4, 64],
    Array.from({ length: 256 }, (_, i) => i + 1),
  );

  it('drops about as many as asked and scales the rest, the same in every run', () => {
    const inputs = [x, f32([], [0.75]), of('bool', [], [1])];
    const [y = [], mask = []] = run({ op: 'Dropout', opset: 13, attributes: { seed: 5 }, inputs, outputs: 2 });
    const kept = mask.filter((bit) => bit === 1).length;
    expect(kept).toBeGreaterThan(40);
    expect(kept).toBeLessThan(90);
    expect(y).toEqual(mask.map((bit, i) => (bit === 1 ? 4 * (i + 1) : 0)));
    const again = run({ op: 'Dropout', opset: 13, attributes: { seed: 5 }, inputs, constant: (i) => i > 0 });
    expect(again[0]).toEqual(y);
    const other = run({ op: 'Dropout', opset: 13, attributes: { seed: 6 }, inputs });
    expect(other[0]).not.toEqual(y);
  });

  it('keeps everything with a ratio of 0, and outside of training', () => {
    const yes = of('bool', [], [1]);
    for (const inputs of [[x], [x, f32([], [0.5])], [x, f32([], [0.5]), of('bool', [], [0])], [x, f32([], [0]), yes]]) {
      expect(run({ op: 'Dropout', opset: 22, inputs, outputs: 2 })).toEqual([
        [...numbersOf(x)],
        new Array(256).fill(1),
      ]);
    }
    expect(() => run({ op: 'Dropout', inputs: [x, f32([], [1]), yes] })).toThrow('the ratio is 1');
  });

  it('trains up to opset 6 unless is_test says otherwise, with a mask of its own type', () => {
    const [y, mask] = runNode({ op: 'Dropout', opset: 6, inputs: [x], outputs: 2 });
    expect(mask && recordOf(mask).elem).toBe('f32');
    expect(y && [...numbersOf(y)].filter((value) => value === 0).length).toBeGreaterThan(90);
    expect(run({ op: 'Dropout', opset: 6, attributes: { is_test: 1 }, inputs: [x] })).toEqual([[...numbersOf(x)]]);
    expect(run({ op: 'Dropout', opset: 7, inputs: [x] })).toEqual([[...numbersOf(x)]]);
  });
});
