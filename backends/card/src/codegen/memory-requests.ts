// What a program asks of its memories: each temporary with its size and the time it is in use.

import { type BufferTable, type LirProgram, liveRanges, type MemoryRequest } from '@afterglow/lir';
import type { Work } from './split/assign-work.js';

/** Temporaries that `wanted` admits, with their live ranges. */
export function requestsFor(
  program: LirProgram,
  table: BufferTable,
  wanted: (buffer: { readonly name: string; readonly memory: string }) => boolean,
): MemoryRequest[] {
  const live = liveRanges(program.body, table);
  return program.buffers.flatMap((buffer) => {
    const range = live.get(buffer.name);
    if (buffer.role !== 'temp' || !wanted(buffer) || !range) return [];
    return [{ name: buffer.name, bytes: buffer.bytes, align: buffer.align, ...range }];
  });
}

/**
 * The requests of a generic program in a memory that engines share: in use for whole stretches between barriers, because engines
 * get on at their own pace there, and what one still reads none may reuse.
 */
export function overStretches(requests: readonly MemoryRequest[], works: readonly Work[]): MemoryRequest[] {
  const bounds = new Map<number, { start: number; end: number }>();
  works.forEach(({ stretch }, position) => {
    const known = bounds.get(stretch);
    if (known) known.end = position;
    else bounds.set(stretch, { start: position, end: position });
  });
  const around = (position: number) => bounds.get(works[position]?.stretch ?? -1);
  return requests.map((request) => {
    const start = around(request.start)?.start ?? request.start;
    return { ...request, start, end: around(request.end)?.end ?? request.end };
  });
}
