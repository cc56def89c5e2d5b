// Static memory planning: addresses for buffers whose live ranges are known, so that no two live at once share a byte.
// Best fit in several orders until one needs no more than the lower bound; the best result wins.

import { PlacedBuffers } from './placed-buffers.js';
import { placementOrders } from './placement-orders.js';

/** A buffer to place: `bytes` at a multiple of `align`, live at positions `start … end`, both included. */
export interface MemoryRequest {
  readonly name: string;
  readonly bytes: number;
  readonly align: number;
  readonly start: number;
  readonly end: number;
}

export interface MemoryPlan {
  /** Addresses by name, from `base` on. Buffers that do not fit are missing. */
  readonly addresses: ReadonlyMap<string, number>;
  /** First byte behind everything placed. */
  readonly highWater: number;
  /** Most bytes live at one position: no plan can need less. */
  readonly lowerBound: number;
  readonly unplaced: readonly string[];
}

export interface PlanOptions {
  /** First usable address. */
  readonly base?: number;
  /** First address behind the memory. */
  readonly capacity?: number;
}

export function alignUp(value: number, align: number): number {
  return Math.ceil(value / align) * align;
}

/** The first position at which most bytes are live. */
export function peakOf(requests: readonly MemoryRequest[]): { readonly at: number; readonly bytes: number } {
  const events = requests.flatMap(({ start, end, bytes }) => [
    { at: start, bytes },
    { at: end + 1, bytes: -bytes },
  ]);
  // Ends come before starts at the same position: ranges are inclusive, so those never overlap.
  events.sort((a, b) => a.at - b.at || a.bytes - b.bytes);
  let live = 0;
  let peak = { at: 0, bytes: 0 };
  for (const { at, bytes } of events) {
    live += bytes;
    if (live > peak.bytes) peak = { at, bytes: live };
  }
  return peak;
}

/** Largest sum of bytes live at one position. */
export function maxLive(requests: readonly MemoryRequest[]): number {
  return peakOf(requests).bytes;
}

/** A buffer that has its address. */
export interface Placed {
  readonly request: MemoryRequest;
  readonly address: number;
}

/** The address of the tightest gap between buffers live at the same time, or the one behind all of them. */
export function bestFit(
  placed: Iterable<Placed>,
  request: MemoryRequest,
  base: number,
  capacity: number,
): number | undefined {
  let best: number | undefined;
  let bestSlack = Number.POSITIVE_INFINITY;
  let free = base;
  for (const { address, request: other } of placed) {
    if (other.end < request.start || request.end < other.start) continue;
    const start = alignUp(free, request.align);
    const slack = address - start - request.bytes;
    if (slack >= 0 && slack < bestSlack) [best, bestSlack] = [start, slack];
    free = Math.max(free, address + other.bytes);
  }
  best ??= alignUp(free, request.align);
  return best + request.bytes <= capacity ? best : undefined;
}

interface Outcome extends Omit<MemoryPlan, 'lowerBound'> {
  readonly addresses: Map<string, number>;
}

function planInOrder(order: readonly MemoryRequest[], base: number, capacity: number): Outcome {
  const placed = new PlacedBuffers();
  const addresses = new Map<string, number>();
  const unplaced: string[] = [];
  let highWater = base;
  for (const request of order) {
    if (request.bytes === 0) {
      addresses.set(request.name, base);
      continue;
    }
    const address = bestFit(placed.near(request), request, base, capacity);
    if (address === undefined) {
      unplaced.push(request.name);
      continue;
    }
    placed.add({ request, address });
    addresses.set(request.name, address);
    highWater = Math.max(highWater, address + request.bytes);
  }
  return { addresses, highWater, unplaced };
}

/** Rounds of `promoted`; a round costs as much as an order. */
const ROUNDS = 24;

/** The order with those first that reached the highest in `outcome`, because they came when the low addresses were gone. */
function promoted(order: readonly MemoryRequest[], { addresses, highWater, unplaced }: Outcome): MemoryRequest[] {
  const left = new Set(unplaced);
  const top = (request: MemoryRequest) =>
    left.has(request.name) || (addresses.get(request.name) ?? 0) + request.bytes === highWater;
  return [...order.filter(top), ...order.filter((request) => !top(request))];
}

function isBetter(a: Outcome, b: Outcome | undefined): boolean {
  if (!b || a.unplaced.length !== b.unplaced.length) return !b || a.unplaced.length < b.unplaced.length;
  return a.highWater < b.highWater;
}

/** Places all requests, tightest result first: fewest left out, then lowest high-water mark. */
export function planMemory(requests: readonly MemoryRequest[], options: PlanOptions = {}): MemoryPlan {
  const { base = 0, capacity = Number.POSITIVE_INFINITY } = options;
  const lowerBound = base + maxLive(requests);
  let best: { readonly order: readonly MemoryRequest[]; readonly outcome: Outcome } | undefined;
  /** Answers whether nothing better is possible. */
  const attempt = (order: readonly MemoryRequest[]): boolean => {
    const outcome = planInOrder(order, base, capacity);
    if (isBetter(outcome, best?.outcome)) best = { order, outcome };
    return best?.outcome.unplaced.length === 0 && best.outcome.highWater === lowerBound;
  };
  if (!placementOrders(requests).some((order) => attempt(order())) && best) {
    for (let round = 0, { order, outcome } = best; round < ROUNDS; round++) {
      order = promoted(order, outcome);
      outcome = planInOrder(order, base, capacity);
      if (isBetter(outcome, best.outcome)) best = { order, outcome };
      if (best.outcome.unplaced.length === 0 && best.outcome.highWater === lowerBound) break;
    }
  }
  const { addresses, highWater, unplaced } = best?.outcome ?? { addresses: new Map(), highWater: base, unplaced: [] };
  return { addresses, highWater, lowerBound, unplaced };
}
