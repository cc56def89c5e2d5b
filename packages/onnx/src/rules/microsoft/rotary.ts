// Rotary embedding as com.microsoft's operators have it: tables of all positions, and positions as a start or a list.

import type { Dim } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';
import { positionsAlong, sizeAt } from '../attention/heads.js';

/** Positions [B, L] of x: [B, H, L, D], which begin at `start`: one number, or one for each batch entry. */
export function positionsFrom(n: NodeReader, b: ImportBuilder, x: Value, start: Value, entries: Dim): Value {
  const shape = [sizeAt(n, x, 0), sizeAt(n, x, 2)];
  const from = build.add(b, positionsAlong(n, b, x, 2), b.reshape(start, [entries, 1]));
  return build.expand(b, from, { shape });
}
