// Where everything lies in a card binary: sections, segments, symbols. All of it is known before the first byte is written.

import { invariant, tensorBytes } from '@afterglow/core';
import { encodeProgram } from '../isa/encode.js';
import { ISA_VERSION, WORD_BYTES } from '../isa/generated/opcodes.js';
import type { CardData, CardImage } from '../isa/image.js';
import { ioBytes, machineBytes, originBytes } from './contents.js';
import * as elf from './format.js';

/** Data further apart than this goes to sections of its own rather than being padded. */
const LARGEST_GAP = 4096;
/** File offsets of loaded sections agree with their addresses modulo this. */
export const PAGE = 64;

/** Bytes of a section: in memory, or data of the image at their addresses with zeros between. */
export type Content =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'data'; readonly entries: readonly CardData[] };

export interface Section {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly address: number;
  readonly size: number;
  readonly align: number;
  readonly content: Content;
  readonly link?: number;
  readonly info?: number;
  readonly entrySize?: number;
}

export interface PlacedSection extends Section {
  readonly offset: number;
}

const utf8 = new TextEncoder();

class Strings {
  readonly #parts: Uint8Array[] = [new Uint8Array(1)];
  readonly #known = new Map<string, number>([['', 0]]);
  #size = 1;

  add(text: string): number {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const offset = this.#size;
    // A name inside the table ends with its zero, so it cannot contain one.
    const bytes = utf8.encode(`${text.replaceAll('\0', '\ufffd')}\0`);
    this.#parts.push(bytes);
    this.#size += bytes.length;
    this.#known.set(text, offset);
    return offset;
  }

  bytes(): Uint8Array {
    return concat(this.#parts);
  }
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function note(type: number, description: Uint8Array): Uint8Array {
  const owner = utf8.encode(`${elf.NOTE_OWNER}\0`);
  const head = 12 + elf.alignUp(owner.length, 4);
  const bytes = new Uint8Array(head + elf.alignUp(description.length, 4));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, owner.length, true);
  view.setUint32(4, description.length, true);
  view.setUint32(8, type, true);
  bytes.set(owner, 12);
  bytes.set(description, head);
  return bytes;
}

function mark(size: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(size), true);
  return bytes;
}

function notes(image: CardImage): Uint8Array {
  const version = new Uint8Array(8);
  new DataView(version.buffer).setUint32(0, ISA_VERSION, true);
  new DataView(version.buffer).setUint32(4, WORD_BYTES, true);
  return concat([
    note(elf.NOTE.version, version),
    note(elf.NOTE.machine, machineBytes(image)),
    note(elf.NOTE.dram, mark(image.dramBytes)),
    ...(image.llcBytes > 0 ? [note(elf.NOTE.llc, mark(image.llcBytes))] : []),
  ]);
}

function dataEnd(entry: CardData): number {
  return entry.address + tensorBytes(entry.tensor);
}

/** Neighbours of one kind share a section. Sorted by address; overlaps are refused. */
function dataSections(image: CardImage): Section[] {
  const sorted = image.data.filter((entry) => tensorBytes(entry.tensor) > 0).sort((a, b) => a.address - b.address);
  const groups: CardData[][] = [];
  let last: CardData | undefined;
  for (const entry of sorted) {
    const gap = last ? entry.address - dataEnd(last) : 0;
    invariant(gap >= 0, `${entry.name} and ${last?.name} overlap in card memory`);
    invariant(dataEnd(entry) <= image.dramBytes, `${entry.name} lies above the high-water mark of card memory`);
    const group = groups.at(-1);
    if (group && last && last.kind === entry.kind && gap <= LARGEST_GAP) group.push(entry);
    else groups.push([entry]);
    last = entry;
  }
  const used = new Map<string, number>();
  return groups.map((entries) => {
    const [first] = entries;
    const end = entries.at(-1);
    invariant(first && end, 'a group of data is never empty');
    const base = elf.SECTION[first.kind];
    const number = used.get(base) ?? 0;
    used.set(base, number + 1);
    return {
      name: number === 0 ? base : `${base}.${number}`,
      type: elf.SHT_PROGBITS,
      flags: elf.SHF_ALLOC,
      address: first.address,
      size: dataEnd(end) - first.address,
      // The largest power of two the address is a multiple of, up to a page.
      align: first.address % PAGE === 0 ? PAGE : first.address & -first.address & (PAGE - 1),
      content: { kind: 'data', entries },
    };
  });
}

