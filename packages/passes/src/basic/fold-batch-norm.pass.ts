// A normalisation by constants after a convolution or fully connected layer moves into its weights and bias.
//
//   %c = conv(%x, %w) {…} : f32[N, M, H, W]
//   %y = batch_norm(%c, %scale, %shift, %mean, %variance) {epsilon = 1e-5} : f32[N, M, H, W]
//   →
//   %f = div(%scale, sqrt(add(%variance, 1e-5)))             constants again after folding
//   %y = conv(%x, mul(%w, %f'), add(mul(sub(%bias, %mean), %f), %shift)) {…}
//
// The factor is computed in the weights' own type, or in f32 where that is narrower: an epsilon of 1e-5 is hardly a number of f16. Ends because each application removes a
// normalisation. Declines where the layer is read without it, or any part is not a constant.

import { ELEMENT_TYPES, type ElementType, fusedOrigin, splatTensor } from '@afterglow/core';
import { type Node, producer, type Value } from '@afterglow/ir';
import { foldAffine } from '../fuse/batch-norm-affine.rule.js';
import { foldChannelScale } from '../fuse/channel-scale.rule.js';
import { areOneFloatType, isConst, scaleOutputs } from '../fuse/layer.js';
import { definePassOfRules } from '../manager/pass-of-rules.js';
import { defineRule } from '../manager/rule.js';
import { hasOneReader, tensorTypeOf } from './look.js';

interface Normalized {
  readonly node: Node;
  readonly layer: Node;
  readonly result: Value;
}

const foldIntoLayer = defineRule<Normalized>({
  name: 'fold-batch-norm',
  root: 'batch_norm',
  match: (node) => {
    const [result] = node.operands;
    const layer = producer(result);
    const fits = layer?.op.name === 'conv' || layer?.op.name === 'fully_connected';
    return result && layer && fits ? { node, layer, result } : undefined;
  },
  where: [
    { if: ({ layer }) => layer.attrs['act'] === 'none', because: 'the layer has an activation' },
    { if: ({ layer }) => layer.operands[3] === undefined, because: 'the layer has an addend' },
    { if: ({ result }) => hasOneReader(result), because: 'the layer is read without the normalisation too' },
    { if: ({ node, layer }) => node.region === layer.region, because: 'the layer is computed in an outer region' },
    {
      if: ({ node }) => node.operands.slice(1).every(isConst),
      because: 'a parameter of the normalisation is not a constant',
    },
    {
      if: ({ layer }) => layer.operands.slice(1).every(isConst),
      because: 'the weights of the layer are not constants',
    },
    {
      if: ({ node, layer }) => areOneFloatType([...layer.operands, ...node.operands]),
      because: 'the parts are of different types, or quantized',
    },
  ],
  build: ({ node, layer }, rewriter) => {
    const [, scale, shift, mean, variance] = node.operands;
    const [x, weight, bias] = layer.operands;
    const type = tensorTypeOf(mean);
    const { epsilon } = node.attrs;
    if (!weight || !type || typeof epsilon !== 'number') return { because: 'a parameter is missing' };
    const builder = rewriter.before(node, fusedOrigin('fold-batch-norm', [layer.origin, node.origin]));
    const isNarrow = ELEMENT_TYPES[type.elem].bits < 32;
    const to = (elem: ElementType) => (value: Value | undefined) =>
      value && isNarrow ? builder.value('cast', [value], { to: elem }) : value;
    const [wide, own] = [to('f32'), to(type.elem)];
    const small = builder.constant(
      `${node.results[0]?.name}.epsilon`,
      splatTensor(isNarrow ? 'f32' : type.elem, [1], epsilon),
    );
    const deviation = builder.value('sqrt', [builder.value('add', [wide(variance), small])]);
    const factor = builder.value('div', [wide(scale), deviation]);
    const centred = bias ? builder.value('sub', [wide(bias), wide(mean)]) : builder.value('neg', [wide(mean)]);
    const offset = own(builder.value('add', [builder.value('mul', [centred, factor]), wide(shift)]));
    const scaled = own(scaleOutputs(builder, 'mul', wide(weight) ?? weight, factor));
    return builder.value(layer.op.name, [x, scaled, offset], layer.attrs);
  },
});

export const foldBatchNorm = definePassOfRules({
  name: 'fold-batch-norm',
  summary: 'move normalisations and factors by constants into the weights before them',
  stage: 'optimize',
  rules: [foldIntoLayer, foldAffine, foldChannelScale],
});
