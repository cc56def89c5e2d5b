// Softmax and the normalisations, in f32 whatever the type, rounded once at the end.

import { type Dim, dim } from '@afterglow/core';
import type { Decomposition, Node, Value } from '@afterglow/ir';
import { axisOf, numberOf, operandOf, resultOf, Steps, typeOf } from '../steps.js';

/** x less its largest element along an axis, and the exponentials of that. */
function shifted(node: Node, s: Steps): { readonly less: Value; readonly exp: Value; readonly sum: Value } {
  const x = s.wide(operandOf(node, 0));
  const axes = [axisOf(node, typeOf(x).shape.length)];
  const less = s.sub(x, s.reduce('reduce_max', x, axes));
  const exp = s.op('exp', [less]);
  return { less, exp, sum: s.reduce('reduce_sum', exp, axes) };
}

const softmax: Decomposition = {
  op: 'softmax',
  summary: 'exponentials of the distance to the largest element, divided by their sum',
  steps: ['cast', 'reduce_max', 'sub', 'exp', 'reduce_sum', 'div'],
  build(node, builder) {
    const s = new Steps(builder, node);
    const { exp, sum } = shifted(node, s);
    return [s.cast(s.div(exp, sum), resultOf(node).elem)];
  },
};

const logSoftmax: Decomposition = {
  op: 'log_softmax',
  summary: 'the distance to the largest element less the logarithm of the sum of its exponentials',
  steps: ['cast', 'reduce_max', 'sub', 'exp', 'reduce_sum', 'log'],
  build(node, builder) {
    const s = new Steps(builder, node);
    const { less, sum } = shifted(node, s);
    return [s.cast(s.sub(less, s.op('log', [sum])), resultOf(node).elem)];
  },
};

/** (x − mean) / √(variance + ε) over axes that stay with size 1. */
function standardize(s: Steps, x: Value, axes: readonly number[], epsilon: number): Value {
  const distance = s.sub(x, s.reduce('reduce_mean', x, axes));
  const variance = s.reduce('reduce_mean', s.mul(distance, distance), axes);
  return s.div(distance, s.op('sqrt', [s.add(variance, s.number(epsilon))]));
}

function affine(s: Steps, x: Value, scale: Value, bias: Value | undefined): Value {
  const scaled = s.mul(x, s.wide(scale));
  return bias ? s.add(scaled, s.wide(bias)) : scaled;
}

/** A vector over channels, as an operand that broadcasts to N, C, …. */
function perChannel(s: Steps, vector: Value, rank: number): Value {
  const ones = new Array<Dim>(Math.max(0, rank - 2)).fill(1);
  return s.reshape(s.wide(vector), [dim.product(typeOf(vector).shape), ...ones]);
}

const from = (axis: number, rank: number) => Array.from({ length: rank - axis }, (_, i) => axis + i);

const layerNorm: Decomposition = {
  op: 'layer_norm',
  summary: 'the distance to the mean divided by the deviation, scaled and shifted',
  steps: ['cast', 'sub', 'reduce_mean', 'mul', 'add', 'sqrt', 'div'],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = s.wide(operandOf(node, 0));
    const rank = typeOf(x).shape.length;
    const normal = standardize(s, x, from(axisOf(node, rank), rank), numberOf(node, 'epsilon', 1e-5));
    return [s.cast(affine(s, normal, operandOf(node, 1), node.operands[2]), resultOf(node).elem)];
  },
};

const rmsNorm: Decomposition = {
  op: 'rms_norm',
  summary: 'x divided by the root of its mean square, scaled',
  steps: ['cast', 'mul', 'reduce_mean', 'add', 'sqrt', 'div'],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = s.wide(operandOf(node, 0));
    const rank = typeOf(x).shape.length;
    const square = s.reduce('reduce_mean', s.mul(x, x), from(axisOf(node, rank), rank));
    const root = s.op('sqrt', [s.add(square, s.number(numberOf(node, 'epsilon', 1e-5)))]);
    return [s.cast(affine(s, s.div(x, root), operandOf(node, 1), undefined), resultOf(node).elem)];
  },
};

const instanceNorm: Decomposition = {
  op: 'instance_norm',
  summary: 'the distance to the mean of a channel divided by its deviation, scaled and shifted',
  steps: ['cast', 'sub', 'reduce_mean', 'mul', 'add', 'sqrt', 'div', 'reshape'],
  where: [{ because: 'a channel is one number', holds: (node) => typeOf(node.operands[0]).shape.length > 2 }],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = s.wide(operandOf(node, 0));
    const rank = typeOf(x).shape.length;
    const normal = standardize(s, x, from(2, rank), numberOf(node, 'epsilon', 1e-5));
    const [scale, bias] = [perChannel(s, operandOf(node, 1), rank), perChannel(s, operandOf(node, 2), rank)];
    return [s.cast(affine(s, normal, scale, bias), resultOf(node).elem)];
  },
};

const groupNorm: Decomposition = {
  op: 'group_norm',
  summary: 'the distance to the mean of a group of channels divided by its deviation, scaled and shifted',
  steps: ['cast', 'sub', 'reduce_mean', 'mul', 'add', 'sqrt', 'div', 'reshape'],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = s.wide(operandOf(node, 0));
    const { shape } = typeOf(x);
    const groups = numberOf(node, 'groups', 1);
    const [n = 1, c = 1, ...plane] = shape;
    const grouped = s.reshape(x, [n, groups, dim.mul(dim.floorDiv(c, groups), dim.product(plane))]);
    const normal = s.reshape(standardize(s, grouped, [2], numberOf(node, 'epsilon', 1e-5)), shape);
    const [scale, bias] = [1, 2].map((i) => perChannel(s, operandOf(node, i), shape.length));
    return [s.cast(scale ? affine(s, normal, scale, bias) : normal, resultOf(node).elem)];
  },
};

const batchNorm: Decomposition = {
  op: 'batch_norm',
  summary: 'a factor and a shift for every channel',
  steps: ['cast', 'reshape', 'add', 'sqrt', 'sub', 'div', 'mul'],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = s.wide(operandOf(node, 0));
    const rank = typeOf(x).shape.length;
    const [scale, bias, mean, variance] = [1, 2, 3, 4].map((i) => perChannel(s, operandOf(node, i), rank));
    if (!scale || !bias || !mean || !variance) return [];
    const deviation = s.op('sqrt', [s.add(variance, s.number(numberOf(node, 'epsilon', 1e-5)))]);
    return [s.cast(s.add(s.mul(s.sub(x, mean), s.div(scale, deviation)), bias), resultOf(node).elem)];
  },
};

export const normalizations: readonly Decomposition[] = [
  ...[softmax, logSoftmax, layerNorm, rmsNorm, instanceNorm, groupNorm, batchNorm],
];
