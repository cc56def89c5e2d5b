import { dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { joinHeads, sizeAt, splitHeads } from '../attention/heads.js';
import { positionsFrom } from './rotary.js';

/** Heads of a packed operand: given, or as many as full rotations fit in. */
function headsOf(n: NodeReader, x: Value) {
  const given = n.maybeInt('num_heads') ?? 0;
  if (given > 0) return given;
  if ((n.maybeInt('rotary_embedding_dim') ?? 0) > 0) n.invalid('rotary_embedding_dim needs num_heads');
  return dim.floorDiv(sizeAt(n, x, 2), dim.mul(2, n.shape(2)[1] ?? n.invalid('the caches have one axis')));
}

function rotated(n: NodeReader, b: ImportBuilder, x: Value): Value {
  const positions = n.rank(1) === 1 ? positionsFrom(n, b, x, n.in(1), 1) : n.in(1);
  return build.rotaryEmbedding(b, x, n.in(2), n.in(3), positions, { interleaved: n.maybeInt('interleaved') === 1 });
}

/** com.microsoft RotaryEmbedding. */
export const microsoftRotaryEmbedding = importRule('com.microsoft', 'RotaryEmbedding', {
  '1-': (n, b) => {
    if (n.maybeInt('is_packed_batching') === 1) n.unsupported('is_packed_batching=1');
    if ((n.maybeFloat('scale') ?? 1) !== 1) n.unsupported('scale');
    const x = n.in(0);
    return n.rank(0) === 4 ? rotated(n, b, x) : joinHeads(n, b, rotated(n, b, splitHeads(n, b, x, headsOf(n, x))));
  },
});
