// A constant factor or divisor of every channel of a layer moves into its weights and bias.
//
//   %c = conv(%x, %w, %b) {act = none} : f32[N, M, H, W]
//   %y = mul(%c, %k) : f32[N, M, H, W]                       const %k : f32[M, 1, 1]
//   →
//   %y = conv(%x, mul(%w, %k'), mul(%b, %k'')) {act = none} : f32[N, M, H, W]
//
// Weights are scaled in their own type, as fold-batch-norm does. Removes a node that runs for each batch, so the rule ends.

import { fusedOrigin } from '@afterglow/core';
import type { Value } from '@afterglow/ir';
import { defineRule } from '../manager/rule.js';
import {
  areOneFloatType,
  channelsOf,
  channelVector,
  type Follower,
  isConst,
  isModerate,
  isPerChannel,
  layersOf,
  openLayer,
  scaleOutputs,
} from './layer.js';

interface Scaled extends Follower {
  readonly other: Value;
}

const LAYERS: ReadonlySet<string> = new Set(['fully_connected', 'conv']);

export const foldChannelScale = defineRule<Scaled>({
  name: 'fold-channel-scale',
  summary: 'a constant factor of every channel moves into the weights of the layer',
  root: ['mul', 'div'],
  match: (node) => layersOf(node, LAYERS).find(({ result }) => node.op.name === 'mul' || result === node.operands[0]),
  where: [
    { if: ({ other }) => other.def.kind === 'const', because: 'the factor is not a constant' },
    {
      if: (m) => m.result.type === m.node.results[0]?.type && isPerChannel(m, m.other),
      because: 'the factor is not one number a channel',
    },
    { if: ({ layer }) => channelsOf(layer) !== undefined, because: 'the number of channels is not known' },
    { if: ({ layer }) => layer.operands[3] === undefined, because: 'the layer has an addend' },
    {
      if: ({ layer }) => layer.operands.slice(1).every(isConst),
      because: 'the weights of the layer are not constants',
    },
    {
      if: ({ layer, other }) => areOneFloatType([...layer.operands, other]),
      because: 'the parts are of different types, or quantized',
    },
    { if: ({ other, node }) => isModerate(other, node.op.name), because: 'a factor is very large or small' },
    ...openLayer,
  ],
  build: ({ node, layer, other }, rewriter) => {
    const [x, weight, bias] = layer.operands;
    if (!weight) return { because: 'there are no weights' };
    const op = node.op.name === 'div' ? 'div' : 'mul';
    const builder = rewriter.before(node, fusedOrigin('fold-channel-scale', [layer.origin, node.origin]));
    const factor = channelVector(builder, other, channelsOf(layer) ?? 1);
    const scaled = bias && builder.value(op, [bias, factor]);
    return builder.value(layer.op.name, [x, scaleOutputs(builder, op, weight, factor), scaled], layer.attrs);
  },
});
