// Generated from ir-spec/ops/attention.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { AttentionArgs, AttentionScoresArgs, CacheUpdateArgs, LinearAttentionArgs, RotaryEmbeddingArgs } from './attrs.js';

/**
 * softmax(scale · q · kᵀ + mask) · v for every head. Heads come in groups: query head h reads key and value head h div (H / G).
 * Of entry b, only the first lens[b] keys are in use. Query i stands at position i + starts[b], or i + offset, among the keys. A query
 * that may look at no key gives zeros. The sink is a score that a head has besides those of its keys, and that has no value.
 */
export function attention(builder: Builder, q: Value, k: Value, v: Value, mask?: Value, lens?: Value, starts?: Value, sink?: Value, attrs?: AttentionArgs, options?: AddOptions): Value {
  return builder.value('attention', [q, k, v, mask, lens, starts, sink], attrs ?? {}, options);
}

/** The scores of attention at a stage: products, after the softcap, after the mask, or probabilities. */
export function attentionScores(builder: Builder, q: Value, k: Value, mask?: Value, lens?: Value, starts?: Value, sink?: Value, attrs?: AttentionScoresArgs, options?: AddOptions): Value {
  return builder.value('attention_scores', [q, k, mask, lens, starts, sink], attrs ?? {}, options);
}

/** A cache with update written along an axis, from position starts[b] for batch entry b (0 where not given). */
export function cacheUpdate(builder: Builder, cache: Value, update: Value, starts?: Value, attrs?: CacheUpdateArgs, options?: AddOptions): Value {
  return builder.value('cache_update', [cache, update, starts], attrs ?? {}, options);
}

/** Depth-wise convolution that looks at the K - 1 positions before, which the state carries from one call to the next. */
export function causalConv(builder: Builder, x: Value, weight: Value, bias?: Value, state?: Value, options?: AddOptions): readonly [y: Value, next: Value] {
  // The inference of the op gives exactly these results.
  return builder.add('causal_conv', [x, weight, bias, state], {}, options).results as readonly Value[] as readonly [y: Value, next: Value];
}

/**
 * Attention by a state that is updated token by token: per token the state is multiplied by exp(decay), key ⊗ value is added, and the
 * query reads it. With beta, what the state already holds for the key is taken off the value before, and the rest scaled by beta.
 */
export function linearAttention(builder: Builder, q: Value, k: Value, v: Value, state: Value, decay?: Value, beta?: Value, attrs?: LinearAttentionArgs, options?: AddOptions): readonly [y: Value, next: Value] {
  // The inference of the op gives exactly these results.
  return builder.add('linear_attention', [q, k, v, state, decay, beta], attrs ?? {}, options).results as readonly Value[] as readonly [y: Value, next: Value];
}

/**
 * Turns pairs of features by an angle, given as cosine and sine; features past the last pair stay as they are. A position picks a row
 * of a table of angles; without positions there is a row for every batch entry and position.
 */
export function rotaryEmbedding(builder: Builder, x: Value, cos: Value, sin: Value, positions?: Value, attrs?: RotaryEmbeddingArgs, options?: AddOptions): Value {
  return builder.value('rotary_embedding', [x, cos, sin, positions], attrs ?? {}, options);
}
