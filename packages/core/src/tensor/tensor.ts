// Tensors: element type, static shape, and a storage that is read only when somebody needs the numbers.
// A weight on disk is a view of its file; a constant fill is one value; a converted weight converts while it is read.
// Invariant: a tensor never changes after it is made.

import type { ByteSource } from '../byte-source.js';
import type { EncodeOptions } from '../convert/float-format.js';
import type { ElementType } from '../element-type.js';

/** Unpacked numbers of a tensor, by element type: see `arrayOf`. Sub-byte and 8-bit types hold one element a byte. */
export type TensorArray =
  | Float64Array
  | Float32Array
  | BigInt64Array
  | BigUint64Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | readonly string[];

/** Where a tensor's bytes come from. Packed little-endian, row-major, sub-byte types first element in the low bits. */
export type Storage =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'source';
      readonly source: ByteSource;
      readonly offset: number;
    }
  /** Bytes that are made while they are read, such as rows of a table in another encoding. No text refers to them by a name. */
  | { readonly kind: 'computed'; readonly source: ByteSource }
  | { readonly kind: 'splat'; readonly value: number | bigint | string }
  | { readonly kind: 'strings'; readonly values: readonly string[] }
  /** Element-wise conversion of a tensor of the same element count, done chunk by chunk as it is read. */
  | {
      readonly kind: 'converted';
      readonly from: Tensor;
      readonly options?: EncodeOptions;
    };

/** A tensor with a static shape. `shape` in elements; scalars have shape `[]`. */
export interface Tensor {
  readonly elem: ElementType;
  readonly shape: readonly number[];
  readonly storage: Storage;
}
