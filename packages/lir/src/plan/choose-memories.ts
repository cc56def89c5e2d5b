// Decides which temporaries live in fast memory: those that give most per byte and time they occupy. The rest is spilled to
// the memory it was declared in.
// Invariant: what was chosen fits below the budget together, with the addresses answered.

import type { BufferTable, LirProgram, StoredBuffer } from '../program.js';
import { liveRanges } from './live-ranges.js';
import { PlacedBuffers } from './placed-buffers.js';
import { alignUp, bestFit, type MemoryRequest, maxLive } from './plan-memory.js';

export interface FastChoice {
  /** Addresses in fast memory, by name. */
  readonly addresses: ReadonlyMap<string, number>;
  readonly highWater: number;
  /** Most bytes of chosen buffers live at once. */
  readonly lowerBound: number;
  /** Temporaries that had to stay outside, by name. */
  readonly spilled: readonly string[];
}

/**
 * Chooses among the temporaries of `program` but those in `keepOut`; they may take `budget` bytes, from address 0. A lower `rank` comes first
 * whatever else is known.
 */
export function chooseFastMemory(
  program: LirProgram,
  table: BufferTable,
  budget: number,
  keepOut: ReadonlySet<string>,
  rank: (buffer: StoredBuffer) => number = () => 0,
): FastChoice {
  const live = liveRanges(program.body, table);
  const candidates: (MemoryRequest & { readonly rank: number })[] = [];
  for (const buffer of program.buffers) {
    const range = live.get(buffer.name);
    if (buffer.role === 'temp' && range) candidates.push({ ...buffer, ...range, rank: rank(buffer) });
  }
  // Traffic saved grows with the bytes, so what counts is how long the bytes stay; small ones first among equals.
  candidates.sort(
    (a, b) => a.rank - b.rank || a.end - a.start - (b.end - b.start) || a.bytes - b.bytes || (a.name < b.name ? -1 : 1),
  );
  const choice = placeInOrder(
    candidates.filter(({ name }) => !keepOut.has(name)),
    budget,
  );
  const spilled = candidates.flatMap(({ name }) => (choice.addresses.has(name) ? [] : [name]));
  return { ...choice, spilled };
}

/** Gives as many buffers as fit their addresses below `budget`, those that come first before the others. */
export function placeInOrder(requests: readonly MemoryRequest[], budget: number): FastChoice {
  const placed = new PlacedBuffers();
  const spilled: string[] = [];
  for (const request of requests) {
    const address = bestFit(placed.near(request), request, 0, budget);
    if (address === undefined) spilled.push(request.name);
    else placed.add({ request, address });
  }
  const addresses = new Map(placed.all.map(({ request, address }) => [request.name, address]));
  const highWater = Math.max(
    0,
    ...placed.all.map(({ request, address }) => alignUp(address + request.bytes, request.align)),
  );
  return { addresses, highWater, lowerBound: maxLive(placed.all.map(({ request }) => request)), spilled };
}

/** The program with `update` applied to every buffer that owns memory. */
export function mapBuffers(program: LirProgram, update: (buffer: StoredBuffer) => StoredBuffer): LirProgram {
  return { ...program, buffers: program.buffers.map((buffer) => (buffer.role === 'view' ? buffer : update(buffer))) };
}
