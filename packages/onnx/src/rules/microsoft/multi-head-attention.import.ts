import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule, type RuleResult } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { joinHeads, sizeAt, splitHeads } from '../attention/heads.js';
import { maskBias, sumOf } from './attention-mask.js';

interface Projections {
  readonly q: Value;
  readonly k: Value;
  readonly v: Value;
}

/** Part `part` of axis 3 of [B, L, H, parts, D], as [B, H, L, D]. */
function unpacked(n: NodeReader, b: ImportBuilder, index: number, part: number): Value {
  const one = build.slice(b, n.in(index), { starts: [part], ends: [part + 1], axes: [3], steps: [1] });
  return build.transpose(b, build.squeeze(b, one, { axes: [3] }), { perm: [0, 2, 1, 3] });
}

/** The bias of one of the projections, by where its part begins; every head has its own features. */
function biasParts(n: NodeReader, b: ImportBuilder, { q, k, v }: Projections): Projections {
  if (!n.has(3)) return { q, k, v };
  const widths = [q, k, v].map((x) => [n.int('num_heads'), 1, sizeAt(n, x, 3)] as const);
  const sizes = [q, k, v].map((x) => sizeAt(n, joinHeads(n, b, x), 2));
  const parts = build.split(b, n.in(3), { axis: 0, sizes });
  const add = (x: Value, i: number) => {
    const [part, shape] = [parts[i], widths[i]];
    return part && shape ? build.add(b, x, b.reshape(part, shape)) : x;
  };
  return { q: add(q, 0), k: add(k, 1), v: add(v, 2) };
}

/** Query, key and value as [B, H, L, D], from any of the layouts. Keys that have heads already are not projected any more. */
function projections(n: NodeReader, b: ImportBuilder): Projections {
  const heads = n.int('num_heads');
  if (n.rank(0) === 5) {
    const [q, k, v] = [unpacked(n, b, 0, 0), unpacked(n, b, 0, 1), unpacked(n, b, 0, 2)];
    return biasParts(n, b, { q, k, v });
  }
  const q = splitHeads(n, b, n.in(0), heads);
  if (!n.has(1)) n.unsupported('a query without keys that is not packed');
  if (n.rank(1) === 5) return biasParts(n, b, { q, k: unpacked(n, b, 1, 0), v: unpacked(n, b, 1, 1) });
  if (n.rank(1) === 4) return onlyQueryBias(n, b, { q, k: n.in(1), v: n.in(2) });
  return biasParts(n, b, { q, k: splitHeads(n, b, n.in(1), heads), v: splitHeads(n, b, n.in(2), heads) });
}

function onlyQueryBias(n: NodeReader, b: ImportBuilder, { q, k, v }: Projections): Projections {
  return { q: biasParts(n, b, { q, k, v }).q, k, v };
}

function multiHeadAttention(n: NodeReader, b: ImportBuilder): readonly (RuleResult | undefined)[] {
  if (n.has(8) || n.has(9)) n.unsupported('a cache that is shared with the output');
  if (n.has(6) !== n.has(7)) n.invalid('past_key and past_value go together');
  const { q, k: newKeys, v: newValues } = projections(n, b);
  const [queries, added] = [sizeAt(n, q, 2), sizeAt(n, newKeys, 2)];
  if (n.flag('unidirectional') && typeof queries === 'number' && typeof added === 'number' && queries !== added) {
    n.unsupported(`unidirectional=1 with ${queries} queries and ${added} keys`);
  }
  const k = n.has(6) ? build.concat(b, [n.in(6), newKeys], { axis: 2 }) : newKeys;
  const v = n.has(7) ? build.concat(b, [n.in(7), newValues], { axis: 2 }) : newValues;
  const mask = sumOf(b, maskBias(n, b, 4, { elem: n.elem(0), keys: k }), n.maybe(5));
  const scale = n.maybeFloat('scale') ?? 0;
  const attrs = {
    ...(scale === 0 ? {} : { scale }),
    ...(n.flag('unidirectional') ? { right: 0 } : {}),
    ...(n.has(6) ? { offset: n.shape(6)[2] ?? 0 } : {}),
  };
  const y = build.attention(b, q, k, v, mask, undefined, undefined, undefined, attrs);
  const scores = n.wants(3)
    ? build.attentionScores(b, q, k, mask, undefined, undefined, undefined, { ...attrs, stage: 'masked' })
    : undefined;
  return [joinHeads(n, b, y), k, v, scores];
}

/** com.microsoft MultiHeadAttention. */
export const microsoftMultiHeadAttention = importRule('com.microsoft', 'MultiHeadAttention', {
  '1-': multiHeadAttention,
});
