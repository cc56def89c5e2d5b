// Decision trees in standard operators: all rows walk all trees step by step, then pick the votes of their leaves from a table.

import { splatTensor } from '@afterglow/core';
import type { Emitter } from '../../emitter.js';
import type { ExportNode } from '../../export-node.js';
import { exportFunction } from '../../export-rule.js';
import { joined, sizeOf, sizes } from '../../sizes.js';

/** Comparisons by their number. */
const COMPARISONS = ['LessOrEqual', 'Less', 'GreaterOrEqual', 'Greater', 'Equal'];

/** One of two flags, by a third: runtimes have Where for numbers only. */
function either(e: Emitter, condition: string, a: string, b: string): string {
  const other = e.op('And', [e.op('Not', [condition]), b]);
  return e.op('Or', [e.op('And', [condition, a]), other]);
}

/** Where a row goes from each of its places: whether the comparison of the node holds. */
function holds(n: ExportNode, e: Emitter, x: string, splits: string, nodes: string): string {
  const value = e.op('GatherElements', [x, e.op('Gather', [n.in(3), nodes])], { axis: 1 });
  const split = e.op('Gather', [splits, nodes]);
  const mode = e.cast(e.op('Gather', [n.in(2), nodes]), 'i64');
  // What is none of the others is "not equal".
  let result = e.op('Not', [e.op('Equal', [value, split])]);
  COMPARISONS.forEach((comparison, number) => {
    const chosen = e.op('Equal', [mode, e.scalar('i64', number)]);
    result = either(e, chosen, e.op(comparison, [value, split]), result);
  });
  return either(e, e.op('IsNaN', [value]), e.op('Gather', [n.in(5), nodes]), result);
}

/** The leaf that each row reaches in each tree. A place below 0 is a leaf: -1 - leaf. */
function leavesOf(n: ExportNode, e: Emitter): string {
  const zero = e.scalar('i64', 0);
  const [x, splits] = [e.cast(n.in(0), 'f64'), e.cast(n.in(4), 'f64')];
  const sides = [0, 1].map((side) => e.op('Gather', [n.in(6), e.scalar('i64', side)], { axis: 1 }));
  const start = e.op('Expand', [n.in(1), joined(e, sizes(e, n.in(0), 0, 1), sizes(e, n.in(1), 0))]);
  const flag = { kind: 'tensor', elem: 'bool', shape: [] } as const;
  const place = { kind: 'tensor', elem: 'i64', shape: undefined } as const;
  const isWalking = (places: string) => e.op('GreaterOrEqual', [places, zero]);
  const goesOn = (places: string) => {
    const walking = e.op('ReduceSum', [e.cast(isWalking(places), 'i64')], { keepdims: 0 });
    return e.op('Greater', [walking, zero]);
  };
  const body = e.written([{ ...place, shape: [] }, flag, place], ([, , places = '']) => {
    const nodes = e.op('Max', [places, zero]);
    const picks = sides.map((side) => e.op('Gather', [side, nodes]));
    const next = e.op('Where', [holds(n, e, x, splits, nodes), picks[0] ?? '', picks[1] ?? '']);
    const after = e.op('Where', [isWalking(places), next, places]);
    return [
      [goesOn(after), flag],
      [after, place],
    ];
  });
  const end = e.op('Loop', [sizeOf(e, n.in(2), 0), goesOn(start), start], { body });
  return e.op('Sub', [e.scalar('i64', -1), end]);
}

/** The leaf of each vote: how many leaves begin at it or before. */
function leafOfVote(n: ExportNode, e: Emitter): string {
  const votes = e.op('Add', [sizes(e, n.in(8), 0), e.ints([1])]);
  const none = e.op('ConstantOfShape', [votes], { value: splatTensor('i64', [1], 0) });
  const begins = e.op('Slice', [n.in(7), e.ints([1]), sizes(e, n.in(7), 0)]);
  const ones = e.op('Expand', [e.ints([1]), e.op('Shape', [begins])]);
  const marks = e.op('ScatterElements', [none, begins, ones], { reduction: 'add' });
  return e.op('Slice', [e.op('CumSum', [marks, e.scalar('i64', 0)]), e.ints([0]), sizes(e, n.in(8), 0)]);
}

export const treeEnsemble = exportFunction('tree_ensemble', (n, e) => {
  const [aggregate, elem] = [n.word('aggregate'), n.result().elem];
  const isExtremum = aggregate === 'min' || aggregate === 'max';
  const nothing = aggregate === 'min' ? Number.POSITIVE_INFINITY : aggregate === 'max' ? Number.NEGATIVE_INFINITY : 0;
  const table = e.op('ConstantOfShape', [joined(e, sizes(e, n.in(7), 0), e.ints([n.int('outputs')]))], {
    value: splatTensor('f64', [1], nothing),
  });
  const columns = [leafOfVote(n, e), n.in(8)].map((x) => e.op('Unsqueeze', [x, e.ints([1])]));
  const reduction = isExtremum ? aggregate : 'add';
  const weights = e.cast(n.in(9), 'f64');
  const votes = e.op('ScatterND', [table, e.op('Concat', columns, { axis: 1 }), weights], { reduction });
  const cast = e.op('Gather', [votes, leavesOf(n, e)]);
  const onnx = aggregate === 'min' ? 'ReduceMin' : aggregate === 'max' ? 'ReduceMax' : 'ReduceSum';
  let scores = e.op(onnx, [cast, e.ints([1])], { keepdims: 0 });
  // An output that no leaf votes for is 0.
  if (isExtremum) scores = e.op('Where', [e.op('IsInf', [scores]), e.scalar('f64', 0), scores]);
  if (aggregate === 'average') {
    const trees = e.op('Max', [sizes(e, n.in(1), 0), e.ints([1])]);
    scores = e.op('Div', [scores, e.cast(trees, 'f64')]);
  }
  return e.cast(n.has(10) ? e.op('Add', [scores, e.cast(n.in(10), 'f64')]) : scores, elem);
});
