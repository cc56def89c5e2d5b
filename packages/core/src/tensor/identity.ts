// Whether two tensors are the same, and the digest a tensor is known by. Both stream.

import { sha256Hex } from '../digest.js';
import { elementBits } from '../element-type.js';
import { utf8Bytes } from '../utf8.js';
import { readTensorBytes, tensorChunks } from './read.js';
import { tensorBytes } from './size.js';
import type { Tensor } from './tensor.js';
import { arrayOf } from './values.js';

const digests = new WeakMap<Tensor['storage'], Map<string, string>>();

function* stringChunks(values: readonly string[]): Iterable<Uint8Array> {
  for (const value of values) {
    const text = utf8Bytes(value);
    const length = new Uint8Array(8);
    new DataView(length.buffer).setBigUint64(0, BigInt(text.length), true);
    yield length;
    yield text;
  }
}

function compute(tensor: Tensor): string {
  const { storage } = tensor;
  if (tensor.elem === 'string') return sha256Hex(stringChunks(arrayOf(tensor) as readonly string[]));
  if (storage.kind === 'source' && storage.source.sha256 && elementBits(tensor.elem) >= 8) {
    return storage.source.sha256(storage.offset, tensorBytes(tensor));
  }
  return sha256Hex(tensorChunks(tensor));
}

/**
 * SHA-256 (hex) of the packed bytes; of strings, each one's UTF-8 after its length as a little-endian u64. Neither shape nor
 * type takes part. Computed once for each storage.
 */
export function tensorDigest(tensor: Tensor): string {
  const key = `${tensor.elem} ${tensor.shape.reduce((a, b) => a * b, 1)}`;
  const known = digests.get(tensor.storage) ?? new Map<string, string>();
  const digest = known.get(key) ?? compute(tensor);
  known.set(key, digest);
  digests.set(tensor.storage, known);
  return digest;
}

/** True when element type, shape and every bit agree (so NaN equals the same NaN, and 0 is not -0). */
export function tensorsEqual(a: Tensor, b: Tensor): boolean {
  if (a.elem !== b.elem || a.shape.length !== b.shape.length || a.shape.some((d, i) => d !== b.shape[i])) return false;
  const [p, q] = [a.storage, b.storage];
  if (p === q) return true;
  if (a.elem === 'string') {
    const [left, right] = [arrayOf(a), arrayOf(b)];
    return left.length === right.length && Array.prototype.every.call(left, (x, i) => x === right[i]);
  }
  if (p.kind === 'splat' && q.kind === 'splat' && Object.is(p.value, q.value)) return true;
  if (p.kind === 'source' && q.kind === 'source' && p.source === q.source && p.offset === q.offset) return true;
  const other = new Uint8Array(Math.min(tensorBytes(b), 1 << 18));
  let offset = 0;
  for (const run of tensorChunks(a, 1 << 18)) {
    const same = other.subarray(0, run.length);
    readTensorBytes(b, offset, same);
    for (let i = 0; i < run.length; i++) if (run[i] !== same[i]) return false;
    offset += run.length;
  }
  return true;
}
