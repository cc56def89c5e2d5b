// Convolutions and pools of every form on the card, against the interpreter.

import { type Dim, dim, type ElementType } from '@afterglow/core';
import { type Builder, tensorType } from '@afterglow/ir';
import { describe } from 'vitest';
import { agrees, withCorners } from './card-agreement.js';
import { Random, randomTensor } from './random-card-graph.js';

const N = dim.symbol('N');

interface ConvCase {
  readonly x: readonly Dim[];
  /** Output channels, then kernel. */
  readonly filters: number;
  readonly kernel: readonly number[];
  readonly strides?: readonly number[];
  readonly pads?: readonly number[];
  readonly dilations?: readonly number[];
  readonly groups?: number;
  readonly bias?: boolean;
  readonly act?: 'relu' | 'sigmoid' | 'tanh';
}

const convs: Readonly<Record<string, ConvCase>> = {
  'one axis': { x: [N, 3, 20], filters: 5, kernel: [3], pads: [1, 1], bias: true },
  'one axis of any length': {
    x: [2, 3, dim.add(dim.mul(N, 7), 4)],
    filters: 2,
    kernel: [4],
    strides: [3],
    pads: [2, 0],
  },
  'three by three': { x: [N, 4, 9, 11], filters: 6, kernel: [3, 3], pads: [1, 1, 1, 1], bias: true, act: 'relu' },
  'steps of two': { x: [N, 3, 13, 10], filters: 4, kernel: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
  'wide kernel, uneven pads': { x: [1, 2, 24, 24], filters: 3, kernel: [7, 5], strides: [2, 3], pads: [3, 0, 1, 4] },
  'one by one': { x: [N, 40, 8, 8], filters: 30, kernel: [1, 1], bias: true, act: 'sigmoid' },
  'one by one, stepping': { x: [N, 10, 9, 8], filters: 4, kernel: [1, 1], strides: [2, 2] },
  dilated: { x: [N, 3, 15, 14], filters: 4, kernel: [3, 2], dilations: [2, 5], pads: [2, 1, 3, 0], act: 'tanh' },
  grouped: { x: [N, 6, 7, 7], filters: 9, kernel: [3, 3], groups: 3, pads: [1, 1, 1, 1], bias: true },
  depthwise: {
    x: [N, 5, 12, 6],
    filters: 10,
    kernel: [3, 3],
    groups: 5,
    strides: [2, 1],
    pads: [0, 1, 0, 1],
    bias: true,
  },
  'a window for each channel': {
    x: [N, 7, 12, 6],
    filters: 7,
    kernel: [3, 2],
    groups: 7,
    dilations: [2, 1],
    strides: [1, 2],
    pads: [2, 0, 1, 1],
    act: 'relu',
    bias: true,
  },
  'channels apart, one axis in steps': {
    x: [N, 9, 31],
    filters: 9,
    kernel: [5],
    groups: 9,
    strides: [3],
    dilations: [2],
    pads: [4, 1],
  },
  'channels apart, steps both ways': {
    x: [N, 6, 13, 15],
    filters: 6,
    kernel: [5, 3],
    groups: 6,
    strides: [2, 3],
    dilations: [3, 2],
    pads: [2, 1, 3, 0],
    bias: true,
  },
  'channels apart, three axes': {
    x: [2, 4, 5, 7, 6],
    filters: 4,
    kernel: [3, 2, 3],
    groups: 4,
    strides: [2, 2, 1],
    pads: [1, 1, 1, 1, 0, 1],
    bias: true,
  },
  'channels apart, any height': {
    x: [2, 5, dim.mul(N, 3), 9],
    filters: 5,
    kernel: [3, 3],
    groups: 5,
    strides: [2, 2],
    pads: [1, 1, 1, 1],
    act: 'tanh',
  },
  'channels apart, kernel larger than a tile': {
    x: [1, 2, 60, 60],
    filters: 2,
    kernel: [52, 50],
    groups: 2,
    pads: [1, 0, 0, 1],
  },
  'channels apart, dilated by the steps': {
    x: [N, 3, 20, 20],
    filters: 3,
    kernel: [3, 3],
    groups: 3,
    strides: [2, 2],
    dilations: [2, 4],
  },
  'many channels': { x: [1, 150, 4, 4], filters: 70, kernel: [3, 3], pads: [1, 1, 1, 1], bias: true },
  'kernel larger than a tile': { x: [1, 2, 60, 60], filters: 2, kernel: [52, 50], pads: [1, 0, 0, 1] },
  'three axes': { x: [N, 2, 4, 5, 6], filters: 3, kernel: [2, 3, 3], strides: [1, 2, 2], pads: [1, 1, 0, 0, 1, 2] },
  'three axes on a grid': {
    x: [1, 3, 9, 9, 9],
    filters: 4,
    kernel: [3, 3, 3],
    strides: [2, 2, 2],
    pads: [1, 1, 1, 1, 1, 1],
  },
  'pads beyond the input': { x: [N, 1, 2, 2], filters: 1, kernel: [2, 2], pads: [3, 4, 2, 5] },
  'images of any height': { x: [2, 3, dim.add(N, 2), 6], filters: 2, kernel: [3, 3], pads: [1, 1, 1, 1] },
  'images of any width': { x: [2, 3, 6, dim.add(N, 3)], filters: 4, kernel: [3, 2], pads: [1, 1, 1, 0], bias: true },
  'images of any size, more lines than engines': {
    x: [1, 5, dim.mul(N, 9), N],
    filters: 3,
    kernel: [5, 3],
    pads: [2, 1, 2, 1],
  },
  'images of any size, down to none': {
    x: [2, 3, N, N],
    filters: 4,
    kernel: [3, 3],
    pads: [1, 1, 1, 1],
  },
  'three axes, the inner ones by one': {
    x: [N, 3, 7, 6, 8],
    filters: 5,
    kernel: [3, 2, 3],
    strides: [2, 1, 1],
    dilations: [1, 2, 1],
    pads: [1, 1, 1, 0, 1, 1],
    act: 'relu',
  },
};

function addConv(elem: ElementType, c: ConvCase) {
  const rank = c.kernel.length;
  const random = new Random(rank);
  const ones = c.kernel.map(() => 1);
  const { strides = ones, dilations = ones, pads = [...ones, ...ones].map(() => 0), groups = 1, act = 'none' } = c;
  return (b: Builder) => {
    const channels = Number(c.x[1]) / groups;
    const weight = b.constant('w', randomTensor(random, elem, [c.filters, channels, ...c.kernel], 1));
    const bias = c.bias ? b.constant('b', randomTensor(random, elem, [c.filters], 1)) : undefined;
    const attrs = { strides, pads, dilations, groups, act };
    return b.value('conv', [b.param('x', tensorType(elem, c.x)), weight, bias], attrs);
  };
}

describe('conv', () => {
  for (const [label, c] of Object.entries(convs)) {
    agrees(`${label}, f32`, addConv('f32', c));
    agrees(`${label}, f16`, addConv('f16', c));
  }
  agrees('weights that are computed', (b) => {
    const x = b.param('x', tensorType('f16', [N, 2, 6, 6]));
    const w = b.value('neg', [b.param('w', tensorType('f16', [3, 2, 3, 3]))]);
    return b.value('conv', [b.value('relu', [x]), w], { strides: [1, 1], pads: [1, 1, 1, 1], dilations: [1, 1] });
  });
});

interface PoolCase {
  readonly x: readonly Dim[];
  readonly kernel: readonly number[];
  readonly strides?: readonly number[];
  readonly pads?: readonly number[];
  readonly dilations?: readonly number[];
  readonly ceil_mode?: boolean;
}

const pools: Readonly<Record<string, PoolCase>> = {
  'one axis': { x: [N, 3, 20], kernel: [3], strides: [2] },
  'two by two': { x: [N, 5, 8, 10], kernel: [2, 2], strides: [2, 2] },
  'overlapping, padded': { x: [N, 4, 13, 12], kernel: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
  'uneven pads': { x: [2, 3, 9, 7], kernel: [3, 2], pads: [2, 0, 0, 1] },
  'rounded up': { x: [N, 2, 10, 9], kernel: [3, 3], strides: [2, 4], pads: [1, 0, 1, 1], ceil_mode: true },
  dilated: { x: [N, 2, 11, 11], kernel: [2, 3], dilations: [3, 2], pads: [1, 1, 1, 1] },
  'steps longer than the window': { x: [N, 3, 17, 14], kernel: [2, 1], strides: [5, 3] },
  'of any height': { x: [2, 3, dim.mul(N, 4), 6], kernel: [3, 2], strides: [2, 1], pads: [1, 1, 1, 0] },
  'the whole plane': { x: [N, 7, 6, 5], kernel: [6, 5] },
  'a plane larger than a tile': { x: [1, 2, 60, 70], kernel: [60, 70] },
  'three axes': { x: [N, 2, 4, 6, 5], kernel: [2, 3, 2], strides: [1, 2, 2], pads: [0, 1, 1, 1, 1, 0] },
  'many channels': { x: [3, 200, 5, 5], kernel: [3, 3], pads: [1, 1, 1, 1] },
  'images of any width': { x: [2, 3, 6, dim.add(N, 3)], kernel: [3, 3], strides: [1, 2], pads: [1, 1, 1, 1] },
  'images of any size, down to none': {
    x: [2, 3, 9, N, N],
    kernel: [2, 2, 3],
    pads: [0, 1, 1, 0, 0, 1],
  },
  'windows of padding alone': { x: [N, 2, 4], kernel: [2], pads: [3, 3] },
};

function addPool(op: string, elem: ElementType, c: PoolCase, more: Readonly<Record<string, boolean>> = {}) {
  const ones = c.kernel.map(() => 1);
  const { strides = ones, dilations = ones, pads = [...ones, ...ones].map(() => 0), ceil_mode = false } = c;
  return (b: Builder) => {
    const x = b.param('x', tensorType(elem, c.x));
    return b.value(op, [x], { kernel: c.kernel, strides, pads, dilations, ceil_mode, ...more });
  };
}

describe.each(['f32', 'f16'] as const)('pools of %s', (elem) => {
  for (const [label, c] of Object.entries(pools)) {
    agrees(`max_pool, ${label}`, addPool('max_pool', elem, c), withCorners);
    agrees(`average_pool, ${label}`, addPool('average_pool', elem, c));
    agrees(`average_pool with pads, ${label}`, addPool('average_pool', elem, c, { count_include_pad: true }));
  }
});
