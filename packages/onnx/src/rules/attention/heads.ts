// Between [batch, positions, heads · features], as layers write it, and [batch, heads, positions, features].

import { type Dim, dim, type ElementType } from '@afterglow/core';
import { build, type Shape, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';

/** Shape of a value as far as the import knows it by now. */
export function shapeOf(n: NodeReader, value: Value): Shape {
  const type = n.context.session.symbols.resolveType(value.type);
  return type.kind === 'tensor' ? type.shape : n.invalid(`${type.key} is not a tensor`);
}

export function elemOf(n: NodeReader, value: Value): ElementType {
  return value.type.kind === 'tensor' ? value.type.elem : n.invalid(`${value.type.key} is not a tensor`);
}

/** A size of a value. */
export function sizeAt(n: NodeReader, value: Value, axis: number): Dim {
  const shape = shapeOf(n, value);
  return shape.at(axis) ?? n.invalid(`an operand of rank ${shape.length} has no axis ${axis}`);
}

/** [B, L, heads · D] as [B, heads, L, D]. */
export function splitHeads(n: NodeReader, b: ImportBuilder, x: Value, heads: Dim): Value {
  const [batch, length, hidden] = shapeOf(n, x);
  if (batch === undefined || length === undefined || hidden === undefined) n.invalid('an operand has no hidden axis');
  if (heads === 0) n.invalid('there are no heads');
  const parted = b.reshape(x, [batch, length, heads, dim.floorDiv(hidden, heads)]);
  return build.transpose(b, parted, { perm: [0, 2, 1, 3] });
}

/** [B, H, L, D] as [B, L, H · D]. */
export function joinHeads(n: NodeReader, b: ImportBuilder, x: Value): Value {
  const [batch = 0, heads = 0, length = 0, depth = 0] = shapeOf(n, x);
  return b.reshape(build.transpose(b, x, { perm: [0, 2, 1, 3] }), [batch, length, dim.mul(heads, depth)]);
}
