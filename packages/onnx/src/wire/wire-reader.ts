// A cursor over protobuf bytes of any length: a small window slides over the source, protobufjs' Reader decodes what is in
// the window, payloads are skipped by arithmetic.
// Invariants: no allocation is larger than what is left in the source; after the first fault every read answers an empty
// value and every loop ends, so that one broken byte gives one diagnostic.

import type { ByteSource, DiagnosticSpec, Diagnostics } from '@afterglow/core';
import protobuf from 'protobufjs/minimal.js';
import { wireDiagnostics as codes } from '../diagnostics/wire.js';
import type { ByteRange, DataRun } from '../model/proto.js';
import { decodeUtf8 } from './utf8.js';

const WINDOW_BYTES = 1 << 16;
const MAX_DEPTH = 100;
/** No name, text or attribute string of a real model comes near this; larger ones would only be loaded to be refused. */
const MAX_STRING_BYTES = 1 << 28;

const WIRE_NAMES = ['varint', 'fixed64', 'length-delimited', 'group', 'group', 'fixed32'];
const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5];

const readTag = (reader: protobuf.Reader) => reader.tag();
const readInt32 = (reader: protobuf.Reader) => reader.int32();
const readInt64 = (reader: protobuf.Reader) => reader.int64();
const readUint64 = (reader: protobuf.Reader) => reader.uint64();
const readFloat = (reader: protobuf.Reader) => reader.float();

/** How to read one message: field number → its name, and what to do with it. */
export type Fields<T> = Readonly<Record<number, readonly [name: string, read: (into: T, reader: WireReader) => void]>>;

export class WireReader {
  readonly source: ByteSource;
  readonly diagnostics: Diagnostics;
  /** What was skipped: `Message.field` → how often. */
  readonly ignored = new Map<string, number>();
  failed = false;
  readonly #reader: protobuf.Reader;
  readonly #window: Uint8Array;
  #base = 0;
  #end: number;
  #depth = 0;
  #wire = VARINT;
  #tagAt = 0;
  #place = 'the file';

  constructor(source: ByteSource, diagnostics: Diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
    this.#window = new Uint8Array(Math.min(WINDOW_BYTES, source.size));
    this.#reader = new protobuf.Reader(this.#window);
    this.#reader.len = 0;
    this.#end = source.size;
  }

  get position(): number {
    return this.#base + this.#reader.pos;
  }

  /** Reads the fields of a message that fills the whole source. */
  root<T>(name: string, fields: Fields<T>, into: T): T {
    this.#fields(this.source.size, name, fields, into);
    return into;
  }

  /** Reads the current field as a message. */
  message<T>(name: string, fields: Fields<T>, into: T): T {
    const length = this.#length();
    if (this.failed) return into;
    if (this.#depth >= MAX_DEPTH) {
      this.fail(codes.tooDeep, { message: name, limit: MAX_DEPTH });
      return into;
    }
    this.#fields(this.position + length, name, fields, into);
    return into;
  }

  #fields<T>(end: number, name: string, fields: Fields<T>, into: T): void {
    const outer = this.#end;
    this.#end = end;
    this.#depth++;
    while (!this.failed && this.position < end) {
      this.#place = name;
      this.#tagAt = this.position;
      const tag = this.#decode(readTag, 0);
      if (this.failed) break;
      this.#wire = tag & 7;
      const number = tag >>> 3;
      const field = fields[number];
      this.#place = field ? `${name}.${field[0]}` : `${name} field ${number}`;
      if (number === 0) this.fail(codes.malformed, { what: `field number 0 in ${name}` }, this.#tagAt);
      else if (field) field[1](into, this);
      else this.ignore(`${name} field ${number}`);
    }
    this.#depth--;
    this.#end = outer;
  }

  /** Skips the current field and counts it as not understood. */
  ignore(what: string): void {
    this.ignored.set(what, (this.ignored.get(what) ?? 0) + 1);
    this.skip();
  }

