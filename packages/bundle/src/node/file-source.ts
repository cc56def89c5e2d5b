// Files as byte sources, for the platform side. Reads are positioned, so a file of any size costs no memory.

import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { ByteSource } from '@afterglow/core';

/** An open file; `close` it when done. */
export interface FileSource extends ByteSource {
  close(): void;
}

const HASH_CHUNK = 4 * 1024 * 1024;

/** Opens `path`; throws the system's error when it is missing or not a regular file. `name` is for messages and text. */
export function fileSource(path: string, name: string): FileSource {
  // Without blocking: opening a named pipe would wait for somebody to write to it.
  const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  const stat = fstatSync(fd);
  if (!stat.isFile()) {
    closeSync(fd);
    throw Object.assign(new Error(`${name} is not a regular file`), {
      code: 'ENOTFILE',
    });
  }
  const size = stat.size;
  function read(offset: number, into: Uint8Array): void {
    if (offset < 0 || offset + into.length > size) {
      throw new RangeError(`read of ${into.length} bytes at ${offset} leaves ${name} (${size} bytes)`);
    }
    for (let done = 0; done < into.length; ) {
      const got = readSync(fd, into, done, into.length - done, offset + done);
      if (got === 0) throw new RangeError(`${name} became shorter while it was read`);
      done += got;
    }
  }
  return {
    name,
    size,
    read,
    sha256(offset, length) {
      const hash = createHash('sha256');
      const chunk = new Uint8Array(Math.min(HASH_CHUNK, length));
      for (let at = 0; at < length; at += chunk.length) {
        const piece = chunk.subarray(0, Math.min(chunk.length, length - at));
        read(offset + at, piece);
        hash.update(piece);
      }
      return hash.digest('hex');
    },
    close: () => closeSync(fd),
  };
}
