import type { Dim } from '@afterglow/core';
import { build } from '@afterglow/ir';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { poolKernel, type Window, windowOf } from './window.js';

interface PoolAttrs extends Omit<Window<number>, 'pads'> {
  readonly pads: readonly Dim[];
  readonly ceil_mode: boolean;
}

function poolOf(n: NodeReader): PoolAttrs {
  const { window, extraPads } = windowOf(n, poolKernel(n));
  return { ...window, pads: extraPads ?? window.pads, ceil_mode: n.maybeInt('ceil_mode') === 1 };
}

/** ONNX MaxPool: positions of the largest elements exist since opset 8. */
export const maxPool = importRule('ai.onnx', 'MaxPool', {
  '1-': (n, b) => build.maxPool(b, n.in(0), { ...poolOf(n), column_major: n.maybeInt('storage_order') === 1 }),
});

export const averagePool = importRule('ai.onnx', 'AveragePool', {
  '1-': (n, b) =>
    build.averagePool(b, n.in(0), { ...poolOf(n), count_include_pad: n.maybeInt('count_include_pad') === 1 }),
});

function checkedNorm(n: NodeReader, p: number): number {
  return p > 0 && Number.isFinite(p) ? p : n.invalid(`p is ${p}`);
}

/** ONNX LpPool: p was a float in opset 1. */
export const lpPool = importRule('ai.onnx', 'LpPool', {
  '1': (n, b) => build.lpPool(b, n.in(0), { ...poolOf(n), p: checkedNorm(n, n.float('p')) }),
  '2-': (n, b) => build.lpPool(b, n.in(0), { ...poolOf(n), p: checkedNorm(n, n.int('p')) }),
});
