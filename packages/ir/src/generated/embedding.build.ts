// Generated from ir-spec/ops/embedding.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { DotInteractionArgs, EmbeddingBagArgs } from './attrs.js';

/** Dot products of pairs of feature vectors: y[b, p] is the sum over d of x[b, rows[p], d] * x[b, cols[p], d]. */
export function dotInteraction(builder: Builder, x: Value, attrs: DotInteractionArgs, options?: AddOptions): Value {
  return builder.value('dot_interaction', [x], attrs, options);
}

/**
 * Sums, means or maxima over bags of table rows. Either offsets cut one list of indices into bags, or every row of a
 * two-dimensional indices tensor is a bag. Bag j is the slice indices[offsets[j] : offsets[j + 1]] (to the end for the last),
 * clamped and wrapped as ONNX Slice does. An empty bag gives 0 for sum and mean, -inf for max.
 */
export function embeddingBag(builder: Builder, table: Value, indices: Value, offsets?: Value, weights?: Value, attrs?: EmbeddingBagArgs, options?: AddOptions): Value {
  return builder.value('embedding_bag', [table, indices, offsets, weights], attrs ?? {}, options);
}
