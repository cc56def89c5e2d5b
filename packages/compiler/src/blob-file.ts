// One file of weights beside `.gir` text: collects tensors as the text is printed, each stored once, aligned.

import { type Tensor, tensorBytes, tensorChunks, tensorDigest } from '@afterglow/core';

const ALIGNMENT = 64;

interface Entry {
  readonly tensor: Tensor;
  readonly padding: number;
}

/** Bytes yet to be written, and where each tensor lies in the whole file. */
export class BlobFile {
  readonly name: string;
  readonly #offsets = new Map<string, number>();
  #waiting: Entry[] = [];
  #size = 0;

  constructor(name: string) {
    this.name = name;
  }

  /** Reference to a tensor's bytes in this file, for `printModule`. */
  readonly ref = (tensor: Tensor): { file: string; offset: number; bytes: number; digest: string } => {
    const [digest, bytes] = [tensorDigest(tensor), tensorBytes(tensor)];
    let offset = this.#offsets.get(digest);
    if (offset === undefined) {
      const padding = (ALIGNMENT - (this.#size % ALIGNMENT)) % ALIGNMENT;
      offset = this.#size + padding;
      this.#offsets.set(digest, offset);
      this.#waiting.push({ tensor, padding });
      this.#size = offset + bytes;
    }
    return { file: this.name, offset, bytes, digest };
  };

  /** What came since the last call, in pieces; the file grows by exactly these bytes. */
  *drain(): Generator<Uint8Array> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { tensor, padding } of waiting) {
      if (padding > 0) yield new Uint8Array(padding);
      yield* tensorChunks(tensor);
    }
  }
}
