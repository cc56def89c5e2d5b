// Scan of opset 8 over sequences of different lengths, forwards and backwards, as ONNX Runtime computes it.

import { numbersOf, type Tensor, tensorFromArray, tensorFromNumbers } from '@afterglow/core';
import { GraphBuilder } from '@afterglow/onnx/testing';
import { expect, it } from 'vitest';
import { runNode } from './run-node.js';

/** `sum += item`, of which the sums are collected. */
function summing(): GraphBuilder {
  const body = new GraphBuilder({ opset: 8 });
  body.input('sum', 'f32', [1]);
  body.input('item', 'f32', [1]);
  body.node('Add', ['sum', 'item'], {}, { outputs: ['next'] });
  body.node('Identity', ['next'], {}, { outputs: ['shown'] });
  return body.output('next').output('shown');
}

function sums(lengths: Tensor | undefined, backwards: boolean): number[][] {
  const start = tensorFromNumbers('f32', [3, 1], [0, 0, 100]);
  const items = tensorFromNumbers('f32', [3, 3, 1], [1, 2, 4, 8, 16, 32, 64, 128, 256]);
  const attributes = { body: summing(), num_scan_inputs: 1, directions: [backwards ? 1 : 0] };
  const results = runNode({ op: 'Scan', opset: 8, attributes, inputs: [lengths, start, items], outputs: 2 });
  return results.map((tensor) => Array.from(numbersOf(tensor)));
}

const lengths = tensorFromArray('i64', [3], BigInt64Array.of(3n, 1n, 2n));

it('runs each sequence to its end', () => {
  expect(sums(lengths, false)).toEqual([
    [7, 8, 292],
    [1, 3, 7, 8, 0, 0, 164, 292, 0],
  ]);
});

it('runs each sequence backwards from its end', () => {
  expect(sums(lengths, true)).toEqual([
    [7, 8, 292],
    [4, 6, 7, 8, 0, 0, 228, 292, 0],
  ]);
  expect(sums(undefined, true)).toEqual([
    [7, 56, 548],
    [4, 6, 7, 32, 48, 56, 356, 484, 548],
  ]);
});
