// Unpacked arrays by element type, and the way between them and packed little-endian bytes.

import { isLittleEndianHost } from '../bits.js';
import { packSubByte, unpackSubByte } from '../convert/packed.js';
import { invariant } from '../diagnostics.js';
import { type ElementType, elementBits } from '../element-type.js';
import type { TensorArray } from './tensor.js';

/** Every `TensorArray` but strings. */
export type NumericArray = Exclude<TensorArray, readonly string[]>;

interface ArrayType {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): NumericArray;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): NumericArray;
}

const arrayTypes: Readonly<Record<Exclude<ElementType, 'string'>, ArrayType>> = {
  f64: Float64Array,
  f32: Float32Array,
  f16: Uint16Array,
  bf16: Uint16Array,
  f8e4m3fn: Uint8Array,
  f8e4m3fnuz: Uint8Array,
  f8e5m2: Uint8Array,
  f8e5m2fnuz: Uint8Array,
  f8e8m0: Uint8Array,
  f4e2m1: Uint8Array,
  i64: BigInt64Array,
  i32: Int32Array,
  i16: Int16Array,
  i8: Int8Array,
  i4: Int8Array,
  i2: Int8Array,
  u64: BigUint64Array,
  u32: Uint32Array,
  u16: Uint16Array,
  u8: Uint8Array,
  u4: Uint8Array,
  u2: Uint8Array,
  bool: Uint8Array,
  c64: Float32Array,
  c128: Float64Array,
};

/** Array slots an element takes: two for complex numbers (real, imaginary), else one. */
export function slotsOf(elem: ElementType): number {
  return elem === 'c64' || elem === 'c128' ? 2 : 1;
}

function arrayTypeOf(elem: ElementType): ArrayType {
  invariant(elem !== 'string', 'strings have no packed form');
  return arrayTypes[elem];
}

/** A zeroed unpacked array for `count` elements. */
export function emptyArray(elem: ElementType, count: number): NumericArray {
  return new (arrayTypeOf(elem))(count * slotsOf(elem));
}

/** True when `array` is of the kind `arrayOf` answers for `elem`. */
export function isArrayFor(elem: ElementType, array: TensorArray): boolean {
  return elem === 'string' ? Array.isArray(array) : array instanceof arrayTypeOf(elem);
}

function swapped(bytes: Uint8Array, width: number): Uint8Array {
  const out = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) out[i] = bytes[i - (i % width) + width - 1 - (i % width)] as number;
  return out;
}

/** Packed bytes of an unpacked array: a view of it where the forms agree, else a copy. */
export function packArray(elem: ElementType, array: NumericArray): Uint8Array {
  const bits = elementBits(elem);
  if (bits < 8) {
    invariant(array instanceof Int8Array || array instanceof Uint8Array, `${elem} wants one element a byte`);
    return packSubByte(array, bits);
  }
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return isLittleEndianHost || array.BYTES_PER_ELEMENT === 1 ? bytes : swapped(bytes, array.BYTES_PER_ELEMENT);
}

/**
 * The unpacked array of `count` elements starting at element `start` of packed bytes: a view where alignment and the
 * host's byte order allow it, else a copy. Never write to it.
 */
export function unpackArray(elem: ElementType, packed: Uint8Array, start: number, count: number): NumericArray {
  const bits = elementBits(elem);
  if (bits < 8) {
    const into = emptyArray(elem, count);
    invariant(into instanceof Int8Array || into instanceof Uint8Array, `${elem} wants one element a byte`);
    return unpackSubByte(packed, bits, start, into);
  }
  const type = arrayTypeOf(elem);
  const width = type.BYTES_PER_ELEMENT;
  const [from, length] = [start * (bits / 8), count * (bits / 8)];
  const at = packed.byteOffset + from;
  const bytes = packed.subarray(from, from + length);
  if (width > 1 && !isLittleEndianHost) return new type(swapped(bytes, width).buffer, 0, length / width);
  if (at % width === 0) return new type(packed.buffer, at, length / width);
  // Not `bytes.slice()`: a Node Buffer's slice shares its memory.
  return new type(new Uint8Array(bytes).buffer, 0, length / width);
}
