// Generated from ir-spec/ops/text.op by `npm run generate`. Do not edit.
// Strings. They live on the host.

import type { OpDef } from '../graph/op-def.js';
import { defineOp, dim } from '../infer/index.js';

/** True where the whole string matches a pattern in RE2 syntax. A pattern that is not valid stops the run. */
export const regexFullMatchOp = /* @__PURE__ */ defineOp({
  name: 'regex_full_match',
  family: 'text',
  summary: 'True where the whole string matches a pattern in RE2 syntax. A pattern that is not valid stops the run.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'pattern', kind: 'string' },
  ],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0],
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'string', ['string']);
    const S = t.shape('S');
    return [t.plain('bool', S)];
  },
});

/** The strings of a followed by those of b. */
export const stringConcatOp = /* @__PURE__ */ defineOp({
  name: 'string_concat',
  family: 'text',
  summary: 'The strings of a followed by those of b.',
  operands: [{ name: 'a', arity: 'one' }, { name: 'b', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [],
  regions: [],
  traits: new Set(['elementwise', 'pure']),
  inplace: [0, 1],
  types: (t) => {
    t.operand('a', 'T', ['..A']);
    t.operand('b', 'T', ['..B']);
    t.elements('T', 'string', ['string']);
    const A = t.shape('A');
    const B = t.shape('B');
    return [t.tensor('T', t.broadcast(A, B))];
  },
});

/** The strings that are no stop words, in upper or lower case. When none is left, one empty string. */
export const stringNormalizeOp = /* @__PURE__ */ defineOp({
  name: 'string_normalize',
  family: 'text',
  summary: 'The strings that are no stop words, in upper or lower case. When none is left, one empty string.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'case', kind: 'enum', values: ['keep', 'lower', 'upper'], default: 'keep' },
    { name: 'stop_words', kind: 'string', list: {}, default: [] },
    { name: 'case_sensitive', summary: 'Whether a stop word counts in the case it is written in only.', kind: 'bool', default: false },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'string', ['string']);
    const stop_words = t.strings('stop_words');
    const S = t.shape('S');
    t.require(S.length === 1 || S.length === 2, 'x must be a list, or one row');
    t.require(S.length !== 2 || t.same(t.at(S, 0), 1), 'x must be one row');
    const kept = stop_words.length === 0 ? dim.max(t.at(S, S.length - 1), 1) : t.fresh('kept', dim.max(t.at(S, S.length - 1), 1));
    return [t.tensor('T', [...t.slice(S, 0, S.length - 1), kept])];
  },
});

/** The pieces of each string, in a new last axis as long as the most pieces any has; shorter rows end in empty strings. */
export const stringSplitOp = /* @__PURE__ */ defineOp({
  name: 'string_split',
  family: 'text',
  summary: 'The pieces of each string, in a new last axis as long as the most pieces any has; shorter rows end in empty strings.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'pieces', arity: 'one' }, { name: 'counts', arity: 'one' }],
  attrs: [
    { name: 'delimiter', summary: 'What stands between pieces. Empty: runs of white space, none of which is left at either end.', kind: 'string', default: '' },
    { name: 'max_splits', summary: 'The most pieces that are cut off; what is left is the last.', kind: 'i64', optional: true },
  ],
  regions: [],
  traits: new Set(['data_dependent', 'pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', 'string', ['string']);
    const S = t.shape('S');
    t.require(!t.has('max_splits') || t.int('max_splits') >= 0, 'there cannot be fewer than no splits');
    return [t.tensor('T', [...S, t.fresh('pieces')]), t.plain('i64', S)];
  },
});

/**
 * How often each n-gram of a pool occurs in a row of tokens. The tokens of an n-gram are up to `max_skips` tokens apart, the
 * same distance between all of them.
 */
export const tfIdfOp = /* @__PURE__ */ defineOp({
  name: 'tf_idf',
  family: 'text',
  summary: 'How often each n-gram of a pool occurs in a row of tokens. The tokens of an n-gram are up to `max_skips` tokens apart, the same distance between all of them.',
  operands: [{ name: 'x', arity: 'one' }],
  results: [{ name: 'y', arity: 'one' }],
  attrs: [
    { name: 'mode', summary: 'tf: counts; idf: the weight of what occurs at all; tfidf: counts times weights.', kind: 'enum', values: ['tf', 'idf', 'tfidf'] },
    { name: 'min_length', kind: 'i64' },
    { name: 'max_length', kind: 'i64' },
    { name: 'max_skips', kind: 'i64' },
    { name: 'starts', summary: 'Where the 1-grams, the 2-grams, … begin in the pool.', kind: 'i64', list: {} },
    { name: 'columns', summary: 'The column of each n-gram.', kind: 'i64', list: {} },
    { name: 'width', summary: 'Number of columns.', kind: 'i64' },
    { name: 'weights', kind: 'f64', list: {}, default: [] },
    { name: 'pool_integers', summary: 'The tokens of all n-grams, one kind of pool.', kind: 'i64', list: {}, default: [] },
    { name: 'pool_strings', kind: 'string', list: {}, default: [] },
  ],
  regions: [],
  traits: new Set(['pure']),
  types: (t) => {
    t.operand('x', 'T', ['..S']);
    t.elements('T', '{ string, i64, i32 }', ['string', 'i64', 'i32']);
    const min_length = t.int('min_length');
    const max_length = t.int('max_length');
    const max_skips = t.int('max_skips');
    const columns = t.ints('columns');
    const width = t.int('width');
    const weights = t.floats('weights');
    const S = t.shape('S');
    t.require(S.length === 1 || S.length === 2, 'x must be a row of tokens, or a list of rows');
    t.require((min_length > 0 && max_length >= min_length) && max_skips >= 0, 'lengths must be positive and in order, skips not negative');
    t.require(columns.every((c) => c >= 0 && c < width), 'there must be a column for each n-gram');
    t.require(weights.length === 0 || weights.length === columns.length, 'there must be a weight for each n-gram');
    return [t.plain('f32', [...t.slice(S, 0, S.length - 1), width])];
  },
});

/** Ops of the family text, by name. */
export const textOps: readonly OpDef[] = [
  regexFullMatchOp,
  stringConcatOp,
  stringNormalizeOp,
  stringSplitOp,
  tfIdfOp,
];
