// Sequences read backwards as far as each is long: a gather of rows, one for each step of each sequence. A length that is none becomes a row
// number out of the table, so that it still traps.

import { type Dim, dim } from '@afterglow/core';
import type { Decomposition, Node, NodeCondition } from '@afterglow/ir';
import { boundOf, countable, numberOf, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { countedAlong, INDEX_STEPS, mostRows } from './indexed.js';
import { sizeAs } from './open-sizes.js';

/** Axes in the order in which they become the table's: sequences, steps, and what a step holds. */
function axesOf(node: Node): readonly number[] {
  const rank = typeOf(node.operands[0]).shape.length;
  const axis = (name: string) => (numberOf(node, name) + rank) % rank;
  const [time, batch] = [axis('time_axis'), axis('batch_axis')];
  return [batch, time, ...Array.from({ length: rank }, (_, i) => i).filter((i) => i !== batch && i !== time)];
}

const sizesOf = (node: Node): readonly Dim[] => axesOf(node).map((at) => typeOf(node.operands[0]).shape[at] ?? 1);

const nonEmpty: NodeCondition = {
  because: 'there is nothing to reverse',
  holds: (node) => sizesOf(node).every((size) => boundOf(node, size) > 0),
};

export const reverseSequence: Decomposition = {
  op: 'reverse_sequence',
  summary: 'a gather of steps, by numbers that are computed from the lengths',
  steps: [...INDEX_STEPS, 'transpose', 'sub', 'gather'],
  where: [nonEmpty, countable('the number of sequences or steps', (node) => sizesOf(node).slice(0, 2))],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = operandOf(node, 0);
    const perm = axesOf(node);
    const [count = 1, steps = 1, ...rest] = sizesOf(node);
    const table = s.reshape(s.op('transpose', [x], { perm }), [dim.mul(count, steps), ...rest]);
    const i64 = (value: number) => s.number(value, 'i64');
    const length = s.reshape(s.cast(operandOf(node, 1), 'i64'), [count, 1]);
    const step = s.iota(steps, 1, 2, 'i64');
    const turned = s.sub(s.sub(length, i64(1)), step);
    const from = s.op('where', [s.op('less', [step, length]), turned, step]);
    const end = sizeAs(s, node, steps, 'i64');
    const valid = s.op('logical_and', [s.op('less_equal', [i64(0), length]), s.op('less_equal', [length, end])]);
    const first = countedAlong(s, node, [count, 1], [0], [count, steps]);
    const rows = s.op('where', [valid, first ? s.add(from, first) : from, i64(mostRows(node, [count, steps]))]);
    const back = perm.map((_, at) => perm.indexOf(at));
    const picked = s.op('gather', [table, rows], { axis: 0 });
    return [s.reshape(s.op('transpose', [picked], { perm: back }), resultOf(node).shape)];
  },
};
