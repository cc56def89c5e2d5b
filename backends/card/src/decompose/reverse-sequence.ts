// Sequences read backwards as far as each is long: a gather of rows, one for each step of each sequence. A length that is none becomes a row
// number out of the table, so that it still traps.

import type { Decomposition, NodeCondition } from '@afterglow/ir';
import { numberOf, operandOf, resultOf, Steps } from '@afterglow/passes';
import { knownShapes, knownSizes } from './guard.js';

const nonEmpty: NodeCondition = {
  because: 'there is nothing to reverse',
  holds: (node) => (knownSizes(node.operands[0]) ?? []).every((size) => size > 0),
};

export const reverseSequence: Decomposition = {
  op: 'reverse_sequence',
  summary: 'a gather of steps, by numbers that are computed from the lengths',
  steps: ['transpose', 'reshape', 'cast', 'less', 'less_equal', 'logical_and', 'where', 'sub', 'add', 'mul', 'gather'],
  where: [knownShapes, nonEmpty],
  build(node, builder) {
    const s = new Steps(builder, node);
    const x = operandOf(node, 0);
    const sizes = knownSizes(x) ?? [];
    const axis = (name: string) => (numberOf(node, name) + sizes.length) % sizes.length;
    const [time, batch] = [axis('time_axis'), axis('batch_axis')];
    const perm = [batch, time, ...sizes.keys()].filter((at, i, all) => all.indexOf(at) === i);
    const shape = perm.map((at) => sizes[at] ?? 0);
    const [count = 0, steps = 0, ...rest] = shape;
    const table = s.reshape(s.op('transpose', [x], { perm }), [count * steps, ...rest]);
    const i64 = (value: number) => s.number(value, 'i64');
    const length = s.reshape(s.cast(operandOf(node, 1), 'i64'), [count, 1]);
    const step = s.iota(steps, 1, 2, 'i64');
    const turned = s.sub(s.sub(length, i64(1)), step);
    const from = s.op('where', [s.op('less', [step, length]), turned, step]);
    const valid = s.op('logical_and', [s.op('less_equal', [i64(0), length]), s.op('less_equal', [length, i64(steps)])]);
    const row = s.add(from, s.mul(s.iota(count, 0, 2, 'i64'), i64(steps)));
    const rows = s.op('where', [valid, row, i64(count * steps)]);
    const back = perm.map((_, at) => perm.indexOf(at));
    const picked = s.op('gather', [table, rows], { axis: 0 });
    return [s.reshape(s.op('transpose', [picked], { perm: back }), resultOf(node).shape)];
  },
};
