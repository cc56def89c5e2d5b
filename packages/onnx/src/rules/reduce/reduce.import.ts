// The reductions: one shape of rule, ten operators. Axes were an attribute up to opset 12 (ReduceSum) or 17 (the others)
// and are an optional constant input since.

import type { Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { type ImportRule, importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';

/** ONNX operator → our op and the first opset with axes as an input. */
const REDUCTIONS: Readonly<Record<string, readonly [op: string, inputSince: number]>> = {
  ReduceL1: ['reduce_l1', 18],
  ReduceL2: ['reduce_l2', 18],
  ReduceLogSum: ['reduce_log_sum', 18],
  ReduceLogSumExp: ['reduce_log_sum_exp', 18],
  ReduceMax: ['reduce_max', 18],
  ReduceMean: ['reduce_mean', 18],
  ReduceMin: ['reduce_min', 18],
  ReduceProd: ['reduce_prod', 18],
  ReduceSum: ['reduce_sum', 13],
  ReduceSumSquare: ['reduce_sum_square', 18],
};

function reduce(op: string, n: NodeReader, b: ImportBuilder, given: readonly number[] | undefined): Value {
  // No axes mean all of them, unless the node says that they mean none.
  const axes = n.axes(given ?? [], n.rank(0));
  return b.value(op, [n.in(0)], { axes, keepdims: n.flag('keepdims') });
}

export const reduceRules: readonly ImportRule[] = Object.entries(REDUCTIONS).map(([onnx, [op, inputSince]]) =>
  importRule('ai.onnx', onnx, {
    [`1-${inputSince - 1}`]: (n, b) => reduce(op, n, b, n.maybeInts('axes')),
    [`${inputSince}-`]: (n, b) => {
      const axes = n.has(1) ? n.knownIntegers(1) : [];
      if (!axes) return overDataAxes(op, n, b);
      if (axes.length > 0 || !n.flag('noop_with_empty_axes')) return reduce(op, n, b, axes);
      return withoutAxes(op, n, b);
    },
  }),
);

/** Axes that are data: the rank follows from their number, or is stated where not even that is known. */
function overDataAxes(op: string, n: NodeReader, b: ImportBuilder): Value {
  const [x, axes, keepdims] = [n.in(0), n.in(1), n.flag('keepdims')];
  const count = n.rank(1) === 0 ? 1 : n.shape(1)[0];
  const left = typeof count === 'number' ? n.rank(0) - count : n.statedRank(0);
  const rank = keepdims ? n.rank(0) : left;
  if (rank === undefined) {
    n.unsupported('axes of which not even the number is known', 'a declared type of the result states its rank');
  }
  const empty = n.flag('noop_with_empty_axes') ? 'none' : 'all';
  const attrs = { reduction: op.replace('reduce_', ''), keepdims, empty, result_rank: rank };
  return b.value('dynamic_reduce', [x, asVector(n, b, axes)], attrs);
}

function asVector(n: NodeReader, b: ImportBuilder, axes: Value): Value {
  return n.rank(1) === 0 ? b.reshape(axes, [1]) : axes;
}

/** Reducing over no axis still applies the element-wise part of the operator. */
function withoutAxes(op: string, n: NodeReader, b: ImportBuilder): Value {
  const x = n.in(0);
  if (op === 'reduce_l1' || op === 'reduce_l2') return b.value('abs', [x]);
  if (op === 'reduce_log_sum') return b.value('log', [x]);
  return op === 'reduce_sum_square' ? b.value('mul', [x, x]) : x;
}
