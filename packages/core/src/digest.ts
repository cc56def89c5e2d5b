// SHA-256 of byte runs as lower-case hex, incremental, on portable code.

import { sha256 } from '@noble/hashes/sha2.js';

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** An incremental digest: `update` any number of times, then `hex` once. */
export class Sha256 {
  readonly #state = sha256.create();

  update(bytes: Uint8Array): this {
    this.#state.update(bytes);
    return this;
  }

  /** The digest; ends the use of this object. */
  hex(): string {
    return toHex(this.#state.digest());
  }
}

export function sha256Hex(chunks: Iterable<Uint8Array>): string {
  const digest = new Sha256();
  for (const chunk of chunks) digest.update(chunk);
  return digest.hex();
}
