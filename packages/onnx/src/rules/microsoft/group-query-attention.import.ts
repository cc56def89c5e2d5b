import { type Dim, dim } from '@afterglow/core';
import { build, freshSymbol, tensorType, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule, type RuleResult } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { countOf, elemOf, joinHeads, shapeOf, sizeAt, splitHeads } from '../attention/heads.js';
import { isComputed, type Placement, placementOf } from './cache-placement.js';
import { positionsFrom } from './rotary.js';

/** Operands of GroupQueryAttention. */
const [PAST_KEY, PAST_VALUE, COS, SIN, POSITIONS, BIAS, SINK, Q_NORM, K_NORM] = [
  3, 4, 7, 8, 9, 10, 11, 14, 15,
] as const;

function checkForm(n: NodeReader): void {
  if (n.string('k_quant_type') !== 'NONE' || n.string('v_quant_type') !== 'NONE') n.unsupported('a quantized cache');
  if (n.flag('sliding_window_cache')) n.unsupported('sliding_window_cache=1');
  if (n.has(PAST_KEY) !== n.has(PAST_VALUE)) n.invalid('past_key and past_value go together');
  if (n.has(Q_NORM) !== n.has(K_NORM)) n.invalid('q_norm_weight and k_norm_weight go together');
  if (n.has(1) !== n.has(2)) n.invalid('key and value go together');
}

/** Query, key and value as [B, H, L, D]; without keys, all three are packed into the query. */
function projections(n: NodeReader, b: ImportBuilder): readonly [Value, Value, Value] {
  const [heads, groups] = [n.int('num_heads'), n.int('kv_num_heads')];
  if (heads <= 0 || groups <= 0 || heads % groups !== 0) n.invalid(`${heads} heads cannot share ${groups}`);
  if (n.has(1)) {
    return [splitHeads(n, b, n.in(0), heads), splitHeads(n, b, n.in(1), groups), splitHeads(n, b, n.in(2), groups)];
  }
  const depth = dim.floorDiv(sizeAt(n, n.in(0), 2), heads + 2 * groups);
  const sizes = [heads, groups, groups].map((count) => dim.mul(count, depth));
  const [q, k, v] = build.split(b, n.in(0), { axis: 2, sizes });
  if (!q || !k || !v) n.invalid('a split has three parts');
  return [splitHeads(n, b, q, heads), splitHeads(n, b, k, groups), splitHeads(n, b, v, groups)];
}

/** Normalised over the features of each head, where there are weights for it. */
function normalized(n: NodeReader, b: ImportBuilder, x: Value, weight: number, epsilon: string): Value {
  if (!n.has(weight)) return x;
  return build.rmsNorm(b, x, n.in(weight), { epsilon: n.maybeFloat(epsilon) ?? n.float('qk_norm_epsilon') });
}

function rotated(n: NodeReader, b: ImportBuilder, x: Value, { starts }: Placement): Value {
  if (n.maybeInt('do_rotary') !== 1) return x;
  if (!n.has(COS) || !n.has(SIN)) n.invalid('do_rotary=1 needs cos_cache and sin_cache');
  const positions = n.maybe(POSITIONS) ?? positionsFrom(n, b, x, starts, sizeAt(n, x, 0));
  return build.rotaryEmbedding(b, x, n.in(COS), n.in(SIN), positions, {
    interleaved: n.maybeInt('rotary_interleaved') === 1,
  });
}

/** New keys (or values) written behind those of the cache. */
function updated(n: NodeReader, b: ImportBuilder, past: number, fresh: Value, placement: Placement): Value {
  if (!n.has(past) && placement.length === sizeAt(n, fresh, 2)) return fresh;
  const cache = n.has(past) ? n.in(past) : emptyLike(n, b, fresh);
  return build.cacheUpdate(b, grown(n, b, cache, placement), fresh, placement.starts, { axis: 2 });
}

/** The cache with room for all tokens. */
function grown(n: NodeReader, b: ImportBuilder, cache: Value, { total, before, length }: Placement): Value {
  if (before === length) return cache;
  if (!isComputed(total)) return build.pad(b, cache, undefined, { pads: [0, dim.sub(length, before)], axes: [2] });
  const missing = build.maximum(b, build.sub(b, total, countOf(b, cache, 2)), b.scalar('i64', 0));
  const pads = build.concat(b, [b.integers([0]), b.reshape(missing, [1])], { axis: 0 });
  const shape = shapeOf(n, cache).map((size, axis) => (axis === 2 ? length : size));
  const options = { types: [tensorType(elemOf(n, cache), shape)] };
  return build.dynamicPad(b, cache, pads, undefined, b.integers([2]), { mode: 'constant' }, options);
}

