// Attention and its scores: two matrix products in the type of the operands with a softmax in f32 between them. Heads that share keys read
// them repeated; keys out of reach score −inf; a query that reaches no key gives zeros.

import { type Dim, dim } from '@afterglow/core';
import type { Decomposition, Node, NodeCondition, Value } from '@afterglow/ir';
import { countable } from '../open-sizes.js';
import { operandOf, resultOf, Steps, typeOf } from '../steps.js';

/** Optional operands of a node, and its sizes. */
interface Parts {
  readonly q: Value;
  readonly k: Value;
  readonly mask: Value | undefined;
  readonly lens: Value | undefined;
  readonly starts: Value | undefined;
  readonly sink: Value | undefined;
}

function partsOf(node: Node): Parts {
  const at = node.op.name === 'attention' ? 3 : 2;
  const [mask, lens, starts, sink] = [0, 1, 2, 3].map((i) => node.operands[at + i]);
  return { q: operandOf(node, 0), k: operandOf(node, 1), mask, lens, starts, sink };
}

const optional = (node: Node, name: string) => {
  const value = node.attrs[name];
  return typeof value === 'number' ? value : undefined;
};

const isWindowed = (node: Node) =>
  optional(node, 'left') !== undefined || optional(node, 'right') !== undefined || partsOf(node).lens !== undefined;

const known: NodeCondition = {
  because: 'the heads or features are not known before the run',
  holds: (node) => {
    const { q, k } = partsOf(node);
    const [, heads, , depth] = typeOf(q).shape;
    const [, groups] = typeOf(k).shape;
    return [heads, groups, depth].every((size) => typeof size === 'number') && groups !== 0;
  },
};

/** The position of the first query, as `least`, which is a number, and what comes on top of it. */
function firstQuery(node: Node): { readonly least: number; readonly above: Dim } {
  const offset = (node.attrs['offset'] ?? 0) as Dim; // the op's spec says that it is a size
  const least = dim.dimRange(offset, node.func.ranges).lo;
  return Number.isFinite(least) ? { least, above: dim.sub(offset, least) } : { least: 0, above: offset };
}

/** Positions are counted where they are compared. */
const comparable = countable('the number of queries or keys', (node) => {
  const { q, k } = partsOf(node);
  if (!isWindowed(node)) return [];
  return [dim.add(firstQuery(node).above, typeOf(q).shape[2] ?? 0), typeOf(k).shape[2] ?? 0];
});

const oneType: NodeCondition = {
  because: 'queries, keys and values must have one element type',
  holds: (node) =>
    new Set(node.operands.slice(0, node.op.name === 'attention' ? 3 : 2).map((v) => typeOf(v).elem)).size === 1,
};

/** Keys or values of `groups` heads for all query heads: each is read by neighbouring ones. */
function repeated(s: Steps, x: Value, heads: number): Value {
  const [b = 1, groups = 1, ...rest] = typeOf(x).shape;
  if (groups === heads) return x;
  const times = heads / Number(groups);
  const apart = s.op('unsqueeze', [x], { axes: [2] });
  return s.reshape(s.fill(apart, [b, groups, times, ...rest]), [b, heads, ...rest]);
}

function products(s: Steps, node: Node): Value {
  const { q, k } = partsOf(node);
  const { elem, shape } = typeOf(q);
  const [heads, depth] = [Number(shape[1]), Number(shape[3])];
  const scale = optional(node, 'scale') ?? 1 / Math.sqrt(depth);
  const keys = s.op('transpose', [repeated(s, k, heads)], { perm: [0, 1, 3, 2] });
  if (elem === s.elem || scale <= 0) return s.op('matmul', [s.mul(q, s.number(scale, elem)), keys]);
  // As ONNX has it: half of the scale on either operand keeps products in range.
  const root = s.number(Math.sqrt(scale), elem);
  return s.op('matmul', [s.mul(q, root), s.mul(keys, root)]);
}

function capped(s: Steps, node: Node, scores: Value): Value {
  const cap = optional(node, 'softcap') ?? 0;
  if (cap === 0) return scores;
  return s.mul(s.op('tanh', [s.div(scores, s.number(cap))]), s.number(cap));
}

