// What a binary keeps in card memory and what its programs are made of, as comment lines that may stand below its assembly.

import { tensorBytes } from '@afterglow/core';
import { printBytes } from '@afterglow/machine';
import { type CardImage, type CardProgram, type Opcode, QUEUES, specOf } from '../isa/index.js';

export interface MemoryRange {
  readonly what: string;
  readonly address: number;
  readonly bytes: number;
}

/** Runs of data of one kind, and the buffers of each program, by address. */
export function memoryRanges({ data, programs, dramBytes }: CardImage): MemoryRange[] {
  const ranges: MemoryRange[] = [];
  for (const kind of ['const', 'table'] as const) {
    const pieces = data.filter((piece) => piece.kind === kind);
    if (pieces.length === 0) continue;
    const address = Math.min(...pieces.map((piece) => piece.address));
    const end = Math.max(...pieces.map((piece) => piece.address + tensorBytes(piece.tensor)));
    const word = kind === 'const' ? 'constant' : 'table';
    ranges.push({ what: `${pieces.length} ${word}${pieces.length === 1 ? '' : 's'}`, address, bytes: end - address });
  }
  for (const { name, inputs, outputs } of programs) {
    for (const [word, buffers] of [
      ['input', inputs],
      ['output', outputs],
    ] as const) {
      for (const buffer of buffers) {
        ranges.push({ what: `${word} ${buffer.name} of ${name}`, address: buffer.address, bytes: buffer.bytes });
      }
    }
  }
  ranges.sort((a, b) => a.address - b.address);
  const end = ranges.reduce((most, { address, bytes }) => Math.max(most, address + bytes), 0);
  // What no name covers at the top are the programs' own intermediate results.
  return end < dramBytes ? [...ranges, { what: 'temporaries', address: end, bytes: dramBytes - end }] : ranges;
}

export interface QueueMix {
  readonly queue: string;
  readonly words: number;
  readonly instructions: Readonly<Partial<Record<Opcode, number>>>;
}

/** Words of a program by queue and instruction, the most frequent first. */
export function instructionMix({ code }: CardProgram): QueueMix[] {
  const counts = new Map<Opcode, number>();
  for (const { op } of code) counts.set(op, (counts.get(op) ?? 0) + 1);
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return Object.entries(QUEUES).flatMap(([queue, number]) => {
    const own = sorted.filter(([op]) => specOf(op).queue === number);
    const words = own.reduce((sum, [, count]) => sum + count, 0);
    return words === 0 ? [] : [{ queue, words, instructions: Object.fromEntries(own) }];
  });
}

function hex(address: number): string {
  return `0x${address.toString(16)}`;
}

/** The lines, without the signs of a comment. */
export function describeImage(image: CardImage): string[] {
  const ranges = memoryRanges(image);
  const lines = [`card memory: ${printBytes(image.dramBytes)} in use of ${printBytes(image.machine.dramBytes)}`];
  for (const { what, address, bytes } of ranges) {
    lines.push(`  ${hex(address).padEnd(12)} ${printBytes(bytes).padStart(10)}  ${what}`);
  }
  const { llcBytes, machine } = image;
  if (llcBytes > 0) lines.push(`shared cache: ${printBytes(llcBytes)} in use of ${printBytes(machine.llcBytes)}`);
  for (const program of image.programs) {
    lines.push(`program ${program.name}: ${program.code.length} words`);
    for (const { queue, words, instructions } of instructionMix(program)) {
      const list = Object.entries(instructions).map(([op, count]) => `${op} ${count}`);
      lines.push(`  ${queue.padEnd(7)} ${String(words).padStart(5)}  ${list.join(', ')}`);
    }
  }
  return lines;
}
