// Initial values of constants as text: `[1.0, 2.0]`, `splat(0.0)`, `blob(…)`, `convert(f32, blob(…))`.
// Invariant: what is printed reads back to the same bits, NaN payloads and negative zeros included.

import {
  arrayOf,
  decodeElement,
  ELEMENT_TYPES,
  type ElementType,
  encodeElement,
  isFloat,
  packedBytes,
  printFloat,
  readTensorBytes,
  type Tensor,
  tensorBytes,
  tensorDigest,
  tensorSize,
} from '@afterglow/core';
import { type BlobRef, blobRefOf, DIGEST_DIGITS, printBlobRef } from './blob-ref.js';

export interface PrintTensorOptions {
  /** Where a tensor in memory that is too large to print has been or will be written. */
  readonly blob?: ((tensor: Tensor, name: string) => BlobRef) | undefined;
  /** Names the place of a tensor of a constant that the reader of the text knows by other means than a file. */
  readonly elided?: ((tensor: Tensor, name: string) => string) | undefined;
  /** Tensors up to this many elements print their numbers. */
  readonly inlineLimit: number;
}

/** Bit pattern of the NaN that `nan` stands for, in 32 or 64 bits or the type's own width. */
export function canonicalNan(elem: ElementType): bigint {
  if (elem === 'f32') return 0x7fc00000n;
  if (elem === 'f64') return 0x7ff8000000000000n;
  return BigInt(encodeElement(elem)(Number.NaN));
}

function printNan(elem: ElementType, bits: bigint): string {
  return bits === canonicalNan(elem) ? 'nan' : `nan(0x${bits.toString(16)})`;
}

function printFloats(tensor: Tensor): string[] {
  const { elem } = tensor;
  const stored = arrayOf(tensor);
  if (elem === 'f32' || elem === 'f64') {
    const bytes = new Uint8Array(tensorBytes(tensor));
    readTensorBytes(tensor, 0, bytes);
    const view = new DataView(bytes.buffer);
    return Array.from(stored as ArrayLike<number>, (x, i) => {
      if (!Number.isNaN(x)) return printFloat(elem, x);
      return printNan(elem, elem === 'f32' ? BigInt(view.getUint32(i * 4, true)) : view.getBigUint64(i * 8, true));
    });
  }
  const decode = decodeElement(elem);
  return Array.from(stored as ArrayLike<number>, (bits) => {
    const x = decode(bits);
    return Number.isNaN(x) ? printNan(elem, BigInt(bits)) : printFloat(elem, x);
  });
}

/** The elements of a tensor, one text each. Not for complex numbers. */
export function printElements(tensor: Tensor): string[] {
  if (isFloat(tensor.elem)) return printFloats(tensor);
  const array = arrayOf(tensor) as ArrayLike<number | bigint | string>;
  if (tensor.elem === 'bool') return Array.from(array, (x) => (x ? 'true' : 'false'));
  if (tensor.elem === 'string') return Array.from(array, (x) => JSON.stringify(x));
  return Array.from(array, String);
}

function nest(items: readonly string[], shape: readonly number[]): string {
  const [size] = shape;
  if (size === undefined) return items[0] ?? '';
  if (items.length === 0) return '[]';
  let level = items;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const width = shape[axis] ?? 1;
    const next: string[] = [];
    for (let i = 0; i < level.length; i += width) next.push(`[${level.slice(i, i + width).join(', ')}]`);
    level = next;
  }
  return level[0] ?? '[]';
}

function hexBytes(tensor: Tensor): string {
  const bytes = new Uint8Array(tensorBytes(tensor));
  readTensorBytes(tensor, 0, bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Text of one value of a splat, or undefined where the text could not say it exactly. */
function printSplat(tensor: Tensor, value: number | bigint | string): string {
  const [one] = printElements({ elem: tensor.elem, shape: [1], storage: { kind: 'splat', value } });
  return `splat(${one ?? ''})`;
}

function printConverted(tensor: Tensor, name: string, options: PrintTensorOptions): string | undefined {
  if (tensor.storage.kind !== 'converted') return undefined;
  const { from, options: rounding } = tensor.storage;
  if (from.storage.kind === 'bytes' && !options.blob && !options.elided) return undefined;
  const extra = [
    ...(rounding?.saturate === undefined ? [] : [`saturate = ${rounding.saturate}`]),
    ...(rounding?.round === undefined ? [] : [`round = ${rounding.round}`]),
  ];
  return `convert(${[from.elem, printTensor(from, name, options), ...extra].join(', ')})`;
}

/** The value of constant `name` as text. A tensor that can be neither shown nor referred to prints as `elided(digest)`. */
export function printTensor(tensor: Tensor, name: string, options: PrintTensorOptions): string {
  const { elem, shape, storage } = tensor;
  const size = tensorSize(tensor);
  if (storage.kind === 'splat' && shape.length > 0) return printSplat(tensor, storage.value);
  if (elem === 'string') return nest(printElements(tensor), shape);
  const small = size <= options.inlineLimit;
  if (small && ELEMENT_TYPES[elem].class === 'complex') return `hex("${hexBytes(tensor)}")`;
  if (small) return nest(printElements(tensor), shape);
  const converted = printConverted(tensor, name, options);
  if (converted !== undefined) return converted;
  if (options.elided) return `elided(${packedBytes(elem, size)}, ${JSON.stringify(options.elided(tensor, name))})`;
  const ref = options.blob?.(tensor, name) ?? blobRefOf(tensor);
  if (ref) return printBlobRef(ref);
  return `elided(${packedBytes(elem, size)}, "sha256:${tensorDigest(tensor).slice(0, DIGEST_DIGITS)}")`;
}
