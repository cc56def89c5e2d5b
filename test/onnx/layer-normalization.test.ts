// LayerNormalization: scale and bias broadcast to the whole operand, not to the normalised axes alone.

import { numbersOf, tensorFromNumbers } from '@afterglow/core';
import { expect, it } from 'vitest';
import { runNode } from './run-node.js';

const count = (shape: readonly number[], from: number) => {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensorFromNumbers(
    'f32',
    shape,
    Array.from({ length: size }, (_, i) => ((i * 7) % 11) - from),
  );
};

const X = count([2, 3, 4], 5);

/** Each row of four by its own mean and deviation, from the definition. */
const normalized = (epsilon: number) => {
  const values = [...numbersOf(X)];
  return values.map((value, i) => {
    const row = values.slice(i - (i % 4), i - (i % 4) + 4);
    const mean = row.reduce((a, b) => a + b) / 4;
    const variance = row.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 4;
    return (value - mean) / Math.sqrt(variance + epsilon);
  });
};

/** Element of an operand that broadcasts to X, for the element at `i`. */
function at(shape: readonly number[], values: readonly number[], i: number): number {
  const place = [Math.floor(i / 12), Math.floor(i / 4) % 3, i % 4].slice(3 - shape.length);
  const offset = shape.reduce((sum, size, axis) => sum * size + (size === 1 ? 0 : (place[axis] ?? 0)), 0);
  return values[offset] ?? Number.NaN;
}

it.each([
  { scale: [4], bias: [4] },
  { scale: [3, 4], bias: [4] },
  { scale: [4], bias: [3, 1] },
  { scale: [2, 1, 4], bias: [2, 3, 1] },
  { scale: [1, 1, 4], bias: undefined },
])('takes a scale of shape $scale with a bias of shape $bias', ({ scale, bias }) => {
  const [s, b] = [count(scale, 3), bias && count(bias, 2)];
  const [scales, biases] = [[...numbersOf(s)], b ? [...numbersOf(b)] : [0]];
  const [y, mean] = runNode({
    op: 'LayerNormalization',
    attributes: { axis: -1, epsilon: 0.5 },
    inputs: [X, s, b],
    outputs: 2,
  });
  const expected = normalized(0.5).map((v, i) => v * at(scale, scales, i) + at(bias ?? [], biases, i));
  expect(y?.shape).toEqual([2, 3, 4]);
  expect(mean?.shape).toEqual([2, 3, 1]);
  const got = y ? [...numbersOf(y)] : [];
  for (const [i, value] of expected.entries()) expect(got[i]).toBeCloseTo(value, 4);
});
