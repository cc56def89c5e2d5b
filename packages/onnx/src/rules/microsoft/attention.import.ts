import { type Dim, dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule, type RuleResult } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { joinHeads, shapeOf, sizeAt, splitHeads } from '../attention/heads.js';
import { maskBias, sumOf } from './attention-mask.js';

/** Widths of query, key and value in the product with the weights. */
function partSizes(n: NodeReader): readonly Dim[] {
  const given = n.maybeInts('qkv_hidden_sizes');
  if (given && given.length > 0) return given.length === 3 ? given : n.invalid('qkv_hidden_sizes has not 3 entries');
  const third = dim.floorDiv(n.shape(1)[1] ?? n.invalid('the weights have one axis'), 3);
  return [third, third, third];
}

/** Key (0) or value (1) of the cache [2, B, H, P, D]. */
function pastPart(n: NodeReader, b: ImportBuilder, part: 0 | 1): Value {
  const one = build.slice(b, n.in(4), { starts: [part], ends: [part + 1], axes: [0], steps: [1] });
  return build.squeeze(b, one, { axes: [0] });
}

function attention(n: NodeReader, b: ImportBuilder): readonly (RuleResult | undefined)[] {
  if (n.maybeInt('do_rotary') === 1) n.unsupported('do_rotary=1');
  if (n.maybeInt('past_present_share_buffer') === 1 || n.has(6))
    n.unsupported('a cache that is shared with the output');
  const product = build.matmul(b, n.in(0), n.in(1));
  const projected = n.has(2) ? build.add(b, product, n.in(2)) : product;
  const parts = build.split(b, projected, { axis: -1, sizes: partSizes(n) });
  const [q, newKeys, newValues] = parts.map((part) => splitHeads(n, b, part, n.int('num_heads')));
  if (!q || !newKeys || !newValues) n.invalid('a split has three parts');
  const k = n.has(4) ? build.concat(b, [pastPart(n, b, 0), newKeys], { axis: 2 }) : newKeys;
  const v = n.has(4) ? build.concat(b, [pastPart(n, b, 1), newValues], { axis: 2 }) : newValues;
  const elem = n.elem(0);
  const mask = sumOf(b, maskBias(n, b, 3, { elem, keys: k }), n.maybe(5));
  const scale = n.maybeFloat('scale') ?? 0;
  const y = build.attention(b, q, k, v, mask, undefined, undefined, undefined, {
    ...(scale === 0 ? {} : { scale }),
    ...(n.flag('unidirectional') ? { right: 0 } : {}),
    ...(n.has(4) ? { offset: n.shape(4)[3] ?? 0 } : {}),
  });
  return [joinHeads(n, b, y), n.wants(1) ? stacked(n, b, k, v) : undefined];
}

/** Keys and values along a new first axis. */
function stacked(n: NodeReader, b: ImportBuilder, k: Value, v: Value): Value {
  if (sizeAt(n, k, 3) !== sizeAt(n, v, 3)) n.unsupported('a cache of keys and values of different widths');
  const both = [k, v].map((x) => b.reshape(x, [1, ...shapeOf(n, x)]));
  return build.concat(b, both, { axis: 0 });
}

/** com.microsoft Attention: projection of the input to query, key and value, then attention. */
export const microsoftAttention = importRule('com.microsoft', 'Attention', { '1-': attention });
