// What com.microsoft's Attention and QAttention do with the product of input and weights: parted into query, key and value,
// then attention, with a cache and a mask.

import { type Dim, dim, type ElementType } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { RuleResult } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { joinHeads, shapeOf, sizeAt, splitHeads } from '../attention/heads.js';
import { maskBias, sumOf } from './attention-mask.js';

/** Operand numbers of what is not part of the product. */
export interface AttentionOperands {
  readonly mask: number;
  readonly past: number;
  readonly bias?: number;
}

/** Widths of query, key and value in the product with the weights. */
function partSizes(n: NodeReader): readonly Dim[] {
  const given = n.maybeInts('qkv_hidden_sizes');
  if (given && given.length > 0) return given.length === 3 ? given : n.invalid('qkv_hidden_sizes has not 3 entries');
  const third = dim.floorDiv(n.shape(1)[1] ?? n.invalid('the weights have one axis'), 3);
  return [third, third, third];
}

/** Key (0) or value (1) of the cache [2, B, H, P, D]. */
function pastPart(n: NodeReader, b: ImportBuilder, past: number, part: 0 | 1): Value {
  const one = build.slice(b, n.in(past), { starts: [part], ends: [part + 1], axes: [0], steps: [1] });
  return build.squeeze(b, one, { axes: [0] });
}

/** Output and, where it is asked for, the cache. Operand 1 is the weight. */
export function projectedAttention(
  n: NodeReader,
  b: ImportBuilder,
  projected: Value,
  elem: ElementType,
  { mask, past, bias }: AttentionOperands,
): readonly (RuleResult | undefined)[] {
  if (n.maybeInt('do_rotary') === 1) n.unsupported('do_rotary=1');
  if (n.maybeInt('past_present_share_buffer') === 1) n.unsupported('a cache that is shared with the output');
  const parts = build.split(b, projected, { axis: -1, sizes: partSizes(n) });
  const [q, newKeys, newValues] = parts.map((part) => splitHeads(n, b, part, n.int('num_heads')));
  if (!q || !newKeys || !newValues) n.invalid('a split has three parts');
  const k = n.has(past) ? build.concat(b, [pastPart(n, b, past, 0), newKeys], { axis: 2 }) : newKeys;
  const v = n.has(past) ? build.concat(b, [pastPart(n, b, past, 1), newValues], { axis: 2 }) : newValues;
  const added = bias === undefined ? undefined : n.maybe(bias);
  const masked = sumOf(b, maskBias(n, b, mask, { elem, keys: k }), added);
  const scale = n.maybeFloat('scale') ?? 0;
  const y = build.attention(b, q, k, v, masked, undefined, undefined, undefined, {
    ...(scale === 0 ? {} : { scale }),
    ...(n.flag('unidirectional') ? { right: 0 } : {}),
    ...(n.has(past) ? { offset: n.shape(past)[3] ?? 0 } : {}),
  });
  return [joinHeads(n, b, y), n.wants(1) ? stacked(n, b, k, v) : undefined];
}

/** Keys and values along a new first axis. */
function stacked(n: NodeReader, b: ImportBuilder, k: Value, v: Value): Value {
  if (sizeAt(n, k, 3) !== sizeAt(n, v, 3)) n.unsupported('a cache of keys and values of different widths');
  const both = [k, v].map((x) => b.reshape(x, [1, ...shapeOf(n, x)]));
  return build.concat(b, both, { axis: 0 });
}
