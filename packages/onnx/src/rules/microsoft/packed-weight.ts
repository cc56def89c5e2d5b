// Weights below eight bits as com.microsoft stores them: packed along the last axis of bytes, lowest bits first, every row
// filled up to whole bytes.

import { type Dim, dim, type ElementType } from '@afterglow/core';
import { build, type Value } from '@afterglow/ir';
import type { ImportBuilder } from '../../import/import-builder.js';
import type { NodeReader } from '../../import/node-reader.js';

const UNSIGNED: Readonly<Record<number, ElementType>> = { 2: 'u2', 4: 'u4', 8: 'u8' };

/** The unsigned type of `bits` bits. */
export function unsignedOf(n: NodeReader, bits: number): ElementType {
  return UNSIGNED[bits] ?? n.unsupported(`bits=${bits}`, 'bits may be 2, 4 or 8');
}

/** Bytes taken apart into elements of type `to`. */
export function unpacked(b: ImportBuilder, x: Value, to: ElementType): Value {
  return to === 'u8' ? x : build.unpackBytes(b, x, { to });
}

/** The first `size` entries along `axis` of a value that has `from` of them. */
export function first(b: ImportBuilder, x: Value, axis: number, size: Dim, from: Dim): Value {
  return from === size ? x : build.slice(b, x, { starts: [0], ends: [size], axes: [axis], steps: [1] });
}

/** Bytes that `count` elements of `bits` bits take. */
export function bytesFor(count: Dim, bits: number): Dim {
  return dim.ceilDiv(dim.mul(count, bits), 8);
}
