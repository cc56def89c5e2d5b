// Reading tensors: unpacked ranges of elements and packed ranges of bytes, from any storage.
// Invariant: memory used is that of the range asked for, never that of the whole tensor.

import { encodeElement } from '../convert/element.js';
import { packSubByte } from '../convert/packed.js';
import { InvariantError, invariant } from '../diagnostics.js';
import { elementBits } from '../element-type.js';
import { emptyArray, type NumericArray, packArray, unpackArray } from './arrays.js';
import { convertArray } from './convert-array.js';
import { tensorBytes, tensorSize } from './size.js';
import type { Storage, Tensor } from './tensor.js';

/** Bytes read at a time where a whole tensor is streamed. */
const CHUNK = 1 << 18;

/** A splat's elements, unpacked. */
function splatArray(tensor: Tensor, value: number | bigint | string, count: number): NumericArray {
  const array = emptyArray(tensor.elem, count);
  if (array instanceof BigInt64Array || array instanceof BigUint64Array) {
    invariant(typeof value === 'bigint', `splat of ${tensor.elem} holds a bigint`);
    return array.fill(value);
  }
  invariant(typeof value === 'number', `splat of ${tensor.elem} holds a number`);
  return array.fill(encodeElement(tensor.elem)(value));
}

function offsetOf(storage: Extract<Storage, { readonly source: unknown }>): number {
  return storage.kind === 'source' ? storage.offset : 0;
}

/** Unpacked elements `start … start + count - 1`. May share memory with the tensor: never write to it. Not for strings. */
export function readElements(tensor: Tensor, start: number, count: number): NumericArray {
  invariant(start >= 0 && count >= 0 && start + count <= tensorSize(tensor), 'element range lies in the tensor');
  const { elem, storage } = tensor;
  switch (storage.kind) {
    case 'splat':
      return splatArray(tensor, storage.value, count);
    case 'converted':
      return convertArray(storage.from.elem, elem, readElements(storage.from, start, count), storage.options);
    case 'bytes':
      return unpackArray(elem, storage.bytes, start, count);
    case 'computed':
    case 'source': {
      const bits = elementBits(elem);
      const first = Math.floor((start * bits) / 8);
      const bytes = new Uint8Array(Math.ceil(((start + count) * bits) / 8) - first);
      storage.source.read(offsetOf(storage) + first, bytes);
      return unpackArray(elem, bytes, bits < 8 ? start - (first * 8) / bits : 0, count);
    }
    case 'strings':
      throw new InvariantError('strings are read with arrayOf');
  }
}

/** Clears the unused high bits of a sub-byte tensor's last byte, when the range holds it. */
function clearPadding(tensor: Tensor, byteOffset: number, into: Uint8Array): void {
  const used = (tensorSize(tensor) * elementBits(tensor.elem)) % 8;
  const last = tensorBytes(tensor) - 1 - byteOffset;
  if (used !== 0 && last >= 0 && last < into.length) into[last] = (into[last] as number) & ((1 << used) - 1);
}

/** Copies `into.length` packed bytes starting at `byteOffset` (in the tensor's packed form). Not for strings. */
export function readTensorBytes(tensor: Tensor, byteOffset: number, into: Uint8Array): void {
  invariant(byteOffset >= 0 && byteOffset + into.length <= tensorBytes(tensor), 'byte range lies in the tensor');
  const { elem, storage } = tensor;
  if (into.length === 0) return;
  switch (storage.kind) {
    case 'bytes':
      into.set(storage.bytes.subarray(byteOffset, byteOffset + into.length));
      break;
    case 'computed':
    case 'source':
      storage.source.read(offsetOf(storage) + byteOffset, into);
      break;
    case 'splat':
      fillSplat(tensor, storage.value, byteOffset, into);
      break;
    case 'converted':
      readConverted(tensor, byteOffset, into);
      break;
    case 'strings':
      invariant(false, `${elem} tensors have no packed bytes`);
  }
  clearPadding(tensor, byteOffset, into);
}

function fillSplat(tensor: Tensor, value: number | bigint | string, byteOffset: number, into: Uint8Array): void {
  const bits = elementBits(tensor.elem);
  const array = splatArray(tensor, value, Math.max(1, 8 / bits));
  const sub = bits < 8 && (array instanceof Int8Array || array instanceof Uint8Array);
  const pattern = sub ? packSubByte(array, bits) : packArray(tensor.elem, array);
  if (pattern.every((byte) => byte === pattern[0])) {
    into.fill(pattern[0] as number);
    return;
  }
  const width = pattern.length;
  const head = Math.min(into.length, width);
  for (let i = 0; i < head; i++) into[i] = pattern[(byteOffset + i) % width] as number;
  for (let done = head; done < into.length; done *= 2) into.copyWithin(done, 0, Math.min(done, into.length - done));
}

function readConverted(tensor: Tensor, byteOffset: number, into: Uint8Array): void {
  const bits = elementBits(tensor.elem);
  const perByte = 8 / bits;
  const step = (CHUNK >> 3) << 3;
  for (let done = 0; done < into.length; done += step) {
    const from = byteOffset + done;
    const to = Math.min(byteOffset + into.length, from + step);
    // Whole elements that cover the bytes from..to; in sub-byte types whole bytes of elements.
    const first = bits < 8 ? from * perByte : Math.floor(from * perByte);
    const last = Math.min(tensorSize(tensor), Math.ceil(to * perByte));
    const packed = packArray(tensor.elem, readElements(tensor, first, last - first));
    const skip = from - (first * bits) / 8;
    into.set(packed.subarray(skip, skip + to - from), done);
  }
}

/** The packed bytes in runs of at most `chunkBytes`. A run is valid until the next is asked for. */
export function* tensorChunks(tensor: Tensor, chunkBytes: number = CHUNK): Iterable<Uint8Array> {
  const total = tensorBytes(tensor);
  const { storage } = tensor;
  const buffer = storage.kind === 'bytes' ? undefined : new Uint8Array(Math.min(total, chunkBytes));
  for (let offset = 0; offset < total; offset += chunkBytes) {
    const length = Math.min(chunkBytes, total - offset);
    if (storage.kind === 'bytes' && elementBits(tensor.elem) >= 8) {
      yield storage.bytes.subarray(offset, offset + length);
      continue;
    }
    const run = buffer ? buffer.subarray(0, length) : new Uint8Array(length);
    readTensorBytes(tensor, offset, run);
    yield run;
  }
}
