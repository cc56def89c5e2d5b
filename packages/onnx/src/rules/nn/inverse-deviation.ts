// What a normalisation multiplies by, as an output of its own.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';
import { elemOf } from '../attention/heads.js';

/** 1 / sqrt(mean(x²) + epsilon) over the axes, which stay as sizes of 1; epsilon is the attribute of that name. */
export function inverseDeviation(n: NodeReader, b: ImportBuilder, x: Value, axes: readonly number[]): Value {
  const meanOfSquares = build.reduceMean(b, build.mul(b, x, x), { axes, keepdims: true });
  const shifted = build.add(b, meanOfSquares, b.scalar(elemOf(n, x), n.float('epsilon')));
  return build.reciprocal(b, build.sqrt(b, shifted));
}
