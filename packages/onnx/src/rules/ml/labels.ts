// Labels of the classes that win.

import type { Tensor } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import { table } from './tables.js';

/** The label of the largest score of each row, `[N]`; of equal ones the first. */
export function labelOfLargest(b: ImportBuilder, scores: Value, labels: Tensor): Value {
  return pickLabels(b, build.argMax(b, scores, { axis: 1, keepdims: false }), labels);
}

/** The second label where a score of `[N, 1]` is above a threshold, else the first. */
export function labelAbove(b: ImportBuilder, score: Value, threshold: number, labels: Tensor): Value {
  const above = build.squeeze(b, build.greater(b, score, b.scalar('f32', threshold)), { axes: [1] });
  return pickLabels(b, b.cast(above, 'i64'), labels);
}

export function pickLabels(b: ImportBuilder, classes: Value, labels: Tensor): Value {
  return build.gather(b, table(b, 'labels', labels), classes, { axis: 0 });
}
