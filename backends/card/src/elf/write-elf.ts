// Writes a card binary as a stream of chunks: weights go from their files to the output without being held in memory.

import { tensorBytes, tensorChunks } from '@afterglow/core';
import type { CardImage } from '../isa/image.js';
import * as elf from './format.js';
import { type ElfLayout, layoutElf, PAGE, type PlacedSection } from './layout.js';

/** A binary that is ready to be written. */
export interface ElfStream {
  /** Size of the file in bytes. */
  readonly size: number;
  /** The bytes, in order; can be asked for more than once. */
  chunks(): Iterable<Uint8Array>;
}

function header(layout: ElfLayout): Uint8Array {
  const bytes = new Uint8Array(elf.EHDR_BYTES);
  const view = new DataView(bytes.buffer);
  // Magic, 64 bit, little-endian, version 1, no particular ABI.
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]);
  view.setUint16(16, elf.ET_EXEC, true);
  view.setUint16(18, elf.EM_NONE, true);
  view.setUint32(20, 1, true);
  const text = layout.sections.find((section) => section.name === elf.SECTION.text);
  view.setBigUint64(24, BigInt(text && text.size > 0 ? text.address : 0), true);
  view.setBigUint64(32, BigInt(elf.EHDR_BYTES), true);
  view.setBigUint64(40, BigInt(layout.sectionHeadersAt), true);
  view.setUint16(52, elf.EHDR_BYTES, true);
  view.setUint16(54, elf.PHDR_BYTES, true);
  view.setUint16(56, layout.programHeaders, true);
  view.setUint16(58, elf.SHDR_BYTES, true);
  view.setUint16(60, layout.sections.length, true);
  view.setUint16(62, layout.sections.length - 1, true);
  return bytes;
}

function programHeader(section: PlacedSection, type: number, flags: number, align: number): Uint8Array {
  const bytes = new Uint8Array(elf.PHDR_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, type, true);
  view.setUint32(4, flags, true);
  const address = BigInt(section.address);
  const size = BigInt(section.size);
  [BigInt(section.offset), address, address, size, size, BigInt(align)].forEach((value, i) =>
    view.setBigUint64(8 + 8 * i, value, true),
  );
  return bytes;
}

function programHeaders({ sections }: ElfLayout): Uint8Array[] {
  const byAddress = sections.filter(({ flags, size }) => flags & elf.SHF_ALLOC && size > 0);
  byAddress.sort((a, b) => a.address - b.address);
  return [
    ...sections.filter(({ type }) => type === elf.SHT_NOTE).map((s) => programHeader(s, elf.PT_NOTE, elf.PF_R, 4)),
    ...byAddress.map((section) => {
      const execute = section.flags & elf.SHF_EXECINSTR ? elf.PF_X : 0;
      return programHeader(section, elf.PT_LOAD, elf.PF_R | execute, PAGE);
    }),
  ];
}

function sectionHeader(section: PlacedSection, name: number): Uint8Array {
  const bytes = new Uint8Array(elf.SHDR_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, name, true);
  view.setUint32(4, section.type, true);
  view.setBigUint64(8, BigInt(section.flags), true);
  view.setBigUint64(16, BigInt(section.address), true);
  view.setBigUint64(24, BigInt(section.offset), true);
  view.setBigUint64(32, BigInt(section.size), true);
  view.setUint32(40, section.link ?? 0, true);
  view.setUint32(44, section.info ?? 0, true);
  view.setBigUint64(48, BigInt(section.align), true);
  view.setBigUint64(56, BigInt(section.entrySize ?? 0), true);
  return bytes;
}

function* sectionChunks(section: PlacedSection): Iterable<Uint8Array> {
  if (section.content.kind === 'bytes') {
    yield section.content.bytes;
    return;
  }
  let address = section.address;
  for (const entry of section.content.entries) {
    if (entry.address > address) yield new Uint8Array(entry.address - address);
    yield* tensorChunks(entry.tensor);
    address = entry.address + tensorBytes(entry.tensor);
  }
}

function* fileChunks(layout: ElfLayout): Iterable<Uint8Array> {
  yield header(layout);
  yield* programHeaders(layout);
  let offset = elf.EHDR_BYTES + layout.programHeaders * elf.PHDR_BYTES;
  for (const section of layout.sections) {
    if (section.size === 0) continue;
    if (section.offset > offset) yield new Uint8Array(section.offset - offset);
    yield* sectionChunks(section);
    offset = section.offset + section.size;
  }
  yield new Uint8Array(layout.sectionHeadersAt - offset);
  for (const [i, section] of layout.sections.entries()) yield sectionHeader(section, layout.names[i] ?? 0);
}

/** Lays out a binary and answers a stream of its bytes. Equal images give equal bytes. */
export function writeElf(image: CardImage): ElfStream {
  const layout = layoutElf(image);
  return { size: layout.size, chunks: () => fileChunks(layout) };
}
