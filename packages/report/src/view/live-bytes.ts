// How much memory is in use while each node of a function runs, with everything shared that may be.

import { type Func, memoryLayout, nodesOf, type SizeOf } from '@afterglow/ir';

/** For each node of the body, the most bytes of planned values in use between its start and its end. */
export function liveBytes(func: Func, sizeOf: SizeOf): number[] {
  const { order, storages } = memoryLayout(func.body, { sizeOf });
  const change = new Float64Array(order.end + 2);
  for (const { bytes, start, end } of storages) {
    change[start] = (change[start] ?? 0) + bytes;
    change[end + 1] = (change[end + 1] ?? 0) - bytes;
  }
  const inUse = new Float64Array(order.end + 1);
  let now = 0;
  for (let at = 0; at <= order.end; at++) {
    now += change[at] ?? 0;
    inUse[at] = now;
  }
  return [...nodesOf(func.body)].map((node) => {
    const { enter, exit } = order.spans.get(node) ?? { enter: 0, exit: 0 };
    let most = 0;
    for (let at = enter; at <= exit; at++) most = Math.max(most, inUse[at] ?? 0);
    return most;
  });
}
