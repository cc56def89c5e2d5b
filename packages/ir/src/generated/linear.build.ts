// Generated from ir-spec/ops/linear.op by `npm run generate`. Do not edit.

import type { AddOptions, Builder } from '../graph/builder.js';
import type { Value } from '../graph/graph.js';
import type { DiagonalArgs } from './attrs.js';

/** Determinant of each square matrix. */
export function det(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('det', [x], {}, options);
}

/** The elements at which two axes have the same index: the first of them stays, the second goes. */
export function diagonal(builder: Builder, x: Value, attrs: DiagonalArgs, options?: AddOptions): Value {
  return builder.value('diagonal', [x], attrs, options);
}

/** Inverse of each square matrix. A matrix without one is a run-time error. */
export function inverse(builder: Builder, x: Value, options?: AddOptions): Value {
  return builder.value('inverse', [x], {}, options);
}
