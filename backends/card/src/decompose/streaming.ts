// Ops that carry a state from one call to the next: a convolution that looks back, linear attention, a cache of keys and values.

import { type Dim, dim } from '@afterglow/core';
import type { Decomposition, Node, NodeCondition, Value } from '@afterglow/ir';
import { axisOf, boundOf, countable, numberOf, operandOf, resultOf, Steps, typeOf } from '@afterglow/passes';
import { countedAlong, INDEX_STEPS, inside, mostRows } from './indexed.js';
import { sizeAs } from './open-sizes.js';

const knownKernel: NodeCondition = {
  because: 'the number of channels or the size of the kernel is open until the run',
  holds: (node) => typeOf(node.operands[1]).shape.every((size) => typeof size === 'number'),
};

export const causalConv: Decomposition = {
  op: 'causal_conv',
  summary: 'a depth-wise convolution of the state and what is new, one after the other',
  steps: ['expand', 'concat', 'conv', 'slice', 'identity'],
  where: [knownKernel],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [x, weight, bias] = [operandOf(node, 0), operandOf(node, 1), node.operands[2]];
    const [batch = 0, channels = 0, length = 0] = typeOf(x).shape;
    const before = Number(typeOf(weight).shape[2]) - 1;
    const past = node.operands[3] ?? s.fill(s.numberLike(x, 0), [batch, channels, before]);
    const seen = before > 0 ? s.concat([past, x], 2) : x;
    const attrs = { strides: [1], pads: [0, 0], dilations: [1], groups: Number(channels) };
    const y = s.op('conv', [seen, weight, ...(bias ? [bias] : [])], attrs);
    const next = before > 0 ? s.slice(seen, 2, length, dim.add(length, before)) : s.op('identity', [past]);
    return [y, next];
  },
};

/** Tokens are written one after another, so their number is that of the nodes. */
const MOST_TOKENS = 256;

const fewTokens: NodeCondition = {
  because: `the number of tokens is open until the run, or above ${MOST_TOKENS}, or that of heads or features is open`,
  holds: (node) => {
    const [, heads, length, depth] = typeOf(node.operands[0]).shape;
    const [, groups] = typeOf(node.operands[1]).shape;
    const known = [heads, length, depth, groups].every((size) => typeof size === 'number' && size > 0);
    return known && Number(length) <= MOST_TOKENS && Number(heads) % Number(groups) === 0;
  },
};

export const linearAttention: Decomposition = {
  op: 'linear_attention',
  summary: 'token by token: the state fades, takes in the product of key and value, and is read by the queries',
  steps: ['cast', 'slice', 'reshape', 'exp', 'mul', 'matmul', 'sub', 'add', 'concat'],
  where: [fewTokens],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [q, k, v] = [s.wide(operandOf(node, 0)), s.wide(operandOf(node, 1)), s.wide(operandOf(node, 2))];
    let state = s.wide(operandOf(node, 3));
    const [decay, beta] = [node.operands[4], node.operands[5]].map((value) => value && s.wide(value));
    const [batch = 0, heads = 0, length = 0, depth = 0] = typeOf(q).shape;
    const [, groups = 0, , width = 0] = typeOf(v).shape;
    const share = Number(heads) / Number(groups);
    const scale = numberOf(node, 'scale', 1 / Math.sqrt(Number(depth)));
    const token = (value: Value, t: number, shape: readonly Dim[]) => s.reshape(s.slice(value, 2, t, t + 1), shape);
    const outputs = Array.from({ length: Number(length) }, (_, t) => {
      const key = token(k, t, [batch, groups, 1, depth]);
      const column = s.reshape(key, [batch, groups, depth, 1]);
      let value = token(v, t, [batch, groups, 1, width]);
      if (decay) {
        const gates = typeOf(decay).shape[3] ?? 1;
        state = s.mul(state, s.op('exp', [token(decay, t, [batch, groups, gates, 1])]));
      }
      if (beta) {
        const held = s.op('matmul', [key, state]);
        value = s.mul(token(beta, t, [batch, typeOf(beta).shape[1] ?? 1, 1, 1]), s.sub(value, held));
      }
      // An outer product is a column times a row.
      state = s.add(state, s.mul(column, value));
      const queries = token(q, t, [batch, groups, share, depth]);
      return s.reshape(s.op('matmul', [s.times(queries, scale), state]), [batch, heads, 1, width]);
    });
    return [s.cast(s.concat(outputs, 2), resultOf(node).elem), s.cast(state, resultOf(node, 1).elem)];
  },
};

/** What a cache is updated along: batch, all axes before that of the positions as one, positions in the cache, and new ones. */
function updateSizes(node: Node): readonly [Dim, Dim, Dim, Dim] {
  const [sizes, news] = [typeOf(node.operands[0]).shape, typeOf(node.operands[1]).shape];
  const axis = axisOf(node, sizes.length, -2);
  return [sizes[0] ?? 1, dim.product(sizes.slice(1, axis)), sizes[axis] ?? 1, news[axis] ?? 1];
}

const someElements: NodeCondition = {
  because: 'it has no elements',
  holds: (node) => typeOf(node.operands[1]).shape.every((size) => boundOf(node, size) > 0),
};

export const cacheUpdate: Decomposition = {
  op: 'cache_update',
  summary: 'a scatter of rows at the start of each batch entry',
  steps: [...INDEX_STEPS, 'mod', 'scatter_nd'],
  where: [someElements, countable('a size', updateSizes)],
  build(node, builder) {
    const s = new Steps(builder, node);
    const [cache, update] = [operandOf(node, 0), operandOf(node, 1)];
    const [batch, lead, size, count] = updateSizes(node);
    const { shape } = typeOf(cache);
    const table = [batch, lead, size];
    // Positions along the axis, for each batch entry and each new row.
    const starts = node.operands[2] ? s.reshape(node.operands[2], [batch, 1, 1]) : s.number(0, 'i64');
    const own = s.add(starts, s.iota(count, 2, 3, 'i64'));
    const end = sizeAs(s, node, size, 'i64');
    const place =
      node.attrs['circular'] === true ? s.op('mod', [own, end]) : inside(s, own, end, mostRows(node, table));
    const base = countedAlong(s, node, [batch, lead, 1], [0, 1], table);
    const width = dim.product(shape.slice(axisOf(node, shape.length, -2) + 1));
    const rows = dim.product([batch, lead, count]);
    const written = s.op('scatter_nd', [
      s.reshape(cache, [dim.product(table), width]),
      s.reshape(base ? s.add(place, base) : place, [rows, 1]),
      s.reshape(update, [rows, width]),
    ]);
    return [s.reshape(written, shape)];
  },
};
