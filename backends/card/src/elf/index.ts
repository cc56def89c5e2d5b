// Card binaries: writing, opening, taking apart.

export { decodeImage, decodeProgram, originsOf } from './decode-image.js';
export { type CardElf, type ElfData, type ElfProgram, type ElfSegment, readElf } from './read-elf.js';
export { type ElfStream, writeElf } from './write-elf.js';
