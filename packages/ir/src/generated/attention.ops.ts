// Generated from ir-spec/ops/attention.op by `npm run generate`. Do not edit.
// Attention and what goes with it. Heads are an axis of their own: batch, heads, positions, features.

import type { OpDef } from '../graph/op-def.js';
import { defineOp, dim } from '../infer/index.js';
import { elementClasses } from './element-classes.js';

/**
 * softmax(scale · q · kᵀ + mask) · v for every head. Heads come in groups: query head h reads key and value head h div (H / G).
 * Of entry b, only the first lens[b] keys are in use. Query i stands at position i + starts[b], or i + offset, among the keys. A query
 * that may look at no key gives zeros. The sink is a score that a head has besides those of its keys, and that has no value.
 */
export const attentionOp = /* @__PURE__ */ defineOp({
  name: 'attention',
  family: 'attention',
  summary: 'softmax(scale · q · kᵀ + mask) · v for every head. Heads come in groups: query head h reads key and value head h div (H / G). Of entry b, only the first lens[b] keys are in use. Query i stands at position i + starts[b], or i + offset, among the keys. A query that may look at no key gives zeros. The sink is a score that a head has besides those of its keys, and that has no value.',
  operands: [{ name: 'q', arity: 'one' }, { name: 'k', arity: 'one' }, { name: 'v', arity: 'one' }, { name: 'mask', arity: 'optional' }, { name: 'lens', arity: 'optional' }, { name: 'starts', arity: 'optional' }, { name: 'sink', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'scale', summary: '1 / sqrt(D) where not given.', kind: 'f64', optional: true },
    { name: 'softcap', summary: 'Scores are softcap · tanh(score / softcap), unless it is 0.', kind: 'f64', default: 0 },
    { name: 'left', summary: 'How far a query looks back and ahead of its position; any distance where not given. 0 to the right is causal attention.', kind: 'i64', optional: true },
    { name: 'right', kind: 'i64', optional: true },
    { name: 'offset', summary: 'Position of the first query of every entry, instead of starts; 0 where not given.', kind: 'dim', optional: true },
    { name: 'precision', summary: 'Element type of the softmax; that of q where not given.', kind: 'elem', optional: true },
  ],
  regions: [],
  traits: new Set(['contraction', 'pure']),
  types: (t) => {
    t.operand('q', 'T', ['B', 'H', 'L', 'D']);
    t.operand('k', 'T', ['B', 'G', 'S', 'D']);
    t.operand('v', 'U', ['B', 'G', 'S', 'E']);
    t.operand('mask', 'M', ['..A']);
    t.operand('lens', 'i64', ['B']);
    t.operand('starts', 'i64', ['B']);
    t.operand('sink', 'T', ['H']);
    t.elements('i64', 'i64', ['i64']);
    t.elements('T', 'float', elementClasses.float);
    t.elements('U', 'float', elementClasses.float);
    t.elements('M', '{ float, bool }', [...elementClasses.float, 'bool']);
    t.elementAttr('precision', 'float', elementClasses.float);
    const B = t.dim('B');
    const H = t.dim('H');
    const L = t.dim('L');
    const D = t.dim('D');
    const S = t.dim('S');
    const E = t.dim('E');
    const scores = [B, H, L, S];
    t.require(!t.has('mask') || t.shape('A').length <= 4, 'the mask has more axes than batch, heads, queries, keys');
    t.require(!t.has('mask') || t.range(t.shape('A').length).every((i) => t.lessEqual(t.at(t.shape('A'), i), dim.max(1, t.at(scores, (i + 4) - t.shape('A').length)))), 'the mask must broadcast to batch, heads, queries, keys');
    t.require(!(t.has('starts') && t.has('offset')), 'starts and offset say the same');
    t.require(!t.has('left') || t.int('left') >= 0, 'a window has no negative size');
    t.require(!t.has('right') || t.int('right') >= 0, 'a window has no negative size');
    t.work(() => dim.mul(dim.mul(dim.mul(dim.mul(dim.mul(2, B), H), L), S), dim.add(D, E)));
    return [t.tensor('T', [B, H, L, E])];
  },
});

