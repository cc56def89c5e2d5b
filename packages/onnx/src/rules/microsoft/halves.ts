import { dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';
import { sizeAt } from '../attention/heads.js';

/** The two halves of the last axis. */
export function halves(n: NodeReader, b: ImportBuilder, x: Value): readonly [Value, Value] {
  const size = sizeAt(n, x, -1);
  const half = dim.floorDiv(size, 2);
  const [first, second] = build.split(b, x, { axis: -1, sizes: [half, dim.sub(size, half)] });
  if (!first || !second) n.invalid('a split has two parts');
  return [first, second];
}
