// Ops on windows that are written with convolutions and sums of shifted pieces.

import { type Dim, dim } from '@afterglow/core';
import type { Decomposition, NodeCondition, Value } from '@afterglow/ir';
import { listOf, numberOf, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';

export const lrn: Decomposition = {
  op: 'lrn',
  summary: 'x divided by a power of the sum of the squares of neighbouring channels',
  steps: ['cast', 'mul', 'pad', 'slice', 'add', 'pow', 'div'],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = s.wide(operandOf(node, 0));
    const channels = typeOf(x).shape[1] ?? 0;
    const size = numberOf(node, 'size', 1);
    const before = Math.floor((size - 1) / 2);
    const padded = s.op('pad', [s.mul(x, x)], { axes: [1], pads: [before, size - 1 - before] });
    const piece = (i: number) => s.slice(padded, 1, i, dim.add(channels, i));
    const sum = Array.from({ length: size }, (_, i) => piece(i)).reduce((a, b) => s.add(a, b));
    const scaled = s.times(sum, numberOf(node, 'alpha', 1e-4) / size);
    const base = s.plus(scaled, numberOf(node, 'bias', 1));
    const y = s.div(x, s.op('pow', [base, s.number(numberOf(node, 'beta', 0.75))]));
    return [s.cast(y, resultOf(node).elem)];
  },
};

const knownSpace: NodeCondition = {
  because: 'the sizes of the image or its padding are not known before the run',
  holds: (node) =>
    typeOf(node.operands[0])
      .shape.slice(2)
      .every((size) => typeof size === 'number') && listOf(node, 'pads').every((pad) => typeof pad === 'number'),
};

/** |x|^p, or the p-th root. */
function power(s: Steps, x: Value, p: number): Value {
  if (p === 1) return s.op('abs', [x]);
  return p === 2 ? s.mul(x, x) : s.op('pow', [s.op('abs', [x]), s.number(p)]);
}

function root(s: Steps, x: Value, p: number): Value {
  if (p === 1) return x;
  return p === 2 ? s.op('sqrt', [x]) : s.op('pow', [x, s.number(1 / p)]);
}

export const lpPool: Decomposition = {
  op: 'lp_pool',
  summary: 'the root of the sum of powers over each window, the sum as a convolution with ones',
  steps: ['cast', 'abs', 'mul', 'pow', 'reshape', 'conv', 'sqrt'],
  where: [knownSpace],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = s.wide(operandOf(node, 0));
    const { shape } = typeOf(x);
    const [kernel, strides, dilations, pads] = ['kernel', 'strides', 'dilations', 'pads'].map((name) =>
      listOf(node, name).map(Number),
    );
    const [lead, space] = [dim.product(shape.slice(0, 2)), shape.slice(2).map(Number)];
    const sizes = resultOf(node).shape.slice(2);
    const before = space.map((_, i) => pads?.[i] ?? 0);
    // As much behind as the last window reaches, whatever the rounding of their number was.
    const after = space.map((size, i) => {
      const reach = (Number(sizes[i]) - 1) * (strides?.[i] ?? 1) + (dilations?.[i] ?? 1) * ((kernel?.[i] ?? 1) - 1) + 1;
      return Math.max(0, reach - size - (before[i] ?? 0));
    });
    const p = numberOf(node, 'p', 2);
    const each = s.reshape(power(s, x, p), [lead, 1, ...space]);
    const ones = s.fill(s.number(1), [1, 1, ...(kernel ?? [])]);
    const sum = s.op('conv', [each, ones], {
      strides: strides ?? [],
      dilations: dilations ?? [],
      pads: [...before, ...after],
    });
    return [s.cast(root(s, s.reshape(sum, resultOf(node).shape), p), resultOf(node).elem)];
  },
};

/** Zeros behind each element of an axis, the last one, too: as many elements as before times the stride. */
function spread(s: Steps, x: Value, axis: number, stride: number): Value {
  if (stride === 1) return x;
  const { shape, elem } = typeOf(x);
  const size = shape[axis] ?? 0;
  const sized = (at: number, n: Dim) => shape.map((own, i) => (i === at ? n : own));
  const split = s.op('unsqueeze', [x], { axes: [axis + 1] });
  const zeros = s.fill(s.number(0, elem), [...shape.slice(0, axis + 1), stride - 1, ...shape.slice(axis + 1)]);
  return s.reshape(s.concat([split, zeros], axis + 1), sized(axis, dim.mul(size, stride)));
}

/** Weights of the convolution that does the transposed one's work: channels exchanged within groups, kernels turned around. */
function turned(s: Steps, weight: Value, groups: number): Value {
  const { shape } = typeOf(weight);
  const [inputs = 0, outputs = 0, ...kernel] = shape;
  const each = dim.floorDiv(inputs, groups);
  const spatial = kernel.map((_, i) => i + 3);
  const grouped = s.op('transpose', [s.reshape(weight, [groups, each, outputs, ...kernel])], {
    perm: [0, 2, 1, ...spatial],
  });
  const exchanged = s.reshape(grouped, [dim.mul(groups, outputs), each, ...kernel]);
  return kernel.reduce<Value>(
    (value, size, i) => (size === 1 ? value : s.slice(value, i + 2, dim.sub(size, 1), -1, -1)),
    exchanged,
  );
}

const knownKernel: NodeCondition = {
  because: 'the sizes of the kernel or the padding are not known before the run',
  holds: (node) =>
    typeOf(node.operands[1])
      .shape.slice(2)
      .every((size) => typeof size === 'number') && listOf(node, 'pads').every((pad) => typeof pad === 'number'),
};

export const convTranspose: Decomposition = {
  op: 'conv_transpose',
  summary: 'a convolution of the image with zeros between its elements, by the weights turned around',
  steps: ['unsqueeze', 'expand', 'concat', 'reshape', 'slice', 'transpose', 'conv'],
  where: [knownKernel],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, weight, bias] = [operandOf(node, 0), operandOf(node, 1), node.operands[2]];
    const kernel = typeOf(weight).shape.slice(2).map(Number);
    const list = (name: string) => listOf(node, name).map(Number);
    const [strides, dilations, pads, extra] = [
      list('strides'),
      list('dilations'),
      list('pads'),
      list('output_padding'),
    ];
    let image = kernel.reduce((value, _, i) => spread(s, value, i + 2, strides[i] ?? 1), x);
    const sides = kernel.map((size, i) => {
      const reach = (dilations[i] ?? 1) * (size - 1);
      const behind = (strides[i] ?? 1) - 1;
      const ends = [reach - (pads[i] ?? 0), reach - (pads[i + kernel.length] ?? 0) + (extra[i] ?? 0) - behind];
      // Padding beyond the kernel's reach cuts the image.
      const [cutBefore = 0, cutAfter = 0] = ends.map((end) => Math.max(0, -end));
      if (cutBefore + cutAfter > 0) {
        const size = typeOf(image).shape[i + 2] ?? 0;
        image = s.slice(image, i + 2, cutBefore, dim.sub(size, cutAfter));
      }
      return ends.map((end) => Math.max(0, end));
    });
    const groups = numberOf(node, 'groups', 1);
    const operands = [image, turned(s, weight, groups), ...(bias ? [bias] : [])];
    const y = s.op('conv', operands, {
      strides: kernel.map(() => 1),
      dilations,
      groups,
      pads: [0, 1].flatMap((end) => sides.map((side) => side[end] ?? 0)),
    });
    return [y];
  },
};
