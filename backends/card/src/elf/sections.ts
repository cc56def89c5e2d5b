// The plain ELF side of reading: headers, section table, bytes of a section. Every range is checked against the file first.

import type { ByteSource } from '@afterglow/core';
import * as elf from './format.js';
import { fail } from './json-shape.js';

export interface ReadSection {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
}

/** Largest table (JSON, code, names) that is read into memory at once. */
const LARGEST_TABLE = 2 ** 28;

function readBytes(source: ByteSource, offset: number, size: number, what: string): Uint8Array {
  if (size > LARGEST_TABLE) fail(`${what} is ${size} bytes long`);
  if (offset + size > source.size) fail(`${what} leaves the file (${source.size} bytes)`);
  const bytes = new Uint8Array(size);
  source.read(offset, bytes);
  return bytes;
}

function number64(view: DataView, at: number, what: string): number {
  const value = view.getBigUint64(at, true);
  return value < 2n ** 53n ? Number(value) : fail(`${what} is out of range`);
}

export function sectionBytes(source: ByteSource, section: ReadSection): Uint8Array {
  return readBytes(source, section.offset, section.size, `section ${section.name}`);
}

export function sectionText(source: ByteSource, section: ReadSection): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(sectionBytes(source, section));
  } catch (error) {
    if (error instanceof TypeError) return fail(`section ${section.name} is not UTF-8`);
    throw error;
  }
}

/** Section table of an ELF file of our kind. */
export function readSections(source: ByteSource): ReadSection[] {
  if (source.size < elf.EHDR_BYTES) fail('it is too short for an ELF header');
  const head = readBytes(source, 0, elf.EHDR_BYTES, 'the ELF header');
  const view = new DataView(head.buffer);
  if (view.getUint32(0, false) !== 0x7f454c46) fail('it does not start like an ELF file');
  if (head[4] !== 2 || head[5] !== 1 || head[6] !== 1) fail('it is not a 64-bit little-endian ELF file');
  if (view.getUint16(16, true) !== elf.ET_EXEC) fail('it is not an executable');
  if (view.getUint16(18, true) !== elf.EM_NONE) fail('it is for another machine');
  if (view.getUint16(58, true) !== elf.SHDR_BYTES) fail('its section headers have an unknown size');
  const tableAt = number64(view, 40, 'the offset of the section headers');
  const sectionCount = view.getUint16(60, true);
  const namesIndex = view.getUint16(62, true);
  const bytes = readBytes(source, tableAt, sectionCount * elf.SHDR_BYTES, 'the section table');
  const table = new DataView(bytes.buffer);
  const rows = Array.from({ length: sectionCount }, (_, i) => {
    const at = i * elf.SHDR_BYTES;
    const section = {
      nameAt: table.getUint32(at, true),
      type: table.getUint32(at + 4, true),
      flags: number64(table, at + 8, 'section flags'),
      address: number64(table, at + 16, 'a section address'),
      offset: number64(table, at + 24, 'a section offset'),
      size: number64(table, at + 32, 'a section size'),
    };
    if (section.type !== 0 && section.offset + section.size > source.size) {
      fail(`section ${i} leaves the file (${source.size} bytes)`);
    }
    return section;
  });
  const nameRow = rows[namesIndex] ?? fail('it has no section names');
  const names = readBytes(source, nameRow.offset, nameRow.size, 'the section names');
  return rows.map(({ nameAt, ...section }) => {
    const end = names.indexOf(0, nameAt);
    if (end < 0) fail('a section name does not end');
    return { ...section, name: new TextDecoder().decode(names.subarray(nameAt, end)) };
  });
}

/** The one section of this name. */
export function sectionNamed(sections: readonly ReadSection[], name: string): ReadSection {
  const found = sections.filter((section) => section.name === name);
  const [only] = found;
  if (!only) return fail(`it has no section ${name}`);
  return found.length === 1 ? only : fail(`it has ${found.length} sections ${name}`);
}

export interface Note {
  readonly type: number;
  readonly description: Uint8Array;
}

/** Our notes in a note section, by type. */
export function parseNotes(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const notes = new Map<number, Uint8Array>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    if (at + 12 > bytes.length) fail('a note is cut off');
    const [ownerSize, size, type] = [
      view.getUint32(at, true),
      view.getUint32(at + 4, true),
      view.getUint32(at + 8, true),
    ];
    const ownerAt = at + 12;
    const descriptionAt = ownerAt + elf.alignUp(ownerSize, 4);
    const end = descriptionAt + elf.alignUp(size, 4);
    if (end > bytes.length) fail('a note is cut off');
    const owner = new TextDecoder().decode(bytes.subarray(ownerAt, ownerAt + Math.max(0, ownerSize - 1)));
    if (owner === elf.NOTE_OWNER) notes.set(type, bytes.subarray(descriptionAt, descriptionAt + size));
    at = end;
  }
  return notes;
}
