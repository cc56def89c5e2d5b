// Bias and activation move into the product before them, which computes them for nothing.
//
//   %m = fully_connected(%x, %w) {act = none} : f32[N, 64]
//   %s = add(%m, %b) : f32[N, 64]                            const %b : f32[64]
//   %y = relu(%s) : f32[N, 64]
//   →
//   %y = fully_connected(%x, %w, %b) {act = relu} : f32[N, 64]
//
//   %m = matmul(%x, %w) : f32[N, 64]                         const %w : f32[784, 64]
//   →
//   %t = transpose(%w) {perm = [1, 0]} : f32[64, 784]        (a constant again after folding)
//   %m = fully_connected(%x, %t) : f32[N, 64]
//
// Each rule removes a node or a matmul, so they end. The sum is rounded once instead of twice.

import { fusedOrigin } from '@afterglow/core';
import { constTensor, type Node, producer, type Value } from '@afterglow/ir';
import { fuseBias } from '../fuse/channel-bias.rule.js';
import { convActivationRules } from '../fuse/conv-activation.rule.js';
import { fuseAddend } from '../fuse/conv-addend.rule.js';
import { definePassOfRules } from '../manager/pass-of-rules.js';
import { defineRule } from '../manager/rule.js';
import { hasOneReader, tensorTypeOf } from './look.js';

interface Activated {
  readonly node: Node;
  readonly product: Node;
  readonly result: Value;
}

const fuseActivation = defineRule<Activated>({
  name: 'fuse-activation',
  summary: 'relu, sigmoid and tanh are the activation of the product before them',
  root: ['relu', 'sigmoid', 'tanh'],
  match: (node) => {
    const [result] = node.operands;
    const product = producer(result);
    return result && product && product.attrs['act'] !== undefined ? { node, product, result } : undefined;
  },
  where: [
    { if: ({ product }) => product.attrs['act'] === 'none', because: 'the product has an activation already' },
    { if: ({ result }) => hasOneReader(result), because: 'the product without the activation is read elsewhere' },
    {
      if: ({ node, product }) => node.region === product.region,
      because: 'the product is computed in an outer region',
    },
  ],
  build: ({ node, product }, rewriter) => {
    const origin = fusedOrigin('fuse-activation', [product.origin, node.origin]);
    const builder = rewriter.before(node, origin);
    return builder.value(product.op.name, product.operands, { ...product.attrs, act: node.op.name });
  },
});

const matmulToFullyConnected = defineRule<Node>({
  name: 'matmul-to-fully-connected',
  summary: 'a product with a constant matrix is a fully connected layer',
  root: 'matmul',
  match: (node) => (constTensor(node.operands[1]) ? node : undefined),
  where: [
    {
      if: (node) => {
        const [x, weight] = node.operands.map((value) => tensorTypeOf(value)?.shape.length ?? 0);
        return x !== undefined && x >= 2 && weight === 2;
      },
      because: 'the operands are not rows and one matrix',
    },
    {
      if: (node) => node.operands.every((value) => tensorTypeOf(value)?.encoding === undefined),
      because: 'the operands are quantized',
    },
  ],
  build: (node, rewriter) => {
    const [x, weight] = node.operands;
    const builder = rewriter.before(node);
    const transposed = builder.value('transpose', [weight], { perm: [1, 0] });
    return builder.value('fully_connected', [x, transposed], { act: node.attrs['act'] ?? 'none' });
  },
});

export const fuseBiasActivation = definePassOfRules({
  name: 'fuse-bias-activation',
  summary: 'move biases, sums and activations into the product or convolution before them',
  stage: 'optimize',
  rules: [matmulToFullyConnected, fuseBias, fuseAddend, fuseActivation, ...convActivationRules],
});
