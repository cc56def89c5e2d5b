import { dim, type ElementType } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

export const instanceNormalization = importRule('ai.onnx', 'InstanceNormalization', {
  '1-': (n, b) => build.instanceNorm(b, n.in(0), n.in(1), n.in(2), { epsilon: n.float('epsilon') }),
});

/** One factor a group, repeated for each of its channels. */
function perChannel(n: NodeReader, b: ImportBuilder, index: number, groups: number): Value {
  const channels = n.shape(0)[1] ?? n.invalid('its operand has no channels');
  if (typeof channels === 'number' && channels % groups !== 0) n.invalid('the channels must divide into groups');
  const column = b.reshape(n.in(index), [groups, 1]);
  return b.reshape(build.expand(b, column, { shape: [groups, dim.floorDiv(channels, groups)] }), [channels]);
}

/** ONNX GroupNormalization: scale and bias were one a group up to opset 20, and are one a channel since 21. */
export const groupNormalization = importRule('ai.onnx', 'GroupNormalization', {
  '18-20': (n, b) => {
    const attrs = { groups: n.int('num_groups'), epsilon: n.float('epsilon') };
    return build.groupNorm(b, n.in(0), perChannel(n, b, 1, attrs.groups), perChannel(n, b, 2, attrs.groups), attrs);
  },
  '21-': (n, b) =>
    build.groupNorm(b, n.in(0), n.in(1), n.in(2), { groups: n.int('num_groups'), epsilon: n.float('epsilon') }),
});

export const lrn = importRule('ai.onnx', 'LRN', {
  '1-': (n, b) =>
    build.lrn(b, n.in(0), {
      size: n.int('size'),
      alpha: n.float('alpha'),
      beta: n.float('beta'),
      bias: n.float('bias'),
    }),
});

/** Narrow floats are computed in single precision, and rounded once at the end. */
function wideElem(elem: ElementType): ElementType {
  return elem === 'f16' || elem === 'bf16' ? 'f32' : elem;
}

/** ONNX LpNormalization: x divided by its norm along an axis; 0 where the norm is 0. */
export const lpNormalization = importRule('ai.onnx', 'LpNormalization', {
  '1-': (n, b) => {
    const p = n.int('p');
    if (p !== 1 && p !== 2) n.invalid(`p is ${p}`);
    const attrs = { axes: [n.axis(n.int('axis'), n.rank(0))], keepdims: true };
    const elem = wideElem(n.elem(0));
    const x = b.cast(n.in(0), elem);
    const norm = b.value(p === 1 ? 'reduce_l1' : 'reduce_l2', [x], attrs);
    const isZero = build.equal(b, norm, b.scalar(elem, 0));
    return b.cast(build.div(b, x, build.where(b, isZero, b.scalar(elem, 1), norm)), n.elem(0));
  },
});

/** ONNX MeanVarianceNormalization: by mean and standard deviation over some axes. */
export const meanVarianceNormalization = importRule('ai.onnx', 'MeanVarianceNormalization', {
  '9-': (n, b) => {
    const elem = wideElem(n.elem(0));
    const x = b.cast(n.in(0), elem);
    const attrs = { axes: n.axes(n.ints('axes'), n.rank(0)), keepdims: true };
    // The mean of squared distances: a difference of means of squares, which the function body has, would cancel.
    const distance = build.sub(b, x, build.reduceMean(b, x, attrs));
    const variance = build.reduceMean(b, build.mul(b, distance, distance), attrs);
    const deviation = build.add(b, build.sqrt(b, variance), b.scalar(elem, 1e-9));
    return b.cast(build.div(b, distance, deviation), n.elem(0));
  },
});
