// The way back from fusion, for targets that run a convolution but not what was fused into it. What the target can run is not known
// to passes, so whoever builds a pipeline brings it along.
//
//   %y = conv(%x, %w, %b, %z) {act = clip, act_alpha = 0.0, act_beta = 6.0}
//   →
//   %c = conv(%x, %w, %b) {act = none}
//   %s = add(%c, %z)
//   %y = clip(%s) {min = 0.0, max = 6.0}
//
// A convolution that the target cannot run either way stays whole. The sum is rounded twice instead of once.

import { type Attrs, type Builder, type Node, type Value, walk } from '@afterglow/ir';
import { definePass, type Pass, type PassContext } from '../manager/pass.js';

const RULE = 'split-conv';

type Activate = (builder: Builder, x: Value, attrs: Attrs) => Value;

const plain =
  (op: string): Activate =>
  (builder, x) =>
    builder.value(op, [x]);

const ACTIVATIONS: Readonly<Record<string, Activate>> = {
  none: (_, x) => x,
  relu: plain('relu'),
  sigmoid: plain('sigmoid'),
  tanh: plain('tanh'),
  hard_swish: plain('hard_swish'),
  silu: (builder, x) => builder.value('mul', [x, builder.value('sigmoid', [x])]),
  leaky_relu: (builder, x, { act_alpha: alpha = 0.01 }) => builder.value('leaky_relu', [x], { alpha }),
  hard_sigmoid: (builder, x, { act_alpha: alpha = 0.2, act_beta: beta = 0.5 }) =>
    builder.value('hard_sigmoid', [x], { alpha, beta }),
  clip: (builder, x, { act_alpha: min, act_beta: max }) =>
    builder.value('clip', [x], { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }),
};

function split(node: Node, context: PassContext, whyIllegal: (node: Node) => string | undefined): void {
  const { act = 'none', act_alpha, act_beta, ...window } = node.attrs;
  const [x, weight, bias, addend] = node.operands;
  const activate = ACTIVATIONS[String(act)];
  if ((act === 'none' && !addend) || !activate || whyIllegal(node) === undefined || !context.mayApply()) return;
  const rewriter = context.rewriter(node.func);
  const builder = rewriter.before(node);
  const bare = builder.add('conv', [x, weight, bias], { ...window, act: 'none' });
  const because = whyIllegal(bare);
  const [product] = bare.results;
  if (because !== undefined || !product) {
    rewriter.erase(bare);
    context.declined(RULE, node, because ?? 'there is no result');
    return;
  }
  context.fired(RULE, node);
  const sum = addend ? builder.value('add', [product, addend]) : product;
  rewriter.replace(node, [activate(builder, sum, node.attrs)]);
}

/** A pass that takes convolutions apart which the target can run only without their addend and activation. */
export function splitConvPass(whyIllegal: (node: Node) => string | undefined): Pass {
  return definePass({
    name: RULE,
    summary: 'take addend and activation out of convolutions where the target has no code for them',
    stage: 'quantize',
    run(context) {
      for (const func of [...context.module.funcs.values()]) {
        const convolutions = [...walk(func.body)].filter((node) => node.op.name === 'conv');
        for (const node of convolutions) split(node, context, whyIllegal);
      }
    },
  });
}