/** Whether a query reaches a key, by their positions; undefined when all do. */
function reach(s: Steps, node: Node): Value | undefined {
  if (!isWindowed(node)) return undefined;
  const { q, k, lens, starts } = partsOf(node);
  const [queries = 0, keys = 0] = [typeOf(q).shape[2], typeOf(k).shape[2]];
  const column = s.cast(s.iota(keys, 3, 4, 'i32'), 'i64');
  const { least, above } = firstQuery(node);
  const end = dim.add(above, queries);
  const counted = s.iota(end, 2, 4, 'i32');
  let row = s.cast(above === 0 ? counted : s.slice(counted, 2, above, end), 'i64');
  const perEntry = (x: Value) => s.reshape(x, [dim.product(typeOf(x).shape), 1, 1, 1]);
  if (starts) row = s.add(row, perEntry(starts));
  else row = s.add(row, s.number(least, 'i64'));
  const tests: Value[] = [];
  const [left, right] = [optional(node, 'left'), optional(node, 'right')];
  if (left !== undefined) tests.push(s.op('less_equal', [s.sub(row, s.number(left, 'i64')), column]));
  if (right !== undefined) tests.push(s.op('less_equal', [column, s.add(row, s.number(right, 'i64'))]));
  if (lens) tests.push(s.op('less', [column, perEntry(lens)]));
  return tests.reduce((all, test) => s.op('logical_and', [all, test]));
}

function masked(s: Steps, node: Node, scores: Value): Value {
  const { mask } = partsOf(node);
  const never = s.number(Number.NEGATIVE_INFINITY);
  const open = reach(s, node);
  let value = scores;
  if (mask) {
    const { elem } = typeOf(mask);
    value = elem === 'bool' ? s.op('where', [mask, value, never]) : s.add(value, s.wide(mask));
    // Sizes of a mask that are open make those of the sum open; they are what they were wherever the mask fits.
    const { shape } = typeOf(scores);
    if (typeOf(value).shape.some((size, axis) => size !== shape[axis])) value = s.reshape(value, shape);
  }
  return open ? s.op('where', [open, value, never]) : value;
}

function probabilities(s: Steps, node: Node, scores: Value): Value {
  const { sink } = partsOf(node);
  const own = sink && s.reshape(s.wide(sink), [1, dim.product(typeOf(sink).shape), 1, 1]);
  const highest = s.reduce('reduce_max', scores, [3]);
  const top = own ? s.op('maximum', [highest, own]) : highest;
  const nothing = s.number(Number.NEGATIVE_INFINITY);
  const base = s.op('where', [s.op('equal', [top, nothing]), s.number(0), top]);
  const exp = s.op('exp', [s.sub(scores, base)]);
  const sum = s.reduce('reduce_sum', exp, [3]);
  const whole = own ? s.add(sum, s.op('exp', [s.sub(own, base)])) : sum;
  // Nothing has any weight: zeros, and not zeros by zero.
  return s.div(exp, s.op('where', [s.op('equal', [whole, s.number(0)]), s.number(1), whole]));
}

const STAGES = ['products', 'capped', 'masked', 'probabilities'];

function scoresAt(s: Steps, node: Node, stage: string): Value {
  const last = STAGES.indexOf(stage);
  let value = s.wide(products(s, node));
  if (last >= 1) value = capped(s, node, value);
  if (last >= 2) value = masked(s, node, value);
  return last >= 3 ? probabilities(s, node, value) : value;
}

const where = [known, comparable, oneType];

const SCORES = [
  ...[
    'cast',
    'unsqueeze',
    'expand',
    'reshape',
    'transpose',
    'mul',
    'matmul',
    'div',
    'tanh',
    'less',
    'less_equal',
    'logical_and',
    'slice',
  ],
  ...['sub', 'add', 'where', 'reduce_max', 'maximum', 'equal', 'exp', 'reduce_sum'],
];

export const attentions: readonly Decomposition[] = [
  {
    op: 'attention',
    summary: 'a product with the keys, a softmax in f32, a product with the values',
    steps: SCORES,
    where,
    build(node, builder) {
      const s = new Steps(builder, node);
      const v = operandOf(node, 2);
      const weights = s.cast(scoresAt(s, node, 'probabilities'), typeOf(v).elem);
      const values = repeated(s, v, Number(typeOf(operandOf(node, 0)).shape[1]));
      return [s.cast(s.op('matmul', [weights, values]), resultOf(node).elem)];
    },
  },
  {
    op: 'attention_scores',
    summary: 'a product with the keys, and what of cap, mask and softmax the stage asks for',
    steps: SCORES,
    where,
    build(node, builder) {
      const s = new Steps(builder, node);
      return [s.cast(scoresAt(s, node, String(node.attrs['stage'] ?? 'probabilities')), resultOf(node).elem)];
    },
  },
];
