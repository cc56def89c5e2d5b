// Reductions along axes that are known only when the data are: the sizes of the result leave few sets of axes, mostly one. Each is
// reduced, and the axes say which of them is the result; axes that are in none of the sets trap.

import { tensorFromNumbers } from '@afterglow/core';
import type { Decomposition, Node, NodeCondition, Value } from '@afterglow/ir';
import { operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { integers, picked } from './guard.js';

interface Candidate {
  readonly axes: readonly number[];
  /** Whether an axis must be, or must not be, among those given; undefined where it makes no difference. */
  readonly wanted: readonly (boolean | undefined)[];
}

/** Beyond this many sets of axes the work for results that nobody wants outweighs a visit to the host. */
const MOST_CANDIDATES = 6;

function subsets(rank: number, size: number): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: rank }, (_, last) => last).flatMap((last) =>
    subsets(last, size - 1).map((rest) => [...rest, last]),
  );
}

/** Sets of axes that make the result's shape of the operand's. */
function candidatesOf(node: Node): Candidate[] {
  const { shape } = typeOf(node.operands[0]);
  const result = resultOf(node).shape;
  const rank = shape.length;
  const none = node.attrs['empty'] === 'none';
  if (node.attrs['keepdims'] !== false) {
    const possible = shape.every((size, i) => size === result[i] || result[i] === 1);
    if (!possible) return [];
    const wanted = shape.map((size, i) => (size !== result[i] ? true : size === 1 ? undefined : false));
    return [{ axes: wanted.flatMap((reduced, i) => (reduced ? [i] : [])), wanted }];
  }
  if (result.length === rank) return none ? [{ axes: [], wanted: shape.map(() => false) }] : [];
  return subsets(rank, rank - result.length).flatMap((axes) => {
    const left = shape.filter((_, i) => !axes.includes(i));
    if (left.some((size, i) => size !== result[i])) return [];
    return [{ axes, wanted: shape.map((_, i) => axes.includes(i)) }];
  });
}

const decided: NodeCondition = {
  because: 'the sizes of the result leave too many sets of axes, or none',
  holds: (node) => {
    const count = candidatesOf(node).length;
    return count > 0 && count <= MOST_CANDIDATES;
  },
};

/** 1 for each axis among those given, an f32 for each axis of the operand. */
function mentioned(s: Steps, axes: Value, rank: number, emptyMeansAll: boolean): Value {
  const { elem } = typeOf(axes);
  const index = elem === 'i32' ? 'i32' : 'i64';
  const numbers = (from: number) =>
    integers(
      s,
      index,
      [rank, 1],
      Array.from({ length: rank }, (_, i) => i + from),
    );
  const given = s.op('unsqueeze', [axes], { axes: [0] });
  const hit = s.op('logical_or', [s.op('equal', [given, numbers(0)]), s.op('equal', [given, numbers(-rank)])]);
  const counts = s.op('reduce_sum', [s.cast(hit, 'f32')], { axes: [1], keepdims: false });
  const mask = s.op('minimum', [counts, s.number(1, 'f32')]);
  if (!emptyMeansAll) return mask;
  const any = s.op('reduce_max', [mask], { axes: [0], keepdims: true });
  return s.add(mask, s.sub(s.number(1, 'f32'), any));
}

/** The number of the first candidate that fits the axes given, or how many there are. */
function choice(s: Steps, axes: Value, candidates: readonly Candidate[], emptyMeansAll: boolean): Value {
  const rank = candidates[0]?.wanted.length ?? 0;
  const count = candidates.length;
  const table = (of: (wanted: boolean | undefined) => number) =>
    s.b.constant(
      'axes',
      tensorFromNumbers(
        'f32',
        [count, rank],
        candidates.flatMap(({ wanted }) => wanted.map(of)),
      ),
    );
  const [wanted, matters] = [table((w) => Number(w === true)), table((w) => Number(w !== undefined))];
  const off = s.mul(s.op('abs', [s.sub(mentioned(s, axes, rank, emptyMeansAll), wanted)]), matters);
  const worst = s.op('reduce_max', [off], { axes: [1], keepdims: false });
  const fits = s.op('equal', [worst, s.number(0, 'f32')]);
  const numbers = s.op('where', [fits, s.iota(count, 0, 1, 'f32'), s.number(count, 'f32')]);
  return s.cast(s.op('reduce_min', [numbers], { axes: [0], keepdims: false }), 'i64');
}

const FOLDS = ['sum', 'mean', 'max', 'min', 'prod', 'l1', 'l2', 'log_sum', 'log_sum_exp', 'sum_square'];

export const dynamicReduce: Decomposition = {
  op: 'dynamic_reduce',
  summary:
    'the reductions along every set of axes that leaves the sizes of the result, and a choice among them by the axes given',
  steps: [
    ...['unsqueeze', 'equal', 'logical_or', 'cast', 'reduce_sum', 'reduce_max', 'reduce_min', 'minimum', 'add', 'sub'],
    ...['abs', 'mul', 'where', 'gather', 'concat', 'reshape', 'identity'],
    ...FOLDS.map((fold) => `reduce_${fold}`),
  ],
  where: [decided],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, axes] = [operandOf(node, 0), operandOf(node, 1)];
    const { shape } = typeOf(x);
    const fold = `reduce_${String(node.attrs['reduction'])}`;
    const keepdims = node.attrs['keepdims'] !== false;
    const candidates = candidatesOf(node);
    const values = candidates.map((candidate) => {
      if (shape.length === 0) return x;
      // Reducing along no axis still applies the part that works element by element.
      if (candidate.axes.length > 0) return s.op(fold, [x], { axes: candidate.axes, keepdims });
      return s.op(fold, [s.reshape(x, [1, ...shape])], { axes: [0], keepdims: false });
    });
    if (shape.length === 0) return [s.op('identity', [x])];
    return [picked(s, values, choice(s, axes, candidates, node.attrs['empty'] !== 'none'))];
  },
};
