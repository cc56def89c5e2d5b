// Checks a memory plan: aligned, inside the memory, and no two buffers that live together share a byte.

import type { Diagnostics } from '@afterglow/core';
import { lirDiagnostics } from '../diagnostics.js';
import { type LiveRange, liveRanges } from '../plan/live-ranges.js';
import type { BufferTable, LirProgram, StoredBuffer } from '../program.js';

interface Placed {
  readonly buffer: StoredBuffer;
  readonly start: number;
  readonly end: number;
  readonly live: LiveRange;
}

const ALWAYS: LiveRange = { start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };

function placedBuffers(program: LirProgram, table: BufferTable): Placed[] {
  const live = liveRanges(program.body, table);
  const placed: Placed[] = [];
  for (const buffer of table.values()) {
    if (buffer.role === 'view' || buffer.address === undefined || buffer.bytes === 0) continue;
    const range = buffer.role === 'temp' ? live.get(buffer.name) : ALWAYS;
    if (range) placed.push({ buffer, start: buffer.address, end: buffer.address + buffer.bytes, live: range });
  }
  return placed.sort((a, b) => a.start - b.start);
}

export function verifyAddresses(
  program: LirProgram,
  table: BufferTable,
  capacities: Readonly<Record<string, number>>,
  diagnostics: Diagnostics,
): void {
  const placed = placedBuffers(program, table);
  for (const { buffer, start, end } of placed) {
    const capacity = capacities[buffer.memory] ?? Number.POSITIVE_INFINITY;
    if (start < 0 || end > capacity || start % buffer.align !== 0) {
      diagnostics.report(lirDiagnostics.doesNotFit, {
        memory: buffer.memory,
        needed: end,
        capacity,
        what: `%${buffer.name}`,
      });
    }
  }
  // Sorted by address: once a buffer starts behind this one, all later ones do.
  placed.forEach((one, i) => {
    for (let j = i + 1; j < placed.length; j++) {
      const other = placed[j];
      if (!other || other.start >= one.end) break;
      const together = one.live.start <= other.live.end && other.live.start <= one.live.end;
      // Constants may share their bytes with equal ones.
      const shared = one.buffer.role === 'const' && other.buffer.role === 'const';
      if (!together || shared || one.buffer.memory !== other.buffer.memory) continue;
      const { memory, name } = one.buffer;
      diagnostics.report(lirDiagnostics.overlap, { first: name, second: other.buffer.name, memory });
    }
  });
}
