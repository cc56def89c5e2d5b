// Reductions made of simpler ones, and the loss of classifiers.

import { isFloat } from '@afterglow/core';
import type { Decomposition, NodeCondition, Value } from '@afterglow/ir';
import { operandOf, resultOf, Steps, typeOf } from '../steps.js';

/** `before` on the elements, then a sum, then `after`. */
function summed(op: string, summary: string, before: string | undefined, after: string | undefined): Decomposition {
  return {
    op: `reduce_${op}`,
    summary,
    steps: ['cast', ...(before ? [before === 'square' ? 'mul' : before] : []), 'reduce_sum', ...(after ? [after] : [])],
    build(node, builder) {
      const s = new Steps(builder, node);
      const x = s.wide(operandOf(node, 0));
      const inner = before === 'square' ? s.mul(x, x) : before ? s.op(before, [x]) : x;
      const sum = s.op('reduce_sum', [inner], node.attrs);
      return [s.cast(after ? s.op(after, [sum]) : sum, resultOf(node).elem)];
    },
  };
}

const floatsOnly: NodeCondition = {
  because: 'integers would be rounded on the way',
  holds: (node) => isFloat(typeOf(node.operands[0]).elem),
};

const knownClasses: NodeCondition = {
  because: 'the number of classes is not known before the run',
  holds: (node) => typeof typeOf(node.operands[0]).shape[1] === 'number',
};

const nllLoss: Decomposition = {
  op: 'nll_loss',
  summary: 'a sum over classes of what the target selects, then over targets',
  steps: [
    'cast',
    'unsqueeze',
    'equal',
    'logical_not',
    'logical_and',
    'reshape',
    'mul',
    'neg',
    'where',
    'reduce_sum',
    'div',
  ],
  where: [floatsOnly, knownClasses],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = s.wide(operandOf(node, 0));
    const { shape } = typeOf(x);
    const classes = Number(shape[1]);
    const target = s.op('unsqueeze', [operandOf(node, 1)], { axes: [1] });
    const index = s.cast(s.iota(classes, 1, shape.length, 'i32'), typeOf(target).elem);
    let hit = s.op('equal', [target, index]);
    const ignored = node.attrs['ignore_index'];
    if (typeof ignored === 'number') {
      const same = s.op('equal', [target, s.cast(s.number(ignored, 'i32'), typeOf(target).elem)]);
      hit = s.op('logical_and', [hit, s.op('logical_not', [same])]);
    }
    const zero = s.number(0);
    const weight = node.operands[2];
    const ones = shape.slice(2).map(() => 1);
    const each: Value = weight ? s.reshape(s.wide(weight), [classes, ...ones]) : s.number(1);
    const over = (value: Value) => s.op('reduce_sum', [value], { axes: [1], keepdims: false });
    const loss = over(s.op('where', [hit, s.op('neg', [weight ? s.mul(x, each) : x]), zero]));
    const { elem } = resultOf(node);
    const total = (value: Value) => s.op('reduce_sum', [value], { axes: [], keepdims: false });
    switch (node.attrs['reduction']) {
      case 'none':
        return [s.cast(loss, elem)];
      case 'sum':
        return [s.cast(total(loss), elem)];
      default:
        return [s.cast(s.div(total(loss), total(over(s.op('where', [hit, each, zero])))), elem)];
    }
  },
};

const lpNorms = [
  summed('l1', 'the sum of absolute values', 'abs', undefined),
  summed('l2', 'the root of the sum of squares', 'square', 'sqrt'),
  summed('log_sum', 'the logarithm of the sum', undefined, 'log'),
  summed('sum_square', 'the sum of squares', 'square', undefined),
].map((entry) => ({ ...entry, where: [floatsOnly] }));

const logSumExp: Decomposition = {
  op: 'reduce_log_sum_exp',
  summary: 'the largest element plus the logarithm of the sum of exponentials of the distances to it',
  steps: ['cast', 'reduce_max', 'is_inf', 'where', 'sub', 'exp', 'reduce_sum', 'log', 'reshape', 'add'],
  where: [floatsOnly],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = s.wide(operandOf(node, 0));
    const top = s.op('reduce_max', [x], { ...node.attrs, keepdims: true });
    // An infinite one would be taken from itself.
    const finite = s.op('where', [s.op('is_inf', [top]), s.number(0), top]);
    const sum = s.op('reduce_sum', [s.op('exp', [s.sub(x, finite)])], node.attrs);
    const shift = s.reshape(finite, resultOf(node).shape);
    return [s.cast(s.add(s.op('log', [sum]), shift), resultOf(node).elem)];
  },
};

export const reductions: readonly Decomposition[] = [...lpNorms, logSumExp, nllLoss];
