// What lies where in the memories of a program, and when: the plan as data for people to look at.

import { bufferTable, instrsOf, type LirModule, type LirProgram, type StoredBuffer } from '../program.js';
import { liveRanges } from './live-ranges.js';

/** A run of bytes and the instructions it is in use for, both inclusive, in text order. */
export interface MemoryBlock {
  readonly name: string;
  readonly role: StoredBuffer['role'];
  readonly address: number;
  readonly bytes: number;
  readonly start: number;
  readonly end: number;
}

/** One memory while one program runs. */
export interface MemoryMap {
  /** The program; undefined where the map holds for all of a device's programs. */
  readonly program: string | undefined;
  readonly memory: string;
  /** Number of instructions; 1 where only places are known, not times. */
  readonly length: number;
  readonly blocks: readonly MemoryBlock[];
}

function mapsOf(module: LirModule, program: LirProgram): MemoryMap[] {
  const live = liveRanges(program.body, bufferTable(module, program));
  const length = Math.max(1, [...instrsOf(program.body)].length);
  const byMemory = new Map<string, MemoryBlock[]>();
  for (const buffer of [...module.consts, ...program.buffers]) {
    if (buffer.role === 'view' || buffer.address === undefined) continue;
    // Whoever calls the program owns the rest for as long as it runs; a temporary that nobody touches takes no room.
    const range = buffer.role === 'temp' ? live.get(buffer.name) : { start: 0, end: length - 1 };
    if (!range) continue;
    const { name, role, address, bytes, memory } = buffer;
    const block = { name, role, address, bytes, start: range.start, end: range.end };
    byMemory.set(memory, [...(byMemory.get(memory) ?? []), block]);
  }
  return [...byMemory].map(([memory, blocks]) => ({ program: program.name, memory, length, blocks }));
}

/** Maps of all memories of all programs; buffers that have no address yet are left out. */
export function memoryMaps(module: LirModule): MemoryMap[] {
  return module.programs.flatMap((program) => mapsOf(module, program));
}
