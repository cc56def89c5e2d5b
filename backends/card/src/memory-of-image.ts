// What a card binary keeps in the card's main memory. Instructions address by registers, so times are not known here.

import { tensorBytes } from '@afterglow/core';
import type { MemoryBlock, MemoryMap } from '@afterglow/lir';
import type { CardImage } from './isa/index.js';

export function memoryOfImage({ data, programs }: CardImage): MemoryMap[] {
  const always = { start: 0, end: 0 };
  const blocks: MemoryBlock[] = [
    ...data.map(({ name, address, tensor }) => ({
      ...{ name, role: 'const' as const, address, bytes: tensorBytes(tensor) },
      ...always,
    })),
    ...programs.flatMap(({ inputs, outputs }) => [
      ...inputs.map(({ name, address, bytes }) => ({ name, role: 'input' as const, address, bytes, ...always })),
      ...outputs.map(({ name, address, bytes }) => ({ name, role: 'output' as const, address, bytes, ...always })),
    ]),
  ];
  return [{ program: undefined, memory: 'dram', length: 1, blocks }];
}
