// Softmax and the normalisations, of reductions and element-wise steps.

import { dim } from '@afterglow/core';
import type { Builder, Node, Shape, Value } from '@afterglow/ir';
import { axisOf } from '../raise/look.js';
import { castTo, type Decomposition, dimsOf, elemOf, numberOf, plus, reshapeTo, scalar } from './decomposition.js';

/** Lowest finite number of the float types. */
const LOWEST: Readonly<Record<string, number>> = { f16: -65504, f32: -3.4028234663852886e38, f64: -Number.MAX_VALUE };

/**
 * Softmax along the last axis. With `guard`, a row of nothing but -∞ gives zeros: its maximum counts as the lowest number, and its
 * sum, which is at least 1 for any other row, as 1.
 */
export function softmaxRows(b: Builder, x: Value, axis: number, guard: boolean): Value {
  const rows = { axes: [axis], keepdims: true };
  const top = b.value('reduce_max', [x], rows);
  const lowest = LOWEST[elemOf(x)] ?? -1e38;
  const shift = guard ? b.value('maximum', [top, scalar(b, x, lowest)]) : top;
  const exp = b.value('exp', [b.value('sub', [x, shift])]);
  const sum = b.value('reduce_sum', [exp], rows);
  return b.value('div', [exp, guard ? b.value('maximum', [sum, scalar(b, x, 1)]) : sum]);
}

function axisAttr(node: Node): number {
  return axisOf(numberOf(node, 'axis', -1), dimsOf(node.operands[0]).length);
}

const softmax: Decomposition = (node, b) => {
  const [x] = node.operands;
  return x && softmaxRows(b, x, axisAttr(node), false);
};

const logSoftmax: Decomposition = (node, b) => {
  const [x] = node.operands;
  if (!x) return undefined;
  const rows = { axes: [axisAttr(node)], keepdims: true };
  const shifted = b.value('sub', [x, b.value('reduce_max', [x], rows)]);
  return b.value('sub', [shifted, b.value('log', [b.value('reduce_sum', [b.value('exp', [shifted])], rows)])]);
};

/** x divided by the root of its mean square over axes. */
function byRootMeanSquare(b: Builder, x: Value, axes: readonly number[], epsilon: number): Value {
  const square = b.value('reduce_mean', [b.value('mul', [x, x])], { axes, keepdims: true });
  return b.value('div', [x, b.value('sqrt', [plus(b, square, epsilon)])]);
}

function standardized(b: Builder, x: Value, axes: readonly number[], epsilon: number): Value {
  const centred = b.value('sub', [x, b.value('reduce_mean', [x], { axes, keepdims: true })]);
  return byRootMeanSquare(b, centred, axes, epsilon);
}

function axesFrom(axis: number, rank: number): number[] {
  return Array.from({ length: rank - axis }, (_, i) => axis + i);
}

/** `normal · scale + bias`, in the type of `normal`. */
function affine(b: Builder, normal: Value, scale: Value | undefined, bias: Value | undefined): Value {
  const elem = elemOf(normal);
  const scaled = scale ? b.value('mul', [normal, castTo(b, scale, elem)]) : normal;
  return bias ? b.value('add', [scaled, castTo(b, bias, elem)]) : scaled;
}

const layerNorm: Decomposition = (node, b) => {
  const [x, scale, bias] = node.operands;
  if (!x) return undefined;
  const axes = axesFrom(axisAttr(node), dimsOf(x).length);
  return affine(b, standardized(b, x, axes, numberOf(node, 'epsilon', 1e-5)), scale, bias);
};

const rmsNorm: Decomposition = (node, b) => {
  const [x, scale] = node.operands;
  if (!x || !scale) return undefined;
  const axes = axesFrom(axisAttr(node), dimsOf(x).length);
  const normal = byRootMeanSquare(b, x, axes, numberOf(node, 'epsilon', 1e-5));
  return affine(b, castTo(b, normal, elemOf(scale)), scale, undefined);
};

/** One number for each channel, as it broadcasts to `[N, C, …]`. */
function perChannel(b: Builder, row: Value | undefined, shape: Shape): Value | undefined {
  return row && reshapeTo(b, row, [shape[1] ?? 1, ...new Array(shape.length - 2).fill(1)]);
}

const instanceNorm: Decomposition = (node, b) => {
  const [x, scale, bias] = node.operands;
  const shape = dimsOf(x);
  if (!x || shape.length < 3) return undefined;
  const normal = standardized(b, x, axesFrom(2, shape.length), numberOf(node, 'epsilon', 1e-5));
  return affine(b, normal, perChannel(b, scale, shape), perChannel(b, bias, shape));
};

const groupNorm: Decomposition = (node, b) => {
  const [x, scale, bias] = node.operands;
  const shape = dimsOf(x);
  const [batch = 1, channels] = shape;
  const groups = numberOf(node, 'groups', 1);
  if (!x || shape.length < 3 || typeof channels !== 'number') return undefined;
  const length = shape.slice(2).reduce((size, d) => dim.mul(size, d), channels / groups);
  const split = reshapeTo(b, x, [batch, groups, length]);
  const normal = reshapeTo(b, standardized(b, split, [2], numberOf(node, 'epsilon', 1e-5)), shape);
  return affine(b, normal, perChannel(b, scale, shape), perChannel(b, bias, shape));
};

export const rowOps: Readonly<Record<string, Decomposition>> = {
  softmax,
  log_softmax: logSoftmax,
  layer_norm: layerNorm,
  rms_norm: rmsNorm,
  instance_norm: instanceNorm,
  group_norm: groupNorm,
};
