// Transposes that what follows can do without.
//
//   reduce_sum(transpose(%x) {perm = [0, 2, 1]}) {axes = [1], keepdims = false}     →   reduce_sum(%x) {axes = [2], …}
//   matmul(%a, transpose(%b) {perm = [1, 0]})                                       →   fully_connected(%a, %b)
//
// Each removes a transpose, so the rules end.

import type { Node } from '@afterglow/ir';
import { hasOneReader, madeBy, numbersAttr, tensorTypeOf } from '../basic/look.js';
import { defineRule, type Rule } from '../manager/rule.js';
import { pullTranspose } from './pull-transpose.rule.js';
import { rankOf } from './ranges.js';

interface After {
  readonly node: Node;
  readonly transpose: Node;
}

const ofOneReader = {
  if: ({ transpose }: After) => transpose.results.every(hasOneReader),
  because: 'the transpose is read elsewhere too',
};

const reduceOfTranspose = defineRule<After & { readonly axes: readonly number[]; readonly kept: readonly number[] }>({
  name: 'reduce-of-transpose',
  summary: 'a reduction that leaves the other axes in their old order needs no transpose',
  root: ['reduce_sum', 'reduce_mean', 'reduce_max', 'reduce_min', 'reduce_prod'],
  match: (node) => {
    const transpose = madeBy(node.operands[0], 'transpose');
    const [perm, axes] = [transpose && numbersAttr(transpose, 'perm'), numbersAttr(node, 'axes')];
    if (!transpose || !perm || !axes || node.attrs['keepdims'] !== false) return undefined;
    const reduced = axes.map((axis) => (axis < 0 ? axis + perm.length : axis));
    const kept = perm.filter((_, i) => !reduced.includes(i));
    return { node, transpose, axes: reduced.map((axis) => perm[axis] ?? 0), kept };
  },
  where: [
    {
      if: ({ kept }) => kept.every((axis, i) => i === 0 || axis > (kept[i - 1] ?? 0)),
      because: 'the axes that stay change their order',
    },
    ofOneReader,
  ],
  build: ({ node, transpose, axes }, rewriter) => {
    const sorted = [...axes].sort((a, b) => a - b);
    // A quantized mean is stored as the node says.
    const types = node.results.map(({ type }) => type);
    const attrs = { ...node.attrs, axes: sorted };
    return rewriter.before(node).value(node.op.name, [transpose.operands[0]], attrs, { types });
  },
});

const matmulOfTransposed = defineRule<After>({
  name: 'matmul-of-transposed',
  summary: 'a product with a transposed matrix is what a fully connected layer computes',
  root: 'matmul',
  match: (node) => {
    const transpose = madeBy(node.operands[1], 'transpose');
    return transpose && rankOf(node.operands[1]) === 2 ? { node, transpose } : undefined;
  },
  where: [
    { if: ({ node }) => rankOf(node.operands[0]) >= 2, because: 'the first operand is a vector' },
    {
      if: ({ node, transpose }) =>
        [...node.operands, ...transpose.operands].every((value) => !tensorTypeOf(value)?.encoding),
      because: 'the operands are quantized',
    },
    ofOneReader,
  ],
  build: ({ node, transpose }, rewriter) => {
    const attrs = { act: node.attrs['act'] ?? 'none' };
    return rewriter.before(node).value('fully_connected', [node.operands[0], transpose.operands[0]], attrs);
  },
});

export const transposeRules: readonly Rule[] = [pullTranspose, reduceOfTranspose, matmulOfTransposed];
