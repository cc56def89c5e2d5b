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

/** One scale for the whole tensor may come as a vector of one; a zero point has the shape of its scale. */
export function scalarOf(n: NodeReader, b: ImportBuilder, index: number): Value {
  const [size, ...rest] = n.shape(index);
  return rest.length === 0 && size === 1 ? b.reshape(n.in(index), []) : n.in(index);
}

/** Operands 1 and 2 as ONNX QuantizeLinear and DequantizeLinear have them. */
export function scalesOf(n: NodeReader, b: ImportBuilder): Scales {
  const block = n.maybeInt('block_size') ?? 0;
  if (block < 0) n.invalid(`block_size is ${block}`);
  const scale = block > 0 ? n.in(1) : scalarOf(n, b, 1);
  const isScalar = scale.type.kind === 'tensor' && scale.type.shape.length === 0;
  const zero = !n.has(2) ? undefined : isScalar ? scalarOf(n, b, 2) : n.in(2);
  if (isScalar) return { scale, zero, axis: -1, block: 0 };
  const axis = n.axis(n.maybeInt('axis') ?? 1, n.rank(0));
  return { scale, zero, axis, block };
}

/** Operand `index`, a value for all, for each row, or of the matrix's own rank, so that it broadcasts along rows. */
export function alongRows(n: NodeReader, b: ImportBuilder, index: number): Value {
  const [size, ...rest] = n.shape(index);
  return size === undefined || rest.length > 0 ? n.in(index) : b.reshape(n.in(index), size === 1 ? [] : [size, 1]);
}

/** The same for columns: a vector broadcasts as it is. */
export function alongColumns(n: NodeReader, b: ImportBuilder, index: number): Value {
  const [size, ...rest] = n.shape(index);
  return size === 1 && rest.length === 0 ? b.reshape(n.in(index), []) : n.in(index);
}

/** Operand `index`, a value for all or for each entry of axis `axis` of a tensor of rank `rank`. */
export function alongAxis(n: NodeReader, b: ImportBuilder, index: number, axis: number, rank: number): Value {
  const [size, ...rest] = n.shape(index);
  if (size === undefined) return n.in(index);
  if (rest.length > 0) n.invalid(`operand ${index} must be a scalar or a vector`);
  const shape: readonly Dim[] = Array.from({ length: rank }, (_, i) => (i === axis ? size : 1));
  return b.reshape(n.in(index), size === 1 ? [] : shape);
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
