// Operands that hold sizes of which only some are known before the data are.

import type { Dim } from '@afterglow/core';
import type { NodeReader } from '../../import/node-reader.js';

/** The first `length` entries of operand `index` as sizes; undefined where only the data say, or what they say is no size. */
export function knownSizes(n: NodeReader, index: number, length: number): readonly (Dim | undefined)[] {
  const entries = n.bounds(index);
  return Array.from({ length }, (_, i) => {
    const entry = entries?.[i];
    const isSize = typeof entry !== 'number' || (entry >= 0 && Number.isSafeInteger(entry));
    return isSize ? entry : undefined;
  });
}
