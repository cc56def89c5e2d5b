// The size of an axis along which several sizes broadcast, all of them open: they are equal but for those that are 1. It is the largest of
// them, or 0 where one is 0:   max(A, B, C)*min(A, B, C, 1)
//
// Long chains of sums make it one size at a time, so that what is known of the sizes so far must not be compared again.

import { type Dim, dim } from '@afterglow/core';

interface Common {
  readonly sizes: readonly Dim[];
  readonly largest: Dim;
  readonly least: Dim;
}

/** Sizes up to which a form that was simplified is looked through. */
const FEW = 16;

const isSame = (a: readonly Dim[], b: readonly Dim[]) => {
  const known = new Set(a);
  return a.length === b.length && b.every((size) => known.has(size));
};

function commonOf({ largest, least }: Pick<Common, 'largest' | 'least'>): Dim {
  return dim.mul(largest, dim.min(least, 1));
}

/** The parts of a common size; of any other size that size itself. */
function partsOf(d: Dim): Common {
  const itself = { sizes: [d], largest: d, least: d };
  if (typeof d === 'number' || d.constant !== 0 || d.terms.length !== 1) return itself;
  const { coeff = 0, atoms = [] } = d.terms[0] ?? {};
  const [largest, least] = [atoms.find(({ kind }) => kind === 'max'), atoms.find(({ kind }) => kind === 'min')];
  if (coeff !== 1 || atoms.length !== 2 || largest?.kind !== 'max' || least?.kind !== 'min') return itself;
  const smalls = least.args.filter((size) => size !== 1);
  const extremes = { largest: dim.atomDim(largest), least: dim.atomDim(least) };
  if (isSame(largest.args, smalls)) return { sizes: smalls, ...extremes };
  // A size that is a maximum itself was taken apart in the maximum, and one that is a minimum in the minimum.
  const sizes = [largest.args, smalls].find(
    (list) => list.length <= FEW && commonOf({ largest: dim.max(...list), least: dim.min(...list) }) === d,
  );
  return sizes ? { sizes, ...extremes } : itself;
}

/** The sizes that `d` is the common size of; `d` alone where it is none. */
export function sizesSharing(d: Dim): readonly Dim[] {
  return partsOf(d).sizes;
}

/** The common size of two sizes, each of which may be one of others: whichever two meet first, all of them have the same. */
export function eitherSize(a: Dim, b: Dim): Dim {
  const [x, y] = [partsOf(a), partsOf(b)];
  return commonOf({ largest: dim.max(x.largest, y.largest), least: dim.min(x.least, y.least) });
}
