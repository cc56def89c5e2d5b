// com.microsoft QEmbedLayerNormalization: as EmbedLayerNormalization, with every table and the numbers of the normalisation
// stored as 8-bit integers. Rows are picked before they are dequantised.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { importRule } from '../../import/import-rule.js';
import type { NodeReader } from '../../import/node-reader.js';
import { scalarOf } from '../quant/scales.js';
import { maskIndex } from './mask-index.js';

/** Operand numbers of scale and zero point, which follow the tables in the order of the tables. */
const [FIRST_TABLE, FIRST_SCALE, FIRST_ZERO] = [2, 8, 13];

/** `stored`, which is table `table` or rows of it, as reals. */
function realsOf(n: NodeReader, b: ImportBuilder, stored: Value, table: number): Value {
  const at = table - FIRST_TABLE;
  const [scale, zero] = [scalarOf(n, b, FIRST_SCALE + at), scalarOf(n, b, FIRST_ZERO + at)];
  return build.dequantizeLinear(b, stored, scale, zero, { to: 'f32' });
}

export const qEmbedLayerNormalization = importRule('com.microsoft', 'QEmbedLayerNormalization', {
  '1-': (n, b) => {
    if (n.has(1) !== n.has(4)) n.invalid('segment_ids and segment_embedding go together');
    const rows = (table: number, ids: number) =>
      realsOf(n, b, build.gather(b, n.in(table), n.in(ids), { axis: 0 }), table);
    const length = n.shape(0)[1] ?? n.invalid('input_ids has no sequence axis');
    const firstRows = build.slice(b, n.in(3), { starts: [0], ends: [length], axes: [0], steps: [1] });
    const placed = build.add(b, rows(2, 0), realsOf(n, b, firstRows, 3));
    const sum = n.has(1) ? build.add(b, placed, rows(4, 1)) : placed;
    const [scale, bias] = [realsOf(n, b, n.in(5), 5), realsOf(n, b, n.in(6), 6)];
    const y = build.layerNorm(b, sum, scale, bias, { epsilon: n.float('epsilon') });
    return [y, n.wants(1) ? maskIndex(n, b) : undefined];
  },
});
