// Indices that come as data: wrapped once, checked always.

import type { Tensor } from '@afterglow/core';
import { interpreterDiagnostics } from '../diagnostics.js';
import { fault } from '../fault.js';
import { bigsOf, isBig, storedOf } from './elements.js';

/** An index into `size`, negative ones counted from the end. Outside: a fault. */
export function wrapIndex(op: string, index: number | bigint, size: number, where: string): number {
  const wrapped = Number(index) + (index < 0 ? size : 0);
  if (wrapped >= 0 && wrapped < size) return wrapped;
  return fault(interpreterDiagnostics.indexOutOfRange, { op, index: String(index), size, where });
}

/** All elements of an index tensor, wrapped and checked. */
export function indicesInto(op: string, indices: Tensor, size: number, where: string): Float64Array {
  const values = isBig(indices.elem) ? bigsOf(indices) : storedOf(indices);
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = wrapIndex(op, values[i], size, where);
  return out;
}
