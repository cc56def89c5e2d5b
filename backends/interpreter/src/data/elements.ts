// Typed arrays behind tensors. Arithmetic kernels read floats of every width as doubles and seal their results by one
// rounding; data movement sees opaque words, so that no bit of a NaN or a narrow type changes on the way.

import {
  arrayOf,
  convertArray,
  ELEMENT_TYPES,
  type ElementType,
  type EncodeOptions,
  emptyArray,
  encodeElement,
  isFloat,
  isInteger,
  type Tensor,
  type TensorArray,
  tensorFromArray,
} from '@afterglow/core';
import { interpreterDiagnostics } from '../diagnostics.js';
import { fault } from '../fault.js';
import { checkBudget } from './budget.js';
import { pairsOf, tensorOfPairs } from './complex.js';
import { sizeOf } from './shape.js';

/** A fresh array of a tensor's elements, unpacked as `arrayOf` has them. */
export type Elements = Exclude<TensorArray, readonly string[]> | string[];

/** Elements as things that are only moved. */
export interface Movable {
  readonly length: number;
  [index: number]: unknown;
}

/** Floats as doubles to compute with: f64 and f32 as they are, narrower ones decoded (exactly) to f32. */
export type Floats = Float32Array | Float64Array;

/** Numbers of any type up to 32 bits, or floats. */
export type Numbers = Exclude<Elements, BigInt64Array | BigUint64Array | string[]>;

export type BigElements = BigInt64Array | BigUint64Array;

/** Runs an allocation; running out of memory is a problem of the data. */
export function allocate<T>(what: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) fault(interpreterDiagnostics.tooLarge, { what });
    throw error;
  }
}

/** Zeros (empty strings) in the unpacked form of `elem`. */
export function newElements(elem: ElementType, count: number): Elements {
  if (ELEMENT_TYPES[elem].class === 'complex') {
    fault(interpreterDiagnostics.unsupported, { op: 'tensor', what: `elements of type ${elem}` });
  }
  const what = `${count} elements of ${elem}`;
  checkBudget(count, Math.max(8, ELEMENT_TYPES[elem].bits), what);
  return allocate(what, () =>
    // The emptied array is of the element type's own kind.
    elem === 'string' ? new Array<string>(count).fill('') : (emptyArray(elem, count) as Elements),
  );
}

export function isBig(elem: ElementType): boolean {
  return elem === 'i64' || elem === 'u64';
}

/** The elements of a 64-bit integer tensor. */
export function bigsOf(tensor: Tensor): BigElements {
  return arrayOf(tensor) as BigElements;
}

/** The stored numbers of a tensor that is neither 64-bit integer nor string. */
export function storedOf(tensor: Tensor): Numbers {
  return arrayOf(tensor) as Numbers;
}

/** Values of a float tensor, exact. */
export function floatsOf(tensor: Tensor): Floats {
  const array = arrayOf(tensor);
  if (tensor.elem === 'f32' || tensor.elem === 'f64') return array as Floats;
  return convertArray(tensor.elem, 'f32', array as Numbers) as Float32Array;
}

/** Values of a numeric tensor as doubles; 64-bit integers round. */
export function doublesOf(tensor: Tensor): ArrayLike<number> {
  if (isBig(tensor.elem)) return Float64Array.from(bigsOf(tensor), Number);
  return isFloat(tensor.elem) ? floatsOf(tensor) : storedOf(tensor);
}

/** Where float results are computed: for f32 stores round, for other types a double until `sealFloats`. */
export function newFloats(elem: ElementType, count: number): Floats {
  const what = `${count} elements of ${elem}`;
  checkBudget(count, elem === 'f32' ? 32 : 64, what);
  return allocate(what, () => (elem === 'f32' ? new Float32Array(count) : new Float64Array(count)));
}

const canonicalNan32 = 0x7fc00000;
const canonicalNan64 = 0x7ff8000000000000n;

/** A float tensor from computed values: one rounding to `elem`, nearest even, and one canonical NaN. */
export function sealFloats(elem: ElementType, shape: readonly number[], values: Floats): Tensor {
  if (elem === 'f32' || elem === 'f64') {
    const fits = (elem === 'f32') === values instanceof Float32Array;
    const own = fits ? values : elem === 'f32' ? new Float32Array(values) : new Float64Array(values);
    return tensorFromArray(elem, shape, canonicalNans(own));
  }
  return tensorFromArray(elem, shape, convertArray(values instanceof Float32Array ? 'f32' : 'f64', elem, values));
}

