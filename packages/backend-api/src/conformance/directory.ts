// A folder as conformance discovery sees it, so that it runs without a file system too.

import type { ByteSource } from '@afterglow/core';

export interface Directory {
  /** Name of the folder itself, where it is known. */
  readonly name?: string;
  /** Names of the files and folders inside, in any order. */
  list(): { readonly files: readonly string[]; readonly folders: readonly string[] };
  /** A folder inside. */
  folder(name: string): Directory;
  /** Opens a file inside, by a path relative to this folder; undefined where there is none. */
  open(name: string): ByteSource | undefined;
}

/** The whole content of a file. */
export function readAll(source: ByteSource): Uint8Array {
  const bytes = new Uint8Array(source.size);
  source.read(0, bytes);
  return bytes;
}