function emptyLike(n: NodeReader, b: ImportBuilder, x: Value): Value {
  return build.splat(b, { shape: [sizeAt(n, x, 0), sizeAt(n, x, 1), 0, sizeAt(n, x, 3)], value: 0, elem: n.elem(0) });
}

/** What is added to the scores, as long as the cache. */
function biasOf(n: NodeReader, b: ImportBuilder, length: Dim): Value | undefined {
  const bias = n.maybe(BIAS);
  const missing = bias ? dim.sub(length, sizeAt(n, bias, 3)) : 0;
  return bias && missing !== 0 ? build.pad(b, bias, undefined, { pads: [0, missing], axes: [3] }) : bias;
}

/** Scores that heads have without a key: given, or 0. */
function sinkOf(n: NodeReader, b: ImportBuilder): Value | undefined {
  if (n.has(SINK)) return n.in(SINK);
  return n.int('smooth_softmax') === 1
    ? build.splat(b, { shape: [n.int('num_heads')], value: 0, elem: n.elem(0) })
    : undefined;
}

/** Scores of the keys that are in use by any batch entry. */
function inUse(n: NodeReader, b: ImportBuilder, scores: Value, { total, length }: Placement): Value {
  if (total === length) return scores;
  if (!isComputed(total)) return build.slice(b, scores, { starts: [0], ends: [total], axes: [3], steps: [1] });
  const shape = shapeOf(n, scores).map((size, axis) => (axis === 3 ? freshSymbol(b.func, 'used', length) : size));
  const options = { types: [tensorType(elemOf(n, scores), shape)] };
  const ends = b.reshape(total, [1]);
  return build.dynamicSlice(b, scores, b.integers([0]), ends, b.integers([3]), undefined, options);
}

/** Scores of keys that may not be looked at are shown as 0. */
function closedToZero(n: NodeReader, b: ImportBuilder, scores: Value): Value {
  const isClosed = build.isInf(b, scores, { detect_positive: false });
  return build.where(b, isClosed, b.scalar(n.elem(0), 0), scores);
}

function groupQueryAttention(n: NodeReader, b: ImportBuilder): readonly (RuleResult | undefined)[] {
  checkForm(n);
  const [query, key, value] = projections(n, b);
  const placement = placementOf(n, b, query);
  const q = rotated(n, b, normalized(n, b, query, Q_NORM, 'q_norm_epsilon'), placement);
  const newKeys = rotated(n, b, normalized(n, b, key, K_NORM, 'k_norm_epsilon'), placement);
  const k = updated(n, b, PAST_KEY, newKeys, placement);
  const v = updated(n, b, PAST_VALUE, value, placement);
  const [scale, window] = [n.maybeFloat('scale') ?? 0, n.int('local_window_size')];
  const isCausal = n.flag('causal');
  if (!isCausal && window > 0) n.invalid('local_window_size needs causal=1');
  const attrs = {
    ...(scale === 0 ? {} : { scale }),
    ...(isCausal ? { right: 0 } : {}),
    // The window counts the query itself.
    ...(window > 0 ? { left: window - 1 } : {}),
    softcap: n.maybeFloat('softcap') ?? 0,
  };
  const { lens, starts, length } = placement;
  const mask = biasOf(n, b, length);
  const y = build.attention(b, q, k, v, mask, lens, starts, sinkOf(n, b), attrs);
  if (!n.wants(3)) return [joinHeads(n, b, y), k, v];
  const stage = n.int('qk_output') === 1 ? 'masked' : 'probabilities';
  const scores = build.attentionScores(b, q, k, mask, lens, starts, sinkOf(n, b), { ...attrs, stage });
  const used = inUse(n, b, scores, placement);
  return [joinHeads(n, b, y), k, v, stage === 'masked' ? closedToZero(n, b, used) : used];
}

/** com.microsoft GroupQueryAttention: the cache is updated in place of the tokens before, then attention with grouped heads. */
export const microsoftGroupQueryAttention = importRule('com.microsoft', 'GroupQueryAttention', {
  '1-': groupQueryAttention,
});
