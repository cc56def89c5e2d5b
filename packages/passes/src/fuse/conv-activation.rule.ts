// Activations that only convolutions have: those with parameters, and the ones of mobile networks.
//
//   %c = conv(%x, %w) {act = none} : f32[N, M, H, W]
//   %y = clip(%c) {min = 0.0, max = 6.0} : f32[N, M, H, W]
//   →
//   %y = conv(%x, %w) {act = clip, act_alpha = 0.0, act_beta = 6.0} : f32[N, M, H, W]
//
//   %y = mul(%c, sigmoid(%c)), or swish(%c)      →   %y = conv(%x, %w) {act = silu}
//
// Each removes a node, so they end.

import { fusedOrigin } from '@afterglow/core';
import { type AttrValue, type Node, producer } from '@afterglow/ir';
import { madeBy } from '../basic/look.js';
import { defineRule, type Rule } from '../manager/rule.js';
import { type Follower, openLayer } from './layer.js';

type Params = Readonly<Record<string, AttrValue>>;

/** The parameters of the fused form, by op. */
const ACTIVATIONS: Readonly<Record<string, (attrs: Params) => Params>> = {
  leaky_relu: ({ alpha = 0.01 }) => ({ act_alpha: alpha }),
  hard_sigmoid: ({ alpha = 0.2, beta = 0.5 }) => ({ act_alpha: alpha, act_beta: beta }),
  hard_swish: () => ({}),
  swish: () => ({ act: 'silu' }),
  clip: ({ min, max }) => ({
    ...(min === undefined ? {} : { act_alpha: min }),
    ...(max === undefined ? {} : { act_beta: max }),
  }),
};

const fuseConvActivation = defineRule<Follower>({
  name: 'fuse-conv-activation',
  summary: 'clip, leaky_relu, hard_sigmoid, hard_swish and swish are the activation of the convolution before them',
  root: Object.keys(ACTIVATIONS),
  match: (node) => {
    const layer = madeBy(node.operands[0], 'conv');
    const [result] = layer?.results ?? [];
    return layer && result && { node, layer, result };
  },
  where: [
    {
      if: ({ node }) => (node.attrs['alpha'] ?? 1) === 1 || node.op.name !== 'swish',
      because: 'its sigmoid is not taken of x itself',
    },
    ...openLayer,
  ],
  build: ({ node, layer }, rewriter) => {
    const builder = rewriter.before(node, fusedOrigin('fuse-conv-activation', [layer.origin, node.origin]));
    const params = ACTIVATIONS[node.op.name]?.(node.attrs) ?? {};
    return builder.value('conv', layer.operands, { ...layer.attrs, act: node.op.name, ...params });
  },
});

interface Gated extends Follower {
  readonly gate: Node;
}

const fuseSilu = defineRule<Gated>({
  name: 'fuse-silu',
  summary: 'the result of a convolution times its sigmoid is activated by silu',
  root: 'mul',
  match: (node) => {
    for (const [result, gated] of [node.operands, [...node.operands].reverse()]) {
      const [layer, gate] = [madeBy(result, 'conv'), producer(gated)];
      if (!layer || !result || gate?.op.name !== 'sigmoid' || gate.operands[0] !== result) continue;
      return { node, layer, result, gate };
    }
    return undefined;
  },
  where: [
    { if: ({ layer }) => layer.attrs['act'] === 'none', because: 'the convolution has an activation already' },
    {
      if: ({ result, gate }) => result.uses.size === 2 && gate.results[0]?.uses.size === 1,
      because: 'the result of the convolution, or its sigmoid, is read elsewhere too',
    },
    {
      if: ({ node, layer }) => node.region === layer.region,
      because: 'the convolution is computed in an outer region',
    },
  ],
  build: ({ node, layer, gate }, rewriter) => {
    const origin = fusedOrigin('fuse-silu', [layer.origin, gate.origin, node.origin]);
    return rewriter.before(node, origin).value('conv', layer.operands, { ...layer.attrs, act: 'silu' });
  },
});

export const convActivationRules: readonly Rule[] = [fuseConvActivation, fuseSilu];
