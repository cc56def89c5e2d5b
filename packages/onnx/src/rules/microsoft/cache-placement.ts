// Where the new tokens of GroupQueryAttention stand: operand 5 has the number of tokens of each batch entry less one, operand 6 the
// largest such number, operand 16 how many of the new tokens are no padding.

import { type Dim, dim } from '@afterglow/core';
import { build, freshSymbol, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';
import { countOf, sizeAt } from '../attention/heads.js';

const [PAST_KEY, LAST, TOTAL, VALID] = [3, 5, 6, 16] as const;

export interface Placement {
  /** Tokens of each batch entry after this step. */
  readonly lens: Value;
  /** Position of the first new token of each batch entry. */
  readonly starts: Value;
  /** The largest of `lens`, as the model says; a scalar where only the data say. */
  readonly total: Dim | Value;
  /** Size of the cache before this step, and after it. */
  readonly before: Dim;
  readonly length: Dim;
}

/** True when the model computes the largest length from data. */
export function isComputed(total: Dim | Value): total is Value {
  return typeof total === 'object' && 'def' in total;
}

export function placementOf(n: NodeReader, b: ImportBuilder, query: Value): Placement {
  const batch = sizeAt(n, query, 0);
  const lens = build.add(b, b.reshape(b.cast(n.in(LAST), 'i64'), [batch]), b.scalar('i64', 1));
  const before = n.has(PAST_KEY) ? sizeAt(n, n.in(PAST_KEY), 2) : 0;
  const total = totalOf(n, b, query);
  const sizes = { total, before, length: lengthAfter(n, b, query, before, total) };
  if (n.has(VALID)) return { lens, starts: build.sub(b, lens, b.cast(n.in(VALID), 'i64')), ...sizes };
  // A prompt may be shorter than the operand, which then ends in padding.
  const starts = build.maximum(b, build.sub(b, lens, countOf(b, query, 2)), b.scalar('i64', 0));
  return { lens, starts, ...sizes };
}

function totalOf(n: NodeReader, b: ImportBuilder, query: Value): Dim | Value {
  const known = n.dims(TOTAL)?.[0];
  if (known !== undefined) return known;
  // Without a cache, the new tokens are all there are.
  return n.has(PAST_KEY) ? b.reshape(b.cast(n.in(TOTAL), 'i64'), []) : sizeAt(n, query, 2);
}

/** The cache grows when it is too small. More than what it holds and what is new there cannot be. */
function lengthAfter(n: NodeReader, b: ImportBuilder, query: Value, before: Dim, total: Dim | Value): Dim {
  if (!isComputed(total)) return n.context.session.symbols.max(before, total);
  return freshSymbol(b.func, 'cached', dim.add(before, sizeAt(n, query, 2)));
}
