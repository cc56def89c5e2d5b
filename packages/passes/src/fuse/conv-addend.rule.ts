// A sum with the result of a convolution is a part of the convolution, as in residual networks.
//
//   %c = conv(%x, %w, %b) {act = none} : f32[N, M, H, W]
//   %s = add(%c, %skip) : f32[N, M, H, W]
//   →
//   %s = conv(%x, %w, %b, %skip) {act = none} : f32[N, M, H, W]
//
// Where both terms are convolutions, the one without an activation takes the other. The sum is rounded once instead of twice.
// Removes a node, so the rule ends.

import { fusedOrigin } from '@afterglow/core';
import type { Value } from '@afterglow/ir';
import { tensorTypeOf } from '../basic/look.js';
import { type Condition, defineRule } from '../manager/rule.js';
import { type Follower, layersOf, openLayer } from './layer.js';

interface Summed extends Follower {
  readonly other: Value;
}

const CONVOLUTIONS: ReadonlySet<string> = new Set(['conv']);

const where: readonly Condition<Summed>[] = [
  ...openLayer,
  { if: ({ layer }) => layer.operands[3] === undefined, because: 'the convolution has an addend already' },
  {
    if: ({ node, result, other }) => result.type === node.results[0]?.type && other.type === result.type,
    because: 'the terms do not have the shape of the sum',
  },
  { if: ({ result }) => tensorTypeOf(result)?.encoding === undefined, because: 'the terms are quantized' },
];

export const fuseAddend = defineRule<Summed>({
  name: 'fuse-addend',
  summary: 'what is added to the result of a convolution is its addend',
  root: 'add',
  match: (node, context) => {
    const found = layersOf(node, CONVOLUTIONS);
    return found.find((match) => where.every((condition) => condition.if(match, context))) ?? found[0];
  },
  where,
  build: ({ node, layer, other }, rewriter) => {
    const builder = rewriter.before(node, fusedOrigin('fuse-addend', [layer.origin, node.origin]));
    const [x, weight, bias] = layer.operands;
    return builder.value('conv', [x, weight, bias, other], layer.attrs);
  },
});
