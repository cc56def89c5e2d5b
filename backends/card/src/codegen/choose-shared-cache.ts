// Decides which temporaries lie in the cache that engines share. What fits goes there; where not all do, those first whose bytes
// are moved most often, and the rest stays in card memory.
// Invariant: what was chosen fits into the cache together, with the addresses answered, whatever pace engines get on at.

import {
  type BufferTable,
  type FastChoice,
  type LirProgram,
  type MemoryRequest,
  placeInOrder,
  planMemory,
} from '@afterglow/lir';
import { overStretches, requestsFor } from './memory-requests.js';
import type { Work } from './split/assign-work.js';
import { trafficOf } from './split/traffic.js';

/** Chooses among the temporaries of a generic program but those in `keepOut`. */
export function chooseSharedCache(
  program: LirProgram,
  table: BufferTable,
  works: readonly Work[],
  { engines, llcBytes }: { readonly engines: number; readonly llcBytes: number },
  keepOut: (name: string) => boolean,
): FastChoice {
  const requests = overStretches(
    requestsFor(program, table, ({ name }) => !keepOut(name)),
    works,
  );
  const all = planMemory(requests, { capacity: llcBytes });
  if (all.unplaced.length === 0) return { ...all, spilled: [] };
  const traffic = trafficOf(program, table, works, engines);
  const perByte = ({ name, bytes }: MemoryRequest) => (traffic.get(name) ?? 0) / bytes;
  const length = ({ start, end }: MemoryRequest) => end - start;
  const order = [...requests].sort(
    (a, b) => perByte(b) - perByte(a) || length(a) - length(b) || a.bytes - b.bytes || (a.name < b.name ? -1 : 1),
  );
  return placeInOrder(order, llcBytes);
}
