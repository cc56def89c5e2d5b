// For tests: a binary as a person may hold it in hands, disassembled with all notes, and assembled again.

import { type ByteSource, Diagnostics, renderDiagnostics } from '@afterglow/core';
import { decodeImage, readElf, writeElf } from '../elf/index.js';
import { assemble, disassemble } from './index.js';

/** The number of the first byte in which the binary that comes back differs, or undefined when none does. */
export function reassembledDifference(source: ByteSource): number | undefined {
  const diagnostics = new Diagnostics();
  const elf = readElf(source, diagnostics);
  const image = elf && decodeImage(elf, diagnostics);
  const text = image && disassemble(image, { notes: true });
  const open = (file: string) => (file === source.name ? source : undefined);
  const back = text === undefined ? undefined : assemble(text, { file: 'again.casm', open }, diagnostics);
  if (!back) throw new Error(renderDiagnostics(diagnostics.list));
  let at = 0;
  for (const chunk of writeElf(back).chunks()) {
    const before = new Uint8Array(Math.min(chunk.length, source.size - at));
    source.read(at, before);
    for (let i = 0; i < chunk.length; i++) if (before[i] !== chunk[i]) return at + i;
    at += chunk.length;
  }
  return at === source.size ? undefined : at;
}