function symbols(
  image: CardImage,
  text: number,
  data: readonly Section[],
  firstData: number,
  strings: Strings,
): Uint8Array {
  const rows: Uint8Array[] = [new Uint8Array(elf.SYM_BYTES)];
  const add = (name: string, info: number, section: number, value: number, size: number) => {
    const row = new Uint8Array(elf.SYM_BYTES);
    const view = new DataView(row.buffer);
    view.setUint32(0, strings.add(name), true);
    view.setUint8(4, info);
    view.setUint16(6, section, true);
    view.setBigUint64(8, BigInt(value), true);
    view.setBigUint64(16, BigInt(size), true);
    rows.push(row);
  };
  let start = 0;
  for (const { name, code, inputs, outputs } of image.programs) {
    add(name, elf.STI_FUNC, text, elf.TEXT_BASE + start * WORD_BYTES, code.length * WORD_BYTES);
    start += code.length;
    for (const buffer of inputs)
      add(`${name}.in.${buffer.name}`, elf.STI_OBJECT, elf.SHN_ABS, buffer.address, buffer.bytes);
    for (const buffer of outputs)
      add(`${name}.out.${buffer.name}`, elf.STI_OBJECT, elf.SHN_ABS, buffer.address, buffer.bytes);
  }
  const home = new Map<CardData, number>();
  data.forEach(({ content }, i) => {
    if (content.kind === 'data') for (const entry of content.entries) home.set(entry, firstData + i);
  });
  for (const entry of image.data) {
    add(entry.name, elf.STI_OBJECT, home.get(entry) ?? elf.SHN_ABS, entry.address, tensorBytes(entry.tensor));
  }
  return concat(rows);
}

export interface ElfLayout {
  readonly sections: readonly PlacedSection[];
  readonly names: readonly number[];
  readonly programHeaders: number;
  readonly sectionHeadersAt: number;
  readonly size: number;
}

function memory(name: string, type: number, bytes: Uint8Array, align: number, more: Partial<Section> = {}): Section {
  return { name, type, flags: 0, address: 0, size: bytes.length, align, content: { kind: 'bytes', bytes }, ...more };
}

/** Lays out a binary. Throws when the image contradicts itself: that is a bug of the code generator. */
export function layoutElf(image: CardImage): ElfLayout {
  invariant(image.dramBytes <= image.machine.dramBytes, 'the image needs more card memory than the machine has');
  invariant(image.llcBytes <= image.machine.llcBytes, 'the image needs more shared cache than the machine has');
  const data = dataSections(image);
  const text = concat(image.programs.map((program) => encodeProgram(program.code)));
  const loaded = { flags: elf.SHF_ALLOC | elf.SHF_EXECINSTR, address: elf.TEXT_BASE };
  const front: Section[] = [
    memory('', 0, new Uint8Array(), 0),
    memory(elf.SECTION.note, elf.SHT_NOTE, notes(image), 4),
    memory(elf.SECTION.io, elf.SHT_PROGBITS, ioBytes(image), 8),
    memory(elf.SECTION.origins, elf.SHT_PROGBITS, originBytes(image), 8),
    memory(elf.SECTION.text, elf.SHT_PROGBITS, text, WORD_BYTES, loaded),
  ];
  const strings = new Strings();
  const table = symbols(image, front.length - 1, data, front.length, strings);
  const back = front.length + data.length;
  const sectionNames = new Strings();
  const named = [...front, ...data, { name: '.symtab' }, { name: '.strtab' }, { name: '.shstrtab' }];
  invariant(named.length < elf.SHN_LORESERVE, 'a binary has at most 65,279 sections');
  const names = named.map(({ name }) => sectionNames.add(name));
  const all: Section[] = [
    ...front,
    ...data,
    memory('.symtab', elf.SHT_SYMTAB, table, 8, { link: back + 1, info: 1, entrySize: elf.SYM_BYTES }),
    memory('.strtab', elf.SHT_STRTAB, strings.bytes(), 1),
    memory('.shstrtab', elf.SHT_STRTAB, sectionNames.bytes(), 1),
  ];
  const programHeaders = 1 + data.length + (text.length > 0 ? 1 : 0);
  let offset = elf.EHDR_BYTES + programHeaders * elf.PHDR_BYTES;
  const sections = all.map((section, i): PlacedSection => {
    if (i === 0) return { ...section, offset: 0 };
    if (section.flags & elf.SHF_ALLOC) {
      const shift = (section.address - offset) % PAGE;
      offset += (shift + PAGE) % PAGE;
    } else offset = elf.alignUp(offset, section.align);
    const placed = { ...section, offset };
    offset += section.size;
    return placed;
  });
  const sectionHeadersAt = elf.alignUp(offset, 8);
  return {
    sections,
    names,
    programHeaders,
    sectionHeadersAt,
    size: sectionHeadersAt + sections.length * elf.SHDR_BYTES,
  };
}
