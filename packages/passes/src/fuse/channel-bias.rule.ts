// A constant added to, or subtracted from, every channel of a layer is (a part of) its bias.
//
//   %m = fully_connected(%x, %w) {act = none} : f32[N, 64]
//   %s = add(%m, %b) : f32[N, 64]                            const %b : f32[64]
//   →
//   %s = fully_connected(%x, %w, %b) {act = none} : f32[N, 64]
//
//   %s = sub(conv(%x, %w, %b), %k)      →   %s = conv(%x, %w, sub(%b, %k))
//
// The sum is rounded once instead of twice. Removes a node, so the rule ends.

import { fusedOrigin, isFloat } from '@afterglow/core';
import type { Value } from '@afterglow/ir';
import { tensorTypeOf } from '../basic/look.js';
import { defineRule } from '../manager/rule.js';
import { channelsOf, channelVector, type Follower, isConst, isPerChannel, layersOf, openLayer } from './layer.js';

interface Biased extends Follower {
  readonly other: Value;
}

const LAYERS: ReadonlySet<string> = new Set(['fully_connected', 'conv']);

export const fuseBias = defineRule<Biased>({
  name: 'fuse-bias',
  summary: 'a constant added to every channel is the bias of the layer',
  root: ['add', 'sub'],
  match: (node) => layersOf(node, LAYERS).find(({ result }) => node.op.name === 'add' || result === node.operands[0]),
  where: [
    { if: ({ other }) => other.def.kind === 'const', because: 'what is added is not a constant' },
    {
      if: (m) => m.result.type === m.node.results[0]?.type && isPerChannel(m, m.other),
      because: 'what is added is not one number a channel',
    },
    { if: ({ layer }) => channelsOf(layer) !== undefined, because: 'the number of channels is not known' },
    { if: ({ layer }) => isConst(layer.operands[2]), because: 'the layer has a bias that is not a constant' },
    {
      if: ({ layer, other, node }) => {
        const [bias, added] = [tensorTypeOf(layer.operands[2]), tensorTypeOf(other)];
        const isPlain = !added?.encoding && !bias?.encoding;
        if (!bias) return isPlain && (node.op.name === 'add' || (added !== undefined && isFloat(added.elem)));
        return isPlain && bias.elem === added?.elem;
      },
      because: 'the bias is of another type, or quantized',
    },
    ...openLayer,
  ],
  build: ({ node, layer, other }, rewriter) => {
    const builder = rewriter.before(node, fusedOrigin('fuse-bias', [layer.origin, node.origin]));
    const added = channelVector(builder, other, channelsOf(layer) ?? 1);
    const [x, weight, bias, ...rest] = layer.operands;
    const isSum = node.op.name === 'add';
    const sum = bias ? builder.value(node.op.name, [bias, added]) : isSum ? added : builder.value('neg', [added]);
    return builder.value(layer.op.name, [x, weight, sum, ...rest], layer.attrs);
  },
});