/** The scores of attention at a stage: products, after the softcap, after the mask, or probabilities. */
export const attentionScoresOp = /* @__PURE__ */ defineOp({
  name: 'attention_scores',
  family: 'attention',
  summary: 'The scores of attention at a stage: products, after the softcap, after the mask, or probabilities.',
  operands: [{ name: 'q', arity: 'one' }, { name: 'k', arity: 'one' }, { name: 'mask', arity: 'optional' }, { name: 'lens', arity: 'optional' }, { name: 'starts', arity: 'optional' }, { name: 'sink', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'stage', kind: 'enum', values: ['products', 'capped', 'masked', 'probabilities'], default: 'probabilities' },
    { name: 'scale', kind: 'f64', optional: true },
    { name: 'softcap', kind: 'f64', default: 0 },
    { name: 'left', kind: 'i64', optional: true },
    { name: 'right', kind: 'i64', optional: true },
    { name: 'offset', kind: 'dim', optional: true },
    { name: 'precision', kind: 'elem', optional: true },
  ],
  regions: [],
  traits: new Set(['contraction', 'pure']),
  types: (t) => {
    t.operand('q', 'T', ['B', 'H', 'L', 'D']);
    t.operand('k', 'T', ['B', 'G', 'S', 'D']);
    t.operand('mask', 'M', ['..A']);
    t.operand('lens', 'i64', ['B']);
    t.operand('starts', 'i64', ['B']);
    t.operand('sink', 'T', ['H']);
    t.elements('i64', 'i64', ['i64']);
    t.elements('T', 'float', elementClasses.float);
    t.elements('M', '{ float, bool }', [...elementClasses.float, 'bool']);
    t.elementAttr('precision', 'float', elementClasses.float);
    const B = t.dim('B');
    const H = t.dim('H');
    const L = t.dim('L');
    const D = t.dim('D');
    const S = t.dim('S');
    const scores = [B, H, L, S];
    t.require(!t.has('mask') || t.shape('A').length <= 4, 'the mask has more axes than batch, heads, queries, keys');
    t.require(!t.has('mask') || t.range(t.shape('A').length).every((i) => t.lessEqual(t.at(t.shape('A'), i), dim.max(1, t.at(scores, (i + 4) - t.shape('A').length)))), 'the mask must broadcast to batch, heads, queries, keys');
    t.require(!(t.has('starts') && t.has('offset')), 'starts and offset say the same');
    t.require(!t.has('left') || t.int('left') >= 0, 'a window has no negative size');
    t.require(!t.has('right') || t.int('right') >= 0, 'a window has no negative size');
    t.work(() => dim.mul(dim.mul(dim.mul(dim.mul(dim.mul(2, B), H), L), S), D));
    return [t.tensor('T', [B, H, L, S])];
  },
});

