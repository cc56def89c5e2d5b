// References from text to bytes in files: `blob("weights.bin", 128, 64, "sha256:0b77e1aa9f2c41d0")`.
// Invariant: file names are relative and stay below the folder of the text.

import { type Tensor, tensorBytes, tensorDigest } from '@afterglow/core';

/** Where a constant's bytes lie. `digest` is the start (16 digits) of the SHA-256 of those bytes in hex. */
export interface BlobRef {
  readonly file: string;
  readonly offset: number;
  readonly bytes: number;
  readonly digest: string;
}

/** Hex digits of a digest that a text shows. */
export const DIGEST_DIGITS = 16;

/** The reference of a tensor that is a view of a file, or undefined for one in memory. */
export function blobRefOf(tensor: Tensor): BlobRef | undefined {
  const { storage } = tensor;
  if (storage.kind !== 'source') return undefined;
  return {
    file: storage.source.name,
    offset: storage.offset,
    bytes: tensorBytes(tensor),
    digest: tensorDigest(tensor).slice(0, DIGEST_DIGITS),
  };
}

export function printBlobRef(ref: BlobRef): string {
  const digest = `sha256:${ref.digest.slice(0, DIGEST_DIGITS)}`;
  return `blob(${JSON.stringify(ref.file)}, ${ref.offset}, ${ref.bytes}, ${JSON.stringify(digest)})`;
}

/** True for a file name that stays inside the folder it is resolved in, on any platform. */
export function isContainedPath(file: string): boolean {
  if (file === '' || file.includes('\0') || file.includes('\\') || file.startsWith('/') || /^[A-Za-z]:/.test(file)) {
    return false;
  }
  return file.split('/').every((part) => part !== '..' && part !== '');
}
