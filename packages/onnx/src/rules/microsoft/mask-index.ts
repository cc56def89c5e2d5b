// What the embedding layers of com.microsoft say about the mask, which is operand 7 of them.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';

/** How many words of each sequence are in use: ones of the mask, or 0 without one. */
export function maskIndex(n: NodeReader, b: ImportBuilder): Value {
  if (!n.has(7)) return build.splat(b, { shape: n.shape(0).slice(0, 1), value: 0, elem: 'i32' });
  const isOne = build.cast(b, build.equal(b, n.in(7), b.scalar('i32', 1)), { to: 'i32' });
  return build.reduceSum(b, isOne, { axes: [1], keepdims: false });
}
