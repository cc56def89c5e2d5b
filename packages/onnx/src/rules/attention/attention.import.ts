import { dim, type ElementType } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule, type RuleResult } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { countOf, elemOf, joinHeads, sizeAt, splitHeads } from './heads.js';

const STAGES = ['products', 'capped', 'masked', 'probabilities'] as const;

/** Operand `index` with heads as an axis of their own. */
function withHeads(n: NodeReader, b: ImportBuilder, index: number, heads: 'q_num_heads' | 'kv_num_heads'): Value {
  const rank = n.rank(index);
  if (rank === 4) return n.in(index);
  if (rank !== 3) n.invalid(`operand ${index} has rank ${rank}, not 3 or 4`);
  return splitHeads(n, b, n.in(index), n.int(heads));
}

/** New keys (or values) after those of the cache. */
function withPast(n: NodeReader, b: ImportBuilder, past: number, fresh: Value): Value {
  return n.has(past) ? build.concat(b, [n.in(past), fresh], { axis: 2 }) : fresh;
}

/** The mask, as long as the keys: since opset 24 what is missing at its end is masked. */
function maskOf(n: NodeReader, b: ImportBuilder, elem: ElementType, keys: Value): Value | undefined {
  const given = n.maybe(3);
  if (!given) return undefined;
  const mask = elemOf(n, given) === 'bool' ? given : b.cast(given, elem);
  const rank = n.rank(3);
  if (n.version < 24 || rank === 0) return mask;
  const missing = dim.sub(sizeAt(n, keys, 2), sizeAt(n, mask, -1));
  if (missing === 0) return mask;
  if (typeof missing === 'number' && missing < 0) n.invalid(`the mask is ${-missing} longer than the keys`);
  const fill = elemOf(n, mask) === 'bool' ? undefined : b.scalar(elem, Number.NEGATIVE_INFINITY);
  return build.pad(b, mask, fill, { pads: [0, missing], axes: [rank - 1] });
}

function windowOf(n: NodeReader): { left?: number; right?: number } {
  const [left, right] = [n.maybeInt('left_window_size') ?? -1, n.maybeInt('right_window_size') ?? -1];
  if (left < -1 || right < -1) n.invalid(`its window is ${left} and ${right} wide`);
  const ahead = n.flag('is_causal') ? 0 : right;
  return { ...(left < 0 ? {} : { left }), ...(ahead < 0 ? {} : { right: ahead }) };
}

function attention(n: NodeReader, b: ImportBuilder): readonly (RuleResult | undefined)[] {
  if (n.has(4) !== n.has(5)) n.invalid('past_key and past_value go together');
  if (n.has(6) && n.has(4)) n.invalid('nonpad_kv_seqlen and past_key exclude each other');
  const flat = n.rank(0) === 3;
  const q = withHeads(n, b, 0, 'q_num_heads');
  const k = withPast(n, b, 4, withHeads(n, b, 1, 'kv_num_heads'));
  const v = withPast(n, b, 5, withHeads(n, b, 2, 'kv_num_heads'));
  const [mask, lens, window] = [maskOf(n, b, n.elem(0), k), n.maybe(6), windowOf(n)];
  // With a cache outside, the queries stand at the end of the keys in use.
  const isPlaced = window.left !== undefined || window.right !== undefined;
  const starts = lens && isPlaced ? build.sub(b, lens, countOf(b, q, 2)) : undefined;
  const attrs = {
    ...window,
    ...(n.given('scale') ? { scale: n.float('scale') } : {}),
    ...(n.given('softmax_precision') ? { precision: n.elementType('softmax_precision') } : {}),
    ...(n.has(4) ? { offset: n.shape(4)[2] ?? 0 } : {}),
    softcap: n.float('softcap'),
  };
  const y = build.attention(b, q, k, v, mask, lens, starts, undefined, attrs);
  const stage = STAGES[n.int('qk_matmul_output_mode')] ?? n.invalid('qk_matmul_output_mode is not 0 to 3');
  const scores = n.wants(3)
    ? build.attentionScores(b, q, k, mask, lens, starts, undefined, { ...attrs, stage })
    : undefined;
  return [flat ? joinHeads(n, b, y) : y, k, v, scores];
}

/** ONNX Attention: the cache becomes concatenations, causal attention a window that ends at the query. */
export const attentionRule = importRule('ai.onnx', 'Attention', { '23-': attention });
