import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { maskIndex } from './mask-index.js';

/** Rows of the position table: those asked for, or the first ones in order. */
function positionRows(n: NodeReader, b: ImportBuilder): Value {
  if (n.has(8)) return build.gather(b, n.in(3), n.in(8), { axis: 0 });
  const length = n.shape(0)[1] ?? n.invalid('input_ids has no sequence axis');
  return build.slice(b, n.in(3), { starts: [0], ends: [length], axes: [0], steps: [1] });
}

/** com.microsoft EmbedLayerNormalization: word, position and segment embeddings added and normalised. */
export const embedLayerNormalization = importRule('com.microsoft', 'EmbedLayerNormalization', {
  '1-': (n, b) => {
    if (n.has(1) !== n.has(4)) n.invalid('segment_ids and segment_embedding go together');
    const words = build.gather(b, n.in(2), n.in(0), { axis: 0 });
    const placed = build.add(b, words, positionRows(n, b));
    const sum = n.has(1) ? build.add(b, placed, build.gather(b, n.in(4), n.in(1), { axis: 0 })) : placed;
    const y = build.layerNorm(b, sum, n.in(5), n.in(6), { epsilon: n.float('epsilon') });
    return [y, n.wants(1) ? maskIndex(n, b) : undefined, sum];
  },
});
