// Images with their channels last, and back.

import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';

/** (N, …, C) to (N, C, …), which is where our ops have the channels. */
export function channelsFirst(b: ImportBuilder, x: Value, rank: number): Value {
  const perm = Array.from({ length: rank }, (_, i) => (i === 0 ? 0 : i === 1 ? rank - 1 : i - 1));
  return build.transpose(b, x, { perm });
}

/** Back again. */
export function channelsLast(b: ImportBuilder, x: Value, rank: number): Value {
  const perm = Array.from({ length: rank }, (_, i) => (i === 0 ? 0 : i === rank - 1 ? 1 : i + 1));
  return build.transpose(b, x, { perm });
}
