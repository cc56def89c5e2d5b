// Making tensors: from packed bytes, unpacked arrays, numbers, one repeated value, a byte source, strings.
// Sizes must fit; callers that read foreign data check with `checkedBytes` first and report, here a misfit is our bug.

import type { ByteSource } from '../byte-source.js';
import { encodeElement, roundTo, toBigInt } from '../convert/element.js';
import { invariant } from '../diagnostics.js';
import { ELEMENT_TYPES, type ElementType } from '../element-type.js';
import { emptyArray, isArrayFor, packArray, slotsOf } from './arrays.js';
import { bigToRoundable, convertArray } from './convert-array.js';
import { checkedBytes, checkedSize } from './size.js';
import type { Tensor, TensorArray } from './tensor.js';

function sizeOf(shape: readonly number[]): number {
  const size = checkedSize(shape);
  invariant(size !== undefined, `[${shape}] is not a shape`);
  return size;
}

function bytesOf(elem: ElementType, shape: readonly number[]): number {
  const bytes = checkedBytes(elem, shape);
  invariant(bytes !== undefined, `${elem}[${shape}] is not a type of a tensor`);
  invariant(elem !== 'string', 'strings have no packed form');
  return bytes;
}

/** A tensor over packed little-endian bytes, which it keeps without copying: do not write to them afterwards. */
export function tensorFromBytes(elem: ElementType, shape: readonly number[], bytes: Uint8Array): Tensor {
  const want = bytesOf(elem, shape);
  invariant(bytes.length === want, `${elem}[${shape}] takes ${want} bytes, not ${bytes.length}`);
  return { elem, shape: [...shape], storage: { kind: 'bytes', bytes } };
}

/** A tensor over an unpacked array of the kind `arrayOf` answers, kept without copying where the layout allows. */
export function tensorFromArray(elem: ElementType, shape: readonly number[], array: TensorArray): Tensor {
  invariant(isArrayFor(elem, array), `${elem} does not take a ${array.constructor.name}`);
  const want = sizeOf(shape) * slotsOf(elem);
  invariant(array.length === want, `${elem}[${shape}] takes ${want} numbers, not ${array.length}`);
  if (!ArrayBuffer.isView(array)) return stringTensor(shape, array);
  return {
    elem,
    shape: [...shape],
    storage: { kind: 'bytes', bytes: packArray(elem, array) },
  };
}

/** A tensor of numbers, each rounded to `elem`: floats to nearest even, integers truncate and wrap, bool is `x != 0`. */
export function tensorFromNumbers(elem: ElementType, shape: readonly number[], values: ArrayLike<number>): Tensor {
  if (elem === 'i64' || elem === 'u64') {
    return tensorFromArray(elem, shape, convertArray('f64', elem, Float64Array.from(values)));
  }
  const array = emptyArray(elem, ELEMENT_TYPES[elem].class === 'complex' ? values.length / 2 : values.length);
  invariant(!(array instanceof BigInt64Array || array instanceof BigUint64Array), '64-bit integers were handled above');
  const encode = ELEMENT_TYPES[elem].class === 'complex' ? (x: number) => x : encodeElement(elem);
  for (let i = 0; i < values.length; i++) array[i] = encode(values[i] as number);
  return tensorFromArray(elem, shape, array);
}

/** A tensor filled with one value, rounded to `elem`; costs nothing whatever its shape. Not for complex numbers. */
export function splatTensor(elem: ElementType, shape: readonly number[], value: number | bigint | string): Tensor {
  sizeOf(shape);
  return {
    elem,
    shape: [...shape],
    storage: { kind: 'splat', value: splatValue(elem, value) },
  };
}

/** The canonical value of a splat: bigint for 64-bit integers, string for strings, else a number that `elem` holds. */
export function splatValue(elem: ElementType, value: number | bigint | string): number | bigint | string {
  if (elem === 'string' || typeof value === 'string') {
    invariant(elem === 'string' && typeof value === 'string', `a splat of ${elem} is not ${typeof value}`);
    return value;
  }
  const row = ELEMENT_TYPES[elem];
  invariant(row.class !== 'complex', 'complex splats are not representable');
  if (row.class === 'signed' || row.class === 'unsigned') {
    const integer = typeof value === 'bigint' ? value : toBigInt(value);
    const wrapped = row.class === 'signed' ? BigInt.asIntN(row.bits, integer) : BigInt.asUintN(row.bits, integer);
    return row.bits === 64 ? wrapped : Number(wrapped);
  }
  if (typeof value === 'number') return roundTo(elem)(value);
  return elem === 'f64' ? Number(value) : roundTo(elem)(bigToRoundable(value));
}

/** A tensor whose packed bytes lie in `source` at `offset`; nothing is read until somebody asks. */
export function sourceTensor(elem: ElementType, shape: readonly number[], source: ByteSource, offset: number): Tensor {
  const bytes = bytesOf(elem, shape);
  const fits = Number.isSafeInteger(offset) && offset >= 0 && offset + bytes <= source.size;
  invariant(fits, `${elem}[${shape}] at ${offset} leaves ${source.name} (${source.size} bytes)`);
  return {
    elem,
    shape: [...shape],
    storage: { kind: 'source', source, offset },
  };
}

export function stringTensor(shape: readonly number[], values: readonly string[]): Tensor {
  const want = sizeOf(shape);
  invariant(values.length === want, `string[${shape}] takes ${want} strings, not ${values.length}`);
  return {
    elem: 'string',
    shape: [...shape],
    storage: { kind: 'strings', values },
  };
}