  skip(): void {
    if (this.#wire === VARINT) this.#decode(readInt64, undefined);
    else if (this.#wire === FIXED64) this.#advance(8);
    else if (this.#wire === FIXED32) this.#advance(4);
    else this.range();
  }

  /** Payload of the current length-delimited field, left where it is. */
  range(): ByteRange {
    const length = this.#length();
    const offset = this.position;
    if (!this.failed) this.#seek(offset + length);
    return { offset, length };
  }

  bytes(): Uint8Array {
    const { offset, length } = this.range();
    if (this.failed) return new Uint8Array();
    if (length > MAX_STRING_BYTES) {
      this.fail(codes.malformed, { what: `${this.#place} is a text of ${length} bytes` }, offset);
      return new Uint8Array();
    }
    const bytes = new Uint8Array(length);
    this.source.read(offset, bytes);
    return bytes;
  }

  string(): string {
    const length = this.#length();
    if (this.failed) return '';
    const offset = this.position;
    let bytes: Uint8Array;
    if (length <= this.#window.length) {
      this.#fill(length);
      const at = this.#reader.pos;
      bytes = this.#window.subarray(at, at + length);
      this.#reader.pos = at + length;
    } else {
      if (length > MAX_STRING_BYTES) {
        this.fail(codes.malformed, { what: `${this.#place} is a text of ${length} bytes` }, offset);
        return '';
      }
      bytes = new Uint8Array(length);
      this.source.read(offset, bytes);
      this.#seek(offset + length);
    }
    const text = decodeUtf8(bytes);
    if (text === undefined) this.fail(codes.malformed, { what: `${this.#place} is not UTF-8 text` }, offset);
    return text ?? '';
  }

  int64(): bigint {
    if (!this.#expect(VARINT)) return 0n;
    const long = this.#decode(readInt64, undefined);
    return long === undefined ? 0n : (BigInt(long.high) << 32n) | BigInt(long.low >>> 0);
  }

  int32(): number {
    return this.#expect(VARINT) ? this.#decode(readInt32, 0) : 0;
  }

  float(): number {
    return this.#expect(FIXED32) ? this.#decode(readFloat, 0, 4) : 0;
  }

  /** One element, or a packed run of them, of a repeated int64 field. */
  int64s(into: bigint[]): void {
    this.#repeated(() => into.push(this.int64()), VARINT);
  }

  /** One element, or a packed run of them, of a repeated float field. */
  floats(into: number[]): void {
    this.#repeated(() => into.push(this.float()), FIXED32);
  }

  /**
   * Records where the numbers of a repeated field are, which is packed or made of single elements of wire type `wire`;
   * neighbouring single elements become one run.
   */
  run(into: DataRun[], wire: 0 | 1 | 5): void {
    if (this.#wire === BYTES) {
      into.push({ ...this.range(), packed: true });
      return;
    }
    if (!this.#expect(wire)) return;
    const start = this.#tagAt;
    this.skip();
    const last = into.at(-1);
    const joins = last && !last.packed && last.offset + last.length === start;
    const offset = joins ? last.offset : start;
    if (joins) into.pop();
    into.push({ offset, length: this.position - offset, packed: false });
  }

  /** Reports the first fault and ends all reading. */
  fail<P>(spec: DiagnosticSpec<P>, params: P, offset: number = this.position): void {
    if (this.failed) return;
    this.failed = true;
    this.diagnostics.report(spec, params, { location: { kind: 'bytes', file: this.source.name, offset } });
  }

  #repeated(one: () => void, single: number): void {
    if (this.#wire !== BYTES) {
      one();
      return;
    }
    const length = this.#length();
    const outer = this.#end;
    // Elements of a packed run have no tag of their own.
    this.#wire = single;
    this.#end = this.position + length;
    while (!this.failed && this.position < this.#end) one();
    this.#end = outer;
  }

  /** The length of the current field, checked against the enclosing message and the file. */
  #length(): number {
    if (!this.#expect(BYTES)) return 0;
    const long = this.#decode(readUint64, undefined);
    if (long === undefined) return 0;
    const length = (long.high >>> 0) * 2 ** 32 + (long.low >>> 0);
    const [left, inFile] = [this.#end - this.position, this.source.size - this.position];
    if (length <= left) return length;
    const place = this.#place;
    if (length > inFile) this.fail(codes.truncated, { place, claimed: length, left: inFile }, this.#tagAt);
    else this.fail(codes.overrun, { place, claimed: length, left }, this.#tagAt);
    return 0;
  }

  #expect(wire: number): boolean {
    if (this.failed) return false;
    if (this.#wire === wire) return true;
    const got = WIRE_NAMES[this.#wire] ?? `wire type ${this.#wire}`;
    this.fail(codes.malformed, { what: `${this.#place} is encoded as ${got}, not ${WIRE_NAMES[wire]}` }, this.#tagAt);
    return false;
  }

  #decode<T>(read: (reader: protobuf.Reader) => T, fallback: T, bytes = 10): T {
    if (this.failed) return fallback;
    const start = this.position;
    this.#fill(bytes);
    try {
      const value = read(this.#reader);
      if (this.position <= this.#end) return value;
      this.#short(start);
    } catch (error) {
      // protobufjs throws RangeError at the end of its buffer, and a plain Error for an encoding that is too long.
      if (error instanceof RangeError) this.#short(start);
      else
        this.fail(
          codes.malformed,
          { what: `${this.#place}: ${error instanceof Error ? error.message : error}` },
          start,
        );
    }
    return fallback;
  }

  #short(start: number): void {
    const left = this.#end - start;
    const params = { place: this.#place, claimed: left + 1, left };
    this.fail(this.#end === this.source.size ? codes.truncated : codes.overrun, params, start);
  }

  #advance(bytes: number): void {
    const start = this.position;
    if (start + bytes > this.#end) this.#short(start);
    else this.#seek(start + bytes);
  }

  #seek(offset: number): void {
    const local = offset - this.#base;
    if (local <= this.#reader.len) {
      this.#reader.pos = local;
      return;
    }
    this.#base = offset;
    this.#reader.pos = 0;
    this.#reader.len = 0;
  }

  /** Makes the next `count` bytes, or all that are left, available in the window. */
  #fill(count: number): void {
    const reader = this.#reader;
    if (reader.pos + count <= reader.len) return;
    const at = this.position;
    const length = Math.min(this.#window.length, this.source.size - at);
    if (length <= reader.len - reader.pos) return;
    this.source.read(at, this.#window.subarray(0, length));
    this.#base = at;
    reader.pos = 0;
    reader.len = length;
  }
}
