// The parts of ELF64 that card binaries use, and where our own things go. One place for numbers both ends agree on.

export const EHDR_BYTES = 64;
export const PHDR_BYTES = 56;
export const SHDR_BYTES = 64;
export const SYM_BYTES = 24;

export const ET_EXEC = 2;
export const EM_NONE = 0;

export const PT_LOAD = 1;
export const PT_NOTE = 4;
export const PF_X = 1;
export const PF_R = 4;

export const SHT_PROGBITS = 1;
export const SHT_SYMTAB = 2;
export const SHT_STRTAB = 3;
export const SHT_NOTE = 7;
export const SHF_ALLOC = 2;
export const SHF_EXECINSTR = 4;
export const SHN_ABS = 0xfff1;
/** Section indices from here on have meanings of their own. */
export const SHN_LORESERVE = 0xff00;

/** Global symbols: `binding << 4 | type`. */
export const STI_OBJECT = (1 << 4) | 1;
export const STI_FUNC = (1 << 4) | 2;

/** Programs live in an address space of their own; in the file it is shown as a window above card memory. */
export const TEXT_BASE = 2 ** 40;

export const SECTION = {
  note: '.note.afterglow',
  io: '.afterglow.io',
  origins: '.afterglow.origins',
  text: '.afterglow.text',
  const: '.afterglow.const',
  table: '.afterglow.tables',
} as const;

export const NOTE_OWNER = 'Afterglow';
export const NOTE = {
  /** u32 version of the instruction set, u32 bytes of a word. */
  version: 0x41470001,
  /** JSON: name, digest and fields of the machine. */
  machine: 0x41470002,
  /** u64 high-water mark of card memory. */
  dram: 0x41470003,
  /** u64 high-water mark of the shared cache; missing where none is used. */
  llc: 0x41470004,
} as const;

export function alignUp(offset: number, align: number): number {
  return Math.ceil(offset / align) * align;
}
