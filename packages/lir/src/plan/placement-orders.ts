// Orders in which buffers get their addresses. Which is best depends on the graph; each is good where another is bad.

import { type MemoryRequest, peakOf } from './plan-memory.js';

type Order = (a: MemoryRequest, b: MemoryRequest) => number;

const byName: Order = (a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
const length = ({ start, end }: MemoryRequest) => end - start;
const largest: Order = (a, b) => b.bytes - a.bytes || a.start - b.start || byName(a, b);
const longest: Order = (a, b) => length(b) - length(a) || b.bytes - a.bytes || byName(a, b);
const earliest: Order = (a, b) => a.start - b.start || b.bytes - a.bytes || byName(a, b);

/** First what is live at the peak, because it decides how much memory is needed; then the rest. */
function atPeakFirst(peak: number, order: Order): Order {
  const rank = ({ start, end }: MemoryRequest) => (start <= peak && peak <= end ? 0 : 1);
  return (a, b) => rank(a) - rank(b) || order(a, b);
}

/** The orders to try, one after the other, each made when it is its turn. */
export function placementOrders(requests: readonly MemoryRequest[]): readonly (() => readonly MemoryRequest[])[] {
  const peak = peakOf(requests).at;
  const orders = [
    atPeakFirst(peak, largest),
    atPeakFirst(peak, longest),
    earliest,
    largest,
    longest,
    atPeakFirst(peak, earliest),
  ];
  return orders.map((order) => () => [...requests].sort(order));
}
