// The numbers of a tensor in the forms that kernels and folds want: unpacked arrays, doubles, integers, one scalar.

import { invariant } from '../diagnostics.js';
import { ELEMENT_TYPES, isInteger } from '../element-type.js';
import { convertArray } from './convert-array.js';
import { readElements } from './read.js';
import { tensorSize } from './size.js';
import type { Tensor, TensorArray } from './tensor.js';

/**
 * All elements, unpacked: f64 `Float64Array`, f32 `Float32Array`, f16 and bf16 `Uint16Array` of bit patterns, float8 and
 * f4 `Uint8Array` of bit patterns (one a byte), i64 `BigInt64Array`, u64 `BigUint64Array`, i32/i16/i8 and u32/u16/u8 their
 * arrays, i4/i2 `Int8Array`, u4/u2/bool `Uint8Array`, complex as pairs, strings as strings.
 * May share memory with the tensor: never write to it.
 */
export function arrayOf(tensor: Tensor): TensorArray {
  const { storage } = tensor;
  if (storage.kind === 'strings') return storage.values;
  if (tensor.elem === 'string') {
    invariant(storage.kind === 'splat', 'strings are stored as strings');
    return new Array<string>(tensorSize(tensor)).fill(String(storage.value));
  }
  return readElements(tensor, 0, tensorSize(tensor));
}

/** All elements as doubles, a fresh or shared array: never write to it. 64-bit integers are rounded. Not strings or complex. */
export function numbersOf(tensor: Tensor): Float64Array {
  const array = convertArray(tensor.elem, 'f64', readElements(tensor, 0, tensorSize(tensor)));
  invariant(array instanceof Float64Array, 'f64 unpacks to a Float64Array');
  return array;
}

/** All elements as exact integers, or undefined when the type is not an integer or bool one. */
export function integersOf(tensor: Tensor): bigint[] | undefined {
  if (!isInteger(tensor.elem) && tensor.elem !== 'bool') return undefined;
  const array = readElements(tensor, 0, tensorSize(tensor));
  return array instanceof BigInt64Array || array instanceof BigUint64Array ? [...array] : Array.from(array, BigInt);
}

/** The only element's value (bigint for 64-bit integers), or undefined when there is not exactly one, or it is complex. */
export function scalarOf(tensor: Tensor): number | bigint | string | undefined {
  if (tensorSize(tensor) !== 1 || ELEMENT_TYPES[tensor.elem].class === 'complex') return undefined;
  if (tensor.storage.kind === 'splat') return tensor.storage.value;
  if (tensor.storage.kind === 'strings') return tensor.storage.values[0];
  return tensor.elem === 'i64' || tensor.elem === 'u64' ? readElements(tensor, 0, 1)[0] : numbersOf(tensor)[0];
}
