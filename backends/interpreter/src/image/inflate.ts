// Decompression that stops at the size that is expected: a few bytes of a hostile file can stand for gigabytes.

import { inflateSync } from 'node:zlib';

/** zlib data of at most `most` bytes; undefined when damaged or larger. */
export function inflate(data: Uint8Array, most: number): Uint8Array | undefined {
  try {
    return inflateSync(data, { maxOutputLength: Math.max(1, most) });
  } catch {
    return undefined;
  }
}
