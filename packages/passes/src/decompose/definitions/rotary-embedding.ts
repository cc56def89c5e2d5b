// Rotary embedding: pairs of features turned by angles, of products, sums and movements.

import { dim } from '@afterglow/core';
import type { Decomposition, Node, Value } from '@afterglow/ir';
import { operandOf, Steps, typeOf } from '../steps.js';

function sizesOf(node: Node) {
  return { depth: typeOf(node.operands[0]).shape[3], pairs: typeOf(node.operands[1]).shape.at(-1) };
}

export const rotaryEmbedding: Decomposition = {
  op: 'rotary_embedding',
  summary: 'products of either half of the features with cosines and sines',
  steps: ['gather', 'reshape', 'slice', 'mul', 'sub', 'add', 'concat'],
  where: [
    {
      because: 'how many features are turned is not known before the run',
      holds: (node) => Object.values(sizesOf(node)).every((size) => typeof size === 'number'),
    },
  ],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = operandOf(node, 0);
    const [batch = 1, heads = 1, length = 1] = typeOf(x).shape;
    const [depth, pairs] = [Number(sizesOf(node).depth), Number(sizesOf(node).pairs)];
    const positions = node.operands[3];
    const angle = (rows: Value) =>
      s.reshape(positions ? s.op('gather', [rows, positions], { axis: 0 }) : rows, [batch, 1, length, pairs]);
    const [cos, sin] = [angle(operandOf(node, 1)), angle(operandOf(node, 2))];
    const interleaved = node.attrs['interleaved'] === true;
    const turnedSize = 2 * pairs;
    const [x1, x2] = interleaved
      ? [s.slice(x, 3, 0, turnedSize, 2), s.slice(x, 3, 1, turnedSize, 2)]
      : [s.slice(x, 3, 0, pairs), s.slice(x, 3, pairs, turnedSize)];
    const real = s.sub(s.mul(x1, cos), s.mul(x2, sin));
    const imaginary = s.add(s.mul(x1, sin), s.mul(x2, cos));
    const sides = [real, imaginary].map((side) =>
      interleaved ? s.reshape(side, [batch, heads, length, pairs, 1]) : side,
    );
    const joined = s.concat(sides, interleaved ? 4 : 3);
    const turned = interleaved ? s.reshape(joined, [batch, heads, length, dim.mul(2, pairs)]) : joined;
    return [turnedSize === depth ? turned : s.concat([turned, s.slice(x, 3, turnedSize, depth)], 3)];
  },
};
