// Raises softmax and log softmax.
//
//   %m = reduce_max(%x) {axes = [1]}
//   %e = exp(sub(%x, %m))
//   %s = reduce_sum(%e) {axes = [1]}
//   %y = div(%e, %s)                             or a product with the reciprocal; with or without the maximum
//   →
//   %y = softmax(%x) {axis = 1}
//
//   sub(%d, log(reduce_sum(exp(%d))))            →   log_softmax(%x) {axis}
//   sub(%x, reduce_log_sum_exp(%x))              →   log_softmax(%x) {axis}
//
// The op takes the maximum off: where exp overflows without it, the formula gives NaN and the op the probability. Ends: each
// application removes an exp or a log-sum-exp.

import { type Node, producer, type Value } from '@afterglow/ir';
import { uniformConst } from '../../basic/look.js';
import { defineRule, type Rule } from '../../manager/rule.js';
import { originOf, type Parts, wholePattern } from '../idiom/parts.js';
import { type Reduction, reductionIn, standsForRows, throughUnitAxes } from '../idiom/unit-axes.js';
import { madeBy, strip } from '../look.js';

interface Softmax extends Parts {
  readonly x: Value;
  readonly axes: readonly number[];
}

/** The reduction `rows` is, its node added to `nodes`, where it stands for runs of `like`. */
function rowsOf(rows: Value | undefined, op: string, like: Value, nodes: Set<Node>): Reduction | undefined {
  const reduction = rows && reductionIn(rows, op);
  if (!rows || !reduction || !standsForRows(rows, like, reduction.axes)) return undefined;
  const node = producer(throughUnitAxes(rows));
  if (node) nodes.add(node);
  return reduction;
}

/** The largest element of each row of x, also where it is kept above a constant (no element is below the lowest number). */
function isMaximum(rows: Value, x: Value, axes: readonly number[], nodes: Set<Node>): boolean {
  const bounded = madeBy(throughUnitAxes(rows), 'maximum');
  const [inner, bound] = bounded?.operands ?? [];
  const maximum = bounded && uniformConst(bound) === Number.NEGATIVE_INFINITY ? inner : rows;
  const reduction = maximum && reductionIn(maximum, 'reduce_max');
  if (!reduction || reduction.source !== strip(x) || reduction.axes.join() !== axes.join()) return false;
  if (!standsForRows(rows, x, axes)) return false;
  if (bounded && maximum === inner) nodes.add(bounded);
  const node = producer(throughUnitAxes(maximum));
  if (node) nodes.add(node);
  return true;
}

/** x where the exponent is `x - max(x)`, else the exponent itself: softmax is the same for both. */
function withoutMaximum(exponent: Value, axes: readonly number[], nodes: Set<Node>): Value {
  const node = madeBy(exponent, 'sub');
  const [x, rows] = node?.operands ?? [];
  if (!node || !x || !rows || x.type !== exponent.type || !isMaximum(rows, x, axes, nodes)) return strip(exponent);
  nodes.add(node);
  return strip(x);
}

function matchSoftmax(root: Node): Softmax | undefined {
  const nodes = new Set<Node>();
  const [a, b] = root.operands;
  for (const [numerator, divisor] of [
    [a, b],
    [b, a],
  ]) {
    const exp = madeBy(numerator, 'exp');
    const inverse = root.op.name === 'mul' ? madeBy(divisor && throughUnitAxes(divisor), 'reciprocal') : undefined;
    const rows = root.op.name === 'mul' ? inverse?.operands[0] : divisor;
    const [exponent] = exp?.operands ?? [];
    if (!exp || !exponent || !numerator || !rows || !divisor || exponent.type !== root.results[0]?.type) continue;
    const sum = reductionIn(rows, 'reduce_sum');
    if (sum?.source !== strip(numerator) || !standsForRows(divisor, exponent, sum.axes)) continue;
    const reduce = producer(throughUnitAxes(rows));
    for (const node of [exp, reduce, inverse]) if (node) nodes.add(node);
    return { root, nodes, x: withoutMaximum(exponent, sum.axes, nodes), axes: sum.axes };
  }
  return undefined;
}

function matchLogSoftmax(root: Node): Softmax | undefined {
  const nodes = new Set<Node>();
  const [shifted, rows] = root.operands;
  if (!shifted || !rows || shifted.type !== root.results[0]?.type) return undefined;
  const whole = rowsOf(rows, 'reduce_log_sum_exp', shifted, nodes);
  if (whole?.source === strip(shifted)) {
    return { root, nodes, x: withoutMaximum(shifted, whole.axes, nodes), axes: whole.axes };
  }
  const log = madeBy(throughUnitAxes(rows), 'log');
  const sum = log?.operands[0] && reductionIn(log.operands[0], 'reduce_sum');
  const exp = sum && madeBy(sum.source, 'exp');
  const reduce = log?.operands[0] && producer(throughUnitAxes(log.operands[0]));
  const [exponent] = exp?.operands ?? [];
  if (!log || !sum || !exp || !reduce || !exponent || strip(exponent) !== strip(shifted)) return undefined;
  if (!standsForRows(rows, shifted, sum.axes)) return undefined;
  for (const node of [log, reduce, exp]) nodes.add(node);
  return { root, nodes, x: withoutMaximum(shifted, sum.axes, nodes), axes: sum.axes };
}

function rule(
  op: 'softmax' | 'log_softmax',
  root: readonly string[],
  match: (root: Node) => Softmax | undefined,
): Rule {
  const name = `raise-${op.replace('_', '-')}`;
  return defineRule<Softmax>({
    name,
    summary: `exponentials divided by their sum are a ${op}`,
    root,
    match,
    where: [{ if: ({ axes }) => axes.length === 1, because: 'the sum runs over several axes' }, ...wholePattern],
    build: (found, rewriter) =>
      rewriter.before(found.root, originOf(name, found)).value(op, [found.x], { axis: found.axes[0] ?? -1 }),
  });
}

export const softmaxRules: readonly Rule[] = [
  rule('softmax', ['div', 'mul'], matchSoftmax),
  rule('log_softmax', ['sub'], matchLogSoftmax),
];
