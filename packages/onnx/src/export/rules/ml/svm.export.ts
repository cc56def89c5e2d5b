// Support vector machines, piece by piece.

import { type Tensor, tensorFromNumbers } from '@afterglow/core';
import { exportFunction } from '../../export-rule.js';

/** Pairs of classes i < j, in order. */
function pairsOf(classes: number): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0; i < classes; i++) for (let j = i + 1; j < classes; j++) pairs.push([i, j]);
  return pairs;
}

export const svmKernel = exportFunction('svm_kernel', (n, e) => {
  const [x, vectors, kernel] = [e.cast(n.in(0), 'f64'), e.cast(n.in(1), 'f64'), n.word('kernel')];
  const number = (name: string) => e.scalar('f64', n.int(name));
  if (kernel === 'rbf') {
    const apart = e.op('Sub', [e.op('Unsqueeze', [x, e.ints([1])]), e.op('Unsqueeze', [vectors, e.ints([0])])]);
    const distance = e.op('ReduceSumSquare', [apart, e.ints([2])], { keepdims: 0 });
    return e.op('Exp', [e.op('Neg', [e.op('Mul', [distance, number('gamma')])])]);
  }
  const dot = e.op('MatMul', [x, e.op('Transpose', [vectors], { perm: [1, 0] })]);
  if (kernel === 'linear') return dot;
  const shifted = e.op('Add', [e.op('Mul', [dot, number('gamma')]), number('coef0')]);
  return kernel === 'poly' ? e.op('Pow', [shifted, number('degree')]) : e.op('Tanh', [shifted]);
});

/** Every class weighed by every row of coefficients, of which each pair picks two. */
export const svmDecisions = exportFunction('svm_decisions', (n, e) => {
  const counts = n.ints('counts');
  const [classes, rows] = [counts.length, counts.length - 1];
  const coefficients = e.cast(n.in(1), 'f64');
  const [start, columns] = [[0], e.ints([1])];
  for (const count of counts) start.push((start.at(-1) ?? 0) + count);
  const part = (x: string, i: number) =>
    e.op('Slice', [x, e.ints([start[i] ?? 0]), e.ints([start[i + 1] ?? 0]), columns]);
  const sums = counts.map((_, i) => {
    const weights = e.op('Transpose', [part(coefficients, i)], { perm: [1, 0] });
    return e.op('MatMul', [part(n.in(0), i), weights]);
  });
  const all = e.op('Concat', sums, { axis: 1 });
  const pairs = pairsOf(classes);
  const first = e.op('Gather', [all, e.ints(pairs.map(([i, j]) => i * rows + j - 1))], { axis: 1 });
  const second = e.op('Gather', [all, e.ints(pairs.map(([i, j]) => j * rows + i))], { axis: 1 });
  return e.op('Add', [e.op('Add', [first, second]), e.cast(n.in(2), 'f64')]);
});

export const svmVotes = exportFunction('svm_votes', (n, e) => {
  const classes = n.int('classes');
  const pairs = pairsOf(classes);
  const winners = (side: 0 | 1): Tensor => {
    const ones = pairs.flatMap((pair) => Array.from({ length: classes }, (_, k) => Number(k === pair[side])));
    return tensorFromNumbers('f32', [pairs.length, classes], ones);
  };
  const isFirst = e.op('Greater', [n.in(0), e.scalar(n.elem(0), 0)]);
  const first = e.op('MatMul', [e.cast(isFirst, 'f32'), e.tensor(winners(0))]);
  const second = e.op('MatMul', [e.cast(e.op('Not', [isFirst]), 'f32'), e.tensor(winners(1))]);
  return e.cast(e.op('Add', [first, second]), 'i64');
});
