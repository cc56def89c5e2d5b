// Bags that are all of the same length by construction: then the ids form a `[B, L]` matrix and offsets are not needed.
// Source of the offsets: `range(0, B * L, L)` as PyTorch writes it for two-dimensional indices, or constants.

import { type Dim, dim, integersOf, type Tensor } from '@afterglow/core';
import type { Value } from '@afterglow/ir';
import { knownIntegers, knownScalar, madeBy, shapeOf } from './look.js';

/** L of `range(0, .., L)`. The bound plays no part: the count of bags is checked against the lookups by the caller. */
function stepOfRange(offsets: Value): Dim | undefined {
  const node = madeBy(offsets, 'range');
  const [start, , delta] = node?.operands ?? [];
  return node && knownScalar(start) === 0 ? knownScalar(delta) : undefined;
}

function stepOfConstants(offsets: readonly number[], lookups: Dim): Dim | undefined {
  if (offsets[0] !== 0) return undefined;
  const step = offsets.length === 1 ? lookups : offsets[1];
  if (step === undefined || offsets.length === 1) return step;
  return typeof step === 'number' && step > 0 && offsets.every((entry, j) => entry === j * step) ? step : undefined;
}

/** L, when bag j is exactly `[j * L, (j + 1) * L)` and the `bags` bags hold all `lookups`. */
export function equalBagLength(
  bounds: { readonly offsets: Value | Tensor; readonly lastOffset: boolean; readonly bags: Dim },
  lookups: Dim,
): Dim | undefined {
  const { offsets, bags } = bounds;
  const isTensor = 'storage' in offsets;
  let length = isTensor ? undefined : stepOfRange(offsets);
  if (length === undefined) {
    const known = isTensor ? integersOf(offsets)?.map(Number) : knownIntegers(offsets);
    length = known && stepOfConstants(bounds.lastOffset ? known.slice(0, -1) : known, lookups);
    if (bounds.lastOffset && known?.at(-1) !== lookups) return undefined;
  } else if (bounds.lastOffset) {
    return undefined;
  } else if (!isTensor && shapeOf(offsets)?.[0] !== bags) return undefined;
  return length !== undefined && dim.mul(bags, length) === lookups ? length : undefined;
}