function canonicalNans(values: Floats): Floats {
  let bits32: Uint32Array | undefined;
  let bits64: BigUint64Array | undefined;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) continue;
    if (values instanceof Float32Array) {
      bits32 ??= new Uint32Array(values.buffer, values.byteOffset, values.length);
      bits32[i] = canonicalNan32;
    } else {
      bits64 ??= new BigUint64Array(values.buffer, values.byteOffset, values.length);
      bits64[i] = canonicalNan64;
    }
  }
  return values;
}

export function isByteFloat(elem: ElementType): boolean {
  return isFloat(elem) && ELEMENT_TYPES[elem].bits === 8;
}

/** Numbers of any element type: floats are rounded, integers truncate and wrap. Options matter for 8-bit floats alone. */
export function sealNumbers(
  elem: ElementType,
  shape: readonly number[],
  values: Float64Array,
  options: EncodeOptions = {},
): Tensor {
  const { bits } = ELEMENT_TYPES[elem];
  if (isFloat(elem) && bits >= 16) return sealFloats(elem, shape, values);
  return tensorFromArray(elem, shape, convertArray('f64', elem, values, isByteFloat(elem) ? options : {}));
}

/** Wraps sub-byte integers in place: a typed array's own store already wraps the others. */
export function wrapNarrow(elem: ElementType, stored: Numbers): Numbers {
  const { bits } = ELEMENT_TYPES[elem];
  if (!isInteger(elem) || bits >= 8) return stored;
  const encode = encodeElement(elem);
  for (let i = 0; i < stored.length; i++) stored[i] = encode(stored[i]);
  return stored;
}

/** The elements as words: equal widths share an array type, and no store can change a bit. */
export function wordsOf(elements: TensorArray): Movable {
  // Each typed array is viewed over its own buffer at its own offset and length; string arrays are moved as they are.
  if (elements instanceof Float32Array || elements instanceof Int32Array) {
    return new Uint32Array(elements.buffer, elements.byteOffset, elements.length);
  }
  if (elements instanceof Float64Array || elements instanceof BigInt64Array) {
    return new BigUint64Array(elements.buffer, elements.byteOffset, elements.length);
  }
  if (elements instanceof Int16Array) return new Uint16Array(elements.buffer, elements.byteOffset, elements.length);
  if (elements instanceof Int8Array) return new Uint8Array(elements.buffer, elements.byteOffset, elements.length);
  return elements as unknown as Movable;
}

function isComplex(elem: ElementType): boolean {
  return ELEMENT_TYPES[elem].class === 'complex';
}

/** The elements of a tensor, one entry each, to be moved. */
export function wordsIn(tensor: Tensor): Movable {
  return isComplex(tensor.elem) ? pairsOf(arrayOf(tensor)) : wordsOf(arrayOf(tensor));
}

/** A tensor made by moving elements: `fill` writes words into fresh storage, and may set `elements` that are numbers. */
export function moved(
  elem: ElementType,
  shape: readonly number[],
  fill: (out: Movable, elements: Elements) => void,
): Tensor {
  if (isComplex(elem)) {
    const pairs = Array.from({ length: sizeOf(shape) }, () => [0, 0] as const);
    fill(pairs, []);
    return tensorOfPairs(elem, shape, pairs);
  }
  const elements = newElements(elem, sizeOf(shape));
  fill(wordsOf(elements), elements);
  return tensorFromArray(elem, shape, elements);
}

/** Integers of a tensor as plain numbers, those beyond 2^53 clamped: for sizes, axes and positions. */
export function integersAsNumbers(tensor: Tensor): number[] {
  if (!isBig(tensor.elem)) return Array.from(storedOf(tensor));
  return Array.from(bigsOf(tensor), clampBig);
}

function clampBig(value: bigint): number {
  const limit = BigInt(Number.MAX_SAFE_INTEGER);
  if (value > limit) return Number.MAX_SAFE_INTEGER;
  return value < -limit ? Number.MIN_SAFE_INTEGER : Number(value);
}

/** An i64 tensor from plain integers. */
export function integers(shape: readonly number[], values: readonly number[]): Tensor {
  return tensorFromArray('i64', shape, BigInt64Array.from(values, BigInt));
}
