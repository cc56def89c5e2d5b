// Bytes behind an interface: the compiler core reads files only through this, so it also runs where there is no file
// system. Reads are synchronous and by offset; nothing is loaded that nobody asked for.

/** A read-only run of bytes, such as an open file. */
export interface ByteSource {
  /** Name for text forms and diagnostics, relative to the model's folder (`model.onnx`, `weights.bin`). */
  readonly name: string;
  /** Length in bytes. */
  readonly size: number;
  /** Copies `into.length` bytes starting at `offset`. Throws if the range leaves the source. */
  read(offset: number, into: Uint8Array): void;
  /** SHA-256 of a range as lower-case hex, where the platform computes it faster than portable code. */
  sha256?(offset: number, length: number): string;
}

/** A byte source over memory. `read` copies; use `bytes` itself where no copy is needed. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    size: bytes.length,
    read(offset, into) {
      if (!(offset >= 0 && offset + into.length <= bytes.length)) {
        throw new RangeError(`read of ${into.length} bytes at ${offset} leaves ${name} (${bytes.length} bytes)`);
      }
      into.set(bytes.subarray(offset, offset + into.length));
    },
  };
}
