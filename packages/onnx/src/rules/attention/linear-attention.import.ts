import type { Dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { joinHeads, sizeAt, splitHeads } from './heads.js';

/** Which of decay and beta an update rule has. */
const RULES = {
  linear: { decay: false, beta: false },
  gated: { decay: true, beta: false },
  delta: { decay: false, beta: true },
  gated_delta: { decay: true, beta: true },
} as const;

/** Decay as [B, heads, L, 1 or D]: one number a head, or one for each of its features. */
function decayOf(n: NodeReader, b: ImportBuilder, heads: number): Value {
  return splitHeads(n, b, n.in(4), heads);
}

/** Beta as [B, heads or 1, L]. */
function betaOf(n: NodeReader, b: ImportBuilder): Value {
  return build.transpose(b, n.in(5), { perm: [0, 2, 1] });
}

function zeros(n: NodeReader, b: ImportBuilder, shape: readonly Dim[]): Value {
  return build.splat(b, { shape, value: 0, elem: n.elem(0) });
}

export function linearAttention(n: NodeReader, b: ImportBuilder): readonly Value[] {
  const { decay, beta } = n.word('update_rule', RULES);
  if (decay !== n.has(4)) n.invalid(`update_rule="${n.string('update_rule')}" and decay do not go together`);
  if (beta !== n.has(5)) n.invalid(`update_rule="${n.string('update_rule')}" and beta do not go together`);
  const [queryHeads, heads] = [n.int('q_num_heads'), n.int('kv_num_heads')];
  const q = splitHeads(n, b, n.in(0), queryHeads);
  const [k, v] = [splitHeads(n, b, n.in(1), heads), splitHeads(n, b, n.in(2), heads)];
  const state = n.maybe(3) ?? zeros(n, b, [sizeAt(n, k, 0), heads, sizeAt(n, k, 3), sizeAt(n, v, 3)]);
  const scale = n.float('scale');
  const operands = [q, k, v, state, decay ? decayOf(n, b, heads) : undefined, beta ? betaOf(n, b) : undefined];
  const [y, next] = b.values('linear_attention', operands, scale === 0 ? {} : { scale });
  return [joinHeads(n, b, y as Value), next as Value];
}

/** ONNX LinearAttention: which update rule it is follows from the operands that are there. */
export const linearAttentionRule = importRule('ai.onnx', 'LinearAttention', { '27-': linearAttention });