/** A cache with update written along an axis, from position starts[b] for batch entry b (0 where not given). */
export const cacheUpdateOp = /* @__PURE__ */ defineOp({
  name: 'cache_update',
  family: 'attention',
  summary: 'A cache with update written along an axis, from position starts[b] for batch entry b (0 where not given).',
  operands: [{ name: 'cache', arity: 'one' }, { name: 'update', arity: 'one' }, { name: 'starts', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'axis', kind: 'i64', default: -2 },
    { name: 'circular', summary: 'Positions past the end go on at the beginning, instead of being an error.', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['movement', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('cache', 'T', ['..S']);
    t.operand('update', 'T', ['..U']);
    t.operand('starts', 'i64', ['B']);
    t.elements('i64', 'i64', ['i64']);
    t.elements('T', 'any', elementClasses.any);
    const axis = t.int('axis');
    const S = t.shape('S');
    const U = t.shape('U');
    const a = t.axis(axis, S.length);
    t.require(S.length > 1 && a > 0, 'the first axis is the batch');
    t.require(!t.has('starts') || t.same(t.dim('B'), t.at(S, 0)), 'there must be a start for each batch entry');
    t.require(U.length === S.length, 'cache and update must have the same rank');
    t.require(t.sameShape(t.replace(U, a, 0), t.replace(S, a, 0)), 'cache and update must have the same sizes on all other axes');
    t.require(t.lessEqual(t.at(U, a), t.at(S, a)), 'the update is longer than the cache');
    return [t.tensor('T', S)];
  },
});

/** Depth-wise convolution that looks at the K - 1 positions before, which the state carries from one call to the next. */
export const causalConvOp = /* @__PURE__ */ defineOp({
  name: 'causal_conv',
  family: 'attention',
  summary: 'Depth-wise convolution that looks at the K - 1 positions before, which the state carries from one call to the next.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'weight', arity: 'one' }, { name: 'bias', arity: 'optional' }, { name: 'state', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }, { name: 'next', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['contraction', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['N', 'C', 'L']);
    t.operand('weight', 'T', ['C', 1, 'K']);
    t.operand('bias', 'T', ['C']);
    t.operand('state', 'T', ['N', 'C', dim.sub(t.dim('K'), 1)]);
    t.elements('T', 'float', elementClasses.float);
    const N = t.dim('N');
    const C = t.dim('C');
    const L = t.dim('L');
    const K = t.dim('K');
    t.work(() => dim.mul(dim.mul(dim.mul(dim.mul(2, N), C), L), K));
    return [t.tensor('T', [N, C, L]), t.tensor('T', [N, C, dim.sub(K, 1)])];
  },
});

/**
 * Attention by a state that is updated token by token: per token the state is multiplied by exp(decay), key ⊗ value is added, and the
 * query reads it. With beta, what the state already holds for the key is taken off the value before, and the rest scaled by beta.
 */
export const linearAttentionOp = /* @__PURE__ */ defineOp({
  name: 'linear_attention',
  family: 'attention',
  summary: 'Attention by a state that is updated token by token: per token the state is multiplied by exp(decay), key ⊗ value is added, and the query reads it. With beta, what the state already holds for the key is taken off the value before, and the rest scaled by beta.',
  operands: [{ name: 'q', arity: 'one' }, { name: 'k', arity: 'one' }, { name: 'v', arity: 'one' }, { name: 'state', arity: 'one' }, { name: 'decay', arity: 'optional' }, { name: 'beta', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }, { name: 'next', arity: 'one' }],
  attrs: [
    { name: 'scale', kind: 'f64', optional: true },
  ],
  regions: [],
  traits: new Set(['contraction', 'pure']),
  types: (t) => {
    t.operand('q', 'T', ['B', 'H', 'L', 'D']);
    t.operand('k', 'T', ['B', 'G', 'L', 'D']);
    t.operand('v', 'T', ['B', 'G', 'L', 'E']);
    t.operand('state', 'U', ['B', 'G', 'D', 'E']);
    t.operand('decay', 'T', ['B', 'G', 'L', 'C']);
    t.operand('beta', 'T', ['B', 'J', 'L']);
    t.elements('T', 'float', elementClasses.float);
    t.elements('U', 'float', elementClasses.float);
    const B = t.dim('B');
    const H = t.dim('H');
    const L = t.dim('L');
    const D = t.dim('D');
    const G = t.dim('G');
    const E = t.dim('E');
    t.require(!t.has('decay') || t.lessEqual(t.dim('C'), D), 'decay is one for a key, or one for each of its features');
    t.work(() => dim.mul(dim.mul(dim.mul(dim.mul(dim.mul(2, B), L), D), E), dim.add(G, H)));
    return [t.tensor('T', [B, H, L, E]), t.tensor('U', [B, G, D, E])];
  },
});

/**
 * Turns pairs of features by an angle, given as cosine and sine; features past the last pair stay as they are. A position picks a row
 * of a table of angles; without positions there is a row for every batch entry and position.
 */
export const rotaryEmbeddingOp = /* @__PURE__ */ defineOp({
  name: 'rotary_embedding',
  family: 'attention',
  summary: 'Turns pairs of features by an angle, given as cosine and sine; features past the last pair stay as they are. A position picks a row of a table of angles; without positions there is a row for every batch entry and position.',
  operands: [{ name: 'x', arity: 'one' }, { name: 'cos', arity: 'one' }, { name: 'sin', arity: 'one' }, { name: 'positions', arity: 'optional' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'interleaved', summary: 'Pairs are neighbours, instead of one feature from each half.', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['B', 'H', 'L', 'D']);
    t.operand('cos', 'T', ['..A']);
    t.operand('sin', 'T', ['..A']);
    t.operand('positions', 'i64', ['B', 'L']);
    t.elements('i64', 'i64', ['i64']);
    t.elements('T', 'float', elementClasses.float);
    const B = t.dim('B');
    const H = t.dim('H');
    const L = t.dim('L');
    const D = t.dim('D');
    const A = t.shape('A');
    t.require(A.length === (t.has('positions') ? 2 : 3), 'angles are a table of rows, or rows for batch and position');
    t.require(t.has('positions') || t.sameShape(t.slice(A, 0, 2), [B, L]), 'there must be angles for every batch entry and position');
    t.require(t.lessEqual(dim.mul(2, t.at(A, -1)), D), 'there are more angles than pairs of features');
    return [t.tensor('T', [B, H, L, D])];
  },
});

/** Ops of the family attention, by name. */
export const attentionOps: readonly OpDef[] = [
  attentionOp,
  attentionScoresOp,
  cacheUpdateOp,
  causalConvOp,
  linearAttentionOp,
  rotaryEmbeddingOp,
];
