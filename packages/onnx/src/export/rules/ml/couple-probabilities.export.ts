// Pairwise coupling as the op defines it, for all rows at once: a row that has settled keeps its probabilities.

import { splatTensor, tensorFromNumbers } from '@afterglow/core';
import type { Emitter } from '../../emitter.js';
import type { ExportNode } from '../../export-node.js';
import { exportFunction } from '../../export-rule.js';
import { joined, sizes } from '../../sizes.js';

/** r[i][j] of i against j for each row, with 0 for i = j. */
function matrixOf(n: ExportNode, e: Emitter, classes: number): string {
  const given = e.cast(n.in(0), 'f64');
  const others = e.op('Sub', [e.scalar('f64', 1), given]);
  const all = e.op('Pad', [e.op('Concat', [given, others], { axis: 1 }), e.ints([0, 1]), '', e.ints([1])]);
  const count = (classes * (classes - 1)) / 2;
  const pairOf = (i: number, j: number) => i * classes - (i * (i + 1)) / 2 + j - i - 1;
  const picks = Array.from({ length: classes * classes }, (_, at) => {
    const [i, j] = [Math.floor(at / classes), at % classes];
    return i === j ? 2 * count : i < j ? pairOf(i, j) : count + pairOf(j, i);
  });
  return e.op('Reshape', [e.op('Gather', [all, e.ints(picks)], { axis: 1 }), e.ints([-1, classes, classes])]);
}

const part = (e: Emitter, x: string, i: number) => e.op('Slice', [x, e.ints([i]), e.ints([i + 1]), e.ints([1])]);

/** One round of setting each coordinate to its best. */
function round(e: Emitter, start: string, gradient: string, value: string, q: string, classes: number): string {
  const one = e.scalar('f64', 1);
  let [p, qp, pqp] = [start, gradient, value];
  for (let i = 0; i < classes; i++) {
    const row = e.op('Squeeze', [part(e, q, i), e.ints([1])]);
    const own = part(e, row, i);
    const diff = e.op('Div', [e.op('Sub', [pqp, part(e, qp, i)]), own]);
    const whole = e.op('Add', [one, diff]);
    const unit = tensorFromNumbers(
      'f64',
      [1, classes],
      Array.from({ length: classes }, (_, k) => Number(k === i)),
    );
    const raised = e.op('Add', [p, e.op('Mul', [diff, e.tensor(unit)])]);
    const twice = e.op('Mul', [part(e, qp, i), e.scalar('f64', 2)]);
    const change = e.op('Mul', [diff, e.op('Add', [e.op('Mul', [diff, own]), twice])]);
    pqp = e.op('Div', [e.op('Div', [e.op('Add', [pqp, change]), whole]), whole]);
    qp = e.op('Div', [e.op('Add', [qp, e.op('Mul', [diff, row])]), whole]);
    p = e.op('Div', [raised, whole]);
  }
  return p;
}

export const coupleProbabilities = exportFunction('couple_probabilities', (n, e) => {
  const classes = n.int('classes');
  const r = matrixOf(n, e, classes);
  const turned = e.op('Transpose', [r], { perm: [0, 2, 1] });
  const identity = Array.from({ length: classes * classes }, (_, at) => Number(at % (classes + 1) === 0));
  const squares = e.op('ReduceSumSquare', [r, e.ints([1])]);
  const diagonal = e.op('Mul', [squares, e.tensor(tensorFromNumbers('f64', [classes, classes], identity))]);
  const q = e.op('Sub', [diagonal, e.op('Mul', [turned, r])]);
  const shape = joined(e, sizes(e, n.in(0), 0, 1), e.ints([classes]));
  const even = e.op('ConstantOfShape', [shape], { value: splatTensor('f64', [1], 1 / classes) });
  const flag = { kind: 'tensor', elem: 'bool', shape: [] } as const;
  const rows = { kind: 'tensor', elem: 'f64', shape: [undefined, classes] } as const;
  const body = e.written([{ kind: 'tensor', elem: 'i64', shape: [] }, flag, rows], ([, , p = '']) => {
    const product = e.op('MatMul', [q, e.op('Unsqueeze', [p, e.ints([2])])]);
    const qp = e.op('Squeeze', [product, e.ints([2])]);
    const pqp = e.op('ReduceSum', [e.op('Mul', [p, qp]), e.ints([1])]);
    const off = e.op('ReduceMax', [e.op('Abs', [e.op('Sub', [qp, pqp])]), e.ints([1])]);
    const isOpen = e.op('Not', [e.op('Less', [off, e.scalar('f64', 0.005 / classes)])]);
    const open = e.op('ReduceSum', [e.cast(isOpen, 'i64')], { keepdims: 0 });
    return [
      [e.op('Greater', [open, e.scalar('i64', 0)]), flag],
      [e.op('Where', [isOpen, round(e, p, qp, pqp, q, classes), p]), rows],
    ];
  });
  const rounds = e.scalar('i64', Math.max(100, classes));
  return e.cast(e.op('Loop', [rounds, e.scalar('bool', 1), even], { body }), n.result().elem);
});
