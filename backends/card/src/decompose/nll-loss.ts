// The loss of classifiers as a gather of what the targets pick. The general definition compares every class with the target, but a target
// that is no class would silently pick nothing there; here it is a row outside the table, and traps.

import { dim } from '@afterglow/core';
import type { Decomposition } from '@afterglow/ir';
import { countable, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { floatOperand } from './guard.js';
import { classRows, fewRows, INDEX_STEPS } from './indexed.js';

export const nllLoss: Decomposition = {
  op: 'nll_loss',
  summary: 'a gather of what the targets pick, weighted, then a sum',
  steps: [...INDEX_STEPS, 'equal', 'gather', 'neg', 'reduce_sum', 'div'],
  where: [floatOperand, fewRows, countable('a size', (node) => typeOf(node.operands[0]).shape)],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = s.wide(operandOf(node, 0));
    const target = s.cast(operandOf(node, 1), 'i64');
    const { ignore_index: ignore, reduction } = node.attrs;
    const ignored = typeof ignore === 'number' ? s.op('equal', [target, s.number(ignore, 'i64')]) : undefined;
    const zero = s.number(0);
    const classes = ignored ? s.op('where', [ignored, s.number(0, 'i64'), target]) : target;
    const flat = s.reshape(x, [dim.product(typeOf(x).shape)]);
    const picked = s.reshape(s.op('gather', [flat, classRows(s, node, classes)], { axis: 0 }), typeOf(target).shape);
    const weight = node.operands[2] && s.op('gather', [s.wide(node.operands[2]), classes], { axis: 0 });
    const each = weight ?? s.fill(s.number(1), typeOf(target).shape);
    const counted = ignored ? s.op('where', [ignored, zero, each]) : each;
    const loss = s.op('neg', [weight ? s.mul(picked, weight) : picked]);
    const kept = ignored ? s.op('where', [ignored, zero, loss]) : loss;
    const total = (value: typeof loss) => s.op('reduce_sum', [value], { axes: [], keepdims: false });
    const { elem } = resultOf(node);
    if (reduction === 'none') return [s.cast(kept, elem)];
    return [s.cast(reduction === 'sum' ? total(kept) : s.div(total(kept), total(counted)), elem)];
  },
};
