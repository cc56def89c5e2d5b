// Static memory planning: addresses for buffers whose live ranges are known, so that no two live at once share a byte.
// Best fit in several orders, the best result wins; how far from the possible is answered as a lower bound.

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

/** Largest sum of bytes live at one position. */
export function maxLive(requests: readonly MemoryRequest[]): number {
  const events = requests.flatMap(({ start, end, bytes }) => [
    { at: start, bytes },
    { at: end + 1, bytes: -bytes },
  ]);
  // Ends come before starts at the same position: ranges are inclusive, so those never overlap.
  events.sort((a, b) => a.at - b.at || a.bytes - b.bytes);
  let [live, most] = [0, 0];
  for (const event of events) {
    live += event.bytes;
    most = Math.max(most, live);
  }
  return most;
}

interface Placed {
  readonly request: MemoryRequest;
  readonly address: number;
}

/** The address of the tightest gap between buffers live at the same time, or the one behind all of them. */
export function bestFit(
  placed: readonly Placed[],
  request: MemoryRequest,
  base: number,
  capacity: number,
): number | undefined {
  const busy = placed
    .filter((other) => other.request.start <= request.end && request.start <= other.request.end)
    .sort((a, b) => a.address - b.address);
  let best: number | undefined;
  let bestSlack = Number.POSITIVE_INFINITY;
  let free = base;
  for (const { address, request: other } of busy) {
    const start = alignUp(free, request.align);
    const slack = address - start - request.bytes;
    if (slack >= 0 && slack < bestSlack) [best, bestSlack] = [start, slack];
    free = Math.max(free, address + other.bytes);
  }
  best ??= alignUp(free, request.align);
  return best + request.bytes <= capacity ? best : undefined;
}

type Order = (a: MemoryRequest, b: MemoryRequest) => number;
const byName: Order = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
const orders: readonly Order[] = [
  (a, b) => b.bytes - a.bytes || a.start - b.start || byName(a, b),
  (a, b) => b.end - b.start - (a.end - a.start) || b.bytes - a.bytes || byName(a, b),
  (a, b) => a.start - b.start || b.bytes - a.bytes || byName(a, b),
];

function planInOrder(requests: readonly MemoryRequest[], order: Order, base: number, capacity: number): MemoryPlan {
  const placed: Placed[] = [];
  const addresses = new Map<string, number>();
  const unplaced: string[] = [];
  let highWater = base;
  for (const request of [...requests].sort(order)) {
    if (request.bytes === 0) {
      addresses.set(request.name, base);
      continue;
    }
    const address = bestFit(placed, request, base, capacity);
    if (address === undefined) {
      unplaced.push(request.name);
      continue;
    }
    placed.push({ request, address });
    addresses.set(request.name, address);
    highWater = Math.max(highWater, address + request.bytes);
  }
  return { addresses, highWater, lowerBound: 0, unplaced };
}

/** Places all requests, tightest result first: fewest left out, then lowest high-water mark. */
export function planMemory(requests: readonly MemoryRequest[], options: PlanOptions = {}): MemoryPlan {
  const { base = 0, capacity = Number.POSITIVE_INFINITY } = options;
  const plans = orders.map((order) => planInOrder(requests, order, base, capacity));
  const [best] = plans.sort((a, b) => a.unplaced.length - b.unplaced.length || a.highWater - b.highWater);
  const lowerBound = base + maxLive(requests);
  return best ? { ...best, lowerBound } : { addresses: new Map(), highWater: base, lowerBound, unplaced: [] };
}
