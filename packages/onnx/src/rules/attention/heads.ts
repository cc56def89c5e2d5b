// Between [batch, positions, heads · features], as layers write it, and [batch, heads, positions, features].

import { type Dim, dim, type ElementType } from '@afterglow/core';
import { build, type Shape, tensorType, type Value } from '@afterglow/ir';
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

/** The size of an axis as a scalar of the graph. */
export function countOf(b: ImportBuilder, x: Value, axis: number): Value {
  return b.reshape(build.shapeOf(b, x, { start: axis, end: axis + 1 }), []);
}

/** 0, 1, … up to the size of an axis. */
export function positionsAlong(n: NodeReader, b: ImportBuilder, x: Value, axis: number): Value {
  const options = { types: [tensorType('i64', [sizeAt(n, x, axis)])] };
  return build.range(b, b.scalar('i64', 0), countOf(b, x, axis), b.scalar('i64', 1), options);
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
