// The size of an axis along which several sizes broadcast, all of them open: they are equal but for those that are 1.

import { type Dim, dim } from '@afterglow/core';

/** The largest of the sizes, or 0 where one is 0. */
function commonSize(sizes: readonly Dim[]): Dim {
  return dim.mul(dim.max(...sizes), dim.min(...sizes, 1));
}

/** The sizes that `d` is the common size of; `d` alone where it is none. */
export function sizesSharing(d: Dim): readonly Dim[] {
  if (typeof d === 'number' || d.terms.length !== 1) return [d];
  for (const atom of d.terms[0]?.atoms ?? []) {
    // A size that is a maximum itself is lost in the maximum, and one that is a minimum in the minimum.
    if (atom.kind !== 'max' && atom.kind !== 'min') continue;
    const sizes = atom.args.filter((size) => size !== 1);
    if (sizes.length > 1 && commonSize(sizes) === d) return sizes;
  }
  return [d];
}

/** The common size of two sizes, each of which may be one of others: whichever two meet first, all of them have the same. */
export function eitherSize(a: Dim, b: Dim): Dim {
  return commonSize([...new Set([...sizesSharing(a), ...sizesSharing(b)])]);
}
