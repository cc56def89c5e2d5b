// Looks for constants that a smaller float type cannot hold. Reads a tensor once, in pieces; a splat in no time.

import { type ElementType, readElements, roundTo, type Tensor, tensorSize } from '@afterglow/core';

export interface Overflow {
  /** Finite values that become infinite. */
  readonly count: number;
  /** Largest magnitude among them. */
  readonly largest: number;
}

const PIECE = 1 << 16;

/** Smallest power of two whose conversion to `elem` is infinite; values below half of it are certainly held. */
function overflowsAbove(elem: ElementType): number {
  const round = roundTo(elem);
  let limit = 1;
  while (Number.isFinite(round(limit)) && Number.isFinite(limit)) limit *= 2;
  return limit / 2;
}

/** Finite values of an f32 tensor that become infinite in `elem`; undefined when there are none. */
export function findOverflow(tensor: Tensor, elem: ElementType): Overflow | undefined {
  const round = roundTo(elem);
  const safe = overflowsAbove(elem);
  let [count, largest] = [0, 0];
  const size = tensorSize(tensor);
  const step = tensor.storage.kind === 'splat' ? 1 : PIECE;
  const end = tensor.storage.kind === 'splat' ? Math.min(size, 1) : size;
  for (let start = 0; start < end; start += step) {
    for (const value of readElements(tensor, start, Math.min(step, end - start))) {
      const magnitude = Math.abs(Number(value));
      if (magnitude < safe || !Number.isFinite(magnitude) || Number.isFinite(round(magnitude))) continue;
      count++;
      if (magnitude > largest) largest = magnitude;
    }
  }
  if (count === 0) return undefined;
  return { count: tensor.storage.kind === 'splat' ? size : count, largest };
}
