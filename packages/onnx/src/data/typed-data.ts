// Numbers from the typed fields of a TensorProto, decoded chunk by chunk into packed little-endian bytes: no boxed
// integers, no arrays of numbers, whatever the size.

import { type ByteSource, ELEMENT_TYPES, type ElementType, elementBits } from '@afterglow/core';
import type { DataRun, TypedField } from '../model/proto.js';

const CHUNK_BYTES = 1 << 16;

/** Field number and wire form of each typed field. */
const FORMS: Readonly<Record<TypedField, { readonly number: number; readonly fixed: 0 | 4 | 8 }>> = {
  floatData: { number: 4, fixed: 4 },
  int32Data: { number: 5, fixed: 0 },
  int64Data: { number: 7, fixed: 0 },
  doubleData: { number: 10, fixed: 8 },
  uint64Data: { number: 11, fixed: 0 },
};

/** The typed field that carries an element type, or undefined for strings. */
export function typedFieldOf(elem: ElementType): TypedField | undefined {
  if (elem === 'f32' || elem === 'c64') return 'floatData';
  if (elem === 'f64' || elem === 'c128') return 'doubleData';
  if (elem === 'i64') return 'int64Data';
  if (elem === 'u64' || elem === 'u32') return 'uint64Data';
  return elem === 'string' ? undefined : 'int32Data';
}

export type Decoded = { readonly bytes: Uint8Array } | { readonly problem: string };

/**
 * The packed bytes of a tensor of `size` bytes. The caller has not checked the amount of data: the size is allocated
 * only after the runs were found long enough to hold it.
 */
export function decodeTyped(
  source: ByteSource,
  field: TypedField,
  runs: readonly DataRun[],
  elem: ElementType,
  size: number,
): Decoded {
  const { fixed, number } = FORMS[field];
  return fixed === 0 ? decodeVarints(source, runs, elem, size) : decodeFixed(source, runs, fixed, number, size);
}

function decodeFixed(
  source: ByteSource,
  runs: readonly DataRun[],
  width: 4 | 8,
  number: number,
  size: number,
): Decoded {
  const tag = (number << 3) | (width === 4 ? 5 : 1);
  let total = 0;
  for (const run of runs) {
    const stride = run.packed ? width : width + 1;
    if (run.length % stride !== 0) return { problem: `a run of ${run.length} bytes is not a whole number of elements` };
    total += (run.length / stride) * width;
  }
  if (total !== size) return { problem: amount(total / width, size / width) };
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const run of runs) {
    if (run.packed) {
      source.read(run.offset, bytes.subarray(at, at + run.length));
      at += run.length;
      continue;
    }
    const encoded = new Uint8Array(run.length);
    source.read(run.offset, encoded);
    for (let i = 0; i < encoded.length; i += width + 1) {
      if (encoded[i] !== tag) return { problem: 'an element has an unusual tag' };
      bytes.set(encoded.subarray(i + 1, i + 1 + width), at);
      at += width;
    }
  }
  return { bytes };
}

function decodeVarints(source: ByteSource, runs: readonly DataRun[], elem: ElementType, size: number): Decoded {
  const bits = elementBits(elem);
  const width = bits < 8 ? 1 : bits / 8;
  const want = size / width;
  // Every varint takes at least one byte, so a claim beyond the bytes there are is refused before allocation.
  const available = runs.reduce((sum, run) => sum + run.length, 0);
  if (want > available) return { problem: `${available} bytes cannot hold ${want} numbers` };
  const writer = new PackedWriter(elem, width, want);
  const chunk = new Uint8Array(CHUNK_BYTES);
  for (const run of runs) {
    let [lo, hi, shift] = [0, 0, 0];
    // In an unpacked run every other varint is a tag.
    let isTag = !run.packed;
    for (let done = 0; done < run.length; ) {
      const part = chunk.subarray(0, Math.min(chunk.length, run.length - done));
      source.read(run.offset + done, part);
      done += part.length;
      for (const byte of part) {
        const payload = byte & 127;
        if (shift < 28) lo |= payload << shift;
        else if (shift === 28) {
          lo |= payload << 28;
          hi |= payload >> 4;
        } else if (shift < 70) hi |= payload << (shift - 32);
        else return { problem: 'an integer of more than ten bytes' };
        shift += 7;
        if (byte >= 128) continue;
        if (isTag) isTag = false;
        else {
          if (!writer.write(lo, hi)) return { problem: writer.problem };
          isTag = !run.packed;
        }
        lo = 0;
        hi = 0;
        shift = 0;
      }
    }
    if (shift !== 0) return { problem: 'the last integer is cut short' };
  }
  if (writer.count !== want) return { problem: amount(writer.count, want) };
  return { bytes: writer.bytes };
}

function amount(has: number, needs: number): string {
  return `it holds ${has} numbers, the type needs ${needs}`;
}

/** Writes 64-bit integers as elements of one type, refusing those that do not fit. */
class PackedWriter {
  readonly bytes: Uint8Array;
  count = 0;
  problem = '';
  readonly #view: DataView;
  readonly #width: number;
  readonly #want: number;
  readonly #lo: number;
  readonly #hi: number;
  readonly #elem: ElementType;

  constructor(elem: ElementType, width: number, want: number) {
    this.bytes = new Uint8Array(want * width);
    this.#view = new DataView(this.bytes.buffer);
    this.#width = width;
    this.#want = want;
    this.#elem = elem;
    const kind = ELEMENT_TYPES[elem].class;
    // Signed types accept their bit pattern as an unsigned number too: writers differ.
    this.#lo = kind === 'signed' || elementBits(elem) < 8 ? -(2 ** (width * 8 - 1)) : 0;
    this.#hi = elem === 'bool' ? 1 : 2 ** (width * 8) - 1;
  }

  write(lo: number, hi: number): boolean {
    if (this.count >= this.#want) {
      this.problem = `it holds more than ${this.#want} numbers`;
      return false;
    }
    const at = this.count++ * this.#width;
    if (this.#width === 8) {
      this.#view.setUint32(at, lo, true);
      this.#view.setUint32(at + 4, hi, true);
      return true;
    }
    const value = hi === 0 ? lo >>> 0 : (hi | 0) === -1 && lo < 0 ? lo : Number.NaN;
    if (!(value >= this.#lo && value <= this.#hi)) {
      const shown = (BigInt(hi | 0) << 32n) | BigInt(lo >>> 0);
      this.problem = `element ${this.count - 1} is ${shown}, which is not a value of ${this.#elem}`;
      return false;
    }
    if (this.#width === 4) this.#view.setInt32(at, value, true);
    else if (this.#width === 2) this.#view.setInt16(at, value, true);
    else this.#view.setInt8(at, value);
    return true;
  }
}
