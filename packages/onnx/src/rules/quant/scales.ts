// Scales and zero points as operands of one node: one of all, one a slice or one a block, and how they meet matrices and
// images.

import { type Dim, ELEMENT_TYPES, type ElementType, isInteger } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';

export interface Scales {
  readonly scale: Value;
  readonly zero: Value | undefined;
  readonly axis: number;
  readonly block: number;
}

/** Operand `index` that is one number, as a scalar: it may come as a vector of one. */
export function scalarOf(n: NodeReader, b: ImportBuilder, index: number): Value {
  return n.rank(index) === 1 ? b.reshape(n.in(index), []) : n.in(index);
}

/**
 * Operand `index` that is one number or a vector along `axis` of `like`: a scalar or a vector of that many. Where it is not
 * known which of the two a vector is, it is repeated to the size of the axis when the model runs.
 */
function scalarOrVector(n: NodeReader, b: ImportBuilder, index: number, like: Value, axis: number): Value {
  const { symbols } = n.context.session;
  const [size] = n.shape(index);
  const length = (like.type.kind === 'tensor' ? like.type.shape[axis] : undefined) ?? 1;
  if (n.rank(index) !== 1) return n.in(index);
  if (size === 1 || axis < 0) return scalarOf(n, b, index);
  if (typeof size === 'number' || (size !== undefined && symbols.resolve(size) === symbols.resolve(length))) {
    return n.in(index);
  }
  const sizes = build.shapeOf(b, like, { start: axis, end: axis + 1 });
  return b.reshape(build.dynamicExpand(b, n.in(index), sizes), [length]);
}

function rankOf(x: Value): number {
  return x.type.kind === 'tensor' ? x.type.shape.length : 0;
}

/** Operands 1 and 2 as ONNX QuantizeLinear and DequantizeLinear have them. */
export function scalesOf(n: NodeReader, b: ImportBuilder): Scales {
  const block = n.maybeInt('block_size') ?? 0;
  if (block < 0) n.invalid(`block_size is ${block}`);
  const given = n.maybeInt('axis') ?? 1;
  // An axis that is out of range matters only when there certainly is more than one scale.
  const isOut = given < -n.rank(0) || given >= n.rank(0);
  const [size = 1] = n.shape(1);
  const axis = size === 1 || (isOut && typeof size !== 'number') ? -1 : n.axis(given, n.rank(0));
  if (block > 0 && n.rank(1) > 0) return { scale: n.in(1), zero: n.maybe(2), axis: n.axis(given, n.rank(0)), block };
  const scale = scalarOrVector(n, b, 1, n.in(0), axis);
  const isScalar = rankOf(scale) === 0;
  const zero = !n.has(2) ? undefined : isScalar ? scalarOf(n, b, 2) : scalarOrVector(n, b, 2, n.in(0), axis);
  return { scale, zero, axis: isScalar ? -1 : axis, block: 0 };
}

/** Operand `index`, a value for all, for each row of `matrix`, or of its rank, so that it broadcasts along rows. */
export function alongRows(n: NodeReader, b: ImportBuilder, index: number, matrix: Value): Value {
  const axis = rankOf(matrix) - 2;
  const vector = scalarOrVector(n, b, index, matrix, axis);
  if (vector.type.kind !== 'tensor' || vector.type.shape.length !== 1) return vector;
  return b.reshape(vector, [...vector.type.shape, 1]);
}

/** The same for columns: a vector broadcasts as it is. */
export function alongColumns(n: NodeReader, b: ImportBuilder, index: number, matrix: Value): Value {
  const rank = rankOf(matrix);
  return scalarOrVector(n, b, index, matrix, rank > 1 ? rank - 1 : -1);
}

/** Operand `index`, a value for all or for each of the `weight`'s filters, to broadcast along `axis` of that many axes. */
export function alongFilters(n: NodeReader, b: ImportBuilder, index: number, weight: Value, axis: number): Value {
  const vector = scalarOrVector(n, b, index, weight, 0);
  if (vector.type.kind !== 'tensor' || vector.type.shape.length === 0) return vector;
  const [size = 1, ...rest] = vector.type.shape;
  if (rest.length > 0) n.invalid(`operand ${index} must be a scalar or a vector`);
  return b.reshape(
    vector,
    Array.from({ length: rankOf(weight) }, (_, i): Dim => (i === axis ? size : 1)),
  );
}

/** Integers less their zero point, as i32; exact. */
export function centered(b: ImportBuilder, x: Value, zero: Value | undefined): Value {
  const wide = b.cast(x, 'i32');
  return zero === undefined ? wide : build.sub(b, wide, b.cast(zero, 'i32'));
}

/** round(x) + zero, saturated to `to`: what is left of QuantizeLinear when the scale was applied before. */
export function requantize(b: ImportBuilder, x: Value, zero: Value | undefined, to: ElementType): Value {
  const isScalar = !zero || (zero.type.kind === 'tensor' && zero.type.shape.length === 0);
  if (isScalar) return build.quantizeLinear(b, x, b.scalar('f32', 1), zero, { to });
  const shifted = build.add(b, isInteger(to) ? build.round(b, x) : x, b.cast(zero, 'f32'));
  if (!isInteger(to)) return b.cast(shifted, to);
  const { bits, class: kind } = ELEMENT_TYPES[to];
  const [min, max] = kind === 'signed' ? [-(2 ** (bits - 1)), 2 ** (bits - 1) - 1] : [0, 2 ** bits - 1];
  return b.cast(build.clip(b, shifted, { min, max }), to);
}
