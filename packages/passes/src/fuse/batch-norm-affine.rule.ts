// A constant factor or term of every channel after a normalisation is a part of it.
//
//   %n = batch_norm(%x, %scale, %shift, %mean, %variance) : f32[N, C, H, W]
//   %y = add(mul(%n, %k), %b) : f32[N, C, H, W]              const %k, %b : f32[C, 1, 1]
//   →
//   %y = batch_norm(%x, mul(%scale, %k'), add(mul(%shift, %k'), %b'), %mean, %variance) : f32[N, C, H, W]
//
// Removes a node, so the rule ends.

import { fusedOrigin } from '@afterglow/core';
import type { Value } from '@afterglow/ir';
import { hasOneReader } from '../basic/look.js';
import { defineRule } from '../manager/rule.js';
import {
  areOneFloatType,
  channelsOf,
  channelVector,
  type Follower,
  isModerate,
  isPerChannel,
  layersOf,
} from './layer.js';

interface Transformed extends Follower {
  readonly other: Value;
}

const NORMS: ReadonlySet<string> = new Set(['batch_norm']);
const SYMMETRIC: ReadonlySet<string> = new Set(['add', 'mul']);

export const foldAffine = defineRule<Transformed>({
  name: 'fold-affine-of-norm',
  summary: 'a constant factor or term of every channel is a part of the normalisation before it',
  root: ['mul', 'div', 'add', 'sub'],
  match: (node) =>
    layersOf(node, NORMS).find(({ result }) => SYMMETRIC.has(node.op.name) || result === node.operands[0]),
  where: [
    { if: ({ other }) => other.def.kind === 'const', because: 'the other operand is not a constant' },
    {
      if: (m) => m.result.type === m.node.results[0]?.type && isPerChannel(m, m.other),
      because: 'the other operand is not one number a channel',
    },
    { if: ({ layer }) => channelsOf(layer) !== undefined, because: 'the number of channels is not known' },
    {
      if: ({ layer }) => layer.operands.slice(1, 3).every((value) => value?.def.kind === 'const'),
      because: 'scale and shift of the normalisation are not constants',
    },
    {
      if: ({ layer, other }) => areOneFloatType([...layer.operands.slice(1, 3), other]),
      because: 'the parts are of different types, or quantized',
    },
    {
      if: ({ other, node }) => ['add', 'sub'].includes(node.op.name) || isModerate(other, node.op.name),
      because: 'a factor is very large or small',
    },
    { if: ({ result }) => hasOneReader(result), because: 'the normalisation is read elsewhere too' },
    { if: ({ node, layer }) => node.region === layer.region, because: 'it is computed in an outer region' },
  ],
  build: ({ node, layer, other }, rewriter) => {
    const builder = rewriter.before(node, fusedOrigin('fold-affine-of-norm', [layer.origin, node.origin]));
    const constant = channelVector(builder, other, channelsOf(layer) ?? 1);
    const [x, scale, shift, mean, variance] = layer.operands;
    const isFactor = node.op.name === 'mul' || node.op.name === 'div';
    const newScale = isFactor ? builder.value(node.op.name, [scale, constant]) : scale;
    const newShift = builder.value(node.op.name, [shift, constant]);
    return builder.value('batch_norm', [x, newScale, newShift, mean, variance], layer.attrs);
  },
});
